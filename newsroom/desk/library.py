"""A library: the folder with one newsroom's database, media, journal and backups. Opens and closes it."""

import contextlib
import errno
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from newsroom.desk.places import DATABASE, LOCK, default_library_path
from newsroom.domain.errors import DamagedError, LibraryError
from newsroom.domain.site import SiteSettings
from newsroom.storage.backing_up import log_bytes
from newsroom.storage.locks import ProcessLock
from newsroom.storage.opening import open_database
from newsroom.storage.settings import load_site
from newsroom.storage.store import Store

__all__ = [
    "DATABASE",
    "FOLDERS",
    "Library",
    "default_library_path",
    "make_folders",
    "open_library",
    "said_in_words",
]

FOLDERS = ("media", "journal", "backups")
_WINDOW = "window.json"
_T = TypeVar("_T")


class Library:
    """One open library. Any thread; the acts on it are the other modules of the desk. ``close`` when done.

    Several processes may have the same library open; one window at a time (``take_window_lock``).
    """

    def __init__(self, path: Path, store: Store) -> None:
        self.path = path
        self.store = store
        self.was_cut_short = False
        """Whether somebody else has it open too, or who had it last did not close it in order."""
        self._window_lock: ProcessLock | None = None
        self._lock = threading.Lock()
        self._companions: dict[type, object] = {}
        self._companions_lock = threading.Lock()

    @property
    def read_only(self) -> bool:
        """Whether every act that writes is refused."""
        return self.store.read_only

    @property
    def notice(self) -> str:
        """What a person should know about this library as it was opened, in sentences; mostly empty. Say it once."""
        return self.store.notice

    @property
    def media_folder(self) -> Path:
        return self.path / "media"

    @property
    def journal_folder(self) -> Path:
        return self.path / "journal"

    @property
    def backups_folder(self) -> Path:
        return self.path / "backups"

    def site(self) -> SiteSettings:
        """The settings as they are now."""
        with self.store.read() as connection:
            return load_site(connection)

    def data_version(self) -> int:
        """Changes when another process has written. Microseconds."""
        return self.store.data_version()

    def take_window_lock(self) -> bool:
        """Whether this process may show a window on the library: no other one does. Held until ``close``.

        The system lets go of it when the process ends in any way. A library that cannot be written has none.
        """
        with self._lock:
            if self.read_only or self._window_lock is not None:
                return True
            with said_in_words(self.path):
                self._window_lock = ProcessLock.take(self.path / LOCK)
            return self._window_lock is not None

    def announce_window(self, server: str) -> None:
        """Leaves the name of our local server for a second window, which asks for the first one. Needs the lock.

        A full disk does not take it: the second window then only learns that there is a first one.
        """
        if not self.read_only:
            with said_in_words(self.path):
                try:
                    (self.path / _WINDOW).write_text(json.dumps({"server": server}), "utf-8")
                except OSError as error:
                    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                        raise

    def announced_window(self) -> str | None:
        """The local server of the window that last had the lock, if it left its name."""
        try:
            note: Any = json.loads((self.path / _WINDOW).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        server = note.get("server") if isinstance(note, dict) else None
        return server if isinstance(server, str) and server else None

    def companion(self, kind: type[_T], make: Callable[[], _T]) -> _T:
        """The one object of a kind that lives as long as the library is open; made when first asked for.

        One that has a ``close`` is closed with the library.
        """
        with self._companions_lock:
            found = self._companions.get(kind)
            if found is None:
                found = self._companions[kind] = make()
            assert isinstance(found, kind)
            return found

    def close(self) -> None:
        """Waits for acts that are under way. Again does nothing."""
        self.store.close()
        with self._companions_lock:
            companions, self._companions = self._companions, {}
        for companion in companions.values():
            if callable(close := getattr(companion, "close", None)):
                close()
        with self._lock:
            lock, self._window_lock = self._window_lock, None
        if lock is not None:
            with contextlib.suppress(OSError):
                (self.path / _WINDOW).unlink(missing_ok=True)
            lock.release()


def open_library(path: Path) -> Library:
    """Opens a library; an older one is brought up to date on the way.

    Raises ``LibraryError`` in words: not a library, newer, damaged, in use where only one may use it …
    """
    path = path.absolute()
    with said_in_words(path):
        if not path.exists():
            raise LibraryError(f"There is no library at {path}.")
        if not (path / DATABASE).is_file():
            _look_damaged(path)
            raise LibraryError(
                f"{path} is not a Newsroom library: it holds no {DATABASE}. It was left as it is."
            )
        was_cut_short = log_bytes(path / DATABASE) > 0
        store = open_database(path / DATABASE)
        if not store.read_only:
            make_folders(path)
    library = Library(path, store)
    library.was_cut_short = was_cut_short
    return library


def _look_damaged(path: Path) -> None:
    """Raises ``DamagedError`` where all but the database says that this is a library."""
    if (path / DATABASE).exists():
        raise DamagedError(
            f"What is at the place of the database, {path / DATABASE}, is no file. It was left as it is."
        )
    if all((path / name).is_dir() for name in FOLDERS):
        raise DamagedError(
            f"The database of the library at {path} is missing: {DATABASE}. Nothing was changed."
        )


def make_folders(path: Path) -> None:
    """The folders of a library that are not there yet. Raises ``OSError``."""
    for name in FOLDERS:
        (path / name).mkdir(exist_ok=True)


@contextlib.contextmanager
def said_in_words(path: Path) -> Iterator[None]:
    """What the system refuses inside the block is a ``LibraryError`` about the folder ``path``."""
    try:
        yield
    except OSError as error:
        raise LibraryError(_what_happened(error, path)) from error


def _what_happened(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk with {path} is full. Nothing was changed. Make room, then try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"You may not read or write in {path}. Nothing was changed. Allow it, or choose another folder."
        )
    return f"The folder {path} cannot be used: {error.strerror or error}. Nothing was changed."
