"""The page's model: all that a theme may show, resolved to words, addresses and times. Built by the desk."""

from dataclasses import dataclass, field
from datetime import datetime

from newsroom.domain.article import BylineRole, Dateline, NoticeKind, TagKind
from newsroom.domain.site import SiteSettings


@dataclass(frozen=True, slots=True)
class PageLink:
    """Words and where they lead; ``url`` None where nothing can be read yet: printed without a link."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class PageRelated:
    """One related article on the page."""

    headline: str
    url: str | None
    section: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageSeries:
    """A series line. ``previous`` and ``next`` are given for the article's first series only."""

    name: str
    url: str
    count: int
    position: int
    previous: PageLink | None = None
    next: PageLink | None = None


@dataclass(frozen=True, slots=True)
class PageTag:
    """A tag on the page."""

    name: str
    kind: TagKind
    url: str


@dataclass(frozen=True, slots=True)
class PageByline:
    """A person on the page."""

    name: str
    role: BylineRole
    place: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The lead picture. ``data_uri`` holds the picture itself (the page is self-contained), ``url`` its public address.

    ``width`` and ``height`` in pixels.
    """

    data_uri: str
    url: str
    alt: str
    caption: str
    credit: str
    date: str | None
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class TextPicture:
    """A picture of the library that the text shows as ``/media/FILE``. Its bytes stay on the disk, at ``path``.

    ``path`` is None for one that is too much for a page: it has its public address ``url`` there, which may be empty.
    ``width`` and ``height`` in pixels, None where unknown.
    """

    file: str
    path: str | None
    mime: str
    url: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class PageNotice:
    """A dated notice on the page."""

    kind: NoticeKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PageModel:
    """Everything on one article's page. Addresses are absolute; times aware UTC, shown in the site's zone.

    ``at`` is the moment the page is made for (the clock of the edition). ``body`` is the Markdown with its
    ``article:ID`` links already found in ``article_urls`` (id -> address; an id that is absent gives no link).
    ``withdrawn`` holds the notice of a withdrawn article: the page is then only that notice. ``text_pictures`` are the
    library's pictures in ``body``, those that are there; ``troubles`` says, for the editor, what the page lacks.
    """

    site: SiteSettings
    at: datetime
    headline: str
    lede: str
    body: str
    language: str
    n_words: int
    url: str | None
    short_url: str | None
    sections: tuple[PageLink, ...] = ()
    section: PageLink | None = None
    label: str | None = None
    dateline: Dateline = field(default_factory=Dateline)
    bylines: tuple[PageByline, ...] = ()
    picture: PagePicture | None = None
    notices: tuple[PageNotice, ...] = ()
    series: tuple[PageSeries, ...] = ()
    tags: tuple[PageTag, ...] = ()
    related: tuple[PageRelated, ...] = ()
    article_urls: tuple[tuple[int, str], ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    withdrawn: str | None = None
    text_pictures: tuple[TextPicture, ...] = ()
    troubles: tuple[str, ...] = ()
