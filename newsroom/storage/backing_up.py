"""A consistent copy of a database that is in use, and whether a copy is whole. Knows no folder of backups.

The copy is one read transaction, taken in small steps: a writer in between neither waits nor makes it begin again
(decision 34).
"""

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import LibraryError
from newsroom.storage import failures
from newsroom.storage.connecting import connect, connect_bare, prepared
from newsroom.storage.opening import access_of
from newsroom.storage.schema import VERSION, read_mark
from newsroom.storage.structure import structure_faults

Share = Callable[[float], None]
COUNTED = ("article", "article_text", "revision", "tag", "series", "section", "author", "media")
"""Tables that hold what people wrote."""
_STEP_PAGES = 256
# So much is handed to the disk at once: nobody else's write ever waits behind more.
_SYNC_BYTES = 8 << 20
# While the copy holds its transaction the log cannot go into the file; one that has grown so much ends all pauses.
_GROWN_LOG_BYTES = 64 << 20
_PROGRESS_OPERATIONS = 50_000
_WHATEVER_SCHEMA = "PRAGMA writable_schema = ON"
"""Nothing is written to it: what is wrong in its words is passed over."""
Counts = dict[str, int]


def copy_database(
    source: Path,
    target: Path,
    *,
    reader: sqlite3.Connection | None = None,
    as_it_is: bool = False,
    rate: float | None = None,
    tell: Share | None = None,
    token: CancelToken | None = None,
) -> Counts:
    """Copies the database as it is now to a new file, which is on the disk when this returns, alone and whole.

    ``reader`` is a connection with a transaction begun, where the file is locked for it alone; else one is made.
    ``as_it_is``: its schema may be damaged, and nothing is counted.
    ``rate`` is the most bytes a second; None for as fast as may be. Answers the rows of what people wrote, counted in
    the same transaction. Raises ``LibraryError`` in words, ``CancelledError``, ``OSError``; what was begun is removed.
    """
    try:
        with closing(_reading(source, as_it_is)) if reader is None else nullcontext(reader) as connection:
            counts = {} if as_it_is else count_rows(connection)
            _copy(connection, target, _Pace(source, rate, tell, token))
        _settle(target, as_it_is)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        remove_database(target)
        raise _words(error, source) from error
    except BaseException:
        remove_database(target)
        raise
    return counts


def verify_copy(path: Path, counts: Counts | None = None, token: CancelToken | None = None) -> str:
    """What is wrong with a copy that nobody uses, in a few words; "" where it is whole. Reads all of it.

    Opens it, checks its structure and its references, and counts. Raises ``CancelledError``.
    """
    try:
        with closing(_alone(path)) as connection, interrupting(connection, token):
            mark = read_mark(connection)
            if not mark.is_ours or not 1 <= mark.version <= VERSION:
                return "it is no database of this program"
            if faults := structure_faults(connection, 1):
                return faults[0]
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                return "something refers to what is not there"
            if counts is not None and count_rows(connection) != counts:
                return "rows are missing"
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if failures.is_interrupt(error):
            raise CancelledError from error
        return str(error)
    return ""


def count_rows(connection: sqlite3.Connection) -> Counts:
    """Rows of the tables that hold what people wrote, of those that are there."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        for name in COUNTED
        if name in names
    }


@contextmanager
def interrupting(connection: sqlite3.Connection, token: CancelToken | None) -> Iterator[None]:
    """While the block runs, cancelling the token ends the statement that runs, as SQLite's interrupt does."""
    if token is None:
        yield
        return
    token.raise_if_cancelled()
    connection.set_progress_handler(lambda: token.cancelled, _PROGRESS_OPERATIONS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def remove_database(path: Path) -> None:
    """The file and what SQLite may have left beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink(missing_ok=True)


def log_bytes(path: Path) -> int:
    """How long the write-ahead log of a database is."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size
    except OSError:
        return 0


def _reading(source: Path, as_it_is: bool) -> sqlite3.Connection:
    """Holds one state of the file from now on. Opened to write, if it may be: the log's index may be missing."""
    access = access_of(source)
    if access.read_only:
        return _begun(connect(source, access), as_it_is)
    try:
        return _begun(connect_bare(source, write=True), as_it_is)
    except sqlite3.OperationalError as error:
        if not failures.is_out_of_reach(error):
            raise
    return _begun(connect_bare(source, write=True), as_it_is, alone=True)


def _begun(connection: sqlite3.Connection, as_it_is: bool, *, alone: bool = False) -> sqlite3.Connection:
    """Within its transaction. ``alone``: a full disk has no room for the index of the log, which is in memory then."""
    try:
        if as_it_is:
            connection.execute(_WHATEVER_SCHEMA)
        if alone:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _copy(reader: sqlite3.Connection, target: Path, pace: "_Pace") -> None:
    handle = os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            # A copy that is not whole goes: no journal is needed for it, and it is synced here, piece by piece.
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            (page_size,) = reader.execute("PRAGMA page_size").fetchone()
            pace.begin(handle, page_size)
            reader.backup(copy, pages=_STEP_PAGES, progress=pace.after_step, sleep=0.05)
    finally:
        os.close(handle)


def _settle(target: Path, as_it_is: bool) -> None:
    """Out of the log's mode, so that opening it makes no files beside it, and all of it on the disk."""
    with closing(_alone(target)) as connection:
        if as_it_is:
            connection.execute(_WHATEVER_SCHEMA)
        connection.execute("PRAGMA journal_mode = DELETE")
    handle = os.open(target, os.O_RDWR)
    try:
        os.fsync(handle)
        if sys.platform.startswith("linux"):
            # What is read to verify it comes from the disk, and the library keeps its place in memory.
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def _alone(path: Path) -> sqlite3.Connection:
    return prepared(sqlite3.connect(path, isolation_level=None), "PRAGMA cell_size_check = ON")


class _Pace:
    """After each step: is it still wanted, how far is it, has the disk taken it, and not too fast."""

    def __init__(
        self, source: Path, rate: float | None, tell: Share | None, token: CancelToken | None
    ) -> None:
        self._source, self._rate, self._tell, self._token = source, rate, tell, token
        self._handle, self._page_size = -1, 4096
        self._n_done = self._n_synced = 0
        self._begun = time.monotonic()
        self._long_log = log_bytes(source) + _GROWN_LOG_BYTES

    def begin(self, handle: int, page_size: int) -> None:
        self._handle, self._page_size = handle, page_size
        self._begun = time.monotonic()

    def after_step(self, _status: int, remaining: int, total: int) -> None:
        if self._token is not None:
            self._token.raise_if_cancelled()
        self._n_done = (total - remaining) * self._page_size
        if self._n_done - self._n_synced >= _SYNC_BYTES:
            os.fsync(self._handle)
            self._n_synced = self._n_done
        if self._tell is not None and total:
            self._tell((total - remaining) / total)
        if self._rate is not None and remaining and log_bytes(self._source) < self._long_log:
            ahead_s = self._n_done / self._rate - (time.monotonic() - self._begun)
            if ahead_s > 0:
                time.sleep(min(ahead_s, 0.2))


def _words(error: Exception, path: Path) -> LibraryError:
    return failures.in_words(error, path) or LibraryError(
        f"The database at {path} could not be copied: {error}."
    )


def media_in(path: Path) -> dict[str, int]:
    """Names and sizes of the pictures that a database which nobody uses knows. Raises ``sqlite3.Error``."""
    with closing(_alone(path)) as connection:
        return dict(connection.execute("SELECT file, n_bytes FROM media ORDER BY file"))


def version_of(path: Path) -> int:
    """The schema that a database which nobody uses has. Raises ``sqlite3.Error``."""
    with closing(_alone(path)) as connection:
        return read_mark(connection).version
