"""Passages that two texts share: where they are in one, and that one as it is read, with them marked. No Qt."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from newsroom.domain.suggestions import AlikeSpan

Range = tuple[int, int]
"""Half-open, in characters of headline, lede and body, joined by line ends."""


def joined(ranges: Iterable[Range]) -> list[Range]:
    """In order, those that touch as one."""
    whole: list[Range] = []
    for start, end in sorted(ranges):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        elif start < end:
            whole.append((start, end))
    return whole


def of_draft(spans: Iterable[AlikeSpan]) -> list[Range]:
    return joined((span.start, span.end) for span in spans)


def of_other(spans: Iterable[AlikeSpan]) -> list[Range]:
    return joined((span.other_start, span.other_end) for span in spans)


def in_body(ranges: Iterable[Range], headline: str, lede: str, body: str) -> list[Range]:
    """Those of the body, in UTF-16 units of the body."""
    before = len(headline) + len(lede) + 2
    cut = [(max(0, start - before), min(len(body), end - before)) for start, end in ranges]
    places = [place for place in cut if place[0] < place[1]]
    edges = sorted({0, *(edge for place in places for edge in place)})
    units = {0: 0}
    for first, second in pairwise(edges):
        units[second] = units[first] + len(body[first:second].encode("utf-16-le")) // 2
    return [(units[start], units[end]) for start, end in places]


def marked_html(headline: str, lede: str, body: str, ranges: Sequence[Range], color: str) -> str:
    """The text as it is written, paragraph by paragraph, its passages marked in that colour."""
    place = 0
    parts = []
    for n, part in enumerate([headline, lede, *body.split("\n\n")]):
        marked = _marked(part, place, ranges, color)
        place += len(part) + (1 if n < 2 else 2)
        if n == 0:
            parts.append(f"<h2>{marked}</h2>")
        elif part.strip():
            parts.append(f"<p>{f'<i>{marked}</i>' if n == 1 else marked}</p>")
    return "\n".join(parts)


def _marked(part: str, place: int, ranges: Sequence[Range], color: str) -> str:
    parts, last = [], 0
    for start, end in ranges:
        first, second = max(0, start - place), min(len(part), end - place)
        if first < second:
            parts.append(escape(part[last:first]))
            parts.append(f'<span style="background-color: {color}">{escape(part[first:second])}</span>')
            last = second
    return "".join([*parts, escape(part[last:])])
