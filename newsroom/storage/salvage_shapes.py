"""What a row of each table looks like in the file, so that a page is known by its rows where no tree leads to it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from newsroom.storage.salvage_records import Row
from newsroom.storage.tables import article_change, metadata, state_count

_DERIVED = frozenset((state_count.name, article_change.name))
# Ids and places are smaller, moments in milliseconds and places in time larger.
_LARGE = 1 << 30
_MAKES = ("CREATE TABLE", "CREATE INDEX", "CREATE UNIQUE INDEX")
# Small tables that rarely have any rows look like these, which have many.
_PREFERRED = frozenset(("article_detail", "section"))
WANTED = tuple(table.name for table in metadata.sorted_tables if table.name not in _DERIVED)
"""Tables of what people wrote, those first that others refer to."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Columns in the order of the file. ``id_column`` is the one that stands for the row's own number, if one does."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[tuple[type, ...], ...]
    needed: tuple[bool, ...]
    has_id: bool
    id_column: str | None

    def fits(self, row: Row, *, exactly: bool) -> bool:
        """Whether this may be one of its rows; one from before a column was added is shorter, unless ``exactly``."""
        n = len(row.values)
        if (
            (row.id is not None) != self.has_id
            or n > len(self.columns)
            or (exactly and n < len(self.columns))
        ):
            return False
        if row.is_cut:
            n -= 1  # the last ones may be missing
        typed = all(
            (value is None and (not needed or row.is_cut)) or isinstance(value, kinds)
            for value, kinds, needed in zip(row.values[:n], self.kinds, self.needed, strict=False)
        )
        return typed and (not exactly or all(map(_is_likely, self.columns, row.values)))

    def as_dict(self, row: Row) -> dict[str, Any]:
        values = dict(zip(self.columns, row.values, strict=False))
        if self.id_column is not None:
            values[self.id_column] = row.id
        return values


class Shapes:
    """Of all tables and indexes of a database."""

    def __init__(self, statements: Iterable[str]) -> None:
        self.tables: dict[str, Shape] = {}
        self._all: list[Shape] = []
        with _made(statements) as connection:
            rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
            for kind, name, sql in rows:
                if kind == "table" and not name.startswith("sqlite_"):
                    self.tables[name] = shape = _of_table(connection, name, sql)
                    self._all.append(shape)
                elif kind == "index":
                    self._all.append(_of_index(connection, name))

    def of_page(self, rows: Sequence[Row]) -> Shape | None:
        """The table that all these rows belong to; None where there is none, or where it may be another one as well."""
        fitting = [shape for shape in self._all if all(shape.fits(row, exactly=True) for row in rows)]
        preferred = [shape for shape in fitting if shape.name in _PREFERRED]
        for candidates in (fitting, preferred):
            if len(candidates) == 1 and candidates[0].name in self.tables:
                return candidates[0]
        return None


def roots_of(schema: Iterable[Row]) -> dict[str, int]:
    """Where the tree of each table and index begins, by its name, as far as the schema can be read."""
    roots = {}
    for row in schema:
        if len(row.values) >= 4 and isinstance(row.values[1], str) and isinstance(row.values[3], int):
            roots[row.values[1]] = row.values[3]
    return roots


def statements_of(schema: Iterable[Row]) -> list[str]:
    """What made each table and index, as far as it can be read."""
    return [row.values[4] for row in schema if len(row.values) >= 5 and isinstance(row.values[4], str)]


@contextmanager
def _made(statements: Iterable[str]) -> Iterator[sqlite3.Connection]:
    """A database in memory with those tables and indexes that can be made."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in sorted(statements, key=lambda sql: not sql.upper().startswith("CREATE TABLE")):
            if statement.upper().startswith(_MAKES):
                with suppress(sqlite3.Error):
                    connection.execute(statement)
        yield connection


def _of_table(connection: sqlite3.Connection, name: str, sql: str) -> Shape:
    facts = connection.execute(
        'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (name,)
    ).fetchall()
    has_id = "WITHOUT ROWID" not in sql.upper()
    keys = sorted((one for one in facts if one[3]), key=lambda one: one[3])
    if not has_id:
        facts = [*keys, *(one for one in facts if not one[3])]
    id_column = keys[0][0] if has_id and len(keys) == 1 and keys[0][1].upper() == "INTEGER" else None
    return Shape(
        name,
        tuple(one[0] for one in facts),
        tuple((type(None),) if one[0] == id_column else _kinds(one[1]) for one in facts),
        tuple(one[0] != id_column and bool(one[2] or (one[3] and not has_id)) for one in facts),
        has_id,
        id_column,
    )


def _of_index(connection: sqlite3.Connection, name: str) -> Shape:
    (table,) = connection.execute("SELECT tbl_name FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    types = dict(connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)))
    columns = connection.execute("SELECT cid, name FROM pragma_index_xinfo(?)", (name,)).fetchall()
    kinds = tuple((int,) if cid < 0 or column is None else _kinds(types[column]) for cid, column in columns)
    names = tuple(column or "" for _, column in columns)
    return Shape(name, names, kinds, (False,) * len(names), has_id=False, id_column=None)


def _is_likely(column: str, value: Any) -> bool:
    """Tells tables and indexes of nothing but numbers apart."""
    if not isinstance(value, int):
        return True
    if column.startswith(("is_", "has_")):
        return value in (0, 1)
    if column.endswith("_id"):
        return 0 < value < _LARGE
    if column == "position":
        return 0 <= value < _LARGE
    return not column.endswith(("_at", "_key")) or value == 0 or abs(value) >= _LARGE


def _kinds(declared: str) -> tuple[type, ...]:
    declared = declared.upper()
    if "INT" in declared:
        return (int,)
    if "BLOB" in declared:
        return (bytes,)
    if declared == "JSON":
        return (str, int, float)  # a document that is a number is kept as one
    return (str,)
