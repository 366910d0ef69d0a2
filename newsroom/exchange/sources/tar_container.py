"""A .tar, .tar.gz, .tar.bz2 or .tar.xz as a container: unpacked once into a nameless file, never into a folder."""

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from newsroom.exchange.sources.container_parts import LARGEST_FILE, Entry, too_large
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.tree_names import (
    common_folder,
    is_of_tools,
    joined,
    problem_of,
    readable,
)

_MOST_FILES = 2_000_000
_MOST_BYTES = 16 * 1024**3
_MOST_RATIO = 250
_PIECE = 1024 * 1024
_BROKEN = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError)


class TarArchive:
    """A tar archive on disk, packed or not."""

    def __init__(self, path: Path) -> None:
        self._file = _unpacked(path)
        self._members: dict[str, tarfile.TarInfo] = {}
        self._entries: list[tuple[str, str]] = []
        try:
            self._tar = tarfile.TarFile(fileobj=self._file, errors="surrogateescape")
            for member in self._tar:
                self._take(member)
                if len(self._entries) > _MOST_FILES:
                    raise SourceError("It holds too many files.")
        except (*_BROKEN, SourceError) as error:
            self._file.close()
            if isinstance(error, SourceError):
                raise
            raise SourceError("It is no tar file that can be read, or it is broken.") from None
        self._entries.sort()
        # Archives are mostly made of one folder, whose name says nothing.
        self._top = common_folder(self._members)

    def entries(self) -> Iterator[Entry]:
        for name, problem in self._entries:
            member = self._members.get(name)
            place = name.removeprefix(self._top)
            yield Entry(readable(place), place, member.size if member else 0, problem)

    def has(self, place: str) -> bool:
        return self._top + joined("", place) in self._members

    def read(self, place: str, limit: int = LARGEST_FILE) -> bytes:
        member = self._member(place)
        if member.size > limit:
            raise too_large(limit)
        try:
            with self.stream(place) as file:
                return file.read(limit)
        except _BROKEN:
            raise SourceError("It is broken in the archive.") from None

    def stream(self, place: str) -> IO[bytes]:
        file = self._tar.extractfile(self._member(place))
        if file is None:
            raise SourceError("It is not an ordinary file.")
        return file

    def close(self) -> None:
        self._tar.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take(self, member: tarfile.TarInfo) -> None:
        name = member.name.removeprefix("./")
        if member.isdir() or is_of_tools(name):
            return
        problem = problem_of(name)
        if not problem and not member.isreg():
            problem = "It is a link." if member.issym() or member.islnk() else "It is not an ordinary file."
        if name in self._members:
            problem = "It stands twice in the archive; the first one was read."
        elif not problem:
            self._members[name] = member
        self._entries.append((name, problem))

    def _member(self, place: str) -> tarfile.TarInfo:
        member = self._members.get(self._top + joined("", place))
        if member is None:
            raise SourceError("There is no such file.")
        return member


def _unpacked(path: Path) -> IO[bytes]:
    """The plain archive: the file itself, or what it unpacks to, within limits."""
    name = path.name.lower()
    if name.endswith(".tar"):
        return path.open("rb")
    opener = gzip.open if name.endswith("gz") else bz2.open if name.endswith(("bz2", "bz")) else lzma.open
    most = min(_MOST_BYTES, _MOST_RATIO * max(path.stat().st_size, 64 * 1024))
    plain = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the container)
    try:
        with opener(path, "rb") as packed:
            n_left = most
            while piece := packed.read(_PIECE):
                n_left -= len(piece)
                if n_left < 0:
                    raise SourceError(
                        "It would unpack to more than texts and pictures can: it was left alone."
                    )
                plain.write(piece)
    except (*_BROKEN, SourceError) as error:
        plain.close()
        if isinstance(error, SourceError):
            raise
        raise SourceError("It is no tar file that can be read, or it is broken.") from None
    plain.seek(0)
    return plain
