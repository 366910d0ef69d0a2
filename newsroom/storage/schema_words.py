"""The words of a database's schema: damaged ones are told from those that this version writes, and written anew.

Each version makes and migrates every library by the same statements, so that what should stand there is known.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from newsroom.storage import failures
from newsroom.storage.connecting import prepared
from newsroom.storage.schema import VERSION, read_mark

_READ = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
_WRITE = "UPDATE sqlite_schema SET sql = ? WHERE type || ' ' || name = ?"
_MOST_WRONG = 16
"""So many bytes of a text may be others. What differs in more is of another making, and no matter of ours."""
_WAIT_S = 10.0


def damaged_words(path: Path) -> list[str]:
    """Objects of which some bytes of their words are wrong, as ``table article``; none where that cannot be read."""
    try:
        with closing(_open(path)) as connection:
            return sorted(_wrong(connection)) if read_mark(connection).version == VERSION else []
    except (sqlite3.Error, UnicodeDecodeError):
        return []


def write_words(path: Path, names: Collection[str]) -> None:
    """Writes the words of these anew, where they still are wrong; other programs read the schema again.

    For a database of the newest schema. Raises ``LibraryError``; nothing was changed then.
    """
    try:
        with closing(_open(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            wrong = _wrong(connection)
            for name in wrong.keys() & set(names):
                connection.execute(_WRITE, (wrong[name], name))
            ((version,),) = connection.execute("PRAGMA schema_version").fetchall()
            connection.execute(f"PRAGMA schema_version = {version + 1}")
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise failures.in_words(error, path) or failures.damaged(path) from error


def _wrong(connection: sqlite3.Connection) -> dict[str, str]:
    """By the objects whose words are wrong: what they should be."""
    right = _as_made()
    there = dict(_rows(connection))
    return {name: right[name].decode() for name in right if _is_damaged(there.get(name), right[name])}


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    with _bytes(connection):
        for kind, name, sql in connection.execute(_READ):
            yield f"{_text(kind)} {_text(name)}", sql if isinstance(sql, bytes) else str(sql).encode()


def _is_damaged(words: bytes | None, right: bytes) -> bool:
    if words is None or words == right or len(words) != len(right):
        return False
    return sum(one != other for one, other in zip(words, right, strict=True)) <= _MOST_WRONG


@cache
def _as_made() -> Mapping[str, bytes]:
    from newsroom.storage.migrating import schema_as_made  # loads Alembic

    return {name: sql.encode() for name, sql in schema_as_made()}


def _open(path: Path) -> sqlite3.Connection:
    """Whatever is wrong with the words, they are read."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_S)
    return prepared(connection, "PRAGMA writable_schema = ON", "PRAGMA synchronous = FULL")


@contextmanager
def _bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Text is read as it is: what is damaged may be none."""
    connection.text_factory = bytes
    try:
        yield
    finally:
        connection.text_factory = str


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
