"""Rows out of the pages of a damaged database: cells, records, chains of further pages. Without SQLite or trust.

A cell whose lengths do not add up is no row. One whose chain of pages breaks is answered as far as it goes.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsroom.storage.salvage_pages import PageFile

TABLE_INTERIOR, TABLE_LEAF, INDEX_INTERIOR, INDEX_LEAF = 5, 13, 2, 10
_INTERIOR = frozenset((TABLE_INTERIOR, INDEX_INTERIOR))
_LONGEST_RECORD = 1_000_000_000
_MOST_COLUMNS = 2000
_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """``id`` is the row's own number, None in a table without one. ``is_cut``: its end was not to be found.

    ``is_odd``: some characters were no text any more and are replaced.
    """

    id: int | None
    values: tuple[Any, ...]
    is_cut: bool = False
    is_odd: bool = False


@dataclass(frozen=True, slots=True)
class PageRows:
    """What one page has: rows, pages below it, and how many of its cells are no cells."""

    kind: int
    rows: tuple[Row, ...]
    children: tuple[int, ...]
    n_broken: int


class RowReader:
    """Reads pages of one file. ``used`` are the further pages of long rows that were read."""

    def __init__(self, pages: PageFile) -> None:
        self._pages = pages
        self.used: set[int] = set()

    def kind_of(self, number: int) -> int:
        """The first byte of what may be a page of a tree; 0 where it is none."""
        page = self._pages.page(number)
        kind = page[100 if number == 1 else 0]
        return kind if kind in (TABLE_INTERIOR, TABLE_LEAF, INDEX_INTERIOR, INDEX_LEAF) else 0

    def read(self, number: int, *, with_rows: bool = True) -> PageRows | None:
        """All that a page of a tree has, or only the pages below it; None where it is none."""
        page, start = self._pages.page(number), 100 if number == 1 else 0
        kind = page[start]
        if kind not in (TABLE_INTERIOR, TABLE_LEAF, INDEX_INTERIOR, INDEX_LEAF):
            return None
        (n_cells,) = struct.unpack_from(">H", page, start + 3)
        pointers = start + (12 if kind in _INTERIOR else 8)
        n_possible = (len(page) - pointers) // 2
        rows, children, n_broken = [], [], max(0, n_cells - n_possible)
        for place in range(min(n_cells, n_possible)):
            (at,) = struct.unpack_from(">H", page, pointers + 2 * place)
            if kind in _INTERIOR and pointers <= at <= len(page) - 4:
                children.append(struct.unpack_from(">I", page, at)[0])
            if kind == TABLE_INTERIOR or not with_rows:
                continue
            row = self._cell(page, at, kind) if at >= pointers else None
            if row is None:
                n_broken += 1
            else:
                rows.append(row)
        if kind in _INTERIOR:
            children.append(struct.unpack_from(">I", page, start + 8)[0])
        return PageRows(kind, tuple(rows), tuple(children), n_broken)

    def _cell(self, page: bytes, at: int, kind: int) -> Row | None:
        try:
            if kind == INDEX_INTERIOR:
                at += 4
            length, at = _varint(page, at)
            id = None
            if kind == TABLE_LEAF:
                id, at = _varint(page, at)
                id = id - (1 << 64) if id >> 63 else id
            if not 2 <= length <= _LONGEST_RECORD:
                return None
            data, is_cut = self._payload(page, at, length, kind)
            return _record(data, length, id, is_cut)
        except (IndexError, struct.error, OverflowError):
            return None

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> tuple[bytes, bool]:
        """The bytes of a record, and whether some of them are missing at its end."""
        usable = self._pages.usable
        most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if length <= most:
            if at + length > len(page):
                raise IndexError(at)
            return page[at : at + length], False
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
        if at + local + 4 > len(page):
            raise IndexError(at)
        pieces, n_left = [page[at : at + local]], length - local
        (following,) = struct.unpack_from(">I", page, at + local)
        seen: set[int] = set()
        while n_left > 0 and 1 < following <= self._pages.n_pages and following not in seen:
            seen.add(following)
            more = self._pages.page(following)
            (next_one,) = struct.unpack_from(">I", more)
            piece = more[4 : 4 + min(n_left, usable - 4)]
            if next_one > self._pages.n_pages or (n_left > usable - 4) != (next_one != 0):
                if not more.strip(b"\0"):
                    break  # a page that was wiped says nothing
                pieces.append(piece)
                n_left -= len(piece)
                break
            pieces.append(piece)
            n_left -= len(piece)
            following = next_one
        self.used |= seen
        return b"".join(pieces), n_left > 0


def walk(
    reader: RowReader, root: int, seen: set[int], *, with_rows: bool = True
) -> Iterator[tuple[int, PageRows | None]]:
    """Each page of the tree that begins at ``root``, in order; None for one that is no page of such a tree.

    ``seen`` grows by each: a page belongs to one tree only.
    """
    is_table = reader.kind_of(root) in (TABLE_INTERIOR, TABLE_LEAF)
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in seen or number < 1:
            continue
        found = reader.read(number, with_rows=with_rows)
        if found is not None and (found.kind in (TABLE_INTERIOR, TABLE_LEAF)) != is_table:
            found = None
        if found is not None:
            seen.add(number)
            waiting.extend(reversed(found.children))
        yield number, found


def _record(data: bytes, length: int, id: int | None, is_cut: bool) -> Row | None:
    """The values of a record; None where its lengths do not add up."""
    header_size, at = _varint(data, 0)
    if not 2 <= header_size <= length:
        return None
    serials, sizes = [], 0
    while at < header_size:
        serial = data[at]
        if serial < 0x80:
            at += 1
        else:
            serial, at = _varint(data, at)
        if serial in (10, 11):
            return None
        serials.append(serial)
        sizes += _size(serial)
    if at != header_size or header_size + sizes != length or len(serials) > _MOST_COLUMNS:
        return None
    values: list[Any] = []
    is_odd = False
    end = len(data)
    for serial in serials:
        size = _size(serial)
        if 0 < serial < 7 and at + size <= end:  # most of them are whole numbers
            values.append(int.from_bytes(data[at : at + size], "big", signed=True))
        else:
            value, odd = _value(serial, data[at : at + size], is_short=at + size > end)
            values.append(value)
            is_odd |= odd
        at += size
    return Row(id, tuple(values), is_cut, is_odd)


def _size(serial: int) -> int:
    return (serial - 12) // 2 if serial >= 12 else _SIZES[serial]


def _value(serial: int, data: bytes, *, is_short: bool) -> tuple[Any, bool]:
    """A value, and whether characters of it had to be replaced. Of one that is cut, a text's beginning is kept."""
    if serial >= 12:
        if serial % 2 == 0:
            return data, False
        text = data.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
        if is_short:
            return text.rstrip("\N{REPLACEMENT CHARACTER}"), False
        return text, "\N{REPLACEMENT CHARACTER}" in text and "\N{REPLACEMENT CHARACTER}".encode() not in data
    if serial in (0, 8, 9):
        return (None if serial == 0 else serial - 8), False
    if is_short:
        return None, False
    if serial == 7:
        return struct.unpack(">d", data)[0], False
    return int.from_bytes(data, "big", signed=True), False


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends. Raises ``IndexError``."""
    value = data[at]
    if value < 0x80:
        return value, at + 1
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
