"""The derived file of a library's suggestions: how it is opened, thrown away when it is broken, and waited for.

Only the desk's own module of suggestions uses this. Nothing of it concerns the articles, which are always safe.
"""

import logging
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from newsroom.desk.library import Library
from newsroom.domain.errors import LibraryError

if TYPE_CHECKING:
    from newsroom.suggesting.suggester import Suggester

FILE = "suggestions.db"
_SENSELESS = (ValueError, IndexError, KeyError, TypeError, OverflowError)
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class LostError(Exception):
    """The derived file cannot be made, or broke again as soon as it was. The message is for the log."""


def suggester_of(library: Library) -> "Suggester":
    """The one of this process; a broken file is made anew. Raises ``LostError``."""
    from newsroom.suggesting.archive import Archive
    from newsroom.suggesting.suggester import Suggester

    def make() -> Suggester:
        path = None if library.read_only else library.path / FILE
        return Suggester(Archive(library.store, path))

    try:
        return library.companion(Suggester, make)
    except (sqlite3.Error, OSError) as error:
        raise LostError(str(error)) from error


def answered(library: Library, ask: Callable[["Suggester"], _T], otherwise: _T) -> _T:
    """What ``ask`` answers. While another program holds the derived file, or the disk is full, that is ``otherwise``:
    what an archive says of which nothing is known yet.
    """
    try:
        return _done(library, ask)
    except sqlite3.OperationalError as error:
        _log.warning("suggestions: %s cannot be used now: %s", FILE, error)
    except LostError as error:
        _log.warning("suggestions: %s cannot be made: %s", FILE, error)
    return otherwise


def _done(library: Library, act: Callable[["Suggester"], _T]) -> _T:
    """What ``act`` answers. A derived file that is found broken is thrown away, and the new one is asked.

    Raises ``sqlite3.OperationalError`` and ``LostError``.
    """
    from newsroom.storage.suggestion_file import BrokenFileError

    suggester = suggester_of(library)
    for is_last in (False, True):
        try:
            return act(suggester)
        except (BrokenFileError, *_SENSELESS) as error:
            # A file that can be read may still hold what makes no sense. The second time, it is not the file.
            if not isinstance(error, BrokenFileError) and suggester.has_begun_anew:
                raise
            _log.warning("suggestions: %s is broken: %r", FILE, error)
            if is_last:
                raise LostError(str(error)) from error
            begin_anew(suggester)
    raise AssertionError("unreachable")


def done(library: Library, act: Callable[["Suggester"], None]) -> None:
    """For what somebody waits for: says in words why it could not be done."""
    try:
        _done(library, act)
    except (sqlite3.OperationalError, LostError) as error:
        raise LibraryError(
            f"What suggestions learn could not be kept in {FILE}: {error}. The articles are safe, and what was "
            "learned before is used. Try again when there is room on the disk and no other program is learning."
        ) from error


def begin_anew(suggester: "Suggester") -> None:
    """Throws away everything derived; what editors answered is the library's, and stays."""
    try:
        suggester.begin_anew()
    except OSError as error:
        raise LostError(str(error)) from error
