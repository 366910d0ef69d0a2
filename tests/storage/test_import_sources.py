"""An item's savepoint: undone alone, and never in the way of what went wrong."""

import sqlite3
from typing import Any

import pytest

from newsroom.storage.import_sources import savepoint
from newsroom.storage.store import Connection, Store
from tests.storage.making import add_section


def broken_off(connection: Connection) -> None:
    with savepoint(connection):
        add_section(connection, "Sport")
        raise RuntimeError("broken off")


def on_a_full_disk(store: Store) -> None:
    """SQLite takes a whole transaction back there."""
    with store.write() as connection, savepoint(connection):
        driver: Any = connection.connection.driver_connection
        driver.execute("ROLLBACK")
        raise sqlite3.OperationalError("database or disk is full")


def test_what_a_block_wrote_is_undone_alone(store: Store) -> None:
    with store.write() as connection:
        add_section(connection, "World")
        with pytest.raises(RuntimeError, match="broken off"):
            broken_off(connection)
        with savepoint(connection):
            add_section(connection, "City")
    with store.read() as connection:
        driver: Any = connection.connection.driver_connection
        names = [name for (name,) in driver.execute("SELECT name FROM section ORDER BY id")]
    assert names == ["World", "City"]


def test_a_full_disk_is_told_though_it_took_the_savepoint_with_it(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="is full"):
        on_a_full_disk(store)
