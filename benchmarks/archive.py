"""``archive``: opening, lists, jumps, counts, acts, the window, in archives of any size; and imports."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks import importing
from benchmarks.figures import Figure, by_turns, median, milliseconds
from benchmarks.processes import run_inside
from benchmarks.raw import PAGE, Raw, Rows
from benchmarks.sized import Sized
from newsroom.desk.acts import undo_act
from newsroom.desk.browsing import key_map, list_articles, overview
from newsroom.desk.bulk import change_articles
from newsroom.desk.library import Library, open_library
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.bulk import AddTags, Selection
from newsroom.domain.conditions import All, Link, Under
from newsroom.domain.ids import ArticleId, SectionId, SeriesId, TagId
from newsroom.domain.listing import State
from newsroom.domain.query import ListQuery

_LIST_RATIO, _LIST_MS = 2.5, 5.0
_COUNT_MS = 1.0
_OPEN_RATIO = 1.2
_DEPTHS = (0.1, 0.5, 0.9, 0.99)
_PER_ROUND = 8
_N_CHANGED = 10_000
_CHANGE_MS = _N_CHANGED / 20_000 * 1_000
_MORE_MB, _FRAME_MS = 50.0, 16.0
_N_SEARCHES = 25


def measure(folder: Path, rounds: int, libraries: list[Sized]) -> list[Figure]:
    figures = []
    opened: dict[int, list[float]] = {}
    windows: dict[int, dict[str, list[float]]] = {}
    for sized in libraries:
        figures += _in_library(sized, rounds, opened)
    base = libraries[0]
    for sized in libraries[1:]:
        what = f"open and first list, {sized.words} beside {base.words}"
        ours, floor = median(opened[sized.n]), median(opened[base.n])
        figures.append(Figure("archive", what, ours, floor, most_ratio=_OPEN_RATIO, n=len(opened[sized.n])))
    for sized in libraries:
        windows[sized.n] = _window(sized, folder, rounds)
    return figures + _window_figures(libraries, windows) + importing.measure(folder / "imports", rounds)


def _in_library(sized: Sized, rounds: int, opened: dict[int, list[float]]) -> list[Figure]:
    with Raw(sized.path) as raw:
        n = _PER_ROUND * rounds
        opened[sized.n], bare = by_turns(n, lambda: _open(sized.path), raw.first_look)
        what = f"open and first list, {sized.words}"
        figures = [Figure("archive", what, median(opened[sized.n]), median(bare), n=n)]
        library = open_library(sized.path)
        try:
            for place in _places(raw):
                figures += _lists(library, sized, place, n)
            figures += _sidebar(library, raw, sized, n)
            figures += _acts(library, raw, sized, rounds)
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
    ours: list[float] = []
    floor: list[float] = []
    for before in befores:
        times = by_turns(
            max(5, n // len(befores)),
            partial(list_articles, library, place.query, before=before, limit=PAGE),
            partial(place.raw, before),
        )
        ours += times[0]
        floor += times[1]
    return Figure(
        "archive", what, median(ours), median(floor), most_ratio=_LIST_RATIO, most=_LIST_MS, n=len(ours)
    )


def _sidebar(library: Library, raw: Raw, sized: Sized, n: int) -> list[Figure]:
    _check_counts(library, raw)
    ours, floor = by_turns(n, lambda: overview(library), raw.sidebar)
    what = f"counts in the sidebar, exact, {sized.words}"
    return [Figure("archive", what, median(ours), median(floor), most=_COUNT_MS, n=n)]


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


def _acts(library: Library, raw: Raw, sized: Sized, rounds: int) -> list[Figure]:
    """A tag on 10,000 articles from all over the archive, and off again; beside the bare rows of it, by sqlite3."""
    tag = ensure_tag(library, "measured by the benchmark", by="benchmark")
    n = min(_N_CHANGED, sized.n // 2)
    chosen = "SELECT id, search_key FROM article WHERE trashed_at IS NULL AND id % ? = 0 ORDER BY id LIMIT ?"
    rows = raw.ask(chosen, (max(1, sized.n // (n + n // 10)), n))
    ids = [ArticleId(id) for id, _ in rows]
    n_rounds = max(3, rounds // 2)
    times: tuple[list[float], ...] = ([], [], [], [])
    for round_ in range(n_rounds + 1):
        spent = (*_change(library, ids, tag.id), *_bare_change(raw, rows, tag.id))
        if round_:
            for place, one in zip(times, spent, strict=True):
                place.append(one)
    most = _CHANGE_MS * len(ids) / _N_CHANGED
    what = f"a tag on {len(ids):,} articles, {sized.words}"
    return [
        Figure("archive", what, median(times[0]), median(times[2]), most=most, n=n_rounds),
        Figure("archive", f"{what}: its undo", median(times[1]), median(times[3]), most=most, n=n_rounds),
    ]


def _change(library: Library, ids: list[ArticleId], tag: TagId) -> tuple[float, float]:
    begun = perf_counter()
    outcome = change_articles(library, Selection(ids), AddTags((tag,)), by="benchmark")
    done = perf_counter()
    if outcome.act is None or outcome.n_changed != len(ids):
        raise RuntimeError(f"{outcome.n_changed} of {len(ids)} articles were changed")
    undo_act(library, outcome.act.id, by="benchmark")
    undone = perf_counter()
    return 1000 * (done - begun), 1000 * (undone - done)


def _bare_change(raw: Raw, articles: Rows, tag: TagId) -> tuple[float, float]:
    """Only the links, which the triggers count; no entry in a log, no version, nothing to be undone by."""
    insert = "INSERT INTO article_tag (article_id, tag_id, position, search_key) VALUES (?, ?, 99, ?)"
    delete = "DELETE FROM article_tag WHERE article_id = ? AND tag_id = ?"
    added = [(id, tag, key) for id, key in articles]
    removed = [(id, tag) for id, _ in articles]
    return (
        milliseconds(partial(_write, raw, insert, added)),
        milliseconds(partial(_write, raw, delete, removed)),
    )


def _write(raw: Raw, statement: str, rows: Rows) -> None:
    raw.connection.execute("BEGIN IMMEDIATE")
    raw.connection.executemany(statement, rows)
    raw.connection.execute("COMMIT")


def _window(sized: Sized, folder: Path, rounds: int) -> dict[str, list[float]]:
    answers = [
        run_inside("searching", sized.path, folder, seed, _N_SEARCHES) for seed in range(max(1, rounds // 2))
    ]
    return {
        "mb": [one["mb"] for one in answers],
        "own_ms": [own for one in answers for _, own in one["spans_ms"]],
        "key_ms": [ms for one in answers for ms in one["keys_ms"]],
    }


def _window_figures(libraries: list[Sized], windows: dict[int, dict[str, list[float]]]) -> list[Figure]:
    figures = []
    base = libraries[0]
    for sized in libraries:
        seen = windows[sized.n]
        mb = median(seen["mb"])
        more = mb - median(windows[base.n]["mb"])
        what = f"memory of the window, searched and scrolled, {sized.words}"
        figures.append(Figure("archive", what, mb, median(windows[base.n]["mb"]), "MB", n=len(seen["mb"])))
        if sized is not base:
            what = f"more memory than with {base.words}, {sized.words}"
            figures.append(Figure("archive", what, more, None, "MB", most=_MORE_MB, n=len(seen["mb"])))
        what = f"the longest that the window was busy while a search was typed, {sized.words}"
        figures.append(
            Figure("archive", what, max(seen["own_ms"]), None, most=_FRAME_MS, n=len(seen["own_ms"]))
        )
        what = f"a key of a search to its rows in the window, {sized.words}"
        figures.append(Figure("archive", what, median(seen["key_ms"]), None, n=len(seen["key_ms"])))
    return figures
