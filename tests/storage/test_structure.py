"""What SQLite finds wrong, whatever its version: pages and tables, and never an index of words."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.desk.creating import create_library
from newsroom.storage.structure import structure_faults

WORDS = {
    "of no known form": "UPDATE search_full_config SET v = 0 WHERE k = 'version'",
    "empty": "DELETE FROM search_full_data",
    "gone": "DROP TABLE search_full_data",
    "with a part of it gone": "DELETE FROM search_full_data WHERE id > 100",
    "overwritten": "UPDATE search_full_data SET block = x'00ff00ff' WHERE id > 100",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("structure") / "library"
    create_library(path, sample=True).close()
    return (path / "newsroom.db").read_bytes()


@pytest.fixture
def database(sample: bytes, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    (tmp_path / "newsroom.db").write_bytes(sample)
    with closing(sqlite3.connect(tmp_path / "newsroom.db", isolation_level=None)) as connection:
        yield connection


def again(database: sqlite3.Connection) -> sqlite3.Connection:
    """Another connection, which has not read the index of words yet."""
    (path,) = (row[2] for row in database.execute("PRAGMA database_list"))
    return sqlite3.connect(path, isolation_level=None)


@pytest.mark.parametrize("is_quick", [False, True], ids=["whole", "quick"])
def test_a_sound_one_has_none(database: sqlite3.Connection, is_quick: bool) -> None:
    assert structure_faults(database, 50, is_quick=is_quick) == []


@pytest.mark.parametrize("is_quick", [False, True], ids=["whole", "quick"])
@pytest.mark.parametrize("damage", WORDS)
def test_an_index_of_words_is_none_of_it(database: sqlite3.Connection, damage: str, is_quick: bool) -> None:
    database.execute(WORDS[damage])
    with closing(again(database)) as connection:
        assert structure_faults(connection, 1, is_quick=is_quick) == []


@pytest.mark.parametrize("damage", ["none", *WORDS])
def test_what_is_wrong_beside_it_is_found(database: sqlite3.Connection, damage: str) -> None:
    if damage in WORDS:
        database.execute(WORDS[damage])
    database.execute("CREATE TABLE mark (x)")
    database.execute("INSERT INTO mark VALUES (NULL)")
    database.execute("PRAGMA writable_schema = ON")
    database.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE mark (x NOT NULL)' WHERE name = 'mark'")
    with closing(again(database)) as connection:
        found = [structure_faults(connection, 1, is_quick=is_quick) for is_quick in (False, True)]
    assert found == [["NULL value in mark.x"]] * 2


def test_a_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "newsroom.db").write_bytes(b"Fog. " * 2000)
    with (
        closing(sqlite3.connect(tmp_path / "newsroom.db")) as connection,
        pytest.raises(sqlite3.DatabaseError),
    ):
        structure_faults(connection, 1)
