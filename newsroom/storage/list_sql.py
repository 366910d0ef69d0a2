"""The statements of a list: which articles, as search keys, page by page, counted, or every so many of them.

Each page is one walk along one index, or several walks merged, in the order of the list; ``planning`` chooses them.
"""

from dataclasses import dataclass
from typing import Any

from newsroom.domain.conditions import (
    NOTHING,
    Condition,
    InState,
    Link,
    Under,
    all_of,
)
from newsroom.domain.listing import State
from newsroom.domain.query import ListQuery, Match, Order
from newsroom.storage.matching import match_expression, searchable, words_condition
from newsroom.storage.planning import MOST_SORTED, Numbers, Planner, Way
from newsroom.storage.search_index import FULL, SMALL, Index
from newsroom.storage.walks import CHANGED_LAST, Walks, is_words, parts_of

_AFTER_ALL = (1 << 63) - 1
_EVERY_STATE = frozenset(State)
# A word in the headline says more than one in the text.
_RANK = {SMALL: "bm25(search_small, 4.0, 1.0)", FULL: "bm25(search_full, 8.0, 3.0, 1.0)"}
# The lowest comes first.
_COLUMNS = {Order.UPDATED: "-a.updated_at", Order.HEADLINE: "lower(a.headline)", Order.LONGEST: "-a.n_words"}


def condition_of(query: ListQuery) -> Condition:
    """All that the query asks, but for the trash."""
    parts: list[Condition] = [words_condition(query.words, prefix=query.match is Match.AS_YOU_TYPE)]
    if query.states and query.states != _EVERY_STATE:
        parts.append(InState(query.states))
    for link, id in (
        (Link.SECTION, query.section_id),
        (Link.SERIES, query.series_id),
        (Link.TAG, query.tag_id),
    ):
        if id is not None:
            parts.append(Under(link, frozenset({id})))
    if query.where is not None:
        parts.append(query.where)
    return searchable(all_of(parts))


def index_of(query: ListQuery) -> Index:
    """The index that answers its words."""
    return SMALL if query.match is Match.AS_YOU_TYPE else FULL


@dataclass(frozen=True, slots=True)
class ListSql:
    """Statements of one list. ``rank`` is the expression by which the newest of it are put in order, if any."""

    walks: Walks
    values: dict[str, Any]
    order: Order = Order.NEWEST
    rank: str | None = None
    is_rank_of_hits: bool = False
    """The rank belongs to the hits of words, and not to the article's row."""
    has_trashed: bool = False
    """Its hits may be in the trash: who reads them leaves those out."""

    @property
    def is_ascending(self) -> bool:
        return self.order is Order.OLDEST

    @property
    def _direction(self) -> tuple[str, str]:
        return (">", "") if self.is_ascending else ("<", " DESC")

    def keys(self) -> str:
        """Statement of the column ``key``, in no order."""
        if len(self.walks.arms) == 1:
            return self.walks.arms[0].sql()
        # Merged in order, what stands on two walks is met twice in a row; else all would have to be kept.
        walks = self.walks
        return walks.merged() if walks.is_disjoint else f"{walks.merged()} ORDER BY key"

    def page(self) -> str:
        """The first ``:limit`` keys after ``:before``."""
        if self.order is Order.UPDATED:
            (arm,) = self.walks.arms
            after = "(a.updated_at, a.search_key) < (:at, :before)"
            return f"{arm.sql(after)} ORDER BY a.updated_at DESC, a.search_key DESC LIMIT :limit"
        sign, direction = self._direction
        return f"{self.walks.merged(f'{{key}} {sign} :before')} ORDER BY key{direction} LIMIT :limit"

    def rows(self, columns: str, more: str) -> str | None:
        """Columns of the rows of the same page, straight from the one walk that there is; else None."""
        if len(self.walks.arms) != 1 or self.order is Order.UPDATED:
            return None
        (arm,) = self.walks.arms
        sign, direction = self._direction
        statement = arm.rows(columns, more, f"{{key}} {sign} :before")
        return None if statement is None else f"{statement} ORDER BY {arm.key}{direction} LIMIT :limit"

    def steps(self) -> str | None:
        """Statement of every ``:step``-th key, newest first, by leaps along the index; None where there is no one walk.

        An index of words has to be entered anew for each leap, a gathered list gathered: not for those.
        """
        if len(self.walks.arms) != 1 or self.order is not Order.NEWEST:
            return None
        (arm,) = self.walks.arms
        if arm.id is None or arm.is_sorted:
            return None
        leap = f"{arm.sql('{key} < step.key')} ORDER BY key DESC LIMIT 1 OFFSET :step - 1"
        return (
            f"WITH RECURSIVE step(key) AS (SELECT {_AFTER_ALL} UNION ALL "
            f"SELECT ({leap}) FROM step WHERE step.key IS NOT NULL) "
            f"SELECT key FROM step WHERE key < {_AFTER_ALL}"
        )

    def every(self) -> str:
        """Statement of every ``:step``-th key, in the order of the list."""
        if self.order is Order.UPDATED and self.rank is None:
            (arm,) = self.walks.arms
            number = ", row_number() OVER (ORDER BY a.updated_at DESC, a.search_key DESC) AS n"
            numbered = arm.sql(more_columns=number)
        else:
            order = "rank, key DESC" if self.rank else "key" if self.is_ascending else "key DESC"
            keys = self.ranked() if self.rank else self.keys()
            numbered = f"SELECT key, row_number() OVER (ORDER BY {order}) AS n FROM ({keys})"
        return f"SELECT key FROM ({numbered}) WHERE n % :step = 0 ORDER BY n"

    def ranked(self) -> str:
        """Columns ``key`` and ``rank`` (the first is the lowest) of the newest ``:most``."""
        if self.is_rank_of_hits:
            return f"{self.ranked_hits()} LIMIT :most"
        newest = f"{self.walks.merged()} ORDER BY key DESC LIMIT :most"
        row = "CROSS JOIN article a ON a.search_key = k.key"
        return f"SELECT k.key AS key, {self.rank} AS rank FROM ({newest}) k {row}"

    def ranked_hits(self) -> str:
        """The same columns of all hits of words, newest first, each as it is asked for."""
        (arm,) = self.walks.arms
        return f"{arm.sql(more_columns=f', {self.rank} AS rank')} ORDER BY key DESC"


def build(
    query: ListQuery, numbers: Numbers, *, counted: bool = False, trash_apart: bool = False
) -> ListSql | None:
    """The statements for a query; None where nothing can match it.

    ``counted``: every key is wanted, and in no order, so that nothing is gained by ending early. ``trash_apart``: who
    reads ranked hits can leave out what is trashed among them.
    """
    condition = condition_of(query)
    if condition == NOTHING:
        return None
    index = index_of(query)
    by_rank = query.order is Order.BEST and not counted
    planner = Planner(
        index.name,
        numbers,
        counted=counted,
        by_rank=by_rank,
        trashed=query.trashed,
        trash_apart=trash_apart,
    )
    if (
        query.order is Order.UPDATED
        and not counted
        and not query.trashed
        and _is_long(condition, index, numbers)
    ):
        walk = planner.past(CHANGED_LAST, condition)
        return ListSql(Walks((walk,)), planner.values.by_name, Order.UPDATED)
    way = planner.way(condition)
    if way is None:
        return None
    order = _order(query.order, way, index, counted)
    return ListSql(way.walks, planner.values.by_name, *order, has_trashed=planner.passes_trashed)


def _is_long(condition: Condition, index: Index, numbers: Numbers) -> bool:
    """Whether so many articles are meant that the first page is soon met on a walk along all."""
    words = [part for part in parts_of(condition) if is_words(part)]
    expression = match_expression(all_of(words)) if words else None
    if expression is not None and not numbers.has_hits(index.name, expression, MOST_SORTED):
        return False
    return numbers.of(all_of(part for part in parts_of(condition) if part not in words)) >= MOST_SORTED


def _order(order: Order, way: Way, index: Index, counted: bool) -> tuple[Order, str | None, bool]:
    if counted or order is Order.NEWEST:
        return Order.NEWEST, None, False
    if order is Order.BEST:
        return (order, _RANK[index], True) if way.along_words else (Order.NEWEST, None, False)
    return order, _COLUMNS.get(order), False


def first_key_of_page(order: Order, before: int | None) -> int:
    """The key that a page begins after; None begins."""
    if before is not None:
        return before
    return -_AFTER_ALL if order is Order.OLDEST else _AFTER_ALL
