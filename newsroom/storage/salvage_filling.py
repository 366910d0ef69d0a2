"""Rows that were read from a damaged database, written into a new one: only what the program can live with."""

import json
import sqlite3
from collections import Counter
from typing import Any

from sqlalchemy import JSON, Column, Table

from newsroom.domain.article import BylineRole, TagKind
from newsroom.domain.listing import State
from newsroom.domain.slugs import new_short_code, new_uid
from newsroom.storage.salvage_records import Row
from newsroom.storage.salvage_shapes import Shape
from newsroom.storage.tables import UtcTime, metadata

_COLUMNS = "SELECT name FROM pragma_table_info(?)"
_FIRST_MS, _LAST_MS = -62_135_596_800_000, 253_402_300_799_999
_WORDS: dict[tuple[str, str], tuple[frozenset[str], str]] = {
    ("article", "state"): (frozenset(State), State.DRAFT.value),
    ("tag", "kind"): (frozenset(TagKind), TagKind.TOPIC.value),
    ("article_byline", "role"): (frozenset(BylineRole), BylineRole.AUTHOR.value),
}
_EMPTY = {"dateline": '{"place": null, "date": null, "credit": null}', "notices": "[]", "extra": "{}"}

_TEXTLESS = {"headline": "", "lede": "", "body": ""}


class Filler:
    """Writes through a connection with a transaction, no triggers, and no foreign keys. One thread.

    What is there already stays: what a tree leads to is to be added before what was found without one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._columns = {
            name: frozenset(
                column for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
            )
            for name in metadata.tables
        }
        self._checked = {
            name: [column for column in table.c if _needs_look(column)]
            for name, table in metadata.tables.items()
        }
        self._needed = {name: _needed(table) for name, table in metadata.tables.items()}
        self._statements: dict[tuple[str, ...], str] = {}
        self.n_saved: Counter[str] = Counter()
        self.n_refused: Counter[str] = Counter()
        self.cut: set[int] = set()
        """Articles whose text ends too early."""
        self.odd: set[int] = set()
        """Articles in whose text some characters are lost."""

    def add(self, shape: Shape, row: Row) -> bool:
        """Whether it was new, and could be saved."""
        name = shape.name
        values = {
            column: value for column, value in shape.as_dict(row).items() if column in self._columns[name]
        }
        if not self._mend(name, values):
            self.n_refused[name] += 1
            return False
        is_new = self._insert(name, values)
        if not is_new and (other := self._without_clash(name, values)) is not None:
            is_new = self._insert(name, other)
        if is_new:
            self.n_saved[name] += 1
            if name == "article_text":
                self._note(values, row)
        return is_new

    def _insert(self, name: str, values: dict[str, Any]) -> bool:
        key = (name, *values)
        sql = self._statements.get(key)
        if sql is None:
            columns, marks = ", ".join(values), ", ".join("?" * len(values))
            sql = self._statements[key] = f"INSERT OR IGNORE INTO {name} ({columns}) VALUES ({marks})"
        try:
            return self._connection.execute(sql, list(values.values())).rowcount > 0
        except (sqlite3.IntegrityError, OverflowError):
            return False

    def _without_clash(self, name: str, values: dict[str, Any]) -> dict[str, Any] | None:
        """An article is never left out because it shares an address or a place in time with another one."""
        if name == "article" and not self._has("article", "id", values.get("id")):
            return values | {
                "uid": new_uid(),
                "short_code": new_short_code(),
                "search_key": self._free_key(),
                "slug": None,
                "address": None,
            }
        if name == "article_text" and not self._has("article_text", "article_id", values.get("article_id")):
            return values | {"search_key": -values["article_id"]}  # its article says which, in the end
        return None

    def _has(self, table: str, column: str, id: Any) -> bool:
        found = self._connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (id,)).fetchone()
        return id is None or found is not None

    def _free_key(self) -> int:
        (key,) = self._connection.execute("SELECT max(search_key) FROM article").fetchone()
        return int(key or 0) + 1

    def _note(self, values: dict[str, Any], row: Row) -> None:
        if row.is_cut:
            self.cut.add(values["article_id"])
        elif row.is_odd:
            self.odd.add(values["article_id"])

    def _mend(self, table: str, values: dict[str, Any]) -> bool:
        """Puts defaults in the place of what the program could not read; False where a row is of no use then."""
        for column in self._checked[table]:
            if column.name in values:
                values[column.name] = _sane(table, column, values[column.name])
        for name, default in self._needed[table].items():
            if name in values and values[name] is None:
                if default is None:
                    return False
                values[name] = default
        return True


def _needs_look(column: Column[Any]) -> bool:
    """Whether not everything of its type can be lived with."""
    return isinstance(column.type, UtcTime | JSON) or (column.table.name, column.name) in _WORDS


def _needed(table: Table) -> dict[str, Any]:
    """Columns that may not be empty, with what stands there where nothing could be read; None where nothing will do."""
    empty = _TEXTLESS if table.name == "article_text" else _EMPTY
    return {
        column.name: empty.get(column.name)
        for column in table.c
        if not column.nullable and not column.primary_key
    }


def _sane(table: str, column: Column[Any], value: Any) -> Any:
    if isinstance(column.type, UtcTime) and isinstance(value, int) and not _FIRST_MS <= value <= _LAST_MS:
        return None if column.nullable else 0
    if isinstance(column.type, JSON) and isinstance(value, str):
        try:
            json.loads(value)
        except ValueError:
            return None
    words = _WORDS.get((table, column.name))
    if words is not None and value not in words[0]:
        return words[1]
    return value
