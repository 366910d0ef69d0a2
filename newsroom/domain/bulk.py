"""What can be done to many articles at once, to which, and what an editor is told before and after."""

from collections.abc import Collection
from dataclasses import dataclass

from newsroom.domain.acts import Act, Left
from newsroom.domain.ids import ArticleId, SectionId, SeriesId, TagId
from newsroom.domain.listing import State
from newsroom.domain.query import ListQuery


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles of these ids, or all that a query finds, but for ``without``."""

    ids: Collection[ArticleId] = ()
    query: ListQuery | None = None
    without: frozenset[ArticleId] = frozenset()


@dataclass(frozen=True, slots=True)
class AddTags:
    """Puts tags at the end of each article's tags."""

    tags: tuple[TagId, ...]


@dataclass(frozen=True, slots=True)
class RemoveTags:
    """Takes tags off."""

    tags: tuple[TagId, ...]


@dataclass(frozen=True, slots=True)
class ReplaceTag:
    """Puts ``new`` in the place of ``old``, where that is; of the two on one article the first place is kept."""

    old: TagId
    new: TagId


@dataclass(frozen=True, slots=True)
class AddToSeries:
    """Puts articles into series, as the last of each article's series."""

    series: tuple[SeriesId, ...]


@dataclass(frozen=True, slots=True)
class RemoveFromSeries:
    """Takes articles out of series."""

    series: tuple[SeriesId, ...]


@dataclass(frozen=True, slots=True)
class SetSection:
    """Moves articles to a section. Addresses that were public stay."""

    section: SectionId | None


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """A language tag: ``en``, ``ar``."""

    language: str


@dataclass(frozen=True, slots=True)
class SetLabel:
    """None takes the label off."""

    label: str | None


@dataclass(frozen=True, slots=True)
class SetState:
    """Draft, in review or ready, for articles that were never published."""

    state: State


@dataclass(frozen=True, slots=True)
class Publish:
    """Publishes, or publishes what changed since."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Takes published articles back, with one notice for all."""

    notice: str


@dataclass(frozen=True, slots=True)
class Trash:
    """Into the trash."""


@dataclass(frozen=True, slots=True)
class Untrash:
    """Out of the trash, each into the state that it had."""


TagChange = AddTags | RemoveTags | ReplaceTag
SeriesChange = AddToSeries | RemoveFromSeries
FieldChange = TagChange | SeriesChange | SetSection | SetLanguage | SetLabel
"""What changes the content of articles; of published ones it can be published along (``publish``)."""
Change = FieldChange | SetState | Publish | Withdraw | Trash | Untrash


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why some articles cannot be changed: a sentence about one of them, how many, and the first of their ids."""

    why: str
    n: int
    ids: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """What an act would do. ``n_chosen`` = ``n_changing`` + ``n_already`` + all the refusals' ``n``.

    ``n_public``: of those that change, how many are published: readers see the change when it is published along.
    """

    n_chosen: int
    n_changing: int
    n_already: int
    refusals: tuple[Refusal, ...] = ()
    n_public: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act did. No act is in the log (None) where nothing was to be changed.

    ``left`` names the first of what could not be changed.
    """

    act: Act | None
    n_changed: int
    n_already: int
    n_left: int = 0
    left: tuple[Left, ...] = ()
