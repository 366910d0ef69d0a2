"""Damaged words of the schema are told from right ones, and written anew; what is of another making is left alone."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.domain.errors import LibraryError
from newsroom.storage.opening import open_database
from newsroom.storage.schema_words import damaged_words, write_words

NAMES = "SELECT type || ' ' || name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1"


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        return connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def change(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(f"UPDATE sqlite_schema SET sql = {sql}", values)


@pytest.mark.parametrize("seed", range(12))
def test_whichever_bytes_are_wrong_they_are_found_and_written_anew(database: Path, seed: int) -> None:
    rng = random.Random(seed)
    before = schema(database)
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute(NAMES)]
    wrong = rng.sample(names, 3)
    for name in wrong:
        change(
            database, "substr(sql, 1, 12) || ? || substr(sql, 14) WHERE type || ' ' || name = ?", "\x07", name
        )
    assert damaged_words(database) == sorted(wrong)
    write_words(database, wrong)
    assert damaged_words(database) == [] and schema(database) == before
    open_database(database).close()


def test_bytes_that_are_no_text_are_found_too(database: Path) -> None:
    change(database, "CAST(CAST('C' AS BLOB) || x'ff' || substr(sql, 3) AS TEXT) WHERE name = 'article'")
    assert damaged_words(database) == ["table article"]


def test_words_of_another_making_are_left_alone(database: Path) -> None:
    change(database, "replace(sql, 'CREATE INDEX', 'CREATE  INDEX') WHERE type = 'index'")
    before = schema(database)
    assert damaged_words(database) == []
    write_words(database, ["index ix_article_listed"])
    assert schema(database) == before


def test_one_who_has_it_open_sees_the_words_as_they_are_now(database: Path) -> None:
    change(database, "replace(sql, 'REFERENCES article', 'REFERENCES articlf') WHERE name = 'address'")
    store = open_database(database)
    insert = "INSERT INTO address (path, article_id, since) VALUES ('/a', 1, 0)"
    with pytest.raises(LibraryError, match="newsroom doctor"), store.write() as connection:
        connection.exec_driver_sql(insert)
    write_words(database, damaged_words(database))
    with pytest.raises(Exception, match="FOREIGN KEY"), store.write() as connection:
        connection.exec_driver_sql(insert)
    store.close()


def test_a_file_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(bytes(range(256)) * 40)
    assert damaged_words(tmp_path / "noise") == []
    with pytest.raises(LibraryError):
        write_words(tmp_path / "noise", ["table article"])
