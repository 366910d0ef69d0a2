"""A folder as a container: a sorted walk in bounded memory, and reads that never follow a link out of it."""

import heapq
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from newsroom.exchange.sources.container_parts import LARGEST_FILE, Entry, os_reason, too_large
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.tree_names import (
    is_closed_folder,
    is_of_the_system,
    joined,
    problem_of,
    readable,
)

_AT_ONCE = 50_000  # names of one folder that are held in memory
_CLOSED = "A folder of a tool or a system; nothing in it is read."
_NO_FILE = "It is not an ordinary file."
# A pipe is opened without waiting for somebody at its other end.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Folder:
    """A folder on disk."""

    def __init__(self, path: Path) -> None:
        self._top = os.path.realpath(path)
        self._walked: str | None = None

    def entries(self) -> Iterator[Entry]:
        yield from self._walk("")

    def has(self, place: str) -> bool:
        try:
            return stat.S_ISREG(os.stat(self._inside(place)).st_mode)
        except (SourceError, OSError, ValueError):
            return False

    def read(self, place: str, limit: int = LARGEST_FILE) -> bytes:
        """With as few calls of the system as can be: a folder is thousands of small files."""
        try:
            number = self._opened(place)
            try:
                facts = os.fstat(number)
                if not stat.S_ISREG(facts.st_mode):
                    raise SourceError(_NO_FILE)
                if facts.st_size > limit:
                    raise too_large(limit)
                data = os.read(number, facts.st_size + 1)
                while len(data) < facts.st_size and (more := os.read(number, facts.st_size + 1 - len(data))):
                    data += more
            finally:
                os.close(number)
        except (OSError, ValueError) as error:
            raise SourceError(os_reason(error)) from None
        if len(data) > limit:
            raise too_large(limit)
        return data

    def stream(self, place: str) -> IO[bytes]:
        try:
            number = self._opened(place)
        except (OSError, ValueError) as error:
            raise SourceError(os_reason(error)) from None
        file = os.fdopen(number, "rb")
        if not stat.S_ISREG(os.fstat(number).st_mode):
            file.close()
            raise SourceError(_NO_FILE)
        return file

    def close(self) -> None:
        """Nothing is held open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self, place: str) -> int:
        """A file of the folder that the walk is in needs no look at the folders above it."""
        folder, _, name = place.rpartition("/")
        if _NO_FOLLOW and folder == self._walked and name not in ("", "..", "."):
            return os.open(f"{self._top}/{place}", _FLAGS | _NO_FOLLOW)
        return os.open(self._inside(place), _FLAGS)

    def _inside(self, place: str) -> str:
        """The real path of a file of the folder. Raises ``SourceError`` where links or dots lead out of it."""
        inner = joined("", place)
        real = os.path.realpath(os.path.join(self._top, inner))
        if not inner or os.path.commonpath((self._top, real)) != self._top:
            raise SourceError("It leads out of the folder.")
        return real

    def _walk(self, folder: str) -> Iterator[Entry]:
        last = ""
        while True:
            try:
                names = self._names_after(folder, last)
            except OSError as error:
                yield Entry(readable(folder) or ".", folder, problem=f"This folder: {os_reason(error)}")
                return
            for name, is_folder, is_link in names:
                self._walked = folder
                place = f"{folder}/{name}" if folder else name
                if is_folder or is_link or is_of_the_system(name) or problem_of(place):
                    yield from self._other(place, name, is_link)
                else:
                    yield Entry(readable(place), place)
            if len(names) < _AT_ONCE:
                return
            last = names[-1][0]

    def _names_after(self, folder: str, last: str) -> list[tuple[str, bool, bool]]:
        """The next names of a folder, sorted. A large folder is looked through several times, not held."""
        with os.scandir(os.path.join(self._top, folder)) as found:
            return heapq.nsmallest(
                _AT_ONCE,
                (
                    (entry.name, entry.is_dir(follow_symlinks=False), _is_link(entry))
                    for entry in found
                    if entry.name > last
                ),
            )

    def _other(self, place: str, name: str, is_link: bool) -> Iterator[Entry]:
        """What is no ordinary file: a folder, a link, what is left alone."""
        problem = problem_of(place)
        if is_of_the_system(name):
            return
        if problem:
            yield Entry(readable(place), place, problem=problem)
        elif is_link:
            yield Entry(readable(place), place, problem=self._link_problem(place))
        elif is_closed_folder(name):
            yield Entry(f"{readable(place)}/", place, problem=_CLOSED)
        else:
            yield from self._walk(place)

    def _link_problem(self, place: str) -> str:
        try:
            self._inside(place)
        except (SourceError, OSError, ValueError):
            return "It is a symbolic link that leads out of the folder."
        return "It is a symbolic link; what it leads to is read in its own place."


def _is_link(entry: "os.DirEntry[str]") -> bool:
    junction = getattr(entry, "is_junction", None)
    return entry.is_symlink() or bool(junction is not None and junction())
