"""Lists of articles: pages by key, exact counts, sparse maps of keys."""

from collections.abc import Collection
from heapq import nsmallest
from itertools import islice
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.query import KeyMap, ListPage, ListQuery, Order
from newsroom.storage.asking import ask_each, ask_plain, ask_value
from newsroom.storage.list_sql import ListSql, build, condition_of, first_key_of_page
from newsroom.storage.numbers import LibraryNumbers
from newsroom.storage.rows import COLUMNS, rows_of

# Orders that no index has are exact up to so many articles; above, the newest so many are put in order (contract).
MOST_RANKED = 50_000
_EMPTY = ListPage((), more=False)
_LISTED_KEYS = "SELECT value AS key FROM json_each(:keys)"
_UPDATED_AT = "SELECT updated_at FROM article WHERE search_key = :before"
_NEVER = (1 << 63) - 1
_TRASHED_KEYS = "SELECT search_key FROM article INDEXED BY ix_article_trashed WHERE trashed_at IS NOT NULL"
_SECTION = "LEFT JOIN section s ON s.id = a.section_id"


def list_page(connection: Connection, query: ListQuery, *, before: int | None, limit: int) -> ListPage:
    """The rows after the one whose key is ``before``; None begins."""
    sql = build(query, LibraryNumbers(connection), trash_apart=True)
    if sql is None:
        return _EMPTY
    if sql.rank is not None:
        return _ranked_page(connection, query, sql, before, limit)
    values = sql.values | {"before": first_key_of_page(sql.order, before), "limit": limit + 1}
    if sql.order is Order.UPDATED:
        values["at"] = _NEVER if before is None else _value(connection, _UPDATED_AT, {"before": before})
        if values["at"] is None:
            return _EMPTY
        return _page(connection, _keys(connection, sql.page(), values), limit)
    statement = sql.rows(COLUMNS, _SECTION)
    if statement is not None:
        rows = ask_plain(connection, statement, values)
    else:
        rows = _rows(connection, sql.page(), values)
        rows.sort(key=lambda row: row[1], reverse=not sql.is_ascending)
    return ListPage(tuple(rows_of(rows[:limit])), more=len(rows) > limit)


def count_list(connection: Connection, query: ListQuery) -> int:
    """The exact number of rows; of a list with one filter or none, from the counters."""
    counted = count_at_once(connection, query)
    if counted is not None:
        return counted
    sql = build(query, LibraryNumbers(connection), counted=True)
    return 0 if sql is None else _value(connection, f"SELECT count(*) FROM ({sql.keys()})", sql.values)


def count_at_once(connection: Connection, query: ListQuery) -> int | None:
    """The same, where the counters know it, or few articles have to be counted. At most two short statements."""
    condition, numbers = condition_of(query), LibraryNumbers(connection)
    if not query.trashed:
        known = numbers.counted(condition)
        return numbers.few(condition) if known is None else known
    return numbers.n_trashed() if condition == condition_of(ListQuery()) else None


def map_keys(connection: Connection, query: ListQuery, *, step: int) -> KeyMap:
    """The key of every ``step``-th row, and the number of rows; of a list that was cut, of those that are ranked."""
    # Newest first, it takes all as a count does.
    sql = build(query, LibraryNumbers(connection), counted=query.order is Order.NEWEST)
    if sql is None:
        return KeyMap((), step, 0)
    total = count_list(connection, query)
    if sql.rank is not None:
        total = min(total, MOST_RANKED)
    if total < step:
        return KeyMap((), step, total)
    values = sql.values | {"step": step, "most": MOST_RANKED}
    return KeyMap(tuple(_keys(connection, sql.steps() or sql.every(), values)), step, total)


def count_states(connection: Connection) -> dict[str, int]:
    """Articles of each state outside the trash, and ``trashed``. From the counters."""
    return dict(ask_plain(connection, "SELECT state, n FROM state_count"))


def _ranked_page(
    connection: Connection, query: ListQuery, sql: ListSql, before: int | None, limit: int
) -> ListPage:
    """The best of the newest that are ranked. To compare them here takes less than to let SQLite keep them all."""
    ranked = _ranked(connection, sql)
    note = _note(query) if len(ranked) > MOST_RANKED else ""
    del ranked[MOST_RANKED:]
    if before is not None:
        last = next((one for one in ranked if one[1] == -before), None)
        if last is None:
            return _EMPTY
        ranked = [one for one in ranked if one > last]
    best = nsmallest(limit + 1, ranked)
    return _page(connection, [-key for _, key in best], limit, note)


def _ranked(connection: Connection, sql: ListSql) -> list[tuple[Any, int]]:
    """Ranks, and keys below zero, so that the newer of two alike comes first; newest first, one more than is ranked."""
    values = sql.values | {"most": MOST_RANKED + 1}
    if not sql.is_rank_of_hits:
        return [(rank, -key) for key, rank in ask_plain(connection, sql.ranked(), values)]
    trashed = {key for (key,) in ask_plain(connection, _TRASHED_KEYS)} if sql.has_trashed else frozenset()
    hits = ask_each(connection, sql.ranked_hits(), values)
    return list(islice(((rank, -key) for key, rank in hits if key not in trashed), MOST_RANKED + 1))


def _page(connection: Connection, keys: Collection[int], limit: int, note: str = "") -> ListPage:
    """The rows of these keys, in their order; one more than ``limit`` says that there are more."""
    shown = list(keys)[:limit]
    rows = rows_of(_rows(connection, _LISTED_KEYS, {"keys": _json(shown)}))
    found = {row.key: row for row in rows}
    return ListPage(tuple(found[key] for key in shown), more=len(keys) > limit, note=note)


def _note(query: ListQuery) -> str:
    how = "ranked" if query.order is Order.BEST else "put in order"
    return f"More than {MOST_RANKED:,} articles match; the newest {MOST_RANKED:,} of them are {how}."


def _rows(connection: Connection, keys: str, values: dict[str, Any]) -> list[Any]:
    statement = f"SELECT {COLUMNS} FROM ({keys}) k CROSS JOIN article a ON a.search_key = k.key {_SECTION}"
    return ask_plain(connection, statement, values)


def _keys(connection: Connection, statement: str, values: dict[str, Any]) -> list[int]:
    return [key for (key,) in ask_plain(connection, statement, values)]


def _value(connection: Connection, statement: str, values: dict[str, Any]) -> Any:
    return ask_value(connection, statement, values)


def _json(keys: Collection[int]) -> str:
    return f"[{','.join(map(str, keys))}]"
