"""Archives whose bytes depend on nothing but what is in them: sorted, of one time, owned by root."""

import io
import lzma
import os
import platform
import re
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_SHARED = re.compile(r"\.so(?:\.|$)")


class Entry(NamedTuple):
    """One file of an archive: ``content`` is a file to read, the bytes themselves, or where a link points."""

    name: str
    content: Path | bytes | str
    executable: bool = False


def entries_of(folder: Path, below: str) -> list[Entry]:
    """All files and links of the folder, under another name."""
    found = []
    for path in folder.rglob("*"):
        name = f"{below}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            found.append(Entry(name, os.readlink(path)))
        elif path.is_file():
            runs = os.access(path, os.X_OK) and not _SHARED.search(path.name)  # libraries are read, not run
            found.append(Entry(name, path, runs))
    return found


def compressed(data: bytes, preset: int) -> bytes:
    """As ``.xz``."""
    return lzma.compress(data, filters=filters(preset), check=lzma.CHECK_CRC32)


def filters(preset: int) -> list[dict[str, int]]:
    """How to compress programs: addresses in the code of this machine are made alike first, where ``xz`` can."""
    last = {"id": lzma.FILTER_LZMA2, "preset": preset}
    return [{"id": lzma.FILTER_X86}, last] if platform.machine() == "x86_64" else [last]


def write_tar(entries: Iterable[Entry], out: Path, date: int, preset: int, *, lead: str = "") -> None:
    """Writes a ``.tar.xz``, folders before what is in them. ``lead`` goes before every name: Debian writes ``./``."""
    files = sorted(entries)
    folders = sorted(
        {str(parent) for entry in files for parent in Path(entry.name).parents if str(parent) != "."}
    )
    with (
        lzma.open(out, "wb", filters=filters(preset), check=lzma.CHECK_CRC32) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        if lead:
            tar.addfile(_folder(lead, date))
        for name in folders:
            tar.addfile(_folder(lead + name, date))
        for entry in files:
            _add(tar, entry, lead, date)


def _folder(name: str, date: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.mode, info.mtime = tarfile.DIRTYPE, 0o755, date
    info.uname = info.gname = "root"
    return info


def _add(tar: tarfile.TarFile, entry: Entry, lead: str, date: int) -> None:
    info = tarfile.TarInfo(lead + entry.name)
    info.mtime, info.mode = date, 0o755 if entry.executable else 0o644
    info.uname = info.gname = "root"
    if isinstance(entry.content, str):
        info.type, info.linkname, info.mode = tarfile.SYMTYPE, entry.content, 0o777
        tar.addfile(info)
    elif isinstance(entry.content, bytes):
        info.size = len(entry.content)
        tar.addfile(info, io.BytesIO(entry.content))
    else:
        info.size = entry.content.stat().st_size
        with entry.content.open("rb") as file:
            tar.addfile(info, file)
