"""Questions to the archive and their answers: which articles, in which order, and how many of which kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.domain.listing import ArticleRow, Section, Series, State


class Match(StrEnum):
    """How the words of a query are looked up."""

    AS_YOU_TYPE = "as_you_type"
    """Headline and lede; the last word is a prefix."""
    FULL_TEXT = "full_text"
    """Headline, lede and body; whole words."""


class Order(StrEnum):
    """The order of the answer."""

    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Filters are joined by "and". ``states`` empty means all states; the trashed are hidden unless asked for."""

    words: str = ""
    match: Match = Match.AS_YOU_TYPE
    order: Order = Order.NEWEST
    states: frozenset[State] = frozenset()
    section_id: SectionId | None = None
    series_id: SeriesId | None = None
    tag_id: TagId | None = None
    trashed: bool = False


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
