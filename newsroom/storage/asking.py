"""Statements of text straight to the driver, for what every opening, save and page asks: a tenth of the cost.

They run in the caller's transaction, and end with its token, as those through SQLAlchemy do. Times, states and
documents are as the file has them: whole milliseconds, words, JSON.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Table
from sqlalchemy.dialects import sqlite

from newsroom.domain.cancel import CancelToken

TOKEN = "newsroom_token"
Values = Sequence[Any] | Mapping[str, Any]
Row = dict[str, Any]
AnyRow = RowMapping | Row
"""By the names of columns, whoever asked."""
_DIALECT = sqlite.dialect()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Until the year 2096 seconds are told apart finely enough by a float; the short way takes half the time.
_SURELY_EXACT = 4_000_000_000_000
_MILLISECOND = timedelta(milliseconds=1)


def ask(connection: Connection, sql: str, values: Values = ()) -> list[Row]:
    """The rows, by the names of their columns. Raises the driver's errors, which the store puts into words."""
    cursor = _run(connection, sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def ask_plain(connection: Connection, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """The rows as the driver has them, for lists of many."""
    rows: list[tuple[Any, ...]] = _run(connection, sql, values).fetchall()
    return rows


def ask_each(connection: Connection, sql: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
    """The same, each as it is found: who wants no more ends it. Inside the same transaction."""
    cursor = _run(connection, sql, values)
    try:
        yield from cursor
    finally:
        cursor.close()


def ask_one(connection: Connection, sql: str, values: Values = ()) -> Row | None:
    """The first row, if there is one."""
    rows = ask(connection, sql, values)
    return rows[0] if rows else None


def ask_value(connection: Connection, sql: str, values: Values = ()) -> Any:
    """The first value of the first row; None where there is no row."""
    row = _run(connection, sql, values).fetchone()
    return None if row is None else row[0]


def run_many(connection: Connection, sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """The statement once for each row of values; nothing without rows."""
    if rows:
        driver: Any = connection.connection.driver_connection
        driver.executemany(sql, rows)


def update_row(connection: Connection, table: Table, key: str, id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of the one row whose ``key`` is ``id``; values as SQLAlchemy would take them."""
    processors = _processors(table)
    stored = [
        value if (process := processors[name]) is None else process(value) for name, value in values.items()
    ]
    _run(connection, _update(table.name, key, tuple(values)), (*stored, id))


def moment(milliseconds: int | None) -> datetime | None:
    """A time as the file has it, aware; None where there is none."""
    return None if milliseconds is None else known_moment(milliseconds)


def known_moment(milliseconds: int) -> datetime:
    """The same, of a column that always has one."""
    if 0 <= milliseconds < _SURELY_EXACT:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    return _EPOCH + timedelta(milliseconds=milliseconds)


def stored_moment(at: datetime) -> int:
    """A time as the file has it: whole milliseconds."""
    return (at - _EPOCH) // _MILLISECOND


def id_list(ids: Collection[int]) -> str:
    """For ``json_each``."""
    return f"[{','.join(map(str, ids))}]"


@lru_cache(maxsize=256)
def _update(table: str, key: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(f"{name} = ?" for name in names)
    return f"UPDATE {table} SET {columns} WHERE {key} = ?"


@lru_cache(maxsize=32)
def _processors(table: Table) -> dict[str, Any]:
    return {column.name: column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT) for column in table.c}


def _run(connection: Connection, sql: str, values: Values) -> Any:
    token: CancelToken | None = connection.get_execution_options().get(TOKEN)
    if token is not None:
        token.raise_if_cancelled()
    driver: Any = connection.connection.driver_connection
    return driver.execute(sql, values)
