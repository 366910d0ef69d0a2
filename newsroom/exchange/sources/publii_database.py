"""The database of a site of Publii, read as a stranger's: nothing in it is run, and reading it ends."""

import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias
from urllib.parse import quote

from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.raw import LARGEST_ITEM

Value: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[Value, ...]

MAGIC = b"SQLite format 3\0"
_TABLES = {
    "posts": "id title authors slug text featured_image_id created_at modified_at status template".split(),
    "posts_additional_data": "id post_id key value".split(),
    "posts_images": "id post_id url title caption additional_data".split(),
    "posts_tags": "tag_id post_id".split(),
    "tags": "id name slug additional_data".split(),
    "authors": "id name username".split(),
}
_POST = ", ".join(_TABLES["posts"])
_KEPT_APART = ("_core", "postViewSettings", "pageViewSettings")
_AT_ONCE = 500
_MOST_ROWS = 1_000_000
_LONGEST_S = 20.0
_STEPS = 100_000
# ValueError: what SQLite says quotes the database, and may be no text.
_BROKEN = (sqlite3.Error, OverflowError, MemoryError, ValueError)
# Of a column: it is stored, not computed as it is read.
_STORED = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """``is_hidden``: it steers the site and has no page there."""

    id: int
    name: str
    slug: str
    data: str


@dataclass(frozen=True, slots=True)
class PostRows:
    """All that the database says of a post. With a ``problem``, a sentence, its row could not be read."""

    id: int
    post: dict[str, Value] = field(default_factory=dict)
    image: dict[str, Value] = field(default_factory=dict)
    apart: dict[str, str] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    authors: tuple[str, ...] = ()
    n_missing: int = 0
    problem: str = ""


class SiteDatabase:
    """Use it with ``with``. Raises ``SourceError`` where it is damaged, or not such as Publii writes them.

    ``problems`` are sentences on tables that could not be read to their end.
    """

    def __init__(self, path: Path) -> None:
        self.problems: list[str] = []
        self._ends_at = 0.0
        self._tags: dict[int, Tag] = {}
        self._authors: dict[int, str] = {}
        self._usernames: dict[int, str] = {}
        self._slugs: dict[int, str] = {}
        self._tags_of: defaultdict[int, list[int]] = defaultdict(list)
        self._apart_of: defaultdict[int, list[int]] = defaultdict(list)
        root = "file://" if path.as_posix().startswith("/") else "file:///"
        uri = f"{root}{quote(path.as_posix(), safe='/:')}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise _said(error) from None
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def posts(self) -> Iterator[PostRows]:
        """The posts and pages in the order of their ids."""
        last = -(2**63)
        while True:
            sql = f"SELECT id FROM posts WHERE id > ? ORDER BY id LIMIT {_AT_ONCE}"
            ids = [id for (id,) in self._rows(sql, last) if isinstance(id, int)]
            if ids and ids[-1] <= last:
                raise SourceError("The database is damaged: its posts are out of order.")
            for id in ids:
                yield self._post(id)
            if len(ids) < _AT_ONCE:
                return
            last = ids[-1]

    def slug_of(self, kind: str, id: int) -> str:
        """The slug of a post, a page, a tag or an author; empty where there is none."""
        if kind == "tag":
            return self._tags[id].slug if id in self._tags else ""
        return self._usernames.get(id, "") if kind == "author" else self._slugs.get(id, "")

    def _prepare(self) -> None:
        connection = self._connection
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_ITEM)
        connection.set_progress_handler(lambda: time.monotonic() > self._ends_at, _STEPS)
        for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
            self._rows(f"PRAGMA {pragma}")
        for table, columns in _TABLES.items():
            self._check(table, columns)
        self._gather("tags", "id, name, slug, additional_data", self._take_tag)
        self._gather("authors", "id, name, username", self._take_author)
        self._gather("posts", "id, slug", lambda row: self._slugs.update({_number(row[0]): text(row[1])}))
        self._gather("posts_tags", "post_id, tag_id", lambda row: _put(self._tags_of, row))
        self._gather("posts_additional_data", "post_id, id", lambda row: _put(self._apart_of, row))

    def _check(self, table: str, columns: list[str]) -> None:
        """A view, a table of a module and a column that is computed could make it compute without end."""
        found = self._rows("SELECT type, sql FROM sqlite_master WHERE name = ?", table)
        kinds = {(kind, text(sql).lstrip().upper().startswith("CREATE TABLE")) for kind, sql in found}
        if not found:
            raise SourceError(f"It is no database as Publii writes them: it has no table “{table}”.")
        if kinds != {("table", True)}:
            raise SourceError(f"It is no database as Publii writes them: “{table}” is not an ordinary table.")
        info = {name: (kind, is_key, hidden) for _, name, kind, _, _, is_key, hidden in self._rows(
            f"PRAGMA table_xinfo({table})"
        )}  # fmt: skip
        for column in columns:
            if column not in info or info[column][2] != _STORED:
                raise SourceError(f"It is no database as Publii writes them: “{table}” has no “{column}”.")
        if "id" in columns and (text(info["id"][0]).upper(), info["id"][1]) != ("INTEGER", 1):
            raise SourceError(f"It is no database as Publii writes them: “{table}” has no numbers.")

    def _gather(self, table: str, columns: str, take: Callable[[Row], None]) -> None:
        self._ends_at = time.monotonic() + _LONGEST_S
        try:
            for n, row in enumerate(self._connection.execute(f"SELECT {columns} FROM {table}")):
                if n >= _MOST_ROWS:
                    raise SourceError(f"Its table “{table}” has more than {_MOST_ROWS:,} rows.")
                take(row)
        except _BROKEN as error:
            self.problems.append(f"The table “{table}” was not read to its end. {_said(error)}")

    def _take_tag(self, row: Row) -> None:
        id, name, slug, data = row
        self._tags[_number(id)] = Tag(_number(id), text(name), text(slug), text(data))

    def _take_author(self, row: Row) -> None:
        id, name, username = row
        self._authors[_number(id)] = text(name).strip() or text(username).strip()
        self._usernames[_number(id)] = text(username).strip()

    def _post(self, id: int) -> PostRows:
        try:
            (row,) = self._rows(f"SELECT {_POST} FROM posts WHERE id = ?", id)
            post = dict(zip(_TABLES["posts"], row, strict=True))
            images = self._rows(
                "SELECT url, title, caption, additional_data FROM posts_images WHERE id = ?",
                _number(post["featured_image_id"]),
            )
            apart = {
                text(key): text(value)
                for number in self._apart_of.get(id, ())
                for key, value in self._rows(
                    "SELECT key, value FROM posts_additional_data WHERE id = ?", number
                )
                if key in _KEPT_APART
            }
        except (SourceError, ValueError) as error:
            return PostRows(
                id, problem=str(error) if isinstance(error, SourceError) else "It cannot be read."
            )
        tag_ids = self._tags_of.get(id, [])
        author_ids = [int(part) for part in text(post["authors"]).split(",") if _is_number(part.strip())]
        tags = [self._tags[tag] for tag in tag_ids if tag in self._tags]
        authors = [self._authors[author] for author in author_ids if author in self._authors]
        return PostRows(
            id,
            post,
            dict(zip(("url", "title", "caption", "additional_data"), images[0], strict=True))
            if images
            else {},
            apart,
            tuple(sorted(tags, key=lambda tag: (tag.name.casefold(), tag.id))),
            tuple(filter(None, authors)),
            len(tag_ids) - len(tags) + len(author_ids) - len(authors),
        )

    def _rows(self, sql: str, *values: Value) -> list[Row]:
        self._ends_at = time.monotonic() + _LONGEST_S
        try:
            return self._connection.execute(sql, values).fetchmany(_MOST_ROWS)
        except _BROKEN as error:
            raise _said(error) from None


def text(value: Value) -> str:
    """A value as text, of whatever type it is."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _put(lists: defaultdict[int, list[int]], row: Row) -> None:
    post, thing = row
    lists[_number(post)].append(_number(thing))


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) < 18


def _said(error: Exception) -> SourceError:
    """What SQLite says, as a sentence for a person."""
    name = getattr(error, "sqlite_errorname", "")
    if isinstance(error, sqlite3.DataError) or name == "SQLITE_TOOBIG" or isinstance(error, MemoryError):
        return SourceError(f"It is larger than {LARGEST_ITEM // 1024 // 1024} MB.")
    if name == "SQLITE_INTERRUPT":
        return SourceError("It takes too long to read.")
    reason = plain(str(error)[:200]) if isinstance(error, sqlite3.Error) else "its bytes are no text"
    return SourceError(f"The database is damaged, or cannot be read: {reason}.")
