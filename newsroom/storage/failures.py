"""What SQLite's errors mean to a person. Bugs of ours (bad SQL, broken constraints) have no words here."""

import errno
import sqlite3
from pathlib import Path

from newsroom.domain.errors import DamagedError, LibraryError

_BUSY = (
    "Another program is writing to the library at {path} and does not finish. Nothing was changed. "
    "Close other programs that use it, then try again."
)
_DAMAGED = (
    "The library's database at {path} is damaged. Nothing was changed. Check the library, or type newsroom doctor: "
    "that says whether it can be mended, or is to be salvaged, or restored from a backup."
)
_NO_DATABASE = "The file {path} is not a Newsroom database. It was left as it is."
_READ_ONLY = (
    "The library at {path} cannot be written: its folder or its disk is read-only. Nothing was changed. "
    "Allow writing there, or copy the library's folder to another place."
)
_FULL = (
    "The disk with the library at {path} is full. Nothing was changed, and what was saved before is safe. "
    "Make room, then try again."
)
_DISK = (
    "The disk with the library at {path} failed to read or write. Nothing was changed. "
    "See that the disk is connected and has room, then try again."
)
_CANNOT_OPEN = (
    "The library's database at {path} cannot be opened. It was left as it is. "
    "See that it is there and that you may read and write its folder."
)
_NO_MEMORY = "There is not enough memory for this. Nothing was changed. Close other programs, then try again."
_GONE = (
    "The library at {path} is no longer at its place: it was moved, renamed or deleted while it was open. Nothing was "
    "changed. Put it back, or close it and open it where it is now."
)
# Python's own words, without a code: bytes in a column of text that are none.
_NO_TEXT = "Could not decode to UTF-8"
_BROKEN_INDEX = "invalid fts5 file format"
_INDEX = (
    "A search index of the library at {path} is damaged. Nothing was changed, and the texts are whole. "
    "It can be made anew: check the library, or type newsroom doctor --repair."
)
_LACKS = (
    "The library's database at {path} has not what it should have ({reason}). Nothing was changed. "
    "Check the library, or type newsroom doctor. If all is whole there, this is a fault of the program."
)
_LACKING = ("no such ", "malformed database schema", "vtable constructor failed", "error in ")
_TOO_BIG = "A text is too long for the library's database. Nothing was changed."

_WORDS = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_FORMAT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NO_DATABASE,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_NOMEM: _NO_MEMORY,
    sqlite3.SQLITE_TOOBIG: _TOO_BIG,
}


_NO_SHARED_MEMORY = (
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMLOCK,
    sqlite3.SQLITE_IOERR_SHMMAP,
)
_DAMAGES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR)
_READ_BADLY = (
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_IOERR_CORRUPTFS,
)
_OS_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.EIO: _DISK,
}


def in_words(error: BaseException, path: Path) -> LibraryError | None:
    """The error for a person, or None when it is a fault of the program."""
    if isinstance(error, UnicodeDecodeError):
        return damaged(path)
    if isinstance(error, OSError):
        words = _OS_WORDS.get(error.errno or 0)
        if words is None:
            return LibraryError(f"The library at {path} cannot be used: {error.strerror or error}.")
        return LibraryError(words.format(path=path))
    if not isinstance(error, sqlite3.Error):
        return None
    if str(error).startswith(_NO_TEXT):
        return damaged(path)
    if is_broken_index(error):
        return LibraryError(_INDEX.format(path=path))
    # The low byte is the error, the rest its detail. What Python itself raises has no code.
    words = _WORDS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if words is None:
        return None
    kind = DamagedError if words in (_DAMAGED, _NO_DATABASE) else LibraryError
    return kind(words.format(path=path))


def lacking(error: BaseException, path: Path) -> LibraryError | None:
    """What is said where a database that was opened lacks a table or a column; None where it is something else.

    Its schema may be damaged, which only a check-up can tell.
    """
    is_it = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR and str(error).startswith(_LACKING)
    return LibraryError(_LACKS.format(path=path, reason=error)) if is_it else None


def is_broken_index(error: BaseException | None) -> bool:
    """Whether a search index is of no form that SQLite knows: what it derives from may be whole."""
    return str(error).startswith(_BROKEN_INDEX)


def is_out_of_reach(error: sqlite3.Error) -> bool:
    """Whether the file system has no shared memory or no locks, so that a write-ahead log cannot work."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code == sqlite3.SQLITE_PROTOCOL or code in _NO_SHARED_MEMORY


def is_no_room(error: sqlite3.Error) -> bool:
    """Whether the disk did not take what was written."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def is_damage(error: Exception) -> bool:
    """Whether it says that the file is not what it should be, and not merely that it cannot be read now."""
    if isinstance(error, UnicodeDecodeError) or str(error).startswith(_NO_TEXT):
        return True
    code = getattr(error, "sqlite_errorcode", 0)
    return code in _READ_BADLY or code & 0xFF in _DAMAGES


def is_interrupt(error: BaseException | None) -> bool:
    """Whether the statement ended because it was no longer wanted."""
    return getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT


def damaged(path: Path) -> LibraryError:
    return DamagedError(_DAMAGED.format(path=path))


def not_a_database(path: Path) -> LibraryError:
    return DamagedError(_NO_DATABASE.format(path=path))


def gone(path: Path) -> LibraryError:
    return LibraryError(_GONE.format(path=path))


def read_only(path: Path) -> LibraryError:
    return LibraryError(_READ_ONLY.format(path=path))
