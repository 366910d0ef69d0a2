"""Makes a library: whole, or not at all."""

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from newsroom.desk.files import sync_folder
from newsroom.desk.library import DATABASE, FOLDERS, Library, make_folders, open_library, said_in_words
from newsroom.desk.sample import fill
from newsroom.domain.errors import LibraryError
from newsroom.storage.opening import create_database

# A new library is made in this folder, and moved up when it is whole.
MAKING = ".making"
# What systems put into every folder by themselves.
_LITTER = frozenset({".DS_Store", "desktop.ini", "Thumbs.db", ".directory", MAKING})


def create_library(
    path: Path, *, sample: bool = False, progress: Callable[[object], None] | None = None
) -> Library:
    """Makes a library in a new or empty folder, with the sample newsroom if wanted, and opens it.

    ``progress`` gets what the sample reports. Raises ``LibraryError``; nothing half-made is left.
    """
    path = path.absolute()
    with said_in_words(path), new_folder(path):
        making = path / MAKING
        try:
            _make(making, sample, progress)
            move_up(making, path)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    return open_library(path)


def _make(path: Path, sample: bool, progress: Callable[[object], None] | None) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    make_folders(path)
    library = Library(path, create_database(path / DATABASE))
    try:
        if sample:
            fill(library, progress)
    finally:
        library.close()


def move_up(making: Path, path: Path) -> None:
    """The database comes last: with it the folder is a library.

    Where its log could not be written into it, for want of room, it alone would not be whole. Raises ``OSError``.
    """
    if (making / f"{DATABASE}-wal").exists():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    for name in FOLDERS:
        (making / name).rename(path / name)
    (making / DATABASE).rename(path / DATABASE)
    sync_folder(path)
    sync_folder(path.parent)


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[None]:
    """A folder that is empty but for litter; after a failure it is as it was. Raises ``LibraryError``, ``OSError``."""
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
        for name in (DATABASE, *FOLDERS):
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
