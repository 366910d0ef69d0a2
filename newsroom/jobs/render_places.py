"""Where the blocks of a shown text are: lines of the text to elements of the page, and back. Knows no Qt."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from newsroom.rendering.body import Block

_N_FIELDS = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the page: the element's number within the text, and how far down in its block, from 0 to 1."""

    element: int
    n_elements: int
    share: float


class Places:
    """First line, last line and number of elements of each block that has any. Lines and elements count from 0."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self._numbers = array("I")
        for block in blocks:
            if block.starts:
                ends = [start - 1 for start in block.starts[1:]] + [block.last_line]
                for start, end in zip(block.starts, ends, strict=True):
                    self._numbers.extend((start, max(start, end), 1))
            elif block.n_elements:
                self._numbers.extend((block.first_line, block.last_line, block.n_elements))

    @property
    def n_elements(self) -> int:
        return sum(self._numbers[2::_N_FIELDS])

    def spot_of(self, line: int) -> Spot | None:
        """Where a line is shown; a blank one is where the block before it ends. None before the first block."""
        index = bisect_right(self._numbers[0::_N_FIELDS], line) - 1
        if index < 0:
            return None
        first, last, n_elements = self._numbers[_N_FIELDS * index : _N_FIELDS * (index + 1)]
        share = min(1.0, (line - first) / (last - first + 1))
        return Spot(sum(self._numbers[2 : _N_FIELDS * index : _N_FIELDS]), n_elements, share)

    def line_of(self, element: int, share: float = 0.0) -> int | None:
        """The line of which an element is shown, ``share`` of the way down the element. None where there is none."""
        start = 0
        for at in range(0, len(self._numbers), _N_FIELDS):
            first, last, n_elements = self._numbers[at : at + _N_FIELDS]
            if element < start + n_elements:
                within = (element - start + min(max(share, 0.0), 1.0)) / n_elements
                return min(last, first + int(within * (last - first + 1)))
            start += n_elements
        return None
