"""A long text in chunks, addressed in UTF-16 units as Qt counts them. Knows nothing of articles or undo."""

import re
from collections.abc import Iterator

_CHUNK = 4096
_LONG = 10_000  # characters beyond which a text is measured before it is searched
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\ufdd0\ufdd1]")


def to_units(text: str) -> str:
    """The text with each character beyond U+FFFF as its two surrogates, so that an index is a UTF-16 unit."""
    if text.isascii():
        return text
    if len(text) > _LONG and len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return text
    return _ASTRAL.sub(_split_pair, text)


def from_units(units: str) -> str:
    """The inverse of ``to_units``; a lone surrogate stays as it is."""
    if units.isascii() or _SURROGATE.search(units) is None:
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def utf16_length(text: str) -> int:
    """How many UTF-16 units the text takes."""
    return len(text) if text.isascii() else len(text) + len(_ASTRAL.findall(text))


def one_line_end(text: str) -> str:
    """The text with ``\\n`` as its only line end. Every character that Qt takes for one becomes it."""
    if text.isascii() and "\r" not in text:
        return text
    return _LINE_ENDS.sub("\n", text)


def storable(text: str) -> str:
    """The text with what no database or file keeps (NUL, lone surrogates) replaced one for one."""
    if "\x00" not in text:
        try:
            text.encode()
        except UnicodeEncodeError:
            pass
        else:
            return text
    return _UNSTORABLE.sub("\ufffd", text)


def _split_pair(match: re.Match[str]) -> str:
    code = ord(match[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


class TextBuffer:
    """Text that takes an edit in the time of one chunk, whatever its length.

    Positions and lengths are UTF-16 units. An edit may cut a pair of surrogates; the halves are kept and
    join again when they meet.
    """

    def __init__(self, text: str = "") -> None:
        self._chunks = _cut(to_units(text))
        self._length = sum(map(len, self._chunks))
        self._near = (0, 0)  # index and start of the chunk last used: edits come in runs

    def __len__(self) -> int:
        """Length in UTF-16 units."""
        return self._length

    def text(self) -> str:
        """The whole text. Linear in its length."""
        return from_units("".join(self._chunks))

    def units(self) -> str:
        """The whole text, one character a UTF-16 unit. Linear in its length."""
        return "".join(self._chunks)

    def slice(self, position: int, length: int) -> str:
        """The part of the text; raises ``ValueError`` where it is not inside."""
        return from_units(self.slice_units(position, length))

    def slice_units(self, position: int, length: int) -> str:
        """The part of the text, one character a UTF-16 unit."""
        self._check(position, length)
        parts = []
        index, start = self._find(position)
        end = position + length
        while start < end:
            chunk = self._chunks[index]
            parts.append(chunk[max(0, position - start) : end - start])
            start += len(chunk)
            index += 1
        return "".join(parts)

    def replace(self, position: int, n_removed: int, inserted: str) -> str:
        """Puts ``inserted`` in the place of ``n_removed`` units and gives back what stood there.

        Raises ``ValueError`` where the place is not inside the text.
        """
        removed = self.slice_units(position, n_removed)
        units = to_units(inserted)
        first, start = self._find(position)
        last, last_start = first, start
        while last < len(self._chunks) - 1 and last_start + len(self._chunks[last]) < position + n_removed:
            last_start += len(self._chunks[last])
            last += 1
        head = self._chunks[first][: position - start]
        tail = self._chunks[last][position + n_removed - last_start :]
        self._chunks[first : last + 1] = _cut(head + units + tail)
        self._length += len(units) - n_removed
        self._near = (first, start)
        self._join_small(first)
        return from_units(removed)

    def line_start(self, position: int) -> int:
        """Where the line that holds the position begins."""
        index, start = self._find(position)
        found = self._chunks[index].rfind("\n", 0, position - start)
        while found < 0 and index:
            index -= 1
            start -= len(self._chunks[index])
            found = self._chunks[index].rfind("\n")
        return start + found + 1 if found >= 0 else 0

    def line_end(self, position: int) -> int:
        """Where the line that holds the position ends, before its line end."""
        index, start = self._find(position)
        found = self._chunks[index].find("\n", position - start)
        while found < 0 and index < len(self._chunks) - 1:
            start += len(self._chunks[index])
            index += 1
            found = self._chunks[index].find("\n")
        return start + found if found >= 0 else self._length

    def _join_small(self, index: int) -> None:
        """Keeps deletions from leaving many tiny chunks."""
        if (
            index + 1 < len(self._chunks)
            and len(self._chunks[index]) + len(self._chunks[index + 1]) < _CHUNK // 2
        ):
            self._chunks[index : index + 2] = [self._chunks[index] + self._chunks[index + 1]]

    def _find(self, position: int) -> tuple[int, int]:
        """Index and start of the chunk that holds the position (the last one, for the very end)."""
        index, start = self._near
        chunks = self._chunks
        while position < start:
            index -= 1
            start -= len(chunks[index])
        while index < len(chunks) - 1 and position >= start + len(chunks[index]):
            start += len(chunks[index])
            index += 1
        self._near = (index, start)
        return index, start

    def _check(self, position: int, length: int) -> None:
        if position < 0 or length < 0 or position + length > self._length:
            msg = f"no text at {position}, {length} units long: the text has {self._length}"
            raise ValueError(msg)

    def pieces(self) -> Iterator[str]:
        """The chunks in order, one character a UTF-16 unit."""
        yield from self._chunks


def _cut(units: str) -> list[str]:
    if len(units) <= 2 * _CHUNK:
        return [units]
    return [units[n : n + _CHUNK] for n in range(0, len(units), _CHUNK)]


def difference(old: str, new: str) -> tuple[int, int, str] | None:
    """Position, number of units removed, and text inserted that make ``new`` of ``old``; None if they are
    equal.

    Both are given in units. At the speed of comparing slices.
    """
    if old == new:
        return None
    start = _n_common(old, new, min(len(old), len(new)))
    end = _n_common(old[start:][::-1], new[start:][::-1], min(len(old), len(new)) - start)
    return start, len(old) - start - end, from_units(new[start : len(new) - end])


def _n_common(left: str, right: str, limit: int) -> int:
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
