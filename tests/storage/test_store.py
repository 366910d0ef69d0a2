"""Transactions, cancelling, other writers, and errors in words."""

import sqlite3
import threading

import pytest
from sqlalchemy.exc import IntegrityError

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import LibraryError
from newsroom.storage import connecting
from newsroom.storage.connecting import Access
from newsroom.storage.opening import open_database
from newsroom.storage.search_index import FULL
from newsroom.storage.store import Store
from tests.storage.making import add_article, add_section, insert

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def names(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM section ORDER BY id").scalars())


def test_a_write_is_kept_and_an_exception_undoes_all_of_it(store):
    with store.write() as connection:
        add_section(connection, "World")
    with pytest.raises(ZeroDivisionError):
        write_and_fail(store)
    assert names(store) == ["World"]


def write_and_fail(store: Store) -> None:
    with store.write() as connection:
        add_section(connection, "Sport")
        raise ZeroDivisionError


def test_a_reader_sees_one_state_while_others_write(store):
    with store.read() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM section").scalar_one() == 0
        with store.write() as connection:
            add_section(connection, "World")
        assert reader.exec_driver_sql("SELECT count(*) FROM section").scalar_one() == 0
    assert names(store) == ["World"]


def test_a_transaction_inside_a_write_is_a_fault_of_the_program(store):
    with store.write(), pytest.raises(RuntimeError), store.write():
        pass
    assert names(store) == []


def test_a_save_after_another_program_made_triggers_anew(store, database):
    """SQLite would find no table in the first statement that fires triggers with an index of words in them."""
    assert names(store) == []
    with store.write() as connection:
        add_section(connection, "World")
    others = open_database(database)
    with others.write() as connection:
        id = add_article(connection, 1)
        connection.exec_driver_sql(FULL.let_updates_pass())
        connection.exec_driver_sql(FULL.follow_updates())
    others.close()
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE article_text SET body = 'It sails.' WHERE article_id = ?", (id,))
    with store.read() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM search_full WHERE search_full MATCH 'sails'")
        assert found.scalar_one() == 1


def test_writers_of_one_process_wait_for_each_other(store):
    def add(number: int) -> None:
        for n in range(10):
            with store.write() as connection:
                count = connection.exec_driver_sql("SELECT count(*) FROM section").scalar_one()
                add_section(connection, f"{number}-{n}-{count}")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(name.rpartition("-")[2]) for name in names(store)) == list(range(40))


def test_settings_of_each_connection(store):
    with store.read() as connection:
        assert _pragma(connection, "journal_mode") == "wal"
        assert _pragma(connection, "synchronous") == 2
        assert _pragma(connection, "foreign_keys") == 1
        assert _pragma(connection, "busy_timeout") == 10_000
        assert _pragma(connection, "recursive_triggers") == 1


def _pragma(connection, name: str):
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_a_token_stops_a_statement_that_runs(store):
    token = CancelToken()
    began = threading.Event()

    def cancel() -> None:
        began.wait()
        token.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    with pytest.raises(CancelledError):
        run_endlessly(store, token, began)
    canceller.join()
    assert names(store) == []


def run_endlessly(store: Store, token: CancelToken, began: threading.Event) -> None:
    with store.read(token) as connection:
        driver = connection.connection.driver_connection
        driver.set_progress_handler(began.set, 100_000)
        try:
            connection.exec_driver_sql(ENDLESS).scalar_one()
        finally:
            driver.set_progress_handler(None, 0)


def test_a_token_stops_the_next_statement(store):
    token = CancelToken()
    with pytest.raises(CancelledError):
        cancel_before_a_statement(store, token)
    with pytest.raises(CancelledError), store.read(token):
        pass
    with store.read(CancelToken()) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_a_read_cancelled_as_its_statement_begins_ends_too(store):
    """Behind the last look at the token, before SQLite's first step, where an interrupt ends nothing by itself."""

    class Late(CancelToken):
        n_looks = 0

        def raise_if_cancelled(self) -> None:
            super().raise_if_cancelled()
            self.n_looks += 1
            self.cancel()

    token = Late()
    with pytest.raises(CancelledError), store.read(token) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    assert token.n_looks == 1
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def cancel_before_a_statement(store: Store, token: CancelToken) -> None:
    with store.read(token) as connection:
        token.cancel()
        connection.exec_driver_sql("SELECT 1")


def test_a_token_of_an_earlier_reader_does_not_stop_a_later_one(store):
    token = CancelToken()
    with store.read(token) as connection:
        connection.exec_driver_sql("SELECT 1")
    token.cancel()
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1


def test_data_version_tells_others_writes_from_ours(store, database):
    before = store.data_version()
    with store.write() as connection:
        add_section(connection, "World")
    assert store.data_version() == before
    other = open_database(database)
    with other.write() as connection:
        add_section(connection, "Sport")
    other.close()
    after = store.data_version()
    assert after != before
    with store.write():
        assert store.data_version() == after


def test_another_process_that_holds_the_lock_is_named(database, monkeypatch):
    monkeypatch.setattr(connecting, "_BUSY_TIMEOUT_S", 0.05)
    store = open_database(database)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError, match="Another program is writing"), store.write():
        pass
    other.execute("ROLLBACK")
    other.close()
    with store.write() as connection:
        add_section(connection, "World")
    assert names(store) == ["World"]
    store.close()


def test_a_full_disk_undoes_the_write_and_says_so(store):
    with store.write() as connection:
        add_section(connection, "World")
        pages = _pragma(connection, "page_count")
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with (
        pytest.raises(LibraryError, match=r"is full.*what was saved before is safe"),
        store.write() as connection,
    ):
        insert(connection, "setting", name="big", value="x" * 1_000_000)
    assert names(store) == ["World"]
    with store.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        add_section(connection, "Sport")
    assert names(store) == ["World", "Sport"]


def test_a_broken_rule_of_the_tables_is_a_fault_of_the_program(store):
    with pytest.raises(IntegrityError), store.write() as connection:
        insert(connection, "article_tag", article_id=7, tag_id=7, position=0, search_key=0)


def test_after_closing_nothing_is_read_or_written(store):
    store.close()
    store.close()
    with pytest.raises(LibraryError, match="was closed"), store.read():
        pass
    with pytest.raises(LibraryError, match="was closed"), store.write():
        pass
    with pytest.raises(LibraryError, match="was closed"):
        store.data_version()


def test_closing_waits_for_readers(store, database):
    reading, go_on = threading.Event(), threading.Event()
    seen = []

    def read() -> None:
        with store.read() as connection:
            reading.set()
            go_on.wait()
            seen.append(connection.exec_driver_sql("SELECT count(*) FROM section").scalar_one())

    reader = threading.Thread(target=read)
    reader.start()
    reading.wait()
    closer = threading.Thread(target=store.close)
    closer.start()
    assert closer.is_alive()
    go_on.set()
    closer.join()
    reader.join()
    assert seen == [0]
    assert not database.with_name("newsroom.db-wal").exists()


@pytest.mark.parametrize("access", [Access.READING, Access.FROZEN])
def test_a_store_for_reading_refuses_to_write(store, database, access):
    with store.write() as connection:
        add_section(connection, "World")
    store.close()
    reader = Store(database, access)
    assert reader.read_only and "reading only" in reader.notice
    assert names(reader) == ["World"]
    assert reader.data_version() == reader.data_version()
    with pytest.raises(LibraryError, match="cannot be written"), reader.write():
        pass
    reader.close()


def test_where_only_one_may_use_the_file_one_connection_does_all(store, database, monkeypatch):
    monkeypatch.setattr(connecting, "_BUSY_TIMEOUT_S", 0.05)
    store.close()
    alone = Store(database, Access.ALONE)
    with alone.write() as connection:
        add_section(connection, "World")
        assert _pragma(connection, "journal_mode") == "truncate"
    with alone.read() as outer, alone.read() as inner:
        assert outer is inner
    assert names(alone) == ["World"]
    assert "network" in alone.notice
    second = Store(database, Access.SHARED)
    with pytest.raises(LibraryError, match="Another program"), second.read():
        pass
    second.close()
    alone.close()
    again = open_database(database)
    assert names(again) == ["World"] and not again.notice
    again.close()


def test_whatever_a_cancelled_question_ends_with_it_was_cancelled(store):
    token = CancelToken()

    def ask():
        with store.read(token) as connection:
            token.cancel()
            connection.connection.driver_connection.execute("SELECT * FROM there_is_no_such_table")

    with pytest.raises(CancelledError):
        ask()
