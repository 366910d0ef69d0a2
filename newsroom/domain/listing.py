"""What lists show: states, sections, series, and rows of articles. Light: the window paints its first list with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from newsroom.domain.ids import ArticleId, SectionId, SeriesId


class State(StrEnum):
    """Where an article is on its way. Trashed is a time that stands beside it, not a state."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    READY = "ready"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Section:
    """The one place where an article stands on the site."""

    id: SectionId
    name: str
    slug: str
    n_articles: int = 0
    n_published: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """A running story. ``count`` = ``earlier_elsewhere`` + published members."""

    id: SeriesId
    name: str
    slug: str
    earlier_elsewhere: int = 0
    n_published: int = 0
    description: str = ""

    @property
    def count(self) -> int:
        return self.earlier_elsewhere + self.n_published


class ArticleRow(NamedTuple):
    """One row of a list. ``key`` is the row's place in time (unique, newest has the largest).

    A page has a hundred of them, and a frozen dataclass takes four times as long to make.
    """

    id: ArticleId
    key: int
    headline: str
    state: State
    section: str | None
    label: str | None
    language: str
    n_words: int
    updated_at: datetime
    published_at: datetime | None = None
    trashed_at: datetime | None = None
