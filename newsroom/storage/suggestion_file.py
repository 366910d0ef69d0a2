"""The file of what suggestions derive from a library: beside its database, a database of its own, SQLite too.

Everything in it can be made anew, so it is written without waiting for the disk and thrown away when it is broken.
Blobs are opaque here: ``newsroom.suggesting`` packs and reads them.
"""

import contextlib
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.storage.asking import id_list
from newsroom.storage.suggestion_rows import KeptRows

FORMAT = 8
"""Grows with each change of what is stored or of how it is reckoned: an older file is made anew."""
_ID = 0x4E777353
_BUSY_TIMEOUT_S = 3.0
_ENDINGS = ("", "-journal", "-wal", "-shm")
# For one draft four hundred pages are read: with less room, those that each draft needs would be read anew.
_CACHE_KIB = 16_000
_WAL_LIMIT_BYTES = 1 << 20
_MOST_OF_VECTORS, _MOST_OF_POSTINGS = 12_000_000, 12_000_000
Posting = tuple[int, int, bytes, bytes]
"""Feature, chunk, places of articles in the chunk and their weights."""
_STATE = "(SELECT value FROM state WHERE name = ?)"
# The index of ids is there to count them: the rows themselves are long.
_SCHEMA = """
CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE known (article_id INTEGER PRIMARY KEY, vector BLOB NOT NULL, marks BLOB NOT NULL);
CREATE INDEX known_id ON known (article_id);
CREATE TABLE fresh (article_id INTEGER PRIMARY KEY);
CREATE TABLE posting (
  feature INTEGER NOT NULL, chunk INTEGER NOT NULL, places BLOB NOT NULL, weights BLOB NOT NULL,
  PRIMARY KEY (feature, chunk)
) WITHOUT ROWID;
CREATE TABLE mark (mark INTEGER NOT NULL, article_id INTEGER NOT NULL, PRIMARY KEY (mark, article_id)) WITHOUT ROWID;
CREATE TABLE link (
  target INTEGER NOT NULL, source_key INTEGER NOT NULL, source INTEGER NOT NULL,
  PRIMARY KEY (target, source_key, source)
) WITHOUT ROWID;
CREATE INDEX link_source ON link (source);
CREATE TABLE weight (feature INTEGER PRIMARY KEY, tags BLOB NOT NULL, weights BLOB NOT NULL);
CREATE TABLE learned_tag (
  tag_id INTEGER PRIMARY KEY, place INTEGER NOT NULL, bias REAL NOT NULL, threshold REAL NOT NULL,
  surest REAL NOT NULL
);
"""


class BrokenFileError(Exception):
    """The file is not what it should be: throw it away and begin anew. The message is for the log."""


@dataclass(frozen=True, slots=True)
class KnownText:
    """What is kept of one article. ``marks`` are the hashes by which another text like it is found."""

    article_id: int
    search_key: int
    vector: bytes
    marks: tuple[int, ...]
    packed_marks: bytes
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LearnedTag:
    """A tag with a linear model: its place in the rows of weights, its leaning, from which probability it is set.

    ``surest`` is how sure it may be said to be at most: it is earned by what it said before.
    """

    tag_id: int
    place: int
    bias: float
    threshold: float
    surest: float


class SuggestionFile:
    """One open file. Any thread; each call is short but for ``put_model``, beside which others go on."""

    def __init__(self, path: Path | None) -> None:
        """``path`` None keeps all of it in memory. Raises ``BrokenFileError`` and ``sqlite3.OperationalError``."""
        self.path = path
        self._lock = threading.RLock()
        self._vectors: KeptRows[bytes] = KeptRows(_MOST_OF_VECTORS, len)
        self._postings: KeptRows[list[Posting]] = KeptRows(
            _MOST_OF_POSTINGS, lambda rows: sum(len(row[2]) + len(row[3]) for row in rows)
        )
        with _broken():
            self._connection = _connect(path)

    @classmethod
    def open(cls, path: Path | None) -> "SuggestionFile":
        """The file, made anew where it is missing, older or broken."""
        try:
            return cls(path)
        except BrokenFileError:
            assert path is not None
            discard(path)
            return cls(path)

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction. Raises ``BrokenFileError``; an ``sqlite3.OperationalError`` where another holds the file."""
        with self._lock, _broken(), _transaction(self._connection):
            yield self._connection

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows. Raises ``BrokenFileError``."""
        with self._lock, _broken():
            return self._connection.execute(sql, values).fetchall()

    def look_again(self) -> None:
        """Another process has written: what was kept in memory may be true no more."""
        with self._lock:
            self._vectors.clear()
            self._postings.clear()

    def state(self, name: str) -> Any:
        """What was kept under the name, or None."""
        return self.states(name)[0]

    def states(self, *names: str) -> tuple[Any, ...]:
        """The same of several, as they are at one moment."""
        ((*values,),) = self.ask(f"SELECT {', '.join([_STATE] * len(names))}", names)
        return tuple(values)

    def newest(self) -> int:
        """The highest id that is known; 0 where none is."""
        ((id,),) = self.ask("SELECT coalesce(max(article_id), 0) FROM known")
        return int(id)

    def put_state(self, values: Mapping[str, Any]) -> None:
        with self.writing() as connection:
            _put_state(connection, values)

    def begin_anew(self, was: Mapping[str, Any], state: Mapping[str, Any]) -> bool:
        """Forgets all articles and keeps the state, where it is as it ``was``: False where another changed it."""
        with self.writing() as connection:
            if not _is_state(connection, was):
                return False
            for table in ("known", "fresh", "mark", "link", "posting"):
                connection.execute(f"DELETE FROM {table}")
            self.look_again()
            _put_state(connection, state)
            return True

    def put(
        self,
        texts: Sequence[KnownText],
        *,
        gone: Collection[int] = (),
        was: Mapping[str, Any] | None = None,
        state: Mapping[str, Any] | None = None,
    ) -> bool:
        """Keeps these, in the place of what was known of them, and forgets those that are gone. One transaction.

        ``state`` is kept with them. Where it is not any more as it ``was``, another process has gone on: nothing is
        kept, and False answered.
        """
        with self.writing() as connection:
            if was and not _is_state(connection, was):
                return False
            ids = [text.article_id for text in texts]
            _forget(connection, [*ids, *gone])
            self._vectors.forget([*ids, *gone])
            connection.executemany(
                "INSERT INTO known VALUES (?, ?, ?)",
                ((text.article_id, text.vector, text.packed_marks) for text in texts),
            )
            connection.executemany(
                "INSERT OR IGNORE INTO mark VALUES (?, ?)",
                sorted((mark, text.article_id) for text in texts for mark in text.marks),
            )
            connection.executemany(
                "INSERT OR IGNORE INTO link VALUES (?, ?, ?)",
                ((to, text.search_key, text.article_id) for text in texts for to in text.targets),
            )
            connection.executemany("INSERT OR IGNORE INTO fresh VALUES (?)", ((id,) for id in ids))
            _put_state(connection, state or {})
            return True

    def known_among(self, ids: Collection[int]) -> set[int]:
        """Those of the ids that are known."""
        sql = "SELECT article_id FROM known WHERE article_id IN (SELECT value FROM json_each(?))"
        return {id for (id,) in self.ask(sql, (id_list(ids),))}

    def vectors(self, ids: Collection[int]) -> dict[int, bytes]:
        """Packed vectors of those that are known."""
        sql = "SELECT article_id, vector FROM known WHERE article_id IN (SELECT value FROM json_each(?))"
        with self._lock:
            return self._vectors.among(ids, lambda new: dict(self.ask(sql, (id_list(new),))))

    def marks(self, ids: Collection[int]) -> dict[int, bytes]:
        """Packed marks of those that are known."""
        sql = "SELECT article_id, marks FROM known WHERE article_id IN (SELECT value FROM json_each(?))"
        return dict(self.ask(sql, (id_list(ids),)))

    def fresh(self) -> list[tuple[int, bytes]]:
        """Articles, and their vectors, that came or changed since the last ``put_postings``."""
        return self.ask("SELECT article_id, vector FROM fresh JOIN known USING (article_id)")

    def postings(self, features: Collection[int]) -> list[Posting]:
        """The rows of these features, in all chunks."""
        sql = (
            "SELECT feature, chunk, places, weights FROM json_each(?) w "
            "CROSS JOIN posting p ON p.feature = w.value"
        )

        def ask_for(new: list[int]) -> dict[int, list[Posting]]:
            found: dict[int, list[Posting]] = {}
            for row in self.ask(sql, (id_list(new),)):
                found.setdefault(row[0], []).append(row)
            return found

        with self._lock:
            return [row for rows in self._postings.among(features, ask_for).values() for row in rows]

    def put_postings(
        self,
        chunk: int,
        merge: Callable[[Mapping[int, tuple[bytes, bytes]]], Iterable[tuple[int, bytes, bytes]]],
        features: Collection[int],
        ids: Iterable[int],
        state: Mapping[str, Any],
    ) -> None:
        """Adds to a chunk: ``merge`` is given the rows of these features as they are, and answers them as they shall
        be. The articles are no longer fresh. One transaction.
        """
        with self.writing() as connection:
            rows = connection.execute(
                "SELECT feature, places, weights FROM json_each(?) w CROSS JOIN posting p "
                "ON p.feature = w.value AND p.chunk = ?",
                (id_list(features), chunk),
            )
            before = {feature: (places, weights) for feature, places, weights in rows}
            connection.executemany(
                "INSERT OR REPLACE INTO posting VALUES (?, ?, ?, ?)",
                ((feature, chunk, places, weights) for feature, places, weights in merge(before)),
            )
            self._postings.forget(features)
            connection.executemany("DELETE FROM fresh WHERE article_id = ?", ((id,) for id in ids))
            _put_state(connection, state)

    def holders(self, marks: Collection[int], most_of_a_mark: int) -> dict[int, int]:
        """Articles that have any of the marks, and how many of them; of a mark that a great many have, the newest."""
        sql = (
            "SELECT (SELECT group_concat(article_id) FROM (SELECT article_id FROM mark WHERE mark = w.value "
            "ORDER BY article_id DESC LIMIT ?)) FROM json_each(?) w"
        )
        rows = self.ask(sql, (most_of_a_mark, id_list(marks)))
        return dict(Counter(int(id) for (ids,) in rows if ids for id in ids.split(",")))

    def n_pointing(self, ids: Collection[int], before: int) -> dict[int, int]:
        """How many articles from before a search key point to each."""
        sql = (
            "SELECT w.value, (SELECT count(*) FROM link WHERE target = w.value AND source_key < ?) "
            "FROM json_each(?) w"
        )
        return dict(self.ask(sql, (before, id_list(ids))))

    def weights(self, features: Collection[int]) -> list[tuple[int, bytes, bytes]]:
        """Of these features, the places of tags and their weights."""
        sql = "SELECT feature, tags, weights FROM weight WHERE feature IN (SELECT value FROM json_each(?))"
        return self.ask(sql, (id_list(features),))

    def learned_tags(self) -> list[LearnedTag]:
        return [
            LearnedTag(*row)
            for row in self.ask("SELECT tag_id, place, bias, threshold, surest FROM learned_tag")
        ]

    def put_model(
        self,
        weights: Iterable[tuple[int, bytes, bytes]],
        tags: Iterable[LearnedTag],
        state: Mapping[str, Any],
    ) -> None:
        """The models of all tags in the place of the old ones, at once, while others go on asking the old ones."""
        connection = self._connection if self.path is None else None
        with contextlib.ExitStack() as stack:
            if connection is None:
                with _broken():
                    connection = stack.enter_context(contextlib.closing(_connect(self.path)))
            else:
                stack.enter_context(self._lock)
            stack.enter_context(_broken())
            stack.enter_context(_transaction(connection))
            connection.execute("DELETE FROM weight")
            connection.execute("DELETE FROM learned_tag")
            connection.executemany("INSERT INTO weight VALUES (?, ?, ?)", weights)
            rows = ((tag.tag_id, tag.place, tag.bias, tag.threshold, tag.surest) for tag in tags)
            connection.executemany("INSERT INTO learned_tag VALUES (?, ?, ?, ?, ?)", rows)
            _put_state(connection, state)
        self._checkpoint()

    def _checkpoint(self) -> None:
        """What stands in the log goes into the file, where nobody reads it at this moment; else it goes later."""
        with self._lock:
            self._connection.execute("PRAGMA busy_timeout = 0")
            try:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except sqlite3.DatabaseError:
                pass  # what is kept is kept; a broken file is found by who asks it
            finally:
                self._connection.execute(f"PRAGMA busy_timeout = {round(_BUSY_TIMEOUT_S * 1000)}")

    def n_bytes(self) -> int:
        """What it takes on the disk."""
        if self.path is None:
            return 0
        files = (self.path.with_name(self.path.name + ending) for ending in _ENDINGS)
        return sum(file.stat().st_size for file in files if file.exists())


def discard(path: Path) -> None:
    """Deletes the file and what SQLite left beside it."""
    for ending in _ENDINGS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _connect(path: Path | None) -> sqlite3.Connection:
    connection = sqlite3.connect(
        ":memory:" if path is None else path,
        timeout=_BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=128,
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # A power cut may take the last changes, never the file's soundness; what is missing is read again.
        connection.execute("PRAGMA synchronous = NORMAL")
        # Models leave forty megabytes in the log: it is not to stay as long as that.
        connection.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA temp_store = MEMORY")
        _check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    """Makes the tables in an empty file; refuses any other that is not of this format.

    To look takes no lock: another process that writes delays nobody who opens the file.
    """
    if not _is_ours(connection):
        with _transaction(connection):
            if not _is_ours(connection):
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {FORMAT}")
                connection.execute(f"PRAGMA application_id = {_ID}")


def _is_ours(connection: sqlite3.Connection) -> bool:
    """False where the file is empty. Raises ``BrokenFileError`` where it is of another format."""
    (format,) = connection.execute("PRAGMA user_version").fetchone()
    (id,) = connection.execute("PRAGMA application_id").fetchone()
    (n,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if n and (format, id) != (FORMAT, _ID):
        raise BrokenFileError(f"format {format} of {id:x}")
    return bool(n)


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextlib.contextmanager
def _broken() -> Iterator[None]:
    """Whatever shows that the file is broken. One that is busy, read-only or on a full disk is not."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise BrokenFileError(str(error)) from error
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise BrokenFileError(str(error)) from error


def _forget(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    listed = (id_list(ids),)
    among = "IN (SELECT value FROM json_each(?))"
    for id, marks in connection.execute(
        f"SELECT article_id, marks FROM known WHERE article_id {among}", listed
    ):
        numbers = [int.from_bytes(marks[at : at + 8], "little") for at in range(0, len(marks), 8)]
        connection.executemany(
            "DELETE FROM mark WHERE mark = ? AND article_id = ?", ((number, id) for number in numbers)
        )
    connection.execute(f"DELETE FROM known WHERE article_id {among}", listed)
    connection.execute(f"DELETE FROM link WHERE source {among}", listed)


def _is_state(connection: sqlite3.Connection, values: Mapping[str, Any]) -> bool:
    sql = f"SELECT {_STATE}"
    return all(connection.execute(sql, (name,)).fetchone() == (value,) for name, value in values.items())


def _put_state(connection: sqlite3.Connection, values: Mapping[str, Any]) -> None:
    connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", values.items())
