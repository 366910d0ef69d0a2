"""The package of Fedora, openSUSE and their kin, written here and not by rpmbuild: its bytes depend on its content.

The form is RPM's version 3: a lead, a header of check sums, the header, and the files as a compressed cpio archive.
"""

import hashlib
import platform
import stat
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from installers import elf
from installers.allowed import library_stem
from installers.archive import Entry, compressed
from installers.deb import GLIBC

SUMMARY = "Desktop tool for news editors"
DESCRIPTION = """\
Write an article, give it its place in the archive (section, series, tags, related articles), see it exactly as
readers will, and file it. Works on one desktop with nothing to set up, with or without a network, on an archive
of a million articles. The command line does what the window does."""
# Folders that are nobody else's: they go with the package.
OWN_FOLDERS = ("usr/lib/newsroom", "usr/share/newsroom", "usr/share/doc/newsroom")

_INT16, _INT32, _STRING, _BYTES, _STRINGS, _TRANSLATED = 3, 4, 6, 7, 8, 9
_SHA256 = 8
_EQUAL, _AT_MOST, _OF_RPM = 8, 8 | 2, 1 << 24
_DOCUMENT = 2
_OF_RPM_ITSELF = (
    ("rpmlib(CompressedFileNames)", "3.0.4-1"),
    ("rpmlib(FileDigests)", "4.6.0-1"),
    ("rpmlib(PayloadFilesHavePrefix)", "4.0-1"),
    ("rpmlib(PayloadIsXz)", "5.2-1"),
)


class _File(NamedTuple):
    """A file, a link or a folder of the package; ``path`` without the first slash."""

    path: str
    mode: int
    data: bytes
    link: str = ""


class Field(NamedTuple):
    """One entry of a header: tag, type, how many, and the bytes."""

    tag: int
    kind: int
    n_values: int
    data: bytes


def make(tree: list[Entry], frozen: Path, out: Path, version: str, date: int, preset: int) -> Path:
    """Writes ``newsroom-VERSION-1.MACHINE.rpm`` and answers where. Holds the package in memory."""
    target = out / f"newsroom-{version}-1.{platform.machine()}.rpm"
    tree = [entry for entry in tree if not entry.name.startswith("usr/share/lintian/")]
    files = sorted({file.path: file for file in _files(tree)}.values())
    archive = b"".join(_cpio(files, date))
    payload = compressed(archive, preset)
    fields = [*_about(version, date, files), *_of_files(files, date), *_wants(frozen, version)]
    fields += [
        _strings(5092, [hashlib.sha256(payload).hexdigest()]),
        _numbers(5093, [_SHA256]),
        _strings(5097, [hashlib.sha256(archive).hexdigest()]),
    ]
    head = header(fields, 63)
    sums = header(
        [
            _text(269, hashlib.sha1(head, usedforsecurity=False).hexdigest()),
            _text(273, hashlib.sha256(head).hexdigest()),
            _numbers(1000, [len(head) + len(payload)]),
            Field(1004, _BYTES, 16, hashlib.md5(head + payload, usedforsecurity=False).digest()),
            _numbers(1007, [len(archive)]),
        ],
        62,
    )
    name = f"newsroom-{version}-1".encode()
    lead = struct.pack(">4sBBhh66shh16x", b"\xed\xab\xee\xdb", 3, 0, 0, 1, name, 1, 5)
    target.write_bytes(lead + sums + b"\0" * (-len(sums) % 8) + head + payload)
    return target


def header(fields: Sequence[Field], region: int) -> bytes:
    """A header of RPM: an index, sorted by tag, that is held together by ``region``, then the values."""
    store = bytearray()
    index = b""
    for field in sorted(fields):
        width = {_INT16: 2, _INT32: 4}.get(field.kind, 1)
        store += b"\0" * (-len(store) % width)
        index += struct.pack(">IIII", field.tag, field.kind, len(store), field.n_values)
        store += field.data
    entries = len(fields) + 1
    first = struct.pack(">IIII", region, _BYTES, len(store), 16)
    store += struct.pack(">IIiI", region, _BYTES, -16 * entries, 16)
    return struct.pack(">II", 0x8EADE801, 0) + struct.pack(">II", entries, len(store)) + first + index + store


def libraries(frozen: Path) -> list[str]:
    """What the shipped files ask a system for, as packages of libraries offer it; sorted."""
    shipped = {path.name for path in frozen.rglob("*")}
    asked = {library for path in elf.elf_files(frozen) for library in elf.demands(path).libraries}
    return sorted(
        f"{name}()(64bit)"
        for name in asked - shipped
        if library_stem(name) not in GLIBC or name == "libc.so.6"
    )


def _about(version: str, date: int, files: list[_File]) -> Iterator[Field]:
    yield _strings(100, ["C"])
    for tag, text in (
        *((1000, "newsroom"), (1001, version), (1002, "1"), (1007, "localhost"), (1014, "MIT")),
        *((1021, "linux"), (1022, platform.machine()), (1044, f"newsroom-{version}-1.src.rpm")),
        *((1064, "4.14.0"), (1124, "cpio"), (1125, "xz"), (1126, "9"), (5062, "utf-8")),
    ):
        yield _text(tag, text)
    for tag, text in ((1004, SUMMARY), (1005, DESCRIPTION), (1016, "Applications/Publishing")):
        yield Field(tag, _TRANSLATED, 1, text.encode() + b"\0")
    yield _numbers(1006, [date])
    yield _numbers(1009, [sum(len(file.data) for file in files)])


def _of_files(files: list[_File], date: int) -> Iterator[Field]:
    paths = [PurePosixPath("/", file.path) for file in files]
    folders = sorted({f"{path.parent}/" for path in paths})
    place = {folder: number for number, folder in enumerate(folders)}
    count = len(files)
    yield _numbers(1028, [len(file.data) for file in files])
    yield _small(1030, [file.mode for file in files])
    yield _small(1033, [0] * count)
    yield _numbers(1034, [date] * count)
    yield _strings(1035, [_digest(file) for file in files])
    yield _strings(1036, [file.link for file in files])
    yield _numbers(1037, [_DOCUMENT if "/doc/" in file.path or "/man/" in file.path else 0 for file in files])
    yield _strings(1039, ["root"] * count)
    yield _strings(1040, ["root"] * count)
    yield _numbers(1045, [0xFFFFFFFF] * count)
    yield _numbers(1095, [1] * count)
    yield _numbers(1096, range(1, count + 1))
    yield _strings(1097, [""] * count)
    yield _numbers(1116, [place[f"{path.parent}/"] for path in paths])
    yield _strings(1117, [path.name for path in paths])
    yield _strings(1118, folders)
    yield _numbers(5011, [_SHA256])


def _wants(frozen: Path, version: str) -> Iterator[Field]:
    glibc = f"libc.so.6(GLIBC_{elf.newest_glibc(frozen).version})(64bit)"
    wanted = [(name, 0, "") for name in (*libraries(frozen), glibc)]
    wanted += [(name, _OF_RPM | _AT_MOST, least) for name, least in _OF_RPM_ITSELF]
    yield _numbers(1048, [flags for _, flags, _ in wanted])
    yield _strings(1049, [name for name, _, _ in wanted])
    yield _strings(1050, [least for _, _, least in wanted])
    yield _strings(1047, ["newsroom", f"newsroom({platform.machine().replace('_', '-')})"])
    yield _numbers(1112, [_EQUAL, _EQUAL])
    yield _strings(1113, [f"{version}-1"] * 2)


def _files(tree: list[Entry]) -> Iterator[_File]:
    for entry in tree:
        if isinstance(entry.content, str):
            yield _File(entry.name, stat.S_IFLNK | 0o777, entry.content.encode(), entry.content)
        else:
            data = entry.content if isinstance(entry.content, bytes) else entry.content.read_bytes()
            yield _File(entry.name, stat.S_IFREG | (0o755 if entry.executable else 0o644), data)
        for parent in PurePosixPath(entry.name).parents:
            if str(parent).startswith(OWN_FOLDERS):
                yield _File(str(parent), stat.S_IFDIR | 0o755, b"")


def _digest(file: _File) -> str:
    return hashlib.sha256(file.data).hexdigest() if stat.S_ISREG(file.mode) else ""


def _cpio(files: list[_File], date: int) -> Iterator[bytes]:
    for number, file in enumerate(files, 1):
        yield _cpio_entry(f"./{file.path}", number, file.mode, date, file.data)
    yield _cpio_entry("TRAILER!!!", 0, 0, 0, b"")


def _cpio_entry(name: str, inode: int, mode: int, date: int, data: bytes) -> bytes:
    named = name.encode() + b"\0"
    values = (inode, mode, 0, 0, 1, date, len(data), 0, 0, 0, 0, len(named), 0)
    start = b"070701" + b"".join(b"%08x" % value for value in values) + named
    return start + b"\0" * (-len(start) % 4) + data + b"\0" * (-len(data) % 4)


def _text(tag: int, text: str) -> Field:
    return Field(tag, _STRING, 1, text.encode() + b"\0")


def _strings(tag: int, texts: Sequence[str]) -> Field:
    return Field(tag, _STRINGS, len(texts), b"".join(text.encode() + b"\0" for text in texts))


def _numbers(tag: int, numbers: Sequence[int]) -> Field:
    return Field(tag, _INT32, len(numbers), struct.pack(f">{len(numbers)}I", *numbers))


def _small(tag: int, numbers: Sequence[int]) -> Field:
    return Field(tag, _INT16, len(numbers), struct.pack(f">{len(numbers)}H", *numbers))
