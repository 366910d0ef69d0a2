"""A database for each test, copied from one that is made once; and the statements that were run on it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from newsroom.storage.opening import create_database, open_database
from newsroom.storage.store import Store


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "newsroom.db"
    create_database(path).close()
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "library" / "newsroom.db"
    path.parent.mkdir()
    shutil.copy(template, path)
    return path


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = open_database(database)
    yield opened
    opened.close()


@pytest.fixture
def statements(store: Store) -> list[str]:
    """What is executed in transactions that begin from now on, but for their beginnings and ends."""
    executed: list[str] = []

    def note(statement):
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "--")):
            executed.append(statement)

    def on_begin(connection):
        connection.connection.driver_connection.set_trace_callback(note)

    event.listen(store._engine, "begin", on_begin)
    return executed
