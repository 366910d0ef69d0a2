"""Questions to the archive and their answers: which articles, in which order, and how many of which kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.domain.listing import ArticleRow, Section, Series, State

if TYPE_CHECKING:
    from newsroom.domain.conditions import Condition


class Match(StrEnum):
    """How the words of a query are looked up."""

    AS_YOU_TYPE = "as_you_type"
    """Headline and lede; the last word is a prefix."""
    FULL_TEXT = "full_text"
    """Headline, lede and body; whole words."""


class Order(StrEnum):
    """The order of the answer: by place in time, by last change, or by what a table has in its other columns.

    ``BEST``, ``HEADLINE`` and ``LONGEST`` are exact up to 50,000 articles; of more, the newest 50,000 are put in order,
    and the page says so.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    UPDATED = "updated"
    """Changed last, first."""
    HEADLINE = "headline"
    LONGEST = "longest"
    """Most words first."""
    BEST = "best"
    """Best match first; newest first where no words are looked for in every article."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which articles, in which order. All that is said must hold; the trashed are hidden unless asked for.

    ``words``: words alone, phrases in quotes and ``-word``, without filters (the language of the search line is read by
    ``desk.finding.parse_query``, which answers a ``where``). ``states`` empty means all states. ``where`` None means
    every article.
    """

    words: str = ""
    match: Match = Match.AS_YOU_TYPE
    order: Order = Order.NEWEST
    states: frozenset[State] = frozenset()
    section_id: SectionId | None = None
    series_id: SeriesId | None = None
    tag_id: TagId | None = None
    trashed: bool = False
    where: "Condition | None" = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """A run of rows. ``more`` says whether older ones follow the last; ``note`` says what was cut, if anything."""

    rows: tuple[ArticleRow, ...]
    more: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Every ``step``-th key of a list, newest first, for jumps to any depth; ``total`` is the exact number of rows."""

    keys: tuple[int, ...]
    step: int
    total: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What is where, with counts. ``series``: the one told last stands first. A state without articles may be absent.

    ``total`` counts all articles but the trashed, of which there are ``trashed``.
    """

    states: Mapping[State, int]
    sections: tuple[Section, ...]
    series: tuple[Series, ...]
    total: int
    trashed: int
