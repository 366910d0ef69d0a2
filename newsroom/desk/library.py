"""A library: the folder with one newsroom's database, media, journal and backups. Makes, opens and closes it."""

import contextlib
import errno
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsroom.desk.places import DATABASE, LOCK, default_library_path
from newsroom.domain.errors import LibraryError
from newsroom.domain.site import SiteSettings
from newsroom.storage.locks import ProcessLock
from newsroom.storage.opening import create_database, open_database
from newsroom.storage.settings import load_site
from newsroom.storage.store import Store

__all__ = ["DATABASE", "Library", "create_library", "default_library_path", "open_library"]

_FOLDERS = ("media", "journal", "backups")
_WINDOW = "window.json"
# A new library is made in this folder, and moved up when it is whole.
_MAKING = ".making"
# What systems put into every folder by themselves.
_LITTER = frozenset({".DS_Store", "desktop.ini", "Thumbs.db", ".directory", _MAKING})


class Library:
    """One open library. Any thread; the acts on it are the other modules of the desk. ``close`` when done.

    Several processes may have the same library open; one window at a time (``take_window_lock``).
    """

    def __init__(self, path: Path, store: Store) -> None:
        self.path = path
        self.store = store
        self._window_lock: ProcessLock | None = None
        self._lock = threading.Lock()

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
            with _words(self.path):
                self._window_lock = ProcessLock.take(self.path / LOCK)
            return self._window_lock is not None

    def announce_window(self, server: str) -> None:
        """Leaves the name of our local server for a second window, which asks for the first one. Needs the lock."""
        if not self.read_only:
            with _words(self.path):
                (self.path / _WINDOW).write_text(json.dumps({"server": server}), "utf-8")

    def announced_window(self) -> str | None:
        """The local server of the window that last had the lock, if it left its name."""
        try:
            note: Any = json.loads((self.path / _WINDOW).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        server = note.get("server") if isinstance(note, dict) else None
        return server if isinstance(server, str) and server else None

    def close(self) -> None:
        """Waits for acts that are under way. Again does nothing."""
        self.store.close()
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
    with _words(path):
        if not path.exists():
            raise LibraryError(f"There is no library at {path}.")
        if not (path / DATABASE).is_file():
            raise LibraryError(
                f"{path} is not a Newsroom library: it holds no {DATABASE}. It was left as it is."
            )
        store = open_database(path / DATABASE)
        if not store.read_only:
            _make_folders(path)
    return Library(path, store)


def create_library(
    path: Path, *, sample: bool = False, progress: Callable[[object], None] | None = None
) -> Library:
    """Makes a library in a new or empty folder, with the sample newsroom if wanted, and opens it.

    ``progress`` gets what the sample reports. Raises ``LibraryError``; nothing half-made is left.
    """
    path = path.absolute()
    with _words(path), _folder(path):
        making = path / _MAKING
        try:
            _make(making, sample, progress)
            _move_up(making, path)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return open_library(path)


def _make(path: Path, sample: bool, progress: Callable[[object], None] | None) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    _make_folders(path)
    library = Library(path, create_database(path / DATABASE))
    try:
        if sample:
            from newsroom.desk.sample import fill

            fill(library, progress)
    finally:
        library.close()


def _make_folders(path: Path) -> None:
    for name in _FOLDERS:
        (path / name).mkdir(exist_ok=True)


def _move_up(making: Path, path: Path) -> None:
    """The database comes last: with it the folder is a library.

    Where its log could not be written into it, for want of room, it alone would not be whole. Raises ``OSError``.
    """
    if (making / f"{DATABASE}-wal").exists():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    for name in _FOLDERS:
        (making / name).rename(path / name)
    (making / DATABASE).rename(path / DATABASE)


@contextlib.contextmanager
def _folder(path: Path) -> Iterator[None]:
    """A folder that is empty but for litter; after a failure it is as it was."""
    if path.exists() and not path.is_dir():
        raise LibraryError(f"{path} is a file. Choose a new or empty folder for the library.")
    if path.exists() and {entry.name for entry in path.iterdir()} - _LITTER:
        raise LibraryError(
            f"The folder {path} is not empty. Choose a new or empty one. Nothing was changed in it."
        )
    made = _missing(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for name in (DATABASE, *_FOLDERS):
            _remove(path / name)
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _missing(path: Path) -> list[Path]:
    """The folders that must be made for it, the innermost first."""
    return [folder for folder in (path, *path.parents) if not folder.exists()]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _words(path: Path) -> Iterator[None]:
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
