"""Lists of articles: pages by key, exact counts, sparse maps of keys."""

from typing import Any

from sqlalchemy import Connection

from newsroom.domain.article import State
from newsroom.domain.query import KeyMap, ListPage, ListQuery, Order
from newsroom.storage.list_sql import ListSql, Numbers, build
from newsroom.storage.rows import COLUMNS, row_of

# Best match is exact up to so many hits; above, the newest so many are ranked (contract).
MOST_RANKED = 50_000
_AFTER_ALL = (1 << 63) - 1
_EMPTY = ListPage((), more=False)
TRASHED = "trashed"
_N_TRASHED = "SELECT n FROM state_count WHERE state = 'trashed'"


def list_page(connection: Connection, query: ListQuery, *, before: int | None, limit: int) -> ListPage:
    """The rows after the one whose key is ``before``; None begins. The most recent first, or the best match."""
    sql = _sql(connection, query)
    if sql is None:
        return _EMPTY
    if query.order is Order.BEST and sql.rank is not None:
        return _best_page(connection, sql, before, limit)
    keys = sql.page()
    values = sql.values | {"before": _AFTER_ALL if before is None else before, "limit": limit + 1}
    rows = _rows(connection, keys, values)
    rows.sort(key=lambda row: row[1], reverse=True)
    return ListPage(tuple(map(row_of, rows[:limit])), more=len(rows) > limit)


def count_list(connection: Connection, query: ListQuery) -> int:
    """The exact number of rows; of a list with one filter or none, from the counters."""
    counted = _counted(connection, query)
    if counted is not None:
        return counted
    sql = _sql(connection, query, counted=True)
    return 0 if sql is None else _value(connection, f"SELECT count(*) FROM ({sql.keys()})", sql.values)


def map_keys(connection: Connection, query: ListQuery, *, step: int) -> KeyMap:
    """The key of every ``step``-th row, and the number of rows; of a list that was cut, of those that are ranked."""
    sql = _sql(connection, query)
    if sql is None:
        return KeyMap((), step, 0)
    values = sql.values | {"step": step, "most": MOST_RANKED}
    order, keys = "key DESC", sql.keys()
    total = count_list(connection, query)
    if query.order is Order.BEST and sql.rank is not None:
        order, keys = "rank, key DESC", sql.ranked()
        total = min(total, MOST_RANKED)
    if total < step:
        return KeyMap((), step, total)
    if (steps := sql.steps()) is not None:
        return KeyMap(tuple(connection.exec_driver_sql(steps, values).scalars()), step, total)
    found = connection.exec_driver_sql(
        f"SELECT key FROM (SELECT key, row_number() OVER (ORDER BY {order}) AS n FROM ({keys})) "
        "WHERE n % :step = 0 ORDER BY n",
        values,
    )
    return KeyMap(tuple(found.scalars()), step, total)


def count_states(connection: Connection) -> dict[str, int]:
    """Articles of each state outside the trash, and ``trashed``. From the counters."""
    rows = connection.exec_driver_sql("SELECT state, n FROM state_count")
    return {row.state: row.n for row in rows}


def _best_page(connection: Connection, sql: ListSql, before: int | None, limit: int) -> ListPage:
    values = sql.values | {"limit": limit + 1, "most": MOST_RANKED}
    after = ""
    if before is not None:
        values |= {"before": before}
        values["rank"] = _value(connection, f"SELECT rank FROM ({sql.ranked()}) WHERE key = :before", values)
        if values["rank"] is None:
            return _EMPTY
        after = "WHERE rank > :rank OR (rank = :rank AND key < :before)"
    keys = f"SELECT key FROM ({sql.ranked()}) {after} ORDER BY rank, key DESC LIMIT :limit"
    ordered = connection.exec_driver_sql(keys, values).scalars().all()
    found = {row[1]: row for row in _rows(connection, _LISTED_KEYS, {"keys": _json(ordered[:limit])})}
    page = tuple(row_of(found[key]) for key in ordered[:limit])
    return ListPage(page, more=len(ordered) > limit, note=_note(connection, sql))


_LISTED_KEYS = "SELECT value AS key FROM json_each(:keys)"


def _note(connection: Connection, sql: ListSql) -> str:
    beyond = f"SELECT 1 FROM ({sql.keys()} LIMIT 1 OFFSET :most)"
    if _value(connection, beyond, sql.values | {"most": MOST_RANKED}) is None:
        return ""
    return f"More than {MOST_RANKED:,} articles match; the newest {MOST_RANKED:,} of them are ranked."


def _sql(connection: Connection, query: ListQuery, *, counted: bool = False) -> ListSql | None:
    numbers = Numbers()
    # Without words, and with one list to walk along, there is nothing to choose.
    if query.words or (query.tag_id is not None and query.series_id is not None):
        numbers = Numbers(
            n_tag=_n_articles(connection, "tag", query.tag_id),
            n_series=_n_articles(connection, "series", query.series_id),
            n_trashed=_value(connection, _N_TRASHED, {}),
        )
    return build(query, numbers, counted=counted)


def _n_articles(connection: Connection, table: str, id: int | None) -> int:
    if id is None:
        return 0
    return _value(connection, f"SELECT n_articles FROM {table} WHERE id = :id", {"id": id}) or 0


def _counted(connection: Connection, query: ListQuery) -> int | None:
    """What the counters know: a list with one filter."""
    filters = {"section": query.section_id, "series": query.series_id, "tag": query.tag_id}
    used = [(kind, id) for kind, id in filters.items() if id is not None]
    if query.words.strip() or len(used) + bool(query.states) + query.trashed > 1:
        return None
    if used:
        kind, id = used[0]
        return _n_articles(connection, kind, id)
    states = count_states(connection)
    if query.trashed:
        return states[TRASHED]
    return sum(states[state.value] for state in query.states or State)


def _rows(connection: Connection, keys: str, values: dict[str, Any]) -> list[Any]:
    statement = (
        f"SELECT {COLUMNS} FROM ({keys}) k CROSS JOIN article a ON a.search_key = k.key "
        "LEFT JOIN section s ON s.id = a.section_id"
    )
    return list(connection.exec_driver_sql(statement, values).all())


def _value(connection: Connection, statement: str, values: dict[str, Any]) -> Any:
    return connection.exec_driver_sql(statement, values).scalar_one_or_none()


def _json(keys: Any) -> str:
    return f"[{','.join(map(str, keys))}]"
