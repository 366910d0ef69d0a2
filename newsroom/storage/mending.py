"""What is derived, made anew in pieces: between two of them others read and save, in this process and in others.

``rebuilding.py`` says what is right. Each piece is a transaction of its own, sound by itself; what ends half-way leaves
a library in which the rest is still to be mended. Texts are only read.
"""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, Table, update

from newsroom.domain.cancel import CancelToken
from newsroom.storage.asking import ask_plain
from newsroom.storage.bulk_load import end_all
from newsroom.storage.rebuilding import COPIES, COUNTERS, FLAGS, FOLDED, Derived, unfolded_after
from newsroom.storage.search_index import INDEXES, Index
from newsroom.storage.store import Store
from newsroom.storage.triggers import TRIGGERS

PIECE_S = 0.2
"""So long a piece shall take; the next one is larger or smaller accordingly."""
_GAP_S = 0.1
"""Between two of them: SQLite lets one that waits for a lock sleep so long at most."""
_FIRST, _MOST = 100, 20_000
_SLICE = "SELECT {key} FROM {table} WHERE {where} ORDER BY {key} LIMIT {n}"
Told = Callable[[str], None]
Work = Callable[[Connection], None]


class Mender:
    """``wrong`` is what a check-up named: ``find_wrongly_derived``. Blocking, in a thread or process of its own."""

    def __init__(
        self,
        store: Store,
        wrong: Collection[str],
        *,
        tell: Told | None = None,
        token: CancelToken | None = None,
    ) -> None:
        self._store = store
        self._wrong = frozenset(wrong)
        self._tell = tell or (lambda _: None)
        self._token = token

    def mend(self, sorted_wrongly: Sequence[str] = ()) -> None:
        """Makes anew what is wrong, and what follows from that. ``sorted_wrongly`` are SQLite's own indexes.

        A search index that is made anew begins empty, and fills from the oldest article on. One of SQLite's own takes
        no pieces: nobody saves meanwhile, some seconds for a million rows (decision 42). Raises ``LibraryError``,
        ``CancelledError``; what was mended stays.
        """
        indexes = [index for index in INDEXES if index.name in self._wrong]
        for n, name in enumerate(sorted_wrongly, 1):
            self._tell(f"Sorting an index anew, {n} of {len(sorted_wrongly)}. Saving waits until it is done")
            self._piece(partial(_reindex, name), many=True)
        self._clear_aside()  # of a mending that was ended
        self._piece(partial(_make_triggers, indexes))
        self._clear_aside()
        self._mend_columns(all_of_them=bool(sorted_wrongly))
        for index in indexes:
            self._tell("Making a search index anew")
            self._fill(index)
        if indexes:
            self._piece(partial(_make_triggers, ()))

    def _mend_columns(self, *, all_of_them: bool) -> None:
        """Copies first: counters and indexes are then read from what is right.

        All where an index was wrong: by it nobody can have seen what is.
        """
        self._tell("Making counters and copies anew")
        copies = [one for one in (*COPIES, *FLAGS) if all_of_them or one.name in self._wrong]
        for derived in copies:
            if derived.is_unique:
                self._mend_column(derived, derived.loosen)
            self._mend_column(derived, derived.mend)
        for table, id, names in FOLDED:
            if all_of_them or f"{table.name}.folded" in self._wrong:
                self._fold(table, id, names)
        for derived in COUNTERS:
            if copies or derived.name in self._wrong:
                self._mend_column(derived, derived.mend)

    def _mend_column(self, derived: Derived, statement: Callable[[str], str]) -> None:
        """Looks beside those who save; only what is wrong is written."""
        for where, values in self._slices(derived.table, derived.key, many=derived not in COUNTERS):
            with self._store.read(self._token) as connection:
                ((n_wrong,),) = ask_plain(connection, derived.wrong(where), values)
            if n_wrong:
                self._piece(partial(_run, statement(where), values))

    def _slices(self, table: str, key: str, *, many: bool) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """A table in pieces, as conditions; each as large as the one before lets expect."""
        n = _FIRST if many else 1
        with self._store.read(self._token) as connection:
            ((last,),) = ask_plain(
                connection, f"SELECT max({key}) FROM {table}"
            )  # what comes later is right already
        values: tuple[Any, ...] = (last,)
        where = f"{key} <= ?"
        while True:
            with self._store.read(self._token) as connection:
                keys = ask_plain(connection, _SLICE.format(key=key, table=table, where=where, n=n), values)
            if not keys:
                return
            begun = time.monotonic()
            yield f"{key} BETWEEN ? AND ?", (keys[0][0], keys[-1][0])
            n = _next_size(n, time.monotonic() - begun)
            where, values = f"{key} > ? AND {key} <= ?", (keys[-1][0], last)

    def _fold(self, table: Table, id: Column[int], names: tuple[str, ...]) -> None:
        last: int | None = None
        while True:
            with self._store.read(self._token) as connection:
                wrong, end = unfolded_after(connection, table, id, names, last)
            if wrong:
                self._piece(partial(_fold, table, id, names, last))
            if end is None:
                return
            last = end

    def _fill(self, index: Index) -> None:
        key = index.keys[-1]
        for where, values in self._slices(index.table, key, many=True):
            self._piece(partial(_run, index.add_missing(where), values))

    def _clear_aside(self) -> None:
        with self._store.read(self._token) as connection:
            there = {
                name
                for (name,) in ask_plain(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'")
            }
        for index in INDEXES:
            if index.aside not in there:
                continue
            self._tell("Clearing away an old search index")
            n, n_gone = _FIRST, 1
            while n_gone:
                cleared: list[int] = []
                begun = time.monotonic()
                self._piece(partial(_clear, index.clear_aside(n), cleared))
                n_gone, n = cleared[0], _next_size(n, time.monotonic() - begun)
            self._piece(partial(_run, index.drop_aside(), ()))

    def _piece(self, work: Work, *, many: bool = False) -> None:
        if self._token is not None:
            self._token.raise_if_cancelled()
        with self._store.write(many=many) as connection:
            work(connection)
        time.sleep(_GAP_S)


def _next_size(n: int, took_s: float) -> int:
    if took_s > 2 * PIECE_S:
        return max(1, n // 2)
    return min(_MOST, 2 * n) if took_s < _GAP_S + PIECE_S / 2 else n


def _reindex(name: str, connection: Connection) -> None:
    connection.exec_driver_sql(f'REINDEX "{name}"')


def _run(statement: str, values: tuple[Any, ...], connection: Connection) -> None:
    connection.exec_driver_sql(statement, values)


def _clear(statement: str, cleared: list[int], connection: Connection) -> None:
    cleared.append(connection.exec_driver_sql(statement).rowcount)


def _make_triggers(anew: Collection[Index], connection: Connection) -> None:
    """All of them anew; those of an index that begins anew take nothing out of it that it does not have."""
    names = ask_plain(connection, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    for (name,) in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    end_all(connection)
    others = {trigger for index in anew for trigger in index.triggers()}
    for index in anew:
        for statement in index.begin_anew():
            connection.exec_driver_sql(statement)
    for trigger in TRIGGERS:
        if trigger not in others:
            connection.exec_driver_sql(trigger)
    for index in anew:
        for trigger in index.triggers_meanwhile():
            connection.exec_driver_sql(trigger)


def _fold(
    table: Table, id: Column[int], names: tuple[str, ...], last: int | None, connection: Connection
) -> None:
    wrong, _ = unfolded_after(connection, table, id, names, last)
    for row_id, values in wrong:
        connection.execute(update(table).where(id == row_id).values(values))
