"""What the shipped ELF files ask of a system: versions of glibc, and libraries by name. Reads the files themselves."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_NEEDED, _STRING_TABLE, _VERSIONS_NEEDED, _N_VERSIONS_NEEDED = 1, 5, 0x6FFFFFFE, 0x6FFFFFFF
_LOAD, _DYNAMIC = 1, 2
_RUN_PATHS = (15, 29)


class Demands(NamedTuple):
    """``glibc`` is the newest version asked for, ``(0,)`` where none is; ``libraries`` as the linker looks them up."""

    glibc: tuple[int, ...]
    libraries: frozenset[str]


class Newest(NamedTuple):
    """The newest glibc that is asked for, and a file that asks for it."""

    version: str
    file: str


def elf_files(folder: Path) -> Iterator[Path]:
    """The ELF files below a folder, links not followed; sorted."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def newest_glibc(folder: Path) -> Newest:
    """The glibc that a system needs to run what is in the folder."""
    newest = max((demands(path).glibc, path.relative_to(folder).as_posix()) for path in elf_files(folder))
    return Newest(".".join(map(str, newest[0])), newest[1])


def drop_foreign_run_path(path: Path) -> bool:
    """Takes out where a library is looked for on the machine that built it. What begins with ``$ORIGIN`` stays."""
    data = bytearray(path.read_bytes())
    segments = list(_segments(data))
    dynamic = next((segment for segment in segments if segment[0] == _DYNAMIC), None)
    if dynamic is None:
        return False
    entries = list(_dynamic(data, dynamic[1], dynamic[3]))
    strings = _offset(segments, dict(entries)[_STRING_TABLE])
    kept = [
        (tag, value)
        for tag, value in entries
        if tag not in _RUN_PATHS or _text(data, strings + value).startswith("$ORIGIN")
    ]
    if kept == entries:
        return False
    kept += [(0, 0)] * (len(entries) - len(kept))
    for number, entry in enumerate(kept):
        struct.pack_into("<qQ", data, dynamic[1] + 16 * number, *entry)
    path.write_bytes(data)
    return True


def demands(path: Path) -> Demands:
    """What one file of 64 bits, little-endian, asks for. Raises ``ValueError`` for any other."""
    data = path.read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        raise ValueError(f"{path.name} is no ELF file of 64 bits, little-endian")
    segments = list(_segments(data))
    dynamic = next((segment for segment in segments if segment[0] == _DYNAMIC), None)
    if dynamic is None:
        return Demands((0,), frozenset())
    entries = list(_dynamic(data, dynamic[1], dynamic[3]))
    single = dict(entries)
    strings = _offset(segments, single[_STRING_TABLE])
    libraries = frozenset(_text(data, strings + value) for tag, value in entries if tag == _NEEDED)
    glibc: tuple[int, ...] = (0,)
    if _VERSIONS_NEEDED in single:
        start = _offset(segments, single[_VERSIONS_NEEDED])
        names = _version_names(data, start, single[_N_VERSIONS_NEEDED], strings)
        glibc = max((_version(name) for name in names if name.startswith("GLIBC_2")), default=(0,))
    return Demands(glibc, libraries)


def _segments(data: bytes | bytearray) -> Iterator[tuple[int, int, int, int]]:
    """Type, place in the file, address, size in the file."""
    (table,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    for number in range(count):
        kind, _, offset, address, _, in_file = struct.unpack_from("<IIQQQQ", data, table + number * size)
        yield kind, offset, address, in_file


def _dynamic(data: bytes | bytearray, offset: int, size: int) -> Iterator[tuple[int, int]]:
    for place in range(offset, offset + size, 16):
        tag, value = struct.unpack_from("<qQ", data, place)
        if tag == 0:
            return
        yield tag, value


def _offset(segments: list[tuple[int, int, int, int]], address: int) -> int:
    for kind, offset, start, size in segments:
        if kind == _LOAD and start <= address < start + size:
            return offset + address - start
    raise ValueError("an address that no segment holds")


def _version_names(data: bytes | bytearray, start: int, count: int, strings: int) -> Iterator[str]:
    for _ in range(count):
        _, n_names, _, first, following = struct.unpack_from("<HHIII", data, start)
        place = start + first
        for _ in range(n_names):
            _, _, _, name, next_name = struct.unpack_from("<IHHII", data, place)
            yield _text(data, strings + name)
            place += next_name
        start += following


def _text(data: bytes | bytearray, offset: int) -> str:
    return data[offset : data.index(b"\0", offset)].decode("utf-8")


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.removeprefix("GLIBC_").split("."))
