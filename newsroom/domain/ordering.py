"""What the desks of tags, series, sections and authors show: rows, sorts, previews of merges, duplicates, gaps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newsroom.domain.article import Picture, Tag
from newsroom.domain.ids import AuthorId
from newsroom.domain.listing import ArticleRow, Section, Series
from newsroom.domain.vocabulary import Concept


class Sort(StrEnum):
    """How a desk's list is sorted. By name from A, the others from the most and the newest."""

    NAME = "name"
    COUNT = "count"
    LAST_USE = "last_use"


class Shown(StrEnum):
    """Which of them a desk's list shows: of series, the closed are those that are retired."""

    ACTIVE = "active"
    UNUSED = "unused"
    """Active, and no article has them."""
    RETIRED = "retired"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a list goes on: behind the row with this sort value and id."""

    value: int | str
    id: int


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag on its desk. ``last_used_at`` is the time of its newest article outside the trash."""

    tag: Tag
    description: str = ""
    parent: Tag | None = None
    n_children: int = 0
    retired_at: datetime | None = None
    last_used_at: datetime | None = None
    concept: Concept | None = None


@dataclass(frozen=True, slots=True)
class TagPage:
    """A run of rows; ``next`` goes on behind it, None at the end."""

    rows: tuple[TagRow, ...]
    next: Cursor | None = None


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series on its desk. ``n_articles`` counts working copies too; ``last_told_at`` is its newest article's time."""

    series: Series
    n_articles: int = 0
    last_told_at: datetime | None = None
    closed_at: datetime | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A run of rows; ``next`` goes on behind it, None at the end."""

    rows: tuple[SeriesRow, ...]
    next: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a series, in the series' order. ``position`` counts those before it that readers see, and it."""

    article: ArticleRow
    position: int
    is_public: bool
    by_hand: bool
    """Whether a person gave it its place; else its time did."""


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A run of members; ``next`` goes on behind it, None at the end."""

    members: tuple[Member, ...]
    next: Cursor | None = None


class GapKind(StrEnum):
    """What an editor would look into."""

    PART_MISSING = "part_missing"
    """Headlines count their parts, and a number is not there, or there twice."""
    UNSEEN = "unseen"
    """A member that readers do not see: withdrawn, or in the trash."""
    SILENCE = "silence"
    """A time without an article that is long for this series."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap in a series: what it is, in a sentence, and the articles around it or in question."""

    kind: GapKind
    words: str
    articles: tuple[ArticleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section on its desk."""

    section: Section
    description: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """A person whom bylines name. ``aliases`` are other names that bylines may print for the same person."""

    id: AuthorId
    name: str
    slug: str
    n_articles: int = 0
    aliases: tuple[str, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuthorPage:
    """A run of authors; ``next`` goes on behind it, None at the end."""

    rows: tuple[Author, ...]
    next: Cursor | None = None


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do. ``n_both`` have source and target; ``names`` become other names of the target.

    Articles in the trash are counted too: the merge changes them as well.
    """

    n_articles: int
    n_both: int
    n_public: int
    names: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Likeness(StrEnum):
    """Why two tags may be one."""

    SPELLING = "spelling"
    """Only case, spaces, hyphens, points or marks on letters differ: ``U.S.``, ``US``."""
    NUMBER = "number"
    """Singular and plural."""
    WORD_ORDER = "word_order"
    """``Obama, Barack``."""
    SCRIPT = "script"
    """The same name in another script."""
    ABBREVIATION = "abbreviation"
    """``UN`` and ``United Nations``."""
    TYPO = "typo"
    """A letter or two differ in a long name."""


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Tags that may be one, the most used first, and why."""

    tags: tuple[Tag, ...]
    reasons: frozenset[Likeness]


@dataclass(frozen=True, slots=True)
class ConceptProposal:
    """A concept that a tag may stand for, because one of the tag's names is its name."""

    tag: Tag
    concept: Concept
    name: str
