"""Gaps in a series that an editor would look into: parts that are missing, long silences, members that nobody sees."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median

from newsroom.domain.listing import ArticleRow, State
from newsroom.domain.ordering import Gap, GapKind

# A word for a part, and its number in digits or Roman ones.
_PART = re.compile(
    r"(?<!\w)(?P<word>part|pt|chapter|episode|day|week|no|nr|teil|folge|tag|partie|volet|épisode|jour|parte|capítulo|"
    r"episodio|día|dia|puntata|deel|aflevering|del|часть|глава|день|серия|частина|część|odcinek|bölüm|gün|الجزء|الحلقة)"
    r"\.?\s*(?P<number>\d{1,4}|[ivxlc]{1,7})(?!\w)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"(?<![\w/])(?P<number>\d{1,3})\s*/\s*(?P<all>\d{1,3})(?![\w/])")
_EAST_ASIAN = re.compile(r"第\s*(?P<number>\d{1,4})\s*(?P<word>[回部章話话集期])")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MOST_MISSING = 50
_LEAST_SILENCE_DAYS = 45
_TIMES_USUAL = 6
_LEAST_INTERVALS = 4
_MOST_SILENCES = 20


def find_gaps(members: Sequence[ArticleRow], hidden: Iterable[ArticleRow]) -> tuple[Gap, ...]:
    """``members`` are those outside the trash, in the order of the series; ``hidden`` those that readers do not see."""
    return (*_missing_parts(members), *_unseen(hidden), *_silences(members))


def part_of(headline: str) -> tuple[str, int] | None:
    """What a headline counts, and its number: ``Part 3`` -> ``("part", 3)``, ``(2/7)`` -> ``("/7", 2)``."""
    if match := _EAST_ASIAN.search(headline):
        return match["word"], int(match["number"])
    for match in _PART.finditer(headline):
        number = _number(match["number"])
        if number:
            return match["word"].casefold(), number
    match = _OF_ALL.search(headline)
    if match and 1 <= int(match["number"]) <= int(match["all"]):
        return f"/{match['all']}", int(match["number"])
    return None


def _missing_parts(members: Sequence[ArticleRow]) -> Iterable[Gap]:
    counted: dict[str, dict[int, list[ArticleRow]]] = defaultdict(lambda: defaultdict(list))
    for row in members:
        if part := part_of(row.headline):
            counted[part[0]][part[1]].append(row)
    for word, parts in counted.items():
        if len(parts) >= 2 or word.startswith("/"):
            yield from _gaps_of(word, parts)


def _gaps_of(word: str, parts: dict[int, list[ArticleRow]]) -> Iterable[Gap]:
    last = int(word[1:]) if word.startswith("/") else max(parts)
    name = "part" if word.startswith("/") else word
    missing = [n for n in range(1, last + 1) if n not in parts]
    if len(missing) > min(_MOST_MISSING, last // 2 + 1):
        # These numbers count something else.
        missing = []
    for n in missing:
        around = [parts[k][0] for k in (n - 1, n + 1) if k in parts]
        yield Gap(GapKind.PART_MISSING, f"No article is {name} {n} of {last}.", tuple(around))
    for n, rows in sorted(parts.items()):
        if len(rows) > 1:
            yield Gap(GapKind.PART_MISSING, f"{len(rows)} articles are {name} {n}.", tuple(rows))


def _unseen(hidden: Iterable[ArticleRow]) -> Iterable[Gap]:
    for row in hidden:
        what = "is in the trash" if row.trashed_at else "was withdrawn"
        yield Gap(GapKind.UNSEEN, f"“{row.headline}” {what}.", (row,))


def _silences(members: Sequence[ArticleRow]) -> Iterable[Gap]:
    told = sorted(
        (row for row in members if row.published_at is not None and row.state is State.PUBLISHED),
        key=lambda row: (_time(row), row.id),
    )
    intervals = [((_time(after) - _time(before)).days, before, after) for before, after in pairwise(told)]
    if len(intervals) < _LEAST_INTERVALS:
        return
    usual = median(days for days, _, _ in intervals)
    least = max(_LEAST_SILENCE_DAYS, _TIMES_USUAL * usual)
    longest = sorted((one for one in intervals if one[0] > least), key=lambda one: -one[0])[:_MOST_SILENCES]
    for days, before, after in sorted(longest, key=lambda one: _time(one[1])):
        words = f"No article from {_time(before):%Y-%m-%d} to {_time(after):%Y-%m-%d}: {days:,} days."
        yield Gap(GapKind.SILENCE, words, (before, after))


def _time(row: ArticleRow) -> datetime:
    return row.published_at or row.updated_at


def _number(text: str) -> int:
    """Digits or Roman ones; 0 for what is neither."""
    if text.isdecimal():
        return int(text)
    values = [_ROMAN[letter] for letter in text.lower()]
    number = sum(
        -value if any(value < later for later in values[n + 1 : n + 2]) else value
        for n, value in enumerate(values)
    )
    return number if _roman(number) == text.lower() else 0


def _roman(number: int) -> str:
    parts = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    text = ""
    for value, letters in parts:
        n, number = divmod(number, value)
        text += letters * n
    return text
