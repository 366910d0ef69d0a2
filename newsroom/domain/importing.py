"""What an import brings, by names, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime

from newsroom.domain.article import Byline, Dateline, Notice, TagKind
from newsroom.domain.ids import ArticleId
from newsroom.domain.wire_story import NO_DATELINE, WireSeries


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article as a source says it. ``language`` None means the site's.

    With ``published_at`` it is published at that time, else it is a draft. ``aliases`` are paths that lead to it, too.
    ``extra`` is what has no field.
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
    related: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    aliases: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)


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
