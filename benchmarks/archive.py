"""``archive``: opening, lists, jumps, counts, acts, the window, in archives of any size; and imports."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import importing
from benchmarks.acts import act_figures
from benchmarks.figures import Figure, Spent, spent_by_turns, tell, timed
from benchmarks.raw import PAGE, Raw, Rows
from benchmarks.sized import Sized
from benchmarks.windows import window_figures
from newsroom.desk.browsing import key_map, list_articles, overview
from newsroom.desk.library import Library, open_library
from newsroom.domain.conditions import All, Link, Under
from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.domain.listing import State
from newsroom.domain.query import ListQuery

_LIST_RATIO, _LIST_MS = 2.5, 5.0
_COUNT_MS = 1.0
_OPEN_RATIO = 1.2
_DEPTHS = (0.1, 0.5, 0.9, 0.99)
_PER_ROUND = 8


def measure(folder: Path, rounds: int, libraries: list[Sized]) -> list[Figure]:
    figures = []
    opened: dict[int, list[Spent]] = {}
    for sized in libraries:
        found = _in_library(sized, rounds, opened)
        tell(found)
        figures += found
    base = libraries[0]
    for sized in libraries[1:]:
        what = f"open and first list, {sized.words} beside {base.words}"
        figures.append(timed("archive", what, opened[sized.n], opened[base.n], most_ratio=_OPEN_RATIO))
    figures += window_figures(libraries, folder, rounds)
    return figures + importing.measure(folder / "imports", rounds)


def _in_library(sized: Sized, rounds: int, opened: dict[int, list[Spent]]) -> list[Figure]:
    with Raw(sized.path) as raw:
        n = _PER_ROUND * rounds
        opened[sized.n], bare = spent_by_turns(n, lambda: _open(sized.path), raw.first_look)
        figures = [timed("archive", f"open and first list, {sized.words}", opened[sized.n], bare)]
        library = open_library(sized.path)
        try:
            for place in _places(raw):
                figures += _lists(library, sized, place, n)
            figures += _sidebar(library, raw, sized, n)
            figures += act_figures(library, raw, sized, rounds)
        finally:
            library.close()
    return figures


def _open(path: Path) -> None:
    library = open_library(path)
    list_articles(library, ListQuery(), limit=PAGE)
    library.close()


@dataclass(frozen=True, slots=True)
class _Place:
    """A list by the desk's question, and by hand."""

    what: str
    query: ListQuery
    raw: Callable[[int | None], Rows]


def _places(raw: Raw) -> list[_Place]:
    """The largest of each kind, so that any depth is deep."""
    ((section,),) = raw.ask("SELECT id FROM section ORDER BY n_articles DESC LIMIT 1")
    ((series,),) = raw.ask("SELECT id FROM series ORDER BY n_articles DESC LIMIT 1")
    ((tag,), (second,)) = raw.ask("SELECT id FROM tag ORDER BY n_articles DESC LIMIT 2")
    apart = _never_together(raw)
    return [
        _Place("everything", ListQuery(), raw.everything),
        _Place("a state", ListQuery(states=frozenset({State.PUBLISHED})), partial(raw.by_state, "published")),
        _Place("a section", ListQuery(section_id=SectionId(section)), partial(raw.by_section, section)),
        _Place("a series", ListQuery(series_id=SeriesId(series)), partial(raw.by_link, "series", series)),
        _Place("a tag", ListQuery(tag_id=TagId(tag)), partial(raw.by_link, "tag", tag)),
        _Place("two tags", _both(tag, second), partial(raw.by_two_tags, second, tag)),
        _Place("two tags that never meet", _both(*apart), partial(raw.by_two_tags, *apart)),
    ]


def _both(one: int, other: int) -> ListQuery:
    parts = tuple(Under(Link.TAG, frozenset({id})) for id in (one, other))
    return ListQuery(where=All(parts))


def _never_together(raw: Raw) -> tuple[int, int]:
    """Two tags that are on many articles but never on the same one, the rarer first."""
    tags = [id for (id,) in raw.ask("SELECT id FROM tag ORDER BY n_articles DESC LIMIT 120")]
    together = (
        "SELECT 1 FROM article_tag l CROSS JOIN article_tag o ON o.article_id = l.article_id AND o.tag_id = ? "
        "WHERE l.tag_id = ? LIMIT 1"
    )
    for place in range(1, len(tags)):
        for other in tags[:place]:
            if not raw.ask(together, (other, tags[place])):
                return tags[place], other
    return tags[-1], tags[-2]


def _lists(library: Library, sized: Sized, place: _Place, n: int) -> list[Figure]:
    first = list_articles(library, place.query, limit=PAGE)
    what = f"{place.what}, {sized.words}"
    asked: list[tuple[str, list[int | None]]] = [(f"list of {what}: first page", [None])]
    if first.more:
        asked.append((f"list of {what}: next page", [first.rows[-1].key]))
        keys = key_map(library, place.query, step=PAGE).keys
        depths = [keys[min(len(keys) - 1, int(len(keys) * depth))] for depth in _DEPTHS] if keys else []
        asked.append((f"list of {what}: a jump to any depth", [*depths]))
    return [_list_figure(library, words, place, befores, n) for words, befores in asked if befores]


def _list_figure(library: Library, what: str, place: _Place, befores: list[int | None], n: int) -> Figure:
    ours: list[Spent] = []
    floor: list[Spent] = []
    for before in befores:
        times = spent_by_turns(
            max(5, n // len(befores)),
            partial(list_articles, library, place.query, before=before, limit=PAGE),
            partial(place.raw, before),
        )
        ours += times[0]
        floor += times[1]
    return timed("archive", what, ours, floor, most_ratio=_LIST_RATIO, most=_LIST_MS)


def _sidebar(library: Library, raw: Raw, sized: Sized, n: int) -> list[Figure]:
    _check_counts(library, raw)
    ours, floor = spent_by_turns(n, lambda: overview(library), raw.sidebar)
    return [timed("archive", f"counts in the sidebar, exact, {sized.words}", ours, floor, most=_COUNT_MS)]


def _check_counts(library: Library, raw: Raw) -> None:
    """Raises ``RuntimeError`` where a counter is not what counting says."""
    seen = overview(library)
    states: dict[str, int] = dict(
        raw.ask("SELECT state, count(*) FROM article WHERE trashed_at IS NULL GROUP BY state")
    )
    sections: dict[int, int] = dict(
        raw.ask("SELECT section_id, count(*) FROM article WHERE trashed_at IS NULL GROUP BY section_id")
    )
    published: dict[int, int] = dict(
        raw.ask("SELECT series_id, count(*) FROM public_series GROUP BY series_id")
    )
    ((trashed,),) = raw.ask("SELECT count(*) FROM article WHERE trashed_at IS NOT NULL")
    right = (
        all(n == states.get(state.value, 0) for state, n in seen.states.items())
        and all(one.n_articles == sections.get(one.id, 0) for one in seen.sections)
        and all(one.n_published == published.get(one.id, 0) for one in seen.series)
        and (seen.total, seen.trashed) == (sum(states.values()), trashed)
    )
    if not right:
        raise RuntimeError("the sidebar's counts are not exact")
