"""Looks whether a database is whole: structure, references, what is derived."""

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from newsroom.domain.article import State
from newsroom.domain.cancel import CancelToken
from newsroom.storage import failures
from newsroom.storage.backing_up import interrupting
from newsroom.storage.bulk_load import is_left_open
from newsroom.storage.connecting import prepared
from newsroom.storage.rebuilding import find_wrong
from newsroom.storage.search_index import INDEXES
from newsroom.storage.store import Connection, Store
from newsroom.storage.structure import structure_faults
from newsroom.storage.triggers import TRIGGERS

_MOST = 50
_STATES = ", ".join(f"'{state}'" for state in State)
_STATELESS = f"SELECT count(*) FROM article WHERE state NOT IN ({_STATES})"
_OF_INDEX = re.compile(
    r"(?:row \d+ missing from index|wrong # of entries in index|non-unique entry in index) (\w+)"
)


def find_faults(path: Path, token: CancelToken | None = None) -> list[str]:
    """What SQLite itself finds wrong with the structure of a database; at most some dozen lines.

    Raises ``CancelledError``, by way of SQLite's interrupt.
    """
    try:
        with closing(_looking(path)) as connection, interrupting(connection, token):
            return structure_faults(connection, _MOST)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return [_told(error, token)]


def are_of_indexes(faults: list[str]) -> bool:
    """Whether all of them are in indexes, which can be made anew from their tables."""
    return all(_OF_INDEX.search(line) for line in faults)


def indexes_of(faults: list[str]) -> list[str]:
    """The names of the indexes that such lines are about."""
    return sorted({found[1] for line in faults if (found := _OF_INDEX.search(line))})


def find_dangling(path: Path, token: CancelToken | None = None) -> list[str]:
    """Rows that refer to what is not there, or are in no state that there is, as ``table: number``."""
    try:
        with closing(_looking(path)) as connection, interrupting(connection, token):
            counts: dict[str, int] = {}
            for table, *_ in connection.execute("PRAGMA foreign_key_check"):
                counts[table] = counts.get(table, 0) + 1
            (n_stateless,) = connection.execute(_STATELESS).fetchone()
            if n_stateless:
                counts["article.state"] = n_stateless
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return [_told(error, token)]
    return [f"{table}: {n}" for table, n in sorted(counts.items())]


def find_wrongly_derived(store: Store, token: CancelToken | None = None) -> list[str]:
    """Counters, copies and search indexes that differ from what they derive from. Needs to write: for a copy.

    Triggers that are missing or others are named as well, and a load that was left open: triggers rest then.
    """
    with store.write() as connection:
        driver: Any = connection.connection.driver_connection
        with interrupting(driver, token):
            there = dict(driver.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"))
            missing = sorted(name for trigger in TRIGGERS if there.get(name := trigger.split()[2]) != trigger)
            left = ["bulk_load"] if is_left_open(connection) else []
            left += [index.aside for index in INDEXES if is_table(connection, index.aside)]
            return [*(f"trigger {name}" for name in missing), *left, *find_wrong(connection)]


def is_table(connection: Connection, name: str) -> bool:
    sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return connection.exec_driver_sql(sql, (name,)).first() is not None


def media_rows(path: Path) -> list[tuple[str, str, int]]:
    """File, hash and size of each picture that a database knows. Raises ``sqlite3.Error``, ``UnicodeDecodeError``."""
    with closing(_looking(path)) as connection:
        return connection.execute("SELECT file, hash, n_bytes FROM media ORDER BY file").fetchall()


def quick_faults(path: Path, *, seconds: float) -> str:
    """What a first look finds wrong in so many seconds, in words of SQLite; "" where that is nothing.

    Nothing is read twice, and no index is compared with its table.
    """
    end = time.monotonic() + seconds
    try:
        with closing(_looking(path)) as connection:
            connection.set_progress_handler(lambda: time.monotonic() > end, 20_000)
            return "".join(structure_faults(connection, 1, is_quick=True))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return str(error) if failures.is_damage(error) else ""


def _looking(path: Path) -> sqlite3.Connection:
    return prepared(
        sqlite3.connect(path, isolation_level=None), "PRAGMA query_only = ON", "PRAGMA cell_size_check = ON"
    )


def _told(error: Exception, token: CancelToken | None) -> str:
    if token is not None:
        token.raise_if_cancelled()
    return str(error)
