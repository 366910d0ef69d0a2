"""A .zip as a container. Its names, sizes and flags are the sender's word: each is checked before anything is read."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from lzma import LZMAError
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from newsroom.exchange.sources.container_parts import LARGEST_FILE, Entry, too_large
from newsroom.exchange.sources.items import SourceError
from newsroom.exchange.sources.tree_names import (
    common_folder,
    is_closed_folder,
    is_of_the_system,
    is_of_tools,
    joined,
    problem_of,
    readable,
)

_MOST_FILES = 2_000_000
_MOST_RATIO = 250
_RATIO_COUNTS_FROM = 1024 * 1024
_ENCRYPTED, _UTF8 = 0x1, 0x800
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, ValueError,
)  # fmt: skip


class ZipArchive:
    """A .zip on disk, or in a file that is open already."""

    def __init__(self, file: Path | IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except FileNotFoundError:
            raise
        except (*BROKEN, NotImplementedError):
            raise SourceError("It is no zip file that can be read, or it is broken.") from None
        members = self._zip.infolist()
        if len(members) > _MOST_FILES:
            self._zip.close()
            raise SourceError("It holds too many files.")
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._entries: list[tuple[str, str]] = []
        for member in members:
            self._take(member)
        self._entries.sort()
        # Archives are mostly made of one folder, whose name says nothing.
        self._top = common_folder(name for name in self._members if not is_of_tools(name))

    def entries(self) -> Iterator[Entry]:
        closed: set[str] = set()
        for name, problem in self._entries:
            folders = name.split("/")[:-1]
            shut = next((n for n, folder in enumerate(folders, start=1) if is_closed_folder(folder)), 0)
            if shut:
                top = "/".join(folders[:shut])
                if top not in closed:
                    closed.add(top)
                    yield Entry(
                        f"{readable(top)}/",
                        top,
                        problem="A folder of a tool or a system; nothing in it is read.",
                    )
                continue
            if not is_of_the_system(name.rpartition("/")[2]):
                member = self._members.get(name)
                place = name.removeprefix(self._top)
                yield Entry(readable(place), place, member.file_size if member else 0, problem)

    def has(self, place: str) -> bool:
        return self._top + joined("", place) in self._members

    def read(self, place: str, limit: int = LARGEST_FILE) -> bytes:
        member = self._member(place)
        if member.file_size > limit:
            raise too_large(limit)
        try:
            with self._zip.open(member) as file:
                data = file.read(limit + 1)
        except NotImplementedError:
            raise SourceError("It is packed in a way that cannot be read.") from None
        except BROKEN:
            raise SourceError("It is broken in the archive.") from None
        if len(data) > limit:
            raise too_large(limit)
        return data

    def stream(self, place: str) -> IO[bytes]:
        try:
            return self._zip.open(self._member(place))
        except NotImplementedError:
            raise SourceError("It is packed in a way that cannot be read.") from None
        except BROKEN:
            raise SourceError("It is broken in the archive.") from None

    def close(self) -> None:
        self._zip.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _take(self, member: zipfile.ZipInfo) -> None:
        if member.is_dir():
            return
        name = _name_of(member)
        problem = problem_of(name) or _problem_of(member)
        if name in self._members:
            problem = "It stands twice in the archive; the first one was read."
        elif not problem:
            self._members[name] = member
        self._entries.append((name, problem))

    def _member(self, place: str) -> zipfile.ZipInfo:
        member = self._members.get(self._top + joined("", place))
        if member is None:
            raise SourceError("There is no such file.")
        return member


def _problem_of(member: zipfile.ZipInfo) -> str:
    mode = member.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "It is a symbolic link."
    if member.flag_bits & _ENCRYPTED:
        return "It is locked with a password."
    if member.file_size > _RATIO_COUNTS_FROM and member.file_size > _MOST_RATIO * max(
        1, member.compress_size
    ):
        return "It would unpack to more than a text can: it was left alone."
    return ""


def _name_of(member: zipfile.ZipInfo) -> str:
    """The name with ``/``; many programs write it in UTF-8 without saying so."""
    name = member.filename
    if not member.flag_bits & _UTF8 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/").removeprefix("./")
