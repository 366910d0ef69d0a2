"""What a Ghost export keeps apart from its posts (tags, authors, who has which), gathered in a first pass.

Relations are packed into some twenty bytes each; tags, authors and the extra fields of posts are held as they are.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.json_parts import object_of, rows_of
from newsroom.exchange.sources.plain_words import plain
from newsroom.exchange.sources.raw import Readable

TABLES = frozenset(
    ("posts", "pages", "tags", "users", "posts_tags", "posts_authors", "posts_meta", "settings")
)
_RECORD = struct.Struct(">8sIQ")
_MOST_SORT = 2**32 - 1
_SETTINGS = frozenset(
    "permalinks lang locale default_locale defaultLang timezone active_timezone activeTimezone".split()
)


@dataclass(frozen=True, slots=True)
class GhostTag:
    """``internal`` tags (``#video``) steer the site and are not shown."""

    name: str
    internal: bool = False


class Relation:
    """Which posts have which things, in order; ids may be numbers or text."""

    def __init__(self) -> None:
        self._records: list[bytes] = []
        self._sorted = b""
        self._ids: list[str] = []
        self._number_of: dict[str, int] = {}

    def add(self, post: str, sort: object, thing: str) -> None:
        """One row of the table."""
        number = self._number_of.setdefault(thing, len(self._ids))
        if number == len(self._ids):
            self._ids.append(thing)
        place = sort if isinstance(sort, int) and 0 <= sort < _MOST_SORT else _MOST_SORT
        self._records.append(_RECORD.pack(_hashed(post), place, (len(self._records) << 24) + number))

    def close(self) -> None:
        """All rows are there."""
        self._sorted = b"".join(sorted(self._records))
        self._records = []

    def of(self, post: str) -> Iterator[str]:
        """Ids of the things that the post has, in order."""
        wanted, size = _hashed(post), _RECORD.size
        low, high = 0, len(self._sorted) // size
        while low < high:
            middle = (low + high) // 2
            if self._sorted[middle * size : middle * size + 8] < wanted:
                low = middle + 1
            else:
                high = middle
        for at in range(low * size, len(self._sorted), size):
            found, _, number = _RECORD.unpack_from(self._sorted, at)
            if found != wanted:
                return
            yield self._ids[number & 0xFFFFFF]


@dataclass(slots=True)
class GhostTables:
    """The export without its posts."""

    tags: dict[str, GhostTag] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    post_tags: Relation = field(default_factory=Relation)
    post_authors: Relation = field(default_factory=Relation)
    meta: dict[str, dict[str, object]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def language(self) -> str:
        """The site's language, as its settings say."""
        keys = ("lang", "locale", "default_locale", "defaultLang")
        return next((self.settings[key] for key in keys if self.settings.get(key)), "")


def tables_of(file: Readable) -> GhostTables:
    """The first pass. Rows that cannot be read are passed over; the second pass tells of posts among them."""
    tables = GhostTables()
    for row in rows_of(file, TABLES):
        if row.table in ("", "posts", "pages") or row.problem:
            continue
        try:
            _add(tables, row.table, object_of(row.data)[0])
        except SourceError:
            continue
    tables.post_tags.close()
    tables.post_authors.close()
    return tables


def id_of(value: object) -> str:
    """An id as text; older exports have numbers."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def tag_of(row: Mapping[str, object]) -> GhostTag:
    """A tag's row, or a tag that stands within a post."""
    name = plain(row.get("name")) or plain(row.get("slug"))
    return GhostTag(name, row.get("visibility") == "internal" or name.startswith("#"))


def author_of(row: Mapping[str, object]) -> str:
    """The name of a user's row, or of an author who stands within a post."""
    return plain(row.get("name")) or plain(row.get("slug"))


def _add(tables: GhostTables, table: str, row: dict[str, object]) -> None:
    if table == "tags":
        tables.tags[id_of(row.get("id"))] = tag_of(row)
    elif table == "users":
        tables.authors[id_of(row.get("id"))] = author_of(row)
    elif table == "posts_tags":
        tables.post_tags.add(id_of(row.get("post_id")), row.get("sort_order"), id_of(row.get("tag_id")))
    elif table == "posts_authors":
        tables.post_authors.add(id_of(row.get("post_id")), row.get("sort_order"), id_of(row.get("author_id")))
    elif table == "posts_meta":
        said = {
            key: value
            for key, value in row.items()
            if value not in (None, "") and key not in ("id", "post_id")
        }
        tables.meta[id_of(row.get("post_id"))] = said
    elif table == "settings" and row.get("key") in _SETTINGS and isinstance(row.get("value"), str):
        tables.settings[str(row["key"])] = str(row["value"])


def _hashed(id: str) -> bytes:
    return blake2b(id.encode("utf-8", "replace"), digest_size=8).digest()
