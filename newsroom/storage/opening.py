"""Opens, makes and migrates the database file of a library. What goes wrong is a ``LibraryError`` in words."""

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from newsroom.domain.errors import LibraryError
from newsroom.storage import failures, places
from newsroom.storage.connecting import Access, WrongJournalModeError, connect, connect_bare
from newsroom.storage.schema import HEADER_SIZE, VERSION, Mark, mark_in, read_mark
from newsroom.storage.store import Store

_NOT_BROUGHT_UP = (
    "The library at {} could not be brought up to date. It was left as it is, "
    "and the version of Newsroom that made it can still open it."
)
_BACKUPS = "backups"
_MAGIC = b"SQLite format 3\0"
_INDISPENSABLE = frozenset(
    {"article", "article_text", "revision", "state_count", "search_small", "search_full"}
)
_log = logging.getLogger(__name__)


def create_database(path: Path) -> Store:
    """Makes a new database and opens it. Raises ``LibraryError``; nothing half-made is left."""
    if path.exists():
        raise LibraryError(f"There is a file {path} already. It was left as it is.")
    made = _beside(path, "new")
    with _words(path), _removed_on_failure(made):
        _migrate(made, f"The library at {path.parent} could not be made. Nothing is left of it.")
        _sync(made)
        made.rename(path)
        _sync(path.parent)
    return open_database(path)


def open_database(path: Path) -> Store:
    """Opens a library's database, first bringing an older one to the newest schema. Raises ``LibraryError``.

    The older file is kept in the folder ``backups`` beside it. A newer one is refused, untouched.
    """
    with _words(path):
        access = access_of(path)
        mark = _look(path, access)
        if mark.version < VERSION:
            _bring_up(path, access)
        return _open(path, access)


def _open(path: Path, access: Access) -> Store:
    """A store whose first connection has shown that it works."""
    store = Store(path, _working(path) if access is Access.SHARED else access)
    try:
        with store.read() as connection:
            names = set(connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars())
            if not names >= _INDISPENSABLE:
                raise failures.damaged(path)
    except BaseException:
        store.close()
        raise
    return store


def _working(path: Path) -> Access:
    """What works of the ways to share the file, or to have it alone. Raises ``sqlite3.Error``."""
    try:
        connect(path, Access.SHARED).close()
    except WrongJournalModeError:
        return Access.ALONE
    except sqlite3.Error as error:
        if not failures.is_out_of_reach(error):
            raise
    else:
        return Access.SHARED
    try:
        connect(path, Access.ALONE).close()
    except sqlite3.Error as error:
        if not failures.is_no_room(error):
            raise
        return Access.CRAMPED
    return Access.ALONE


def access_of(path: Path) -> Access:
    """How the file may be used. Changes nothing. Raises ``LibraryError`` where it cannot be used as it is."""
    if not path.is_file():
        raise LibraryError(f"There is no library at {path.parent}: the file {path.name} is missing.")
    if places.may_write(path):
        return Access.ALONE if places.is_on_network(path) else Access.SHARED
    if not places.is_read_only_for_all(path):
        return Access.READING
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise LibraryError(
            f"The library at {path.parent} is on a disk that cannot be written, and its last changes still wait in "
            f"the file {log.name}. Copy the whole folder to another disk and open it there. Nothing was changed."
        )
    return Access.FROZEN


def _look(path: Path, access: Access) -> Mark:
    """Whose file it is and how new, without changing it. Refuses strangers and newer ones."""
    with path.open("rb") as file:
        header = file.read(HEADER_SIZE)
    if len(header) < HEADER_SIZE or not header.startswith(_MAGIC):
        raise failures.not_a_database(path)
    # SQLite leaves files beside one that it opens, even to read: so it does only where some wait there already.
    mark = _mark(path, access) if _has_log(path) else mark_in(header)
    if not mark.is_ours or mark.version < 1:
        raise failures.not_a_database(path)
    if mark.version > VERSION:
        raise LibraryError(
            f"The library at {path.parent} was made by a newer version of Newsroom. It was left as it is. "
            "Install the newest version to open it."
        )
    return mark


def _has_log(path: Path) -> bool:
    """Whether the file alone may not be all: another program has it open, or ended before it was done."""
    logs = (path.with_name(path.name + ending) for ending in ("-wal", "-journal"))
    return any(log.exists() for log in logs)


def _mark(path: Path, access: Access) -> Mark:
    if access is Access.FROZEN:
        connection = connect(path, access)
    else:
        connection = connect_bare(path, write=False)
    try:
        return read_mark(connection)
    except sqlite3.OperationalError as error:
        # After a crash the file must be mended before it can be read: SQLite does it, given leave to write.
        is_alone = failures.is_out_of_reach(error)
        codes = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
        if access.read_only or not (is_alone or error.sqlite_errorcode & 0xFF in codes):
            raise
    finally:
        connection.close()
    with contextlib.closing(connect_bare(path, write=True)) as connection:
        if is_alone:
            # The log's index in our own memory: the disk has no room for it, or has no such thing.
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        return read_mark(connection)


def _bring_up(path: Path, access: Access) -> None:
    """Migrates a copy, verifies it, and puts it in the place of the older file, which is kept."""
    if access.read_only:
        raise LibraryError(
            f"The library at {path.parent} was made by an older version of Newsroom and must be brought up to date, "
            "but its folder cannot be written. Copy the folder to another place and open it there."
        )
    copy = _beside(path, "migrated")
    with _removed_on_failure(copy), contextlib.closing(connect_bare(path, write=True)) as old:
        _hold(old, path)
        version = read_mark(old).version
        if version < VERSION:
            with contextlib.closing(sqlite3.connect(copy)) as target:
                old.backup(target)
            _migrate(copy, _NOT_BROUGHT_UP.format(path.parent))
            _sync(copy)
            _swap(path, copy, version, old)


def _hold(old: sqlite3.Connection, path: Path) -> None:
    """Locks the file for us alone until it is closed: an older program that has it open would write into the past."""
    try:
        old.execute("PRAGMA journal_mode = DELETE")
        # The lock stays after the transaction, within which the file could not be copied.
        old.execute("PRAGMA locking_mode = EXCLUSIVE")
        old.execute("BEGIN EXCLUSIVE")
        old.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise LibraryError(
            f"The library at {path.parent} must be brought up to date, but it is open in another program. "
            "Nothing was changed. Close the other program, then try again."
        ) from error


def _swap(path: Path, copy: Path, version: int, old: sqlite3.Connection) -> None:
    backups = path.parent / _BACKUPS
    backups.mkdir(exist_ok=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    kept = backups / f"{path.stem}-{version}-{moment}{path.suffix}"
    if os.name == "nt":
        # A file that is open cannot be replaced there.
        old.close()
    os.link(path, kept)
    copy.replace(path)
    _sync(path.parent)


def _migrate(path: Path, failure: str) -> None:
    """``failure`` is what a person is told where the reason is the program's."""
    # Alembic takes longer to load than a library to open.
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    from newsroom.storage.migrating import UnsoundError, migrate

    try:
        migrate(path)
    except (SQLAlchemyError, UnsoundError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else None
        words = failures.in_words(cause, path) if cause else None
        if words is not None:
            raise words from error
        _log.exception("migration failed")
        raise LibraryError(failure) from error


def _beside(path: Path, what: str) -> Path:
    """A new file's name in the same folder, so that a rename puts it in place. Leftovers of a crash go."""
    made = path.with_name(f"{path.stem}.{what}{path.suffix}")
    _remove(made)
    return made


def _remove(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextlib.contextmanager
def _removed_on_failure(path: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _remove(path)
        raise


@contextlib.contextmanager
def _words(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
        words = failures.in_words(error, path)
        if words is None:
            raise
        raise words from error


def _sync(path: Path) -> None:
    """Makes a file, or a folder's names, safe against a power cut."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
