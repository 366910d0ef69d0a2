"""Where long paragraphs are broken for display: positions in the text and in the document, and back. No Qt.

A document shows a text with one separator more for each break. Positions count UTF-16 units in both.
"""

from bisect import bisect_left, bisect_right

LONG_PARAGRAPH = 25_000
"""Units (50 KB in the widget) beyond which a paragraph is broken for display."""
PIECE = 8_000
"""Units of one piece; a piece that grows to twice as many is broken again."""
_BACK = 400


def piece_end(units: str, length: int = PIECE) -> int:
    """Where to break: behind the last space before ``length``, never inside a pair of surrogates."""
    if len(units) <= length:
        return len(units)
    space = units.rfind(" ", length - _BACK, length)
    if space >= 0:
        return space + 1
    return length - 1 if "\ud800" <= units[length - 1] <= "\udbff" else length


def break_offsets(units: str) -> list[int]:
    """Where long paragraphs of a text that comes in are broken for display."""
    if len(units) <= LONG_PARAGRAPH:
        return []
    offsets, start = [], 0
    for line in units.split("\n"):
        if len(line) > LONG_PARAGRAPH:
            rest, at = line, start
            while len(rest) > PIECE:
                cut = piece_end(rest)
                at += cut
                offsets.append(at)
                rest = rest[cut:]
        start += len(line) + 1
    return offsets


class DisplayBreaks:
    """The breaks of one document, in order. Costs nothing while there are none."""

    def __init__(self) -> None:
        self._at: list[int] = []  # positions in the text: the break stands before the unit

    def __len__(self) -> int:
        return len(self._at)

    def clear(self) -> None:
        self._at.clear()

    def add(self, position: int) -> None:
        """A break before the unit at the text's ``position``."""
        self._at.insert(bisect_left(self._at, position), position)

    def document_position(self, position: int, *, after: bool = True) -> int:
        """Where the text's position stands in the document; at a break, behind it or before."""
        if not self._at:
            return position
        return position + (bisect_right if after else bisect_left)(self._at, position)

    def text_position(self, document_position: int) -> int:
        """The inverse. Both sides of a break give the same position."""
        return document_position - self.n_before(document_position)

    def n_before(self, document_position: int) -> int:
        """How many breaks stand before a position of the document."""
        if not self._at:
            return 0
        low, high = 0, len(self._at)
        while low < high:
            middle = (low + high) // 2
            if self._at[middle] + middle < document_position:
                low = middle + 1
            else:
                high = middle
        return low

    def is_break(self, document_position: int) -> bool:
        """Whether the character at that position of the document is a break's separator."""
        n = self.n_before(document_position)
        return n < len(self._at) and self._at[n] + n == document_position

    def within(self, document_position: int, length: int) -> list[int]:
        """Offsets of the breaks' separators in that part of the document."""
        first, last = self.n_before(document_position), self.n_before(document_position + length)
        return [self._at[n] + n - document_position for n in range(first, last)]

    def edited(self, document_position: int, n_removed: int, n_inserted: int) -> int:
        """Follows an edit of the document; returns how many of the units removed were breaks."""
        if not self._at:
            return 0
        first, last = self.n_before(document_position), self.n_before(document_position + n_removed)
        n_breaks = last - first
        shift = n_inserted - (n_removed - n_breaks)
        self._at[first:] = [at + shift for at in self._at[last:]]
        return n_breaks

    def shown(self, document_position: int, text_units: str, length: int) -> str:
        """The document's units of a part of it, given the text's units of the same part."""
        offsets = self.within(document_position, length)
        if not offsets:
            return text_units
        parts, start = [], 0
        for n, offset in enumerate(offsets):
            parts.append(text_units[start : offset - n])
            start = offset - n
        return "\n".join([*parts, text_units[start:]])
