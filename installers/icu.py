"""ICU's data without what Qt never asks of them: two thirds of its largest library beside Qt WebEngine's.

Qt takes from ICU how to sort, how to change case, and encodings. Names of languages, countries, currencies, units and
time zones, transliteration, and breaks of words and lines it has of its own, or not at all. Linux only: elsewhere Qt
uses what the system has. Qt WebEngine has data of its own, which stay whole.
"""

import struct
import subprocess
from pathlib import Path
from typing import NamedTuple

LEFT_OUT = frozenset("brkitr curr lang rbnf region translit unit zone".split())
_MAGIC = b"\xda\x27"  # after the two bytes that tell the header's length
_ALIGNED = 16
_ASSEMBLY = """\
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, %object
.size {symbol}, {size}
{symbol}:
.incbin "{data}"
.section .note.GNU-stack, "", %progbits
"""


class Item(NamedTuple):
    """One file of the data: ``icudt73l/coll/sv.res``. Those in no folder are the locales themselves."""

    name: str
    content: bytes

    @property
    def folder(self) -> str:
        return self.name.split("/")[1] if self.name.count("/") > 1 else ""


def slim(library: Path, work: Path) -> int:
    """Makes ``libicudata.so.N`` anew without what is left out, and answers by how many bytes it is smaller.

    Raises ``ValueError`` where there are no such data in the file, and ``CalledProcessError``. Needs ``as`` and ``ld``.
    """
    before = library.stat().st_size
    header, items = parse(library.read_bytes())
    kept = [item for item in items if item.folder not in LEFT_OUT]
    number = library.name.rpartition(".")[2]
    data, source, built = work / "icu.dat", work / "icu.s", work / "icu.o"
    data.write_bytes(pack(header, kept))
    words = _ASSEMBLY.format(symbol=f"icudt{number}_dat", size=data.stat().st_size, data=data)
    source.write_text(words, encoding="utf-8")
    subprocess.run(["as", "-o", str(built), str(source)], check=True)
    shape = ["-shared", "-Bsymbolic", "-s", "--build-id=none", "--hash-style=gnu", "-z", "noexecstack"]
    subprocess.run(["ld", *shape, "-soname", library.name, "-o", str(library), str(built)], check=True)
    return before - library.stat().st_size


def parse(content: bytes) -> tuple[bytes, list[Item]]:
    """The header, and all items in their order. The data may stand anywhere in the content, and end before it does."""
    begin = content.find(_MAGIC + struct.pack("<HH", 20, 0)) - 2
    if begin < 0 or content[begin + 12 : begin + 16] != b"CmnD":
        raise ValueError("there are no data of ICU in it")
    (length,) = struct.unpack_from("<H", content, begin)
    base = begin + length
    (count,) = struct.unpack_from("<I", content, base)
    entries = [struct.unpack_from("<II", content, base + 4 + 8 * number) for number in range(count)]
    ends = [offset for _, offset in entries[1:]]
    ends.append(_end_of_last(content, base, entries[-1][1]))
    items = []
    for (name, offset), end in zip(entries, ends, strict=True):
        text = content[base + name : content.index(b"\0", base + name)].decode("ascii")
        items.append(Item(text, content[base + offset : base + end]))
    return content[begin:base], items


def pack(header: bytes, items: list[Item]) -> bytes:
    """As ICU reads it: how many, where name and content of each stand, the names, the contents; sorted by name."""
    ordered = sorted(items, key=lambda item: item.name.encode("ascii"))
    names = bytearray()
    place = 4 + 8 * len(ordered)
    name_places = []
    for item in ordered:
        name_places.append(place + len(names))
        names += item.name.encode("ascii") + b"\0"
    contents = bytearray()
    names += _padding(len(header) + place + len(names))
    begin = place + len(names)
    table = bytearray(struct.pack("<I", len(ordered)))
    for item, name_place in zip(ordered, name_places, strict=True):
        table += struct.pack("<II", name_place, begin + len(contents))
        contents += item.content + _padding(len(item.content))
    return header + bytes(table + names + contents)


def _padding(length: int) -> bytes:
    return b"\xaa" * (-length % _ALIGNED)


def _end_of_last(content: bytes, base: int, offset: int) -> int:
    """Nothing tells how long the last item is. A bundle tells its own length; what is no bundle is taken to the end."""
    begin = base + offset
    length: int = struct.unpack_from("<H", content, begin)[0]
    if content[begin + 12 : begin + 16] != b"ResB":
        return len(content) - base
    indexes = (
        begin + length + 4
    )  # after the root; the fourth of them is where the bundle ends, in units of four bytes
    top: int = struct.unpack_from("<I", content, indexes + 4 * 3)[0]
    return offset + length + 4 * top
