"""What an import brings, by names, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime

from newsroom.domain.article import Byline, Dateline, Notice, TagKind
from newsroom.domain.ids import ArticleId
from newsroom.domain.wire_story import NO_DATELINE, WireSeries


@dataclass(frozen=True, slots=True)
class ImportedPicture:
    """A picture as a source says it: where it is (an address, or a path beside the source), and its words."""

    where: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class ImportedLink:
    """A related article as a source says it: by headline, by address in the source, or both."""

    headline: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article as a source says it. ``language`` None means the site's.

    With ``published_at`` it is published at that time, else it is a draft. ``addresses`` are its own in the source, the
    best one first, with or without a host: links between items are found by them. ``aliases`` are older paths, which
    lead to it here, too. ``extra`` is what has no field. ``notes`` are sentences about what was guessed or left out.
    """

    headline: str = ""
    lede: str = ""
    body: str = ""
    language: str | None = None
    section: str | None = None
    label: str | None = None
    slug: str | None = None
    dateline: Dateline = NO_DATELINE
    bylines: tuple[Byline, ...] = ()
    notices: tuple[Notice, ...] = ()
    series: tuple[WireSeries, ...] = ()
    tags: tuple[tuple[TagKind | None, str], ...] = ()
    related: tuple[ImportedLink, ...] = ()
    picture: ImportedPicture | None = None
    created_at: datetime | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    addresses: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportConflict:
    """An article that was edited since it came from the source, which has changed, too: it was left alone."""

    id: ArticleId
    headline: str
    source: str


@dataclass(frozen=True, slots=True)
class SkippedSource:
    """A source that brought nothing, and why, in a sentence."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of each source, by its name as it was given."""

    imported: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    conflicts: tuple[ImportConflict, ...] = ()
    skipped: tuple[SkippedSource, ...] = ()

    @property
    def arrived(self) -> bool:
        """Whether something of the sources is in the library now as they say it."""
        return bool(self.imported or self.updated or self.unchanged)
