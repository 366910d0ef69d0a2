"""A folder, a .zip or a .tar.gz as one tree of names and bounded reads. Nothing is unpacked or leaves the tree."""

import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

from newsroom.exchange.sources.container_parts import LARGEST_FILE, Entry, os_reason
from newsroom.exchange.sources.items import SourceError

_TAR_ENDINGS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")


class Container(Protocol):
    """A tree of files. Not for two threads at once. Close it, or use it with ``with``."""

    def entries(self) -> Iterator[Entry]:
        """All files, in the order of their names within each folder; of a folder, in bounded memory.

        Folders of tools (``.git``) are one entry with a problem. An archive's names begin below the one folder in
        which all of its files lie. Raises ``SourceError``.
        """
        ...

    def has(self, place: str) -> bool:
        """Whether there is such a file."""
        ...

    def read(self, place: str, limit: int = LARGEST_FILE) -> bytes:
        """A file's bytes. Raises ``SourceError``, also where it is larger than ``limit`` or leads out of the tree."""
        ...

    def stream(self, place: str) -> IO[bytes]:
        """The file, to be read in pieces and closed by the caller. Raises ``SourceError``; so may the caller's reads
        raise ``OSError``, ``EOFError`` or ``ValueError`` in a broken archive."""
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def is_container(path: Path, head: bytes) -> bool:
    """Whether it is a folder or an archive; a Word file is none. ``head``: the file's first bytes."""
    if path.is_dir():
        return True
    name = path.name.lower()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return b"[Content_Types].xml" not in head[:4096] and not name.endswith(
            (".docx", ".odt", ".epub", ".xlsx")
        )
    return name.endswith(_TAR_ENDINGS)


def open_container(path: Path) -> Container:
    """The container at that path. Raises ``SourceError``: missing, not allowed, broken, or no container."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            from newsroom.exchange.sources.folder_container import Folder

            return Folder(path)
        if not stat.S_ISREG(mode):
            raise SourceError("It is not an ordinary file.")
        if path.name.lower().endswith(_TAR_ENDINGS):
            from newsroom.exchange.sources.tar_container import TarArchive

            return TarArchive(path)
        from newsroom.exchange.sources.zip_container import ZipArchive

        return ZipArchive(path)
    except (OSError, ValueError) as error:
        raise SourceError(os_reason(error)) from None
