"""The lines of one pasted text, what was made of each, and the account that no word is lost."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsroom.domain.article import Byline, Dateline
from newsroom.domain.wire_story import NO_DATELINE, WireSeries
from newsroom.exchange.wirecopy.layout import Line

_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Fields:
    """What has been found so far."""

    headline: str = ""
    lede: str = ""
    section: str | None = None
    label: str | None = None
    dateline: Dateline = NO_DATELINE
    bylines: list[Byline] = field(default_factory=list)
    series: list[WireSeries] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)

    def words(self) -> Counter[str]:
        """All words that the fields keep."""
        dateline = self.dateline
        texts = [
            self.headline,
            self.lede,
            self.section,
            self.label,
            dateline.place,
            dateline.date,
            dateline.credit,
        ]
        texts += [part for byline in self.bylines for part in (byline.name, byline.place)]
        texts += [f"{series.name} {'' if series.count is None else series.count}" for series in self.series]
        return Counter(_WORD.findall("\n".join(text for text in (*texts, *self.tags, *self.related) if text)))


@dataclass(slots=True)
class Sheet:
    """Indices are those of ``lines``. A line that is neither aside nor taken is open: in the end it is body.

    ``first_text``: where the text seems to begin, for a first look.
    """

    lines: list[Line]
    fields: Fields = field(default_factory=Fields)
    aside: dict[int, str] = field(default_factory=dict)
    taken: dict[int, str] = field(default_factory=dict)
    odd: dict[int, str] = field(default_factory=dict)
    printed: dict[int, str] = field(default_factory=dict)
    partly_kept: set[int] = field(default_factory=set)
    first_text: int = 0

    def is_open(self, index: int) -> bool:
        return index not in self.aside and index not in self.taken

    def open_lines(self, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Indices of the open lines from ``start`` to before ``end``."""
        last = len(self.lines) if end is None else min(end, len(self.lines))
        return (i for i in range(start, last) if self.is_open(i))

    def text(self, index: int) -> str:
        return self.lines[index].text

    def take(self, index: int, reason: str, printed: str | None = None) -> None:
        """The line's words went into fields; ``reason`` is said if not all of them did.

        ``printed`` is the part that went, where the rest of the line is body.
        """
        if printed is None:
            self.taken[index] = reason
            self.odd.pop(index, None)
        else:
            self.printed[index] = printed

    def settle(self) -> None:
        """Sets aside every taken line, and lists every printed part, of which the fields do not keep all words."""
        kept = self.fields.words()
        for index in sorted({*self.taken, *self.printed}):
            words = Counter(_WORD.findall(self.printed.get(index) or self.text(index)))
            if words <= kept:
                kept -= words
            elif index in self.printed:
                self.partly_kept.add(index)
            else:
                self.aside[index] = self.taken[index]
