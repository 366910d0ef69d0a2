"""What the library keeps for suggestions: changes by triggers, answers; and an older library brought up to date."""

import sqlite3
from contextlib import closing

from newsroom.storage import migrating, schema
from newsroom.storage.migrations import migrations
from newsroom.storage.opening import create_database, open_database
from newsroom.storage.rebuilding import find_wrong
from tests.storage.making import add_article


def changes(connection):
    return list(connection.exec_driver_sql("SELECT article_id FROM article_change ORDER BY id").scalars())


def test_a_changed_article_stands_last_and_once(tmp_path):
    store = create_database(tmp_path / "newsroom.db")
    with store.write() as connection:
        for id in (1, 2, 3):
            add_article(connection, id, headline=f"Article {id}")
        assert changes(connection) == [1, 2, 3]
        connection.exec_driver_sql("UPDATE article_text SET body = 'new' WHERE article_id = 1")
        assert changes(connection) == [2, 3, 1]
        connection.exec_driver_sql("UPDATE article_text SET body = body")
        connection.exec_driver_sql("UPDATE article SET n_words = 7")
        assert changes(connection) == [2, 3, 1]
        connection.exec_driver_sql(
            "INSERT INTO article_related (article_id, position, other_id, headline) VALUES (2, 0, 3, '')"
        )
        assert changes(connection) == [3, 1, 2]
        connection.exec_driver_sql("DELETE FROM article_related")
        connection.exec_driver_sql("DELETE FROM article WHERE id = 3")
        assert changes(connection) == [1, 2, 3]
        assert find_wrong(connection) == []
    store.close()


def test_a_library_of_the_first_schema_gets_empty_tables(tmp_path):
    path = tmp_path / "newsroom.db"
    create_database(path).close()
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)):
        pass
    migrating.migrate(old, migrations()[:1])
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    store = open_database(old)
    with store.write() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == schema.VERSION
        add_article(connection, 5, headline="After")
        assert len(changes(connection)) == 1
    store.close()
