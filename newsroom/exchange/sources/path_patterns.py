"""Patterns of paths as site programs write them: ``**`` crosses folders, ``*`` and ``?`` do not, ``{a,b}`` is a choice.

The time is that of the pattern's length times the path's, whatever either holds.
"""

import re
from collections.abc import Iterable
from functools import cache

_LONGEST_PATTERN, _LONGEST_PATH = 200, 1_000
_MOST_CHOICES = 20
_CHOICE = re.compile(r"\{([^{}]*)\}")
_SIGN = re.compile(r"\*\*|.", re.DOTALL)


def fits(pattern: str, path: str) -> bool:
    """Whether the whole path is meant; small letters and capitals are the same. Of what is very long, nothing is."""
    if len(path) > _LONGEST_PATH:
        return False
    path = path.lower()
    return any(_is_meant(signs, path) for signs in _choices(pattern.lower()))


@cache
def _choices(pattern: str) -> tuple[tuple[str, ...], ...]:
    """The signs of each way in which its choices can be made; braces without an end are themselves."""
    whole: list[str] = []
    open_ones = [pattern]
    while open_ones and len(whole) + len(open_ones) <= _MOST_CHOICES:
        one = open_ones.pop()
        match = _CHOICE.search(one)
        if match is None:
            whole.append(one)
        else:
            open_ones += [f"{one[: match.start()]}{part}{one[match.end() :]}" for part in match[1].split(",")]
    return tuple(tuple(_SIGN.findall(one)) for one in whole if len(one) <= _LONGEST_PATTERN)


def _is_meant(signs: tuple[str, ...], path: str) -> bool:
    """At once from all places of the pattern that the path so far may lead to."""
    places = _with_skipped(signs, (0,))
    for letter in path:
        further: set[int] = set()
        for place in places:
            sign = signs[place] if place < len(signs) else ""
            if sign == "**" or (sign == "*" and letter != "/"):
                further.add(place)
            elif sign == letter or (sign == "?" and letter != "/"):
                further.add(place + 1)
        if not further:
            return False
        places = _with_skipped(signs, further)
    return len(signs) in places


def _with_skipped(signs: tuple[str, ...], places: Iterable[int]) -> set[int]:
    """Stars may stand for nothing."""
    found = set(places)
    for first in tuple(found):
        place = first
        while place < len(signs) and signs[place] in ("*", "**"):
            place += 1
            found.add(place)
    return found
