"""Connections to SQLite: how the file is opened and what is set on each. SQLite's own settings stand here alone."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

_BUSY_TIMEOUT_S = 10.0
_LOOK_TIMEOUT_S = 3.0
# A sixteenth of the file, within these: where all is near, pages need not be kept twice, here and by the system.
_LEAST_CACHE_KIB, _MOST_CACHE_KIB = 1_000, 8_000
# Ten thousand articles from all over an archive stand on twice as many pages: with less room, each step of an act would
# read them again.
_ROOM_KIB = 160_000
# What they leave in the log, up to 256 MB, goes into the file in the next quiet moment, too, and not within the act.
_WAL_PAGES_OF_MANY = 64_000
_WAL_LIMIT_BYTES = 64 << 20
# A log of 16 MB goes into the file within a save; before that, in a quiet moment (``Store.checkpoint``).
_WAL_PAGES = 4_000


class Access(Enum):
    """How a store may use its file."""

    SHARED = "shared"
    """Write-ahead log: any number of readers beside one writer, from several processes."""
    ALONE = "alone"
    """Rollback journal, locked for this one connection: where a write-ahead log cannot work."""
    CRAMPED = "cramped"
    """As ``ALONE``, with a write-ahead log: on a full disk, which has no room for what several connections share."""
    READING = "reading"
    """The file may not be written by us, but perhaps by others."""
    FROZEN = "frozen"
    """Nobody can write it: no locks are taken. Sound only while that is true and no write-ahead log is left."""

    @property
    def read_only(self) -> bool:
        return self in (Access.READING, Access.FROZEN)

    @property
    def is_alone(self) -> bool:
        """Whether one connection does all, and no other program can look into the file."""
        return self in (Access.ALONE, Access.CRAMPED)


def connect(path: Path, access: Access) -> sqlite3.Connection:
    """A connection of the driver, for one thread at a time. Raises its errors and ``UnicodeDecodeError``."""
    connection = sqlite3.connect(
        _uri(path, access),
        uri=True,
        timeout=_BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        _settle(connection, access)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_bare(path: Path, *, write: bool) -> sqlite3.Connection:
    """A connection that sets nothing in the file: to look at it, or to copy it. For one thread."""
    access = Access.SHARED if write else Access.READING
    return sqlite3.connect(_uri(path, access), uri=True, timeout=_LOOK_TIMEOUT_S, isolation_level=None)


def prepared(connection: sqlite3.Connection, *statements: str) -> sqlite3.Connection:
    """The connection, after these; closed where one of them fails, as in a damaged file."""
    try:
        for statement in statements:
            connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def room_for_many(connection: Any) -> Iterator[None]:
    """Around one transaction: room in memory and in the log for thousands of rows. The memory is freed afterwards."""
    (usual,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_ROOM_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES_OF_MANY}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA cache_size = {usual}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")


def _settle(connection: sqlite3.Connection, access: Access) -> None:
    if access.is_alone:
        # Set before the log is first looked into, it keeps the log's index in this process's memory.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    if not access.read_only:
        wanted = "TRUNCATE" if access is Access.ALONE else "WAL"
        (mode,) = connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
        if mode.upper() != wanted:
            raise WrongJournalModeError(mode)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT_BYTES}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
    else:
        connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    # An "insert or replace" then runs the triggers of what it deletes.
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.create_function("has_words", -1, _has_words, deterministic=True)
    # No memory-mapped reading: a disk that fails would end the program instead of raising an error.
    connection.execute(f"PRAGMA cache_size = -{_cache_kib(connection)}")


def _cache_kib(connection: sqlite3.Connection) -> int:
    (n_pages,) = connection.execute("PRAGMA page_count").fetchone()
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    share: int = n_pages * page_size // 16_384
    return min(max(share, _LEAST_CACHE_KIB), _MOST_CACHE_KIB)


def _has_words(question: str, *texts: str | bytes) -> bool:
    """For statements of lists."""
    return _asker()(question, *texts)


@cache
def _asker() -> Callable[..., bool]:
    """Loaded when a list first asks for it, and once: to look for it again takes as long as finding a word."""
    from newsroom.storage.asked_texts import has_words

    return has_words


class WrongJournalModeError(sqlite3.OperationalError):
    """The file system does not allow the journal that was asked for."""


def _uri(path: Path, access: Access) -> str:
    """An address that never makes a file; folders on a Windows server (``//server``) included."""
    name = path.absolute().as_posix()
    root = "file://" if name.startswith("/") else "file:///"
    mode = "ro" if access.read_only else "rw"
    frozen = "&immutable=1" if access is Access.FROZEN else ""
    return f"{root}{quote(os.fsencode(name), safe='/:')}?mode={mode}{frozen}"
