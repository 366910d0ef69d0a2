"""What a library said is kept until anybody writes, and no more of it than is bearable."""

import sqlite3

import pytest

from newsroom.storage import remembering
from newsroom.storage.remembering import remembered
from newsroom.storage.store import Store


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "file.db"
    path.touch()
    made = Store(path)
    with made.write() as connection:
        connection.exec_driver_sql("CREATE TABLE word (name TEXT PRIMARY KEY, n INTEGER)")
        connection.exec_driver_sql("INSERT INTO word VALUES ('a', 1), ('b', 2)")
    yield made
    made.close()


@pytest.fixture
def look_up(store):
    """Looks words up, and keeps which were asked about."""
    asked = []

    def look(*words):
        with store.read() as connection:

            def ask(new):
                asked.append(new)
                rows = connection.exec_driver_sql("SELECT name, n FROM word").all()
                return {name: n for name, n in rows if name in new}

            return remembered(connection, "words", words, ask)

    look.asked = asked
    return look


def test_each_is_asked_about_once_be_it_there_or_not(look_up):
    assert look_up("b", "c", "a") == {"b": 2, "a": 1}
    assert [*look_up("a", "c", "d", "b")] == ["a", "b"]
    assert look_up.asked == [["b", "c", "a"], ["d"]]


def test_all_is_forgotten_when_anybody_writes(look_up, store):
    look_up("a", "c")
    with store.write() as connection:
        connection.exec_driver_sql("INSERT INTO word VALUES ('c', 3)")
    assert look_up("a", "c") == {"a": 1, "c": 3}
    other = sqlite3.connect(store.path)
    with other:
        other.execute("UPDATE word SET n = 4 WHERE name = 'c'")
    other.close()
    assert look_up("c") == {"c": 4}


def test_what_is_too_much_is_forgotten(look_up, monkeypatch):
    monkeypatch.setattr(remembering, "_MOST", 3)
    look_up("a", "b")
    assert look_up("a", "c", "d") == {"a": 1}
    assert look_up.asked[-1] == ["a", "c", "d"]
