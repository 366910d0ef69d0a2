"""Acts on many articles at once: counted first, then done as one entry of the log with one undo.

A change of published articles changes their working copies, as an editor's does; with ``publish`` readers see that
change too, and only that: text that waits in a working copy stays there, and the page's time of update stays.
"""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from newsroom.desk.act_batches import SET_BASED
from newsroom.desk.act_runner import Plan, Progress, Runner
from newsroom.desk.bulk_plans import Meaning
from newsroom.desk.library import Library
from newsroom.domain.acts import ActCancelledError, ActKind
from newsroom.domain.bulk import Change, Forecast, Outcome, Refusal, Selection, SetLabel
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId
from newsroom.domain.times import now
from newsroom.storage.choosing import Sorted, chosen_ids, sort_out
from newsroom.storage.store import Connection

__all__ = ["ActCancelledError", "change_articles", "count_first", "count_new"]


def count_first(
    library: Library, selection: Selection, change: Change, *, token: CancelToken | None = None
) -> Forecast:
    """What the act would do: some microseconds for each article. Raises ``CancelledError``, ``RefusedError``."""
    with library.store.read(token) as connection:
        meaning = Meaning(connection, change, at=now(), by="", publish=False)
        ids = chosen_ids(connection, selection)
        parts = [
            sort_out(connection, ids[start : start + SET_BASED], meaning.rule)
            for start in range(0, len(ids), SET_BASED)
        ]
    return _forecast(parts)


def count_new(library: Library, selection: Selection, *, token: CancelToken | None = None) -> Forecast:
    """What an act would do that gives each article something new: nothing has it yet. Raises ``CancelledError``."""
    # As a label that nothing has, either.
    return count_first(library, selection, SetLabel(uuid4().hex), token=token)


def words_of(library: Library, change: Change) -> str:
    """What the log would say of the change. Raises ``NotFoundError``, ``RefusedError``."""
    with library.store.read() as connection:
        return Meaning(connection, change, at=now(), by="", publish=False).words


def chosen(
    library: Library, selection: Selection, *, token: CancelToken | None = None
) -> Sequence[ArticleId]:
    """The ids of a selection as it is now, in their order; eight bytes each."""
    with library.store.read(token) as connection:
        ids: Sequence[Any] = chosen_ids(connection, selection)
        return ids


def change_articles(
    library: Library,
    selection: Selection,
    change: Change,
    *,
    publish: bool = False,
    by: str,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Outcome:
    """Changes all of the selection that it can; what it cannot is named. Over 20,000 articles a second for tags.

    Up to 20,000 articles it is one transaction; above, others may write in between, and the articles are those that the
    selection had at the beginning. Raises ``RefusedError``, ``NotFoundError``, ``ActCancelledError``.
    """
    with library.store.read() as connection:
        meaning = Meaning(connection, change, at=now(), by=by, publish=publish)

    def find(connection: Connection) -> Sequence[int]:
        return chosen_ids(connection, selection)

    def begin(connection: Connection) -> None:
        Meaning(connection, change, at=now(), by=by, publish=publish)

    plan = Plan(ActKind.BULK, meaning.words, meaning.steps, find, meaning.rule, begin)
    return Runner(library, by=by, progress=progress, token=token).do(plan)


def _forecast(parts: list[Sorted]) -> Forecast:
    refusals: dict[str, tuple[int, tuple[ArticleId, ...]]] = {}
    for part in parts:
        for refusal in part.refusals:
            n, ids = refusals.get(refusal.why, (0, ()))
            refusals[refusal.why] = (n + refusal.n, (*ids, *refusal.ids)[:20])
    named = tuple(Refusal(why, n, ids) for why, (n, ids) in refusals.items())
    changing, already = sum(part.n_changing for part in parts), sum(part.n_already for part in parts)
    return Forecast(
        changing + already + sum(one.n for one in named),
        changing,
        already,
        named,
        sum(part.n_public for part in parts),
    )
