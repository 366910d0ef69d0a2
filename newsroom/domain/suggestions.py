"""What the archive suggests for a draft, with its reasons; settings and facts of suggesting. Nothing is applied."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from newsroom.domain.article import TagKind
from newsroom.domain.ids import ArticleId, SeriesId, TagId


class SuggestionKind(StrEnum):
    """The panels. Each can be turned off for a library."""

    TAGS = "tags"
    SERIES = "series"
    RELATED = "related"
    DUPLICATES = "duplicates"


ALL_KINDS = frozenset(SuggestionKind)
WORTH_SHOWING = 0.15
"""As likely a tag must be to be shown in the window: of those just above it, one in seven is right."""
RELATED_WORTH_SHOWING = 0.05
"""The same for a related article. Below it stands what is nearest to a story that nothing in the library is near."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What suggestions are asked for. The text is Markdown, as written.

    ``id`` is the article's own, so that it is not suggested to itself, None where there is none. With ``at``, only what
    was there before that moment counts. ``tags``, ``series``, ``related`` and ``authors`` stand on it already.
    """

    headline: str = ""
    lede: str = ""
    body: str = ""
    id: ArticleId | None = None
    at: datetime | None = None
    tags: tuple[TagId, ...] = ()
    series: tuple[SeriesId, ...] = ()
    related: tuple[ArticleId, ...] = ()
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """A tag, or with ``tag_id`` None a name in the text that is none yet.

    ``probability`` is how often such a suggestion is right; ``assigned`` says that the library's habit would set it.
    """

    name: str
    kind: TagKind
    probability: float
    assigned: bool
    reasons: tuple[str, ...]
    tag_id: TagId | None = None


@dataclass(frozen=True, slots=True)
class SeriesSuggestion:
    """A running story that the draft seems to go on with."""

    series_id: SeriesId
    name: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelatedSuggestion:
    """A published article that readers of the draft may want. ``score`` orders; 0 to 1."""

    id: ArticleId
    headline: str
    score: float
    reasons: tuple[str, ...]
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AlikeSpan:
    """The same words in both texts: half-open ranges of characters, in the draft and in the other article.

    Of each text all three fields count, joined as ``headline + "\\n" + lede + "\\n" + body``.
    """

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class DuplicateSuggestion:
    """An article that says the same. ``score`` is the greater of the shares of one text found in the other, 0 to 1.

    Only the first three have ``spans``.
    """

    id: ArticleId
    headline: str
    score: float
    reasons: tuple[str, ...]
    spans: tuple[AlikeSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Best first. ``is_complete`` is False while part of the archive has not been read yet."""

    tags: tuple[TagSuggestion, ...] = ()
    series: tuple[SeriesSuggestion, ...] = ()
    related: tuple[RelatedSuggestion, ...] = ()
    duplicates: tuple[DuplicateSuggestion, ...] = ()
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class SuggestionSettings:
    """Which panels are on, a switch for each."""

    tags: bool = True
    series: bool = True
    related: bool = True
    duplicates: bool = True

    @property
    def kinds(self) -> frozenset[SuggestionKind]:
        """Those that are on."""
        return frozenset(kind for kind in SuggestionKind if getattr(self, kind.value))


@dataclass(frozen=True, slots=True)
class SuggestionStatus:
    """How far the derived data are. ``figures`` are what the last learning measured on articles it had not seen."""

    n_known: int
    n_waiting: int
    learned_at: datetime | None
    n_learned_tags: int
    n_bytes: int
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether every article has been read."""
        return self.n_waiting == 0
