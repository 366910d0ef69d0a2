"""The article: its content (what an editor writes and a revision keeps) and its identity (what the library adds)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newsroom.domain.ids import ArticleId, AuthorId, RevisionId, SectionId, SeriesId, TagId
from newsroom.domain.listing import ArticleRow, Section, Series, State

__all__ = [
    "Article",
    "ArticleRow",
    "Byline",
    "BylineRole",
    "Content",
    "Dateline",
    "Notice",
    "NoticeKind",
    "Picture",
    "RelatedLink",
    "Revision",
    "RevisionRow",
    "Section",
    "Series",
    "SeriesPlace",
    "State",
    "Tag",
    "TagKind",
]


class TagKind(StrEnum):
    """What a tag names."""

    TOPIC = "topic"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    EVENT = "event"


class BylineRole(StrEnum):
    """What a person did for the article."""

    AUTHOR = "author"
    REPORTING = "reporting"
    EDITING = "editing"
    PHOTO = "photo"
    TRANSLATION = "translation"


class NoticeKind(StrEnum):
    """Why a notice stands on the page."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and date as printed (``MOSCOW``, ``Nov 27``); a credit of None means the site's."""

    place: str | None = None
    date: str | None = None
    credit: str | None = None

    def __bool__(self) -> bool:
        return bool(self.place or self.date or self.credit)


@dataclass(frozen=True, slots=True)
class Byline:
    """One person on the article, in the order printed. ``author_id`` is None until the library knows the name."""

    name: str
    role: BylineRole = BylineRole.AUTHOR
    place: str | None = None
    author_id: AuthorId | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The lead picture. ``file`` is the name in the library's media folder: content hash and suffix."""

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction, clarification, update or note, dated, shown on the page."""

    kind: NoticeKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """One entry of the related list; ``id`` is None while no article answers to ``headline``."""

    id: ArticleId | None
    headline: str


@dataclass(frozen=True, slots=True)
class Content:
    """The working copy: all that an editor writes and a revision keeps. Order of every list is kept.

    ``slug`` is None while it follows the headline; a value is one that was set by hand.
    ``body`` is Markdown with ``\\n`` line ends; a link to an article is ``[words](article:ID)``.
    """

    headline: str = ""
    lede: str = ""
    body: str = ""
    language: str = "en"
    section_id: SectionId | None = None
    label: str | None = None
    dateline: Dateline = Dateline()
    bylines: tuple[Byline, ...] = ()
    picture: Picture | None = None
    notices: tuple[Notice, ...] = ()
    series: tuple[SeriesId, ...] = ()
    tags: tuple[TagId, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """What an article is about. ``qualifier`` tells homonyms apart: ``Jordan (person)``."""

    id: TagId
    name: str
    kind: TagKind
    slug: str
    qualifier: str | None = None
    aliases: tuple[str, ...] = ()
    n_articles: int = 0
    n_published: int = 0

    @property
    def label(self) -> str:
        """The name as shown and typed, with its qualifier."""
        return f"{self.name} ({self.qualifier})" if self.qualifier else self.name


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """An article's place in one of its series, counting the article itself."""

    series: Series
    position: int
    count: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the library knows it now: identity, working copy, and what the ids in it stand for."""

    id: ArticleId
    uid: str
    version: int
    state: State
    short_code: str
    slug: str | None
    address: str | None
    created_at: datetime
    updated_at: datetime
    content: Content
    section: Section | None = None
    series: tuple[SeriesPlace, ...] = ()
    tags: tuple[Tag, ...] = ()
    trashed_at: datetime | None = None
    published_at: datetime | None = None
    publish_at: datetime | None = None
    embargo_until: datetime | None = None
    published_revision_id: RevisionId | None = None
    has_unpublished_changes: bool = False
    extra: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """One kept state of an article."""

    id: RevisionId
    article_id: ArticleId
    number: int
    kind: str
    at: datetime
    by: str
    content: Content
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One kept state in an article's list of them, without its content."""

    id: RevisionId
    article_id: ArticleId
    number: int
    kind: str
    at: datetime
    by: str
    name: str | None = None
