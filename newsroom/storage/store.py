"""One SQLite file: read and write transactions, cancelling, and errors in words. Knows no table."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import LibraryError
from newsroom.storage import failures
from newsroom.storage.asking import TOKEN
from newsroom.storage.connecting import Access, connect, room_for_many

__all__ = ["Connection", "Store"]

_IDLE_READERS = 4
_MORE_READERS = 12
_BEGIN = "newsroom_begin"
_LOOK_AT_SCHEMA = "SELECT 1 FROM sqlite_master LIMIT 1"
# What many rows leave in the log is as much as this many saves leave.
_AS_SAVES = 100

_READ_ONLY = "The library is open for reading only: its folder cannot be written."
_NOTICES = {
    Access.SHARED: "",
    Access.ALONE: "The library is on a network folder. While it is open here, no other program can open it.",
    Access.CRAMPED: "The disk with the library is full. It can be read, and saving goes on as soon as there is room. "
    "While it is open here, no other program can open it.",
    Access.READING: _READ_ONLY,
    Access.FROZEN: _READ_ONLY,
}


class Store:
    """The library's database, open. Any thread may read and write; ``close`` waits for them.

    One connection writes, so that ``data_version`` can tell others' writes from ours; the readers have a pool.
    Where the file is locked for us alone, the one connection does both.
    """

    def __init__(self, path: Path, access: Access = Access.SHARED) -> None:
        self.path = path
        self.access = access
        self._engine = _engine(path, access)
        self._identity = _identity(path)
        self._write_lock = threading.Lock()
        self._writing_thread: int | None = None
        self._writer: Connection | None = None
        self._data_version = 0
        self.n_written = 0
        """Transactions written since the last ``checkpoint``, those of many rows as some more; a hint."""
        self._state = threading.Condition()
        self._n_users = 0
        self._closed = False

    @property
    def read_only(self) -> bool:
        """Whether every write is refused."""
        return self.access.read_only

    @property
    def notice(self) -> str:
        """What a person should know about how the file was opened; mostly empty."""
        return _NOTICES[self.access]

    @contextmanager
    def read(self, token: CancelToken | None = None) -> Iterator[Connection]:
        """One read transaction: all statements see the same state. ``token`` ends it with ``CancelledError``."""
        if self.access.is_alone and self._writing_thread == threading.get_ident():
            # Reading within reading, or within writing, in the only transaction that there can be.
            yield self._writing_connection()
        elif self.access.is_alone:
            with self._using(), self._alone(), self._words(token):
                yield from _reading(self._writing_connection(), token)
        else:
            with self._using(), self._words(token), self._engine.connect() as connection:
                yield from _reading(connection, token)

    @contextmanager
    def write(self, *, many: bool = False) -> Iterator[Connection]:
        """One write transaction, durable when the block has ended, undone when it raises. Waits for other writers.

        ``many``: thousands of rows, for which it takes more memory meanwhile. Not to be nested. Raises
        ``LibraryError``, also when the file is no longer at its place: SQLite would write on into one that was deleted.
        """
        if self.read_only:
            raise failures.read_only(self.path)
        with self._using(), self._alone(), self._words():
            connection = self._writing_connection().execution_options(
                **{_BEGIN: "BEGIN IMMEDIATE", TOKEN: None}
            )
            driver: Any = connection.connection.driver_connection
            with room_for_many(driver) if many else nullcontext(), connection.begin():
                _look_at_schema(driver)
                yield connection
                if _identity(self.path) != self._identity:
                    raise failures.gone(self.path)
            self.n_written += _AS_SAVES if many else 1

    def checkpoint(self) -> None:
        """Puts what stands in the write-ahead log into the file, as far as no reader holds it back; waits for nobody.

        For a quiet moment: some disk writes. Without it the log goes by itself, in the save that makes it too long.
        """
        if self.access is Access.SHARED:
            with self._using(), self._alone(), self._words():
                driver: Any = self._writing_connection().connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        self.n_written = 0

    def data_version(self) -> int:
        """A number that changes when another process (or another store) has written. While we write, the last one."""
        with self._using():
            if not self.read_only and self._write_lock.acquire(blocking=False):
                try:
                    with self._words():
                        self._data_version = self._asked_data_version()
                finally:
                    self._write_lock.release()
            return self._data_version

    def close(self) -> None:
        """Waits for those who read and write, then lets go of the file. Again does nothing."""
        with self._state:
            self._closed = True
            self._state.wait_for(lambda: self._n_users == 0)
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._engine.dispose()

    def _asked_data_version(self) -> int:
        driver: Any = self._writing_connection().connection.driver_connection
        (version,) = driver.execute("PRAGMA data_version").fetchone()
        return int(version)

    def _writing_connection(self) -> Connection:
        if self._writer is None:
            self._writer = self._engine.connect()
        return self._writer

    @contextmanager
    def _using(self) -> Iterator[None]:
        with self._state:
            if self._closed:
                raise LibraryError("The library was closed.")
            self._n_users += 1
        try:
            yield
        finally:
            with self._state:
                self._n_users -= 1
                self._state.notify_all()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._writing_thread == threading.get_ident():
            raise RuntimeError("a transaction inside a write transaction")
        with self._write_lock:
            self._writing_thread = threading.get_ident()
            try:
                yield
            finally:
                self._writing_thread = None

    @contextmanager
    def _words(self, token: CancelToken | None = None) -> Iterator[None]:
        """The driver's errors in words. Whatever a question that is no longer wanted ends with, it was cancelled."""
        try:
            yield
        except DBAPIError as error:
            if failures.is_interrupt(error.orig) or (token is not None and token.cancelled):
                raise CancelledError from error
            words = self._said(error.orig) if error.orig else None
            if words is None:
                raise
            raise words from error
        except (sqlite3.Error, UnicodeDecodeError) as error:
            if failures.is_interrupt(error) or (token is not None and token.cancelled):
                raise CancelledError from error
            words = self._said(error)
            if words is None:
                raise
            raise words from error

    def _said(self, error: BaseException) -> LibraryError | None:
        return failures.in_words(error, self.path) or failures.lacking(error, self.path)


def _look_at_schema(driver: Any) -> None:
    """Has another connection made triggers anew, SQLite reads the schema again before it puts any together.

    Else it would do so meanwhile, begin the indexes of words that are in them anew, and find tables missing.
    """
    driver.execute(_LOOK_AT_SCHEMA).fetchone()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is; None where there is none. Opens nothing: closing it would let go of SQLite's locks."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _reading(connection: Connection, token: CancelToken | None) -> Iterator[Connection]:
    connection.execution_options(**{_BEGIN: "BEGIN", TOKEN: token})
    driver: Any = connection.connection.driver_connection
    with connection.begin(), nullcontext() if token is None else _ended_by(token, driver):
        yield connection


@contextmanager
def _ended_by(token: CancelToken, driver: sqlite3.Connection) -> Iterator[None]:
    """Cancelled, the token ends the statement that runs, or else the next one."""
    with token.calling(driver.interrupt):
        # SQLite forgets an interrupt that comes while no statement runs: between a look at the token and the first step
        # of the statement behind it, which has to be compiled. So one runs all the time, and reads nothing.
        running = driver.execute("SELECT 1 UNION ALL SELECT 2")
        try:
            yield
        finally:
            running.close()


def _engine(path: Path, access: Access) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, access),
        poolclass=QueuePool,
        pool_size=_IDLE_READERS,
        max_overflow=_MORE_READERS,
        pool_use_lifo=True,
    )
    event.listen(engine, "begin", _on_begin)
    event.listen(engine, "before_cursor_execute", _on_before_execute)
    return engine


def _on_begin(connection: Connection) -> None:
    # The driver's own transactions are off: they would begin deferred, and a reader could not become a writer.
    driver: Any = connection.connection.driver_connection
    driver.execute(connection.get_execution_options()[_BEGIN])


def _on_before_execute(connection: Connection, *_: Any) -> None:
    # An interrupt between two statements stops neither.
    token: CancelToken | None = connection.get_execution_options().get(TOKEN)
    if token is not None:
        token.raise_if_cancelled()
