"""What can be read in a damaged database is read: all of a whole one, and of a broken one all that is not broken."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.desk.creating import create_library
from newsroom.desk.library import DATABASE
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.storage.opening import open_database
from newsroom.storage.rebuilding import find_wrong
from newsroom.storage.salvage_pages import PageFile
from newsroom.storage.salvage_records import RowReader, walk
from newsroom.storage.salvage_shapes import WANTED
from newsroom.storage.salvaging import Salvage, salvage_database

AT_MS = 1_780_000_000_000
PAGE = 4096
Texts = dict[int, tuple[str, str, str]]


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample newsroom in one file, without free pages."""
    folder = tmp_path_factory.mktemp("whole")
    create_library(folder / "library", sample=True).close()
    with closing(sqlite3.connect(folder / "library" / DATABASE)) as connection:
        connection.execute("VACUUM INTO ?", (str(folder / "whole.db"),))
    return folder / "whole.db"


def salvaged(data: bytes, folder: Path) -> tuple[Salvage, Path]:
    """What comes of a file with this content; whatever it is, the new database is sound."""
    source, target = folder / "damaged.db", folder / "new.db"
    source.write_bytes(data)
    result = salvage_database(source, target, AT_MS, lambda *_: None)
    assert source.read_bytes() == data and not list(folder.glob("damaged.db-*")), "it is only read"
    store = open_database(target)
    with store.write() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert find_wrong(connection) == []
    store.close()
    return result, target


def texts(path: Path) -> Texts:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT article_id, headline, lede, body FROM article_text").fetchall()
    return {id: (headline, lede, body) for id, headline, lede, body in rows}


def table(path: Path, name: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)


def root(path: Path, name: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    return int(page)


def pages_of(path: Path, name: str) -> list[int]:
    with PageFile(path) as pages:
        return [number for number, _ in walk(RowReader(pages), root(path, name), set())]


def without_pages(data: bytes, *numbers: int) -> bytes:
    broken = bytearray(data)
    for number in numbers:
        broken[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
    return bytes(broken)


def test_of_a_whole_database_everything_is_there(whole: Path, tmp_path: Path) -> None:
    result, new = salvaged(whole.read_bytes(), tmp_path)
    for name in WANTED:
        assert table(new, name) == table(whole, name), name
    assert result.n_articles == result.expected == 69
    assert not result.bad_pages and not result.refused and not result.n_found
    assert not any(vars(result.made).values())
    with closing(sqlite3.connect(new)) as connection:
        (seq,) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").fetchone()
    assert seq >= 69, "no id is given twice"


@pytest.mark.parametrize("name", ["article", "article_text", "article_detail", "tag_name", "revision"])
def test_what_stands_below_a_broken_page_is_found_by_its_rows(whole: Path, tmp_path: Path, name: str) -> None:
    result, new = salvaged(without_pages(whole.read_bytes(), root(whole, name)), tmp_path)
    assert table(new, name) == table(whole, name)
    assert result.n_found and root(whole, name) in result.bad_pages
    assert texts(new) == texts(whole)


def test_without_its_first_page_a_library_is_still_one(whole: Path, tmp_path: Path) -> None:
    result, new = salvaged(without_pages(whole.read_bytes(), 1), tmp_path)
    assert texts(new) == texts(whole)
    for name in ("article", "tag", "tag_name", "article_tag", "section", "series", "author", "media"):
        assert len(table(new, name)) >= len(table(whole, name)) - 1, name
    assert result.expected is None and 1 in result.bad_pages


def test_a_text_that_is_gone_comes_from_its_newest_revision(whole: Path, tmp_path: Path) -> None:
    leaf = pages_of(whole, "article_text")[-1]
    result, new = salvaged(without_pages(whole.read_bytes(), leaf), tmp_path)
    lost = result.made.texts | result.made.empty
    assert lost and len(texts(new)) == 69
    for id in result.made.texts:
        assert texts(new)[id] == texts(whole)[id]
    for id in result.made.empty:
        assert texts(new)[id][0] == texts(whole)[id][0], "its headline stands elsewhere, too"


def test_a_text_without_its_article_becomes_a_draft(whole: Path, tmp_path: Path) -> None:
    leaf = pages_of(whole, "article")[-1]
    result, new = salvaged(without_pages(whole.read_bytes(), leaf), tmp_path)
    assert result.made.rows and texts(new) == texts(whole) and result.n_articles == 69
    with closing(sqlite3.connect(new)) as connection:
        states = connection.execute("SELECT id, state FROM article").fetchall()
    assert {id for id, state in states if state == "draft"} >= result.made.rows


def test_of_a_text_whose_end_is_lost_the_beginning_is_kept(whole: Path, tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(whole)) as connection,
        closing(sqlite3.connect(tmp_path / "long.db")) as long,
    ):
        connection.backup(long)
    with closing(sqlite3.connect(tmp_path / "long.db")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        body = " ".join(f"word{n}" for n in range(20_000))
        connection.execute(
            "UPDATE article_text SET body = ?, folded_body = NULL WHERE article_id = 5", (body,)
        )
        connection.commit()
    data = (tmp_path / "long.db").read_bytes()
    place = data.index(b"word15000 ") // PAGE + 1
    result, new = salvaged(without_pages(data, place), tmp_path)
    kept = texts(new)[5][2]
    assert result.cut == {5} and body.startswith(kept) and len(kept) > 100_000


def test_what_waits_in_the_log_is_read_and_a_torn_end_of_it_is_not(tmp_path: Path) -> None:
    create_library(tmp_path / "library", sample=True).close()
    path = tmp_path / "library" / DATABASE
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        for n, headline in enumerate(("First", "Second", "Third")):
            connection.execute("UPDATE article SET headline = ? WHERE id = ?", (headline, n + 1))
        data, log = path.read_bytes(), path.with_name(path.name + "-wal").read_bytes()
    for folder, tail, expected in (("all", len(log), "Third"), ("torn", len(log) - 100, None)):
        place = tmp_path / folder
        place.mkdir()
        (place / "damaged.db").write_bytes(data)
        (place / "damaged.db-wal").write_bytes(log[:tail])
        salvage_database(place / "damaged.db", place / "new.db", AT_MS, lambda *_: None)
        headlines = dict(table_of(place / "new.db"))
        assert headlines[1] == "First" and headlines[2] == "Second"
        assert (headlines[3] == "Third") is (expected == "Third")


def table_of(path: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT id, headline FROM article").fetchall()


def flips(data: bytes, rng: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(rng.choice((1, 10, 100, 1000))):
        broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
    return bytes(broken)


def noise(data: bytes, rng: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(rng.choice((1, 3, 20))):
        place = rng.randrange(len(broken) // PAGE) * PAGE
        broken[place : place + PAGE] = rng.randbytes(PAGE)
    return bytes(broken)


def holes(data: bytes, rng: random.Random) -> bytes:
    return without_pages(data, *(rng.randrange(2, len(data) // PAGE) for _ in range(rng.choice((1, 3, 20)))))


def cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def all_of_it(data: bytes, rng: random.Random) -> bytes:
    return cut(holes(flips(data, rng), rng), rng)


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (flips, noise, holes, cut, all_of_it)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_damaged_what_comes_is_sound(
    whole: Path, tmp_path: Path, damage: Callable[[bytes, random.Random], bytes], seed: int
) -> None:
    salvage_at_random(whole, tmp_path, damage, seed)


def salvage_at_random(
    whole: Path, folder: Path, damage: Callable[[bytes, random.Random], bytes], seed: int
) -> None:
    """No article is invented, and none whose pages are whole is lost."""
    result, new = salvaged(damage(whole.read_bytes(), random.Random(seed)), folder)
    assert result.n_articles == len(texts(new))
    if damage in (holes, noise):
        # Twenty pages at most are gone, of which each has some texts, or leads to some.
        same = sum(texts(new).get(id) == text for id, text in texts(whole).items())
        assert same >= 20


def test_it_can_be_ended(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.storage.salvaging._TELL_EVERY", 10)
    token = CancelToken()
    with pytest.raises(CancelledError):
        salvage_database(whole, tmp_path / "new.db", AT_MS, lambda *_: token.cancel(), token)


def test_a_chain_of_pages_that_bites_its_tail_ends(whole: Path, tmp_path: Path) -> None:
    data = bytearray(whole.read_bytes())
    inner = pages_of(whole, "article_text")[0]
    start = (inner - 1) * PAGE
    data[start + 8 : start + 12] = inner.to_bytes(4, "big")
    salvaged(bytes(data), tmp_path)
    data[32:36] = (7).to_bytes(4, "big")
    data[6 * PAGE : 6 * PAGE + 8] = (7).to_bytes(4, "big") + (3).to_bytes(4, "big")
    (tmp_path / "free.db").write_bytes(data)
    with PageFile(tmp_path / "free.db") as pages:
        assert 7 in pages.free_pages()
