"""Which articles the list shows: the sidebar's choice and the filters beside it, and the question they make. No Qt."""

from dataclasses import dataclass
from typing import NamedTuple

from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.domain.listing import State
from newsroom.domain.query import ListQuery, Match, Order, Overview

MAX_SERIES = 12
_ALWAYS = (State.DRAFT, State.PUBLISHED, State.WITHDRAWN)


class Scope(NamedTuple):
    """A choice of articles. ``key`` names it from one session to the next."""

    key: str
    state: State | None = None
    section_id: SectionId | None = None
    series_id: SeriesId | None = None
    trashed: bool = False


class Filters(NamedTuple):
    """What narrows a scope further, each on a chip of its own."""

    state: State | None = None
    section_id: SectionId | None = None
    series_id: SeriesId | None = None
    tag_id: TagId | None = None

    def __bool__(self) -> bool:
        return self != NO_FILTERS


class Question(NamedTuple):
    """What the list answers: where to look, what for, in which order."""

    scope: Scope
    filters: Filters
    words: str = ""
    match: Match = Match.AS_YOU_TYPE
    order: Order = Order.NEWEST

    @property
    def query(self) -> ListQuery:
        """The same for the desk. A filter that the scope sets already is the scope's."""
        scope, filters = self.scope, self.filters
        state = scope.state or filters.state
        return ListQuery(
            words=self.words,
            match=self.match,
            order=self.order,
            states=frozenset() if state is None else frozenset({state}),
            section_id=scope.section_id or filters.section_id,
            series_id=scope.series_id or filters.series_id,
            tag_id=filters.tag_id,
            trashed=scope.trashed,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sidebar; a heading has no scope."""

    text: str
    count: int | None = None
    scope: Scope | None = None


class Words(NamedTuple):
    """The words of the entries, translated by the window."""

    everything: str
    states: dict[State, str]
    trash: str
    sections: str
    series: str


NO_FILTERS = Filters()
EVERYTHING = Scope("everything")
TRASH = Scope("trash", trashed=True)


def state_scope(state: State) -> Scope:
    """All articles of one state."""
    return Scope(f"state:{state.value}", state=state)


def series_scope(series_id: SeriesId) -> Scope:
    """All articles of one series."""
    return Scope(f"series:{series_id}", series_id=series_id)


def section_scope(section_id: SectionId) -> Scope:
    """All articles of one section."""
    return Scope(f"section:{section_id}", section_id=section_id)


def entries_of(overview: Overview, words: Words) -> tuple[Entry, ...]:
    """The sidebar's lines for these counts: states, then sections, then the series told last.

    A state that nothing of this window sets is listed only where articles are in it.
    """
    counts = overview.states
    shown = [state for state in State if state in _ALWAYS or counts.get(state)]
    lines = [
        Entry(words.everything, overview.total, EVERYTHING),
        *(Entry(words.states[state], counts.get(state, 0), state_scope(state)) for state in shown),
        Entry(words.trash, overview.trashed, TRASH),
    ]
    if overview.sections:
        lines.append(Entry(words.sections))
        lines += [Entry(one.name, one.n_articles, section_scope(one.id)) for one in overview.sections]
    if overview.series:
        lines.append(Entry(words.series))
        lines += [Entry(one.name, one.count, series_scope(one.id)) for one in overview.series[:MAX_SERIES]]
    return tuple(lines)
