"""The pages of a damaged database and of its log, read without SQLite (sqlite.org/fileformat2.html).

Believes nothing: whatever is not as it should be is answered as missing. Never writes.
"""

import array
import struct
import sys
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Self

_MAGIC = b"SQLite format 3\0"
_SIZES = frozenset(512 << n for n in range(8))
_USUAL_SIZE = 4096
_LOG_MAGICS = {0x377F0682: "little", 0x377F0683: "big"}
_LOG_HEADER, _FRAME_HEADER = 32, 24
_MASK = 0xFFFFFFFF


class PageFile:
    """A database file and what its write-ahead log adds to it. ``close`` when done; a context manager does. One thread.

    Raises ``OSError``, also from ``page``: a disk that cannot be read is no empty page.
    """

    def __init__(self, path: Path) -> None:
        self._file = FileIO(path)
        header = self._file.read(100)
        self.has_header = header.startswith(_MAGIC)
        self.page_size = _page_size(header) if self.has_header else _USUAL_SIZE
        reserved = header[20] if self.has_header and header[20] <= self.page_size - 480 else 0
        self.usable = self.page_size - reserved
        size = path.stat().st_size
        self.n_pages = -(-size // self.page_size)
        log = path.with_name(path.name + "-wal")
        self._log = FileIO(log) if log.is_file() else None
        self._in_log = _frames(self._log, self.page_size) if self._log is not None else {}
        self.n_pages = max(self.n_pages, *self._in_log, 0)
        self.unreadable: set[int] = set()

    def page(self, number: int) -> bytes:
        """The bytes of a page, counted from 1; all zeros where there is none, or where the disk does not give it."""
        if not 1 <= number <= self.n_pages:
            return bytes(self.page_size)
        try:
            if (place := self._in_log.get(number)) is not None and self._log is not None:
                self._log.seek(place)
                data = self._log.read(self.page_size)
            else:
                self._file.seek((number - 1) * self.page_size)
                data = self._file.read(self.page_size)
        except OSError:
            self.unreadable.add(number)
            data = b""
        return data.ljust(self.page_size, b"\0")

    def free_pages(self) -> set[int]:
        """Pages that hold what was deleted, as far as their list can be followed."""
        free: set[int] = set()
        (trunk,) = struct.unpack_from(">I", self.page(1), 32)
        while 1 < trunk <= self.n_pages and trunk not in free:
            free.add(trunk)
            page = self.page(trunk)
            following, n = struct.unpack_from(">II", page)
            if n > self.usable // 4 - 2:
                break
            free.update(one for one in struct.unpack_from(f">{n}I", page, 8) if 1 < one <= self.n_pages)
            trunk = following
        return free

    def close(self) -> None:
        self._file.close()
        if self._log is not None:
            self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _page_size(header: bytes) -> int:
    (size,) = struct.unpack_from(">H", header.ljust(100, b"\0"), 16)
    size = 65536 if size == 1 else size
    return size if size in _SIZES else _USUAL_SIZE


def _frames(log: FileIO, page_size: int) -> dict[int, int]:
    """Where in the log the newest whole copy of each page stands, up to the last commit, as SQLite itself reads it."""
    header = log.read(_LOG_HEADER)
    if len(header) < _LOG_HEADER:
        return {}
    magic, _, size, _, *salts = struct.unpack_from(">6I", header)
    order = _LOG_MAGICS.get(magic)
    if order is None or size not in (page_size, 1 if page_size == 65536 else page_size):
        return {}
    sums = _checksum(header[:24], (0, 0), order)
    if struct.unpack_from(">II", header, 24) != sums:
        return {}
    committed: dict[int, int] = {}
    waiting: dict[int, int] = {}
    place = _LOG_HEADER
    while len(frame := log.read(_FRAME_HEADER + page_size)) == _FRAME_HEADER + page_size:
        number, commits, *own_salts = struct.unpack_from(">4I", frame)
        sums = _checksum(frame[_FRAME_HEADER:], _checksum(frame[:8], sums, order), order)
        if own_salts != salts or struct.unpack_from(">II", frame, 16) != sums or not number:
            break
        waiting[number] = place + _FRAME_HEADER
        if commits:
            committed |= waiting
            waiting = {}
        place += len(frame)
    return committed


def _checksum(data: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    words = array.array("I", data)
    if order != sys.byteorder:
        words.byteswap()
    first, second = before
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & _MASK
        second = (second + other + first) & _MASK
    return first, second
