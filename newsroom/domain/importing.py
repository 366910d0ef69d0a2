"""What an import brings, by names, and what came of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from newsroom.domain.article import Byline, Dateline, Notice, State, TagKind
from newsroom.domain.ids import ArticleId
from newsroom.domain.wire_story import NO_DATELINE, WireSeries


@dataclass(frozen=True, slots=True)
class ImportedPicture:
    """A picture as a source says it: where it is, and its words.

    ``where`` is an address, or a path within the source's tree (beside the file, where the source is one), or empty
    where its bytes come along as ``data``.
    """

    where: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    date: str = ""
    data: bytes | None = None


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
    lead to it here, too. ``pictures`` are those of the text that bring their bytes along: ``where`` is what the body
    calls each. ``extra`` is what has no field. ``notes`` are sentences about what was guessed or left out.
    ``own`` comes with an export of ours alone.
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
    pictures: tuple[ImportedPicture, ...] = ()
    created_at: datetime | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    addresses: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    own: "OwnRecord | None" = None


@dataclass(frozen=True, slots=True)
class OwnRevision:
    """A kept state that an export of ours brings along. ``article`` None: it said what the article says now."""

    kind: str
    at: datetime
    by: str
    name: str | None
    article: "ImportedArticle | None"


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """What only a library knows about an article: it comes with an export of ours, and with nothing else.

    ``published`` is the place of the published version among the revisions; ``addresses`` are old paths and since when
    they lead to it; ``places`` are those that a person gave it in its series, by the series' names.
    """

    uid: str
    state: State
    created_at: datetime
    updated_at: datetime
    version: int = 1
    short_code: str = ""
    slug: str | None = None
    slug_by_hand: str | None = None
    address: str | None = None
    trashed_at: datetime | None = None
    publish_at: datetime | None = None
    embargo_until: datetime | None = None
    has_unpublished_changes: bool = False
    revisions: tuple[OwnRevision, ...] = ()
    published: int | None = None
    addresses: tuple[tuple[str, datetime], ...] = ()
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What is no article, as an export of ours says it: a section, series, tag or author, the site's settings, a kept
    search, a vocabulary, an entry of the log of acts. ``values`` are JSON's."""

    kind: str
    values: dict[str, Any]


class Outcome(StrEnum):
    """What came of one item of a source, or what a line of a report is about."""

    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    """Its article was edited here since it came, and the source has changed, too: what the source says is kept as a
    revision beside it, and the article is as the editor left it."""
    SKIPPED = "skipped"
    NOTE = "note"
    """A word about the import as a whole."""


class RunState(StrEnum):
    """How far an import came."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"
    BROKEN_OFF = "broken_off"
    """Its program ended in the middle of it. What had come is whole; importing the same again goes on."""


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many items came to what. ``n_linked``: articles in which links of the source became links to articles."""

    n_imported: int = 0
    n_updated: int = 0
    n_unchanged: int = 0
    n_conflicts: int = 0
    n_skipped: int = 0
    n_linked: int = 0

    @property
    def n_done(self) -> int:
        """Items that were looked at."""
        return self.n_imported + self.n_updated + self.n_unchanged + self.n_conflicts + self.n_skipped


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is. ``n_total`` None: the source does not tell before its end; so ``left_s``, in seconds.

    ``source`` is where it is now. While ``is_linking``, all items have been read and links between them are made.
    """

    counts: ImportCounts
    n_total: int | None
    per_second: float
    left_s: float | None
    source: str
    is_linking: bool = False

    @property
    def n_done(self) -> int:
        return self.counts.n_done


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What deserves a word about one item: ``notes`` are sentences; of what was skipped, the first says why.

    ``source`` is as it was given, with a ``/`` at its end where it is a folder; ``place`` is the item's place in it.
    """

    outcome: Outcome
    source: str
    place: str = ""
    notes: tuple[str, ...] = ()
    article_id: ArticleId | None = None
    headline: str = ""
    id: int = 0

    @property
    def where(self) -> str:
        """Source and place in one: ``export.xml: item 12, line 340``, ``posts/2021/a.md``."""
        joint = "" if not self.place or self.source.endswith("/") else ": "
        return f"{self.source}{joint}{self.place}"


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Lines of a report in the order of the import; with ``more``, others follow after the last one's ``id``."""

    lines: tuple[ReportLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """What was said of ``n`` items of one outcome, but for what is each item's own in it. ``words``: for a person."""

    outcome: Outcome
    key: str
    words: str
    n: int


class ReportLines(Protocol):
    """All lines of one report, wherever they are kept. Any thread."""

    def page(
        self, *, outcome: Outcome | None = None, said: str | None = None, after: int = 0, limit: int = 200
    ) -> ReportPage:
        """Lines of one outcome, or of all, that follow the line ``after``; with ``said``, those of that group."""
        ...

    def groups(self, *, outcome: Outcome | None = None) -> tuple[ReportGroup, ...]:
        """What was said, the most frequent first; of very much, the most frequent."""
        ...


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import, as the library remembers it. ``kind`` is what its sources were said to be; mostly None."""

    id: int
    state: RunState
    by: str
    sources: tuple[str, ...]
    kind: str | None
    begun_at: datetime
    ended_at: datetime | None
    n_total: int | None
    counts: ImportCounts
    message: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import. ``run_id`` is None for a dry run, which the library does not remember.

    ``lines`` are those of items that deserve a word, at most ``MOST_LINES``, and ``more`` says that there are others:
    those of a run are asked of the library, those of a dry run of ``trial``. ``new`` are the articles that were not
    there before, with nothing said of them: of a run that brought more than ``MOST_NEW``, none.
    """

    counts: ImportCounts
    lines: tuple[ReportLine, ...] = ()
    run_id: int | None = None
    state: RunState = RunState.DONE
    more: bool = False
    trial: ReportLines | None = None
    new: tuple[ReportLine, ...] = ()

    @property
    def arrived(self) -> bool:
        """Whether something of the sources is in the library now as they say it."""
        return bool(self.counts.n_imported or self.counts.n_updated or self.counts.n_unchanged)

    def of(self, outcome: Outcome) -> tuple[ReportLine, ...]:
        """The lines of that outcome."""
        return tuple(line for line in self.lines if line.outcome is outcome)


MOST_LINES = 10_000
MOST_NEW = 500
