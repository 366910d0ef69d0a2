"""Brings a database to the newest schema with Alembic, in place. Opening (opening.py) gives it a copy to work on."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from newsroom.storage.migrations import migrations
from newsroom.storage.schema import read_mark, write_mark
from newsroom.storage.search_index import ARTICLE_INDEXES, INDEXES
from newsroom.storage.structure import structure_faults
from newsroom.storage.triggers import TRIGGERS


class UnsoundError(Exception):
    """A migrated database did not pass its checks. The message is for the log."""


def migrate(path: Path, steps: Sequence[ModuleType] | None = None) -> None:
    """Runs every migration that the database has not had, in one transaction, and verifies the outcome.

    On any exception the file is of no use any more. Raises ``UnsoundError``, the driver's errors, and whatever a
    migration raises.
    """
    steps = migrations() if steps is None else steps
    driver = sqlite3.connect(path, isolation_level=None)
    try:
        driver.execute("PRAGMA synchronous = FULL")
        # Batch operations rebuild a table under another name; the check afterwards finds what does not fit.
        driver.execute("PRAGMA foreign_keys = OFF")
        before = _counts(driver)
        _run(driver, steps)
        _verify(driver, before)
    finally:
        driver.close()


def schema_as_made() -> list[tuple[str, str]]:
    """What a new database has, as ``table article`` and the words of it. A third of a second."""
    driver = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _run(driver, migrations())
        return driver.execute(
            "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        ).fetchall()
    finally:
        driver.close()


def _run(driver: sqlite3.Connection, steps: Sequence[ModuleType]) -> None:
    engine = create_engine("sqlite://", creator=lambda: driver, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        _drop_derived(connection)
        context = MigrationContext.configure(connection, opts={"transactional_ddl": True})
        with Operations.context(context):
            for step in steps[read_mark(driver).version :]:
                step.upgrade()
        _restore_search(connection)
        for trigger in TRIGGERS:
            connection.exec_driver_sql(trigger)
        write_mark(driver, len(steps))


def _drop_derived(connection: Connection) -> None:
    """Triggers and views: a table that is rebuilt would lose the ones, and cannot be renamed under the others."""
    derived = "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    for kind, name in connection.exec_driver_sql(derived).all():
        connection.exec_driver_sql(f'DROP {kind} "{name}"')


def _restore_search(connection: Connection) -> None:
    """The indexes as this version makes them. One that still agrees with its table stays: to check is half the work.

    After this no table that is indexed may be changed.
    """
    definitions: dict[str, str | None] = dict(
        connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema").all()
    )
    for index in INDEXES:
        view, table = index.create()
        connection.exec_driver_sql(view)
        if definitions.get(index.name) != table or not index.agrees(connection):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {index.name}")
            connection.exec_driver_sql(table)
            for statement in index.rebuild():
                connection.exec_driver_sql(statement)
        for statement in index.settle():
            connection.exec_driver_sql(statement)
    for index in ARTICLE_INDEXES:
        for table in index.create_words():
            connection.exec_driver_sql(table)


def _counts(driver: sqlite3.Connection) -> dict[str, int]:
    """Rows of the tables that hold what people wrote."""
    names = {name for (name,) in driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    kept = sorted(
        names & {"article", "article_text", "revision", "tag", "series", "section", "author", "media"}
    )
    return {name: _value(driver, f"SELECT count(*) FROM {name}") for name in kept}


def _verify(driver: sqlite3.Connection, before: dict[str, int]) -> None:
    """Structure, references and numbers; the indexes of words were looked at or made. Raises ``UnsoundError``."""
    if faults := structure_faults(driver, 1):
        raise UnsoundError(f"integrity check: {faults[0]}")
    lost = driver.execute("PRAGMA foreign_key_check").fetchall()
    if lost:
        raise UnsoundError(f"foreign keys without a target: {len(lost)}")
    after = _counts(driver)
    if {name: after.get(name) for name in before} != before:
        raise UnsoundError(f"rows before {before}, after {after}")


def _value(driver: sqlite3.Connection, sql: str) -> Any:
    (value,) = driver.execute(sql).fetchone()
    return value
