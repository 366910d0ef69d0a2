"""What the sidebar offers: each entry is a scope of the list. No Qt."""

from dataclasses import dataclass

from newsroom.desk.browsing import Overview
from newsroom.domain.article import State
from newsroom.domain.ids import SectionId, SeriesId, TagId

MAX_SERIES = 12


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of articles. ``key`` names it from one session to the next."""

    key: str
    states: frozenset[State] = frozenset()
    section_id: SectionId | None = None
    series_id: SeriesId | None = None
    tag_id: TagId | None = None
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sidebar; a heading has no scope."""

    text: str
    count: int | None = None
    scope: Scope | None = None


EVERYTHING = Scope("everything")
DRAFTS = Scope("drafts", states=frozenset({State.DRAFT}))
PUBLISHED = Scope("published", states=frozenset({State.PUBLISHED}))
WITHDRAWN = Scope("withdrawn", states=frozenset({State.WITHDRAWN}))
TRASH = Scope("trash", trashed=True)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the entries, translated by the window."""

    everything: str
    drafts: str
    published: str
    withdrawn: str
    trash: str
    sections: str
    series: str


def entries_of(overview: Overview, words: Words) -> tuple[Entry, ...]:
    """The sidebar's lines for these counts: states, then sections, then the series told last."""
    states = overview.states
    lines = [
        Entry(words.everything, overview.n_articles, EVERYTHING),
        Entry(words.drafts, states.get(State.DRAFT, 0), DRAFTS),
        Entry(words.published, states.get(State.PUBLISHED, 0), PUBLISHED),
        Entry(words.withdrawn, states.get(State.WITHDRAWN, 0), WITHDRAWN),
        Entry(words.trash, overview.n_trashed, TRASH),
    ]
    if overview.sections:
        lines.append(Entry(words.sections))
        lines += [
            Entry(s.name, s.n_articles, Scope(f"section:{s.slug}", section_id=s.id))
            for s in overview.sections
        ]
    if overview.series:
        lines.append(Entry(words.series))
        lines += [
            Entry(s.name, s.count, Scope(f"series:{s.slug}", series_id=s.id))
            for s in overview.series[:MAX_SERIES]
        ]
    return tuple(lines)
