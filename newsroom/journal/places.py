"""Where the journals of a library lie, and that one process writes each. Blocking; knows no form of a file."""

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(r"draft-([0-9a-f]{16})\.journal", re.ASCII)
_LOCKED_BYTE = 1 << 40  # behind all that is read
_MOST_FILES = 10_000
_TO_READ = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for somebody to write into it
)

if sys.platform == "win32":
    import msvcrt

    def lock(handle: int) -> bool:
        """Whether the file is ours now, until the handle is closed; False where another process has it."""
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def lock(handle: int) -> bool:
        """Whether the file is ours now, until the handle is closed; False where another process has it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        except OSError:
            return True  # a file system without locks
        return True


class Places:
    """The folders of one library's journals, the one to be preferred first: in the library, then in the user's own."""

    def __init__(self, library: Path, state_folder: Path | None = None) -> None:
        self.library = library.absolute()
        self._state_folder = state_folder

    def folders(self) -> list[Path]:
        """Those that may be used now. A library that is not at its place is not begun anew: it may come back."""
        if self._state_folder is None:
            from platformdirs import user_state_path

            self._state_folder = user_state_path("newsroom", appauthor=False) / "journal"
        at_its_place = [self.library / "journal"] if self.library.is_dir() else []
        return [*at_its_place, self._state_folder]

    def is_home(self, file: Path) -> bool:
        """Whether that is in the library."""
        return file.parent == self.library / "journal"

    def files(self) -> Iterator[tuple[str, Path]]:
        """The journals there are, each with its id. What cannot be looked at is left out."""
        for folder in self.folders():
            with suppress(OSError):
                for file in sorted(folder.iterdir())[:_MOST_FILES]:
                    match = _NAME.fullmatch(file.name)
                    if match is not None:
                        yield match[1], file

    def remove(self, id: str) -> None:
        """The journal is not needed any more, wherever it lies."""
        for folder in self.folders():
            with suppress(OSError):
                file_in(folder, id).unlink(missing_ok=True)


def open_to_read(file: Path) -> int | None:
    """A file, open; None where it cannot be read or is no ordinary one. Waits for nobody."""
    try:
        handle = os.open(file, _TO_READ)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    return handle


def file_in(folder: Path, id: str) -> Path:
    return folder / f"draft-{id}.journal"


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder durable. Raises ``OSError``."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
