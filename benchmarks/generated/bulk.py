"""Fills a database quickly: without journal, triggers and indexes; what these keep is made anew at the end.

What fails leaves a file of no use. Only for files that nobody else has open.
"""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from newsroom.storage.rebuilding import find_wrong, rebuild_derived

_CACHE_KIB = 600_000
Answer = TypeVar("Answer")
Fill = Callable[[sqlite3.Connection], None]
Tell = Callable[[str], None]


class UnsoundError(Exception):
    """What was made does not pass its checks."""


def fill_in_bulk(path: Path, fill: Fill, tell: Tell) -> None:
    """``fill`` writes the rows through the driver. Raises ``UnsoundError``."""
    driver = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in (
            "journal_mode = DELETE",
            "journal_mode = OFF",
            "synchronous = OFF",
            "foreign_keys = OFF",
        ):
            driver.execute(f"PRAGMA {pragma}")
        driver.execute("PRAGMA locking_mode = EXCLUSIVE")
        driver.execute("PRAGMA temp_store = MEMORY")
        driver.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        triggers, indexes = _taken(driver, "trigger"), _taken(driver, "index")
        driver.execute("BEGIN")
        fill(driver)
        driver.execute("COMMIT")
        for statement in indexes:
            tell(f"index {statement.split()[2]}")
            driver.execute(statement)
        tell("counters and indexes of words")
        _within(driver, rebuild_derived)
        for statement in triggers:
            driver.execute(statement)
        _check(driver, tell)
    finally:
        driver.close()
    _sync(path)


def _taken(driver: sqlite3.Connection, kind: str) -> list[str]:
    """Removes the triggers or indexes; answers the statements that make them. Those of constraints stay."""
    question = "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL"
    found = driver.execute(question, (kind,)).fetchall()
    for name, _ in found:
        driver.execute(f'DROP {kind} "{name}"')
    return [sql for _, sql in found]


def _check(driver: sqlite3.Connection, tell: Tell) -> None:
    tell("integrity")
    (answer,) = driver.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise UnsoundError(f"integrity check: {answer}")
    if lost := driver.execute("PRAGMA foreign_key_check").fetchmany(3):
        raise UnsoundError(f"links without a target: {lost}")
    tell("agreement of what is derived")
    if wrong := _within(driver, find_wrong):
        raise UnsoundError(f"derived, but wrong: {', '.join(wrong)}")


def _within(driver: sqlite3.Connection, work: Callable[[Connection], Answer]) -> Answer:
    """What ``work`` answers, in a transaction of its own."""
    engine = create_engine("sqlite://", creator=lambda: driver, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with engine.begin() as connection:
        return work(connection)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
