"""A copy of a database in use: one state of it, whole, alone, and never begun again because somebody writes."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import LibraryError
from newsroom.storage import backing_up
from newsroom.storage.backing_up import copy_database, verify_copy
from newsroom.storage.connecting import Access, connect
from newsroom.storage.opening import open_database
from tests.storage.making import add_article


def fill(path: Path, n: int) -> None:
    store = open_database(path)
    with store.write() as connection:
        for key in range(1, n + 1):
            add_article(connection, key, headline=f"No. {key}", body="word " * 800)
    store.close()


def test_a_writer_in_between_neither_waits_nor_makes_it_begin_again(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "_STEP_PAGES", 8)
    fill(database, 300)
    shares: list[float] = []
    store = open_database(database)

    def write_at_each_step(share: float) -> None:
        shares.append(share)
        if len(shares) <= 40:
            with store.write() as connection:
                add_article(connection, 1000 + len(shares), headline="Later", body="later " * 500)

    counts = copy_database(database, tmp_path / "copy.db", tell=write_at_each_step)
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM article").scalar_one() == 340
    store.close()
    assert counts["article"] == 300 and len(shares) > 40
    assert shares == sorted(shares) and shares[-1] == 1.0, "it was begun again"
    assert verify_copy(tmp_path / "copy.db", counts) == ""
    assert {file.name for file in tmp_path.iterdir()} >= {"copy.db"}
    assert not list(tmp_path.glob("copy.db-*")), "a copy stands alone"


def test_what_was_committed_but_is_still_in_the_log_is_in_the_copy(database: Path, tmp_path: Path) -> None:
    with closing(connect(database, Access.SHARED)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("INSERT INTO setting (name, value) VALUES ('a', '1')")
        assert backing_up.log_bytes(database)
        copy_database(database, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("SELECT value FROM setting").fetchall() == [(1,)]


def test_cancelled_it_leaves_nothing(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backing_up, "_STEP_PAGES", 4)
    token = CancelToken()
    with pytest.raises(CancelledError):
        copy_database(database, tmp_path / "copy.db", tell=lambda share: token.cancel(), token=token)
    assert not list(tmp_path.glob("copy*"))


def test_a_rate_is_kept_and_a_log_that_grows_ends_it(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(backing_up.time, "sleep", pauses.append)
    monkeypatch.setattr(backing_up, "_STEP_PAGES", 16)
    copy_database(database, tmp_path / "slow.db", rate=1000.0)
    assert pauses and max(pauses) <= 0.2
    pauses.clear()
    monkeypatch.setattr(backing_up, "_GROWN_LOG_BYTES", 0)
    copy_database(database, tmp_path / "quick.db", rate=1000.0)
    assert not pauses


def test_it_goes_on_while_a_transaction_is_open(database: Path, tmp_path: Path) -> None:
    done = threading.Event()
    with closing(connect(database, Access.SHARED)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO setting (name, value) VALUES ('a', '1')")

        def copy() -> None:
            copy_database(database, tmp_path / "copy.db")
            done.set()

        thread = threading.Thread(target=copy)
        thread.start()
        assert done.wait(20)
        thread.join()
        writer.execute("ROLLBACK")
    assert verify_copy(tmp_path / "copy.db") == ""


@pytest.mark.parametrize("how", ["cut", "zeros", "stranger", "rows"])
def test_a_copy_that_is_not_whole_is_known(database: Path, tmp_path: Path, how: str) -> None:
    fill(database, 50)
    copy = tmp_path / "copy.db"
    counts = copy_database(database, copy)
    assert verify_copy(copy, counts) == ""
    data = bytearray(copy.read_bytes())
    if how == "cut":
        copy.write_bytes(data[: len(data) // 2])
    elif how == "zeros":
        copy.write_bytes(bytes(data[:4096]) + bytes(len(data) - 4096))
    elif how == "stranger":
        copy.unlink()
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("CREATE TABLE article (id INTEGER)")
    else:
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("DELETE FROM article WHERE id = 3")
            connection.commit()
    assert verify_copy(copy, counts)


def test_a_damaged_source_is_said(database: Path, tmp_path: Path) -> None:
    database.write_bytes(database.read_bytes()[:30_000])
    with pytest.raises(LibraryError):
        copy_database(database, tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))
