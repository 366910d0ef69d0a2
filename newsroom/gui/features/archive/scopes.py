"""Which articles the list shows: the sidebar's choice and the line of search, and the question they make. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newsroom.domain.ids import SectionId, SeriesId
from newsroom.domain.listing import State
from newsroom.domain.query import ListQuery, Match, Order, Overview

if TYPE_CHECKING:
    from newsroom.domain.searches import SavedSearch, SearchId

MAX_SERIES = 12
_ALWAYS = (State.DRAFT, State.PUBLISHED, State.WITHDRAWN)


class Scope(NamedTuple):
    """A choice of articles. ``key`` names it from one session to the next."""

    key: str
    state: State | None = None
    section_id: SectionId | None = None
    series_id: SeriesId | None = None
    trashed: bool = False
    search_id: "SearchId | None" = None
    """A search that is kept: its line stands in the search line."""

    def query(self, order: Order = Order.NEWEST) -> ListQuery:
        """The same for the desk."""
        return ListQuery(
            order=order,
            states=frozenset() if self.state is None else frozenset({self.state}),
            section_id=self.section_id,
            series_id=self.series_id,
            trashed=self.trashed,
        )


class Question(NamedTuple):
    """What the list answers: where to look, the line of search, in which order."""

    scope: Scope
    text: str = ""
    match: Match = Match.AS_YOU_TYPE
    order: Order = Order.NEWEST


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
    searches: str
    sections: str
    series: str


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


def search_scope(search_id: "SearchId") -> Scope:
    """What a kept search finds."""
    return Scope(f"search:{search_id}", search_id=search_id)


def entries_of(
    overview: Overview,
    words: Words,
    searches: "Sequence[SavedSearch]" = (),
    counts_found: "Mapping[SearchId, int | None] | None" = None,
) -> tuple[Entry, ...]:
    """The sidebar's lines for these counts: states, kept searches, sections, then the series told last.

    A state that nothing of this window sets is listed only where articles are in it.
    """
    counts = overview.states
    shown = [state for state in State if state in _ALWAYS or counts.get(state)]
    lines = [
        Entry(words.everything, overview.total, EVERYTHING),
        *(Entry(words.states[state], counts.get(state, 0), state_scope(state)) for state in shown),
        Entry(words.trash, overview.trashed, TRASH),
    ]
    if searches:
        found = counts_found or {}
        lines.append(Entry(words.searches))
        lines += [Entry(one.name, found.get(one.id), search_scope(one.id)) for one in searches]
    if overview.sections:
        lines.append(Entry(words.sections))
        lines += [Entry(one.name, one.n_articles, section_scope(one.id)) for one in overview.sections]
    if overview.series:
        lines.append(Entry(words.series))
        lines += [Entry(one.name, one.count, series_scope(one.id)) for one in overview.series[:MAX_SERIES]]
    return tuple(lines)
