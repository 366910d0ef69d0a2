"""Finding words in a text, as the find bar means it. No Qt."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from newsroom.domain.text_buffer import to_units

MOST = 100_000
# What is typed plainly finds what is printed finely.
_ALIKE = {"'": "['’‘ʼ]", '"': '["“”„«»]', " ": "[ \u00a0\u202f]", "-": "[-‐‑–—]"}


@dataclass(frozen=True, slots=True)
class FindQuery:
    """What is looked for."""

    words: str
    match_case: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """Where it was found, in UTF-16 units: starts and ends, in order, at most ``MOST``."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def after(self, position: int) -> int | None:
        """The number of the first match that begins at the position or later.

        Past the last, the first of all.
        """
        if not self.starts:
            return None
        return bisect_left(self.starts, position) % len(self.starts)

    def before(self, position: int) -> int | None:
        """The number of the last match that ends at the position or earlier.

        Before the first, the last of all.
        """
        if not self.starts:
            return None
        return (bisect_right(self.ends, position) - 1) % len(self.starts)

    def at(self, start: int, end: int) -> int | None:
        """The number of the match that is exactly there."""
        n = bisect_left(self.starts, start)
        return n if n < len(self.starts) and (self.starts[n], self.ends[n]) == (start, end) else None

    def within(self, start: int, end: int) -> range:
        """Numbers of the matches that touch that part of the text."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))


def find_all(units: str, query: FindQuery) -> Matches:
    """Every match, none overlapping. Linear in the length of the text: the words are no pattern."""
    matches = Matches()
    if not query.words:
        return matches
    for match in _pattern(query).finditer(units):
        matches.starts.append(match.start())
        matches.ends.append(match.end())
        if len(matches.starts) >= MOST:
            break
    return matches


def replaced(units: str, matches: Matches, words: str) -> str:
    """The text from the first match to the end of the last, with every match replaced."""
    new = to_units(words)
    parts, last = [], matches.starts[0]
    for start, end in zip(matches.starts, matches.ends, strict=True):
        parts += [units[last:start], new]
        last = end
    return "".join(parts)


def _pattern(query: FindQuery) -> re.Pattern[str]:
    pattern = "".join(_ALIKE.get(c) or re.escape(c) for c in to_units(query.words))
    if query.whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    return re.compile(pattern, 0 if query.match_case else re.IGNORECASE)
