"""The desk of series: lists, members in order, gaps, and every change of a series as an act with one undo."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from newsroom.desk.act_runner import Plan, Progress, Runner
from newsroom.desk.bulk_plans import replacing
from newsroom.desk.library import Library
from newsroom.desk.merges import merge_plan, others
from newsroom.domain.acts import ActKind
from newsroom.domain.article import Picture, Series
from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError
from newsroom.domain.ids import ArticleId, SeriesId
from newsroom.domain.listing import State
from newsroom.domain.names import tidy
from newsroom.domain.ordering import Cursor, Gap, MemberPage, MergePreview, SeriesPage, SeriesRow, Shown, Sort
from newsroom.domain.serial import picture_to_json
from newsroom.domain.series_gaps import find_gaps as gaps_of
from newsroom.domain.series_places import new_places
from newsroom.domain.text_buffer import one_line_end, storable
from newsroom.domain.times import now
from newsroom.storage import series_lists, series_order, used
from newsroom.storage.act_public_steps import DropPublic, SetPlaces, SwapPublic
from newsroom.storage.act_steps import Step
from newsroom.storage.asking import ask
from newsroom.storage.rows import load_rows
from newsroom.storage.series import set_earlier_elsewhere
from newsroom.storage.store import Connection

_ITSELF = "A series cannot be merged into itself."


class Keep:
    """What stays as it is: None stands for no picture."""


KEEP = Keep()
_HIDDEN = (
    "SELECT l.article_id AS id FROM article_series l JOIN article a ON a.id = l.article_id "
    "WHERE l.series_id = ? AND (l.is_trashed = 1 OR a.state = ?) ORDER BY l.search_key"
)


def list_series(
    library: Library,
    text: str = "",
    *,
    shown: Shown = Shown.ALL,
    sort: Sort = Sort.LAST_USE,
    after: Cursor | None = None,
    limit: int = 100,
    token: CancelToken | None = None,
) -> SeriesPage:
    """The rows behind ``after``; None begins. A text finds series with words that begin so."""
    with library.store.read(token) as connection:
        return series_lists.list_series(connection, text, shown, sort, after, limit)


def get_series_row(library: Library, id: SeriesId) -> SeriesRow:
    """One series. Raises ``NotFoundError``."""
    with library.store.read() as connection:
        rows = series_lists.series_rows(connection, [id])
    if not rows:
        raise NotFoundError(f"There is no series {id}.")
    return rows[0]


def list_members(
    library: Library, id: SeriesId, *, after: Cursor | None = None, limit: int = 100
) -> MemberPage:
    """Members outside the trash in the series' order, drafts where they would stand. Milliseconds for thousands."""
    with library.store.read() as connection:
        return series_lists.list_members(connection, id, after, limit)


def find_gaps(library: Library, id: SeriesId, *, token: CancelToken | None = None) -> tuple[Gap, ...]:
    """Numbers of parts that no headline has, members that readers do not see, times without an article."""
    with library.store.read(token) as connection:
        ids = [ArticleId(member) for member, _, _ in series_lists.places_of(connection, id)]
        hidden = [ArticleId(row["id"]) for row in ask(connection, _HIDDEN, (id, State.WITHDRAWN.value))]
        rows = load_rows(connection, [*ids, *hidden])
    return gaps_of([rows[one] for one in ids if one in rows], [rows[one] for one in hidden if one in rows])


def move_members(
    library: Library, id: SeriesId, articles: Sequence[ArticleId], *, before: ArticleId | None, by: str
) -> Outcome:
    """Puts members, in this order, before another one, or at the end. Readers see the new order at once.

    From then on they have their places by hand; others keep theirs unless there is no room between two of them.
    Raises ``RefusedError`` for what is no member.
    """
    (series,) = _known(library, [id])
    with library.store.read() as connection:
        places = new_places(series_lists.places_of(connection, id), list(dict.fromkeys(articles)), before)
    words = f"Put {_counted(len(set(articles)))} of the series “{series.name}” into another place"
    return _place(library, id, words, places, by)


def order_by_date(library: Library, id: SeriesId, *, by: str) -> Outcome:
    """No member has its place by hand any more: their times order them."""
    (series,) = _known(library, [id])
    with library.store.read() as connection:
        places = {member: None for member, _, by_hand in series_lists.places_of(connection, id) if by_hand}
    return _place(library, id, f"Ordered the series “{series.name}” by date", places, by)


def rename_series(library: Library, id: SeriesId, name: str, *, by: str) -> Outcome:
    """Another name; its old address still leads to it. Raises ``RefusedError`` for a name that another has."""
    name = storable(name)
    (series,) = _known(library, [id])
    words = f"Renamed the series “{series.name}” to “{tidy(name)}”"
    return _act(library, [id], words, lambda c: series_order.rename(c, id, name), by)


def close_series(library: Library, id: SeriesId, *, by: str) -> Outcome:
    """The story has ended: the series is no longer suggested."""
    (series,) = _known(library, [id])
    at = now()

    def rows(connection: Connection) -> None:
        (row,) = series_lists.series_rows(connection, [id])
        if row.closed_at is None:
            series_order.edit(connection, id, {"closed_at": at})

    return _act(library, [id], f"Closed the series “{series.name}”", rows, by)


def reopen_series(library: Library, id: SeriesId, *, by: str) -> Outcome:
    """The story goes on."""
    (series,) = _known(library, [id])
    words = f"Reopened the series “{series.name}”"
    return _act(library, [id], words, lambda c: series_order.edit(c, id, {"closed_at": None}), by)


def edit_series(
    library: Library,
    id: SeriesId,
    *,
    description: str | None = None,
    picture: Picture | Keep | None = KEEP,
    earlier_elsewhere: int | None = None,
    by: str,
) -> Outcome:
    """Sets what is given. Raises ``RefusedError`` for a number of earlier articles that cannot be."""
    (series,) = _known(library, [id])
    values: dict[str, Any] = {}
    if description is not None:
        values["description"] = storable(one_line_end(description)).strip()
    if not isinstance(picture, Keep):
        values["picture"] = picture_to_json(picture) if picture else None

    def rows(connection: Connection) -> None:
        if values:
            series_order.edit(connection, id, values)
        if earlier_elsewhere is not None:
            set_earlier_elsewhere(connection, id, earlier_elsewhere)

    return _act(library, [id], f"Changed the series “{series.name}”", rows, by)


def delete_series(library: Library, id: SeriesId, *, by: str) -> Outcome:
    """Raises ``RefusedError`` where it has articles, in the trash or out of it."""
    (series,) = _known(library, [id])
    words = f"Deleted the series “{series.name}”"
    return _act(library, [id], words, lambda c: series_order.delete(c, id), by)


def preview_series_merge(library: Library, sources: Sequence[SeriesId], target: SeriesId) -> MergePreview:
    """What the merge would do."""
    ids = others(sources, target, _ITSELF)
    found = _known(library, [*ids, target])
    with library.store.read() as connection:
        counts = used.count_merge(connection, "series", ids, target)
    elsewhere = sum(one.earlier_elsewhere for one in found)
    warnings = []
    if any(one.earlier_elsewhere for one in found[:-1]):
        warnings.append(
            f"The earlier articles elsewhere are added up: {elsewhere:,}. Say another number if they are the same."
        )
    return MergePreview(*counts, tuple(one.name for one in found[:-1]), tuple(warnings))


def merge_series(
    library: Library,
    sources: Sequence[SeriesId],
    target: SeriesId,
    *,
    earlier_elsewhere: int | None = None,
    by: str,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Outcome:
    """Every article of a source is in the target instead, in its place by time or by hand, for readers, too.

    The sources' addresses lead to the target. The numbers of articles elsewhere are added up unless one is given.
    Raises ``RefusedError``, ``NotFoundError``, ``ActCancelledError``.
    """
    ids = others(sources, target, _ITSELF)
    found = _known(library, [*ids, target])
    names = ", ".join(f"“{one.name}”" for one in found[:-1])
    steps: list[Step] = []
    for id in ids:
        steps += [
            *replacing("series", id, target),
            DropPublic("series", id, target),
            SwapPublic("series", id, target),
        ]

    plan = merge_plan(
        ActKind.SERIES,
        f"Merged the series {names} into “{found[-1].name}”",
        ids,
        target,
        steps,
        series_order.watches([*ids, target]),
        check=lambda connection: series_order.known(connection, [*ids, target]),
        absorb=lambda connection, id: series_order.absorb(connection, id, target, earlier_elsewhere),
    )
    return Runner(library, by=by, progress=progress, token=token).do(plan)


def _place(library: Library, id: SeriesId, words: str, places: Mapping[int, int | None], by: str) -> Outcome:
    steps = (SetPlaces(id, tuple(places.items())),)
    plan = Plan(ActKind.SERIES, words, steps, lambda _: sorted(places))
    return Runner(library, by=by).do(plan)


def _act(
    library: Library, ids: Sequence[SeriesId], words: str, rows: Callable[[Connection], None], by: str
) -> Outcome:
    plan = Plan(ActKind.SERIES, words, rows=rows, watches=series_order.watches(ids))
    return Runner(library, by=by).do(plan)


def _known(library: Library, ids: Sequence[SeriesId]) -> tuple[Series, ...]:
    with library.store.read() as connection:
        return series_order.known(connection, ids)


def _counted(n: int) -> str:
    return "an article" if n == 1 else f"{n:,} articles"
