"""The check-up finds what is wrong and changes nothing; repair makes anew what is derived; salvage keeps the rest."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.desk.articles import get_article, set_fields
from newsroom.desk.backups import make_backup
from newsroom.desk.doctor import check_library, quick_look, repair_library
from newsroom.desk.library import DATABASE, Library, open_library
from newsroom.desk.salvaging import REPORT, salvage_library
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import DamagedError, LibraryError, RefusedError
from newsroom.domain.health import Finding, Health, Severity

PAGE = 4096


@pytest.fixture
def path(sample_template: Path, tmp_path: Path) -> Path:
    """A library that nobody has open."""
    return shutil.copytree(sample_template, tmp_path / "desk")


def finding(health: Health, what: str) -> Finding:
    return next(one for one in health.findings if one.what == what)


def contents(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path / DATABASE)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def wipe(path: Path, *, first: int, n: int) -> None:
    with (path / DATABASE).open("r+b") as file:
        file.seek(first * PAGE)
        file.write(bytes(n * PAGE))


def test_of_a_whole_library_all_is_good_and_nothing_is_touched(path: Path) -> None:
    library = open_library(path)
    make_backup(library)
    library.close()
    before = contents(path)
    health = check_library(path)
    assert {one.what for one in health.findings} == {
        "file",
        "structure",
        "references",
        "derived",
        "pictures",
        "journals",
        "backups",
        "room",
    }
    assert all(one.severity is Severity.GOOD for one in health.findings if one.what != "room"), health
    assert contents(path) == before


def test_it_looks_while_others_write(sample: Library) -> None:
    def write(_: object) -> None:
        set_fields(sample, 1, {"label": "Analysis"}, by="test")

    assert not check_library(sample.path, tell=write).is_damaged


def test_what_is_derived_is_found_and_made_anew(path: Path) -> None:
    change(
        path,
        "UPDATE tag SET n_articles = 77 WHERE id = 3",
        "UPDATE state_count SET n = n + 5",
        "DROP TRIGGER article_insert_state",
        "DELETE FROM search_small_data WHERE id > 20",
        "UPDATE article_text SET folded_body = 'nothing' WHERE article_id = 4",
    )
    health = check_library(path)
    derived = finding(health, "derived")
    assert derived.severity is Severity.DERIVED and health.can_be_mended and not health.is_damaged
    assert {"trigger article_insert_state", "tag.n_articles", "state_count.n", "search_small"} <= set(
        derived.details
    )
    mended = repair_library(path)
    assert finding(mended, "derived").is_mended and mended.worst is not Severity.DERIVED
    assert finding(check_library(path), "derived").severity is Severity.GOOD


def test_an_index_that_differs_from_its_table_is_made_anew(path: Path) -> None:
    index = "SELECT * FROM sqlite_schema WHERE name = 'ix_article_updated'"
    with closing(sqlite3.connect(path / DATABASE)) as connection:
        row = connection.execute(index).fetchone()
    # A program that does not know of the index writes to the table.
    change(path, "PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE name = 'ix_article_updated'")
    change(path, "UPDATE article SET updated_at = updated_at + 1 WHERE id = 3")
    with closing(sqlite3.connect(path / DATABASE)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)
        connection.commit()
    structure = finding(check_library(path), "structure")
    assert structure.severity is Severity.DERIVED and structure.details
    assert finding(repair_library(path), "structure").is_mended


def test_pictures_are_compared_with_their_hashes_and_come_back_from_a_backup(path: Path) -> None:
    first, second, *_ = sorted((path / "media").iterdir())
    second.write_bytes(second.read_bytes() + b"x")
    health = check_library(path)
    assert finding(health, "pictures").details == (second.name,)
    assert not finding(repair_library(path), "pictures").is_mended, "there is no backup yet"
    (path / "media" / second.name).unlink()
    shutil.copy(first, path / "media" / "kept")
    library = open_library(path)
    make_backup(library)
    library.close()
    first.unlink()
    mended = repair_library(path)
    assert not finding(mended, "pictures").is_mended and first.is_file(), "one is in no backup"
    assert finding(mended, "pictures").details == (second.name,)


def test_damage_is_refused_to_repair_and_salvaged(path: Path, tmp_path: Path) -> None:
    library = open_library(path)
    headlines = {n: get_article(library, n).content.headline for n in range(1, 60)}
    library.close()
    (path / "journal" / "draft-0123456789abcdef.journal").write_bytes(b"typed and not saved")
    wipe(path, first=2, n=60)
    before = contents(path)
    health = check_library(path)
    assert health.is_damaged and not any(one.what == "derived" for one in health.findings)
    with pytest.raises(RefusedError, match="Nothing was changed"):
        repair_library(path)
    report = salvage_library(path, tmp_path / "new")
    assert contents(path) == before
    assert report.n_bad_pages and report.n_articles >= 60
    library = open_library(tmp_path / "new")
    for one in report.lost:
        assert get_article(library, one.article_id).content.headline == one.headline
    assert get_article(library, 40).content.headline == headlines[40]
    library.close()
    assert (
        tmp_path / "new" / "journal" / "draft-0123456789abcdef.journal"
    ).read_bytes() == b"typed and not saved"
    assert len(list((tmp_path / "new" / "media").iterdir())) == 12
    words = (tmp_path / "new" / REPORT).read_text()
    assert f"{report.n_articles:,} articles" in words and all(one.headline in words for one in report.lost)
    assert not check_library(tmp_path / "new").is_damaged


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def missing(file: Path) -> None:
    file.unlink()


def empty(file: Path) -> None:
    file.write_bytes(b"")


def page_of_html(file: Path) -> None:
    file.write_bytes(b"<!doctype html><title>Log in</title>" * 200)


def stranger(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmark (id INTEGER)")
        connection.commit()


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 100 * PAGE])


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 9999")


STRANGE: tuple[tuple[Callable[[Path], None], str], ...] = (
    (folder, "is a folder"),
    (pipe, "no ordinary file"),
    (missing, "is missing"),
    (empty, "does not begin as a database"),
    (page_of_html, "does not begin as a database"),
    (stranger, "none of Newsroom"),
    (cut_short, "end of the file is missing"),
    (newer, "newer version"),
)


@pytest.mark.parametrize(("happens", "words"), STRANGE)
def test_what_stands_at_the_place_of_the_database_is_said(
    path: Path, tmp_path: Path, happens: Callable[[Path], None], words: str
) -> None:
    if happens is pipe and sys.platform == "win32":
        pytest.skip("no pipes in folders there")
    happens(path / DATABASE)
    health = check_library(path)
    assert words in finding(health, "file").words and health.is_damaged
    with pytest.raises(LibraryError):
        open_library(path)
    if happens in (folder, pipe, missing, empty, page_of_html, stranger):
        with pytest.raises(LibraryError):
            salvage_library(path, tmp_path / "new")
        assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("happens", [folder, missing, page_of_html, cut_short])
def test_the_window_is_told_that_it_is_damage(path: Path, happens: Callable[[Path], None]) -> None:
    happens(path / DATABASE)
    with pytest.raises(DamagedError):
        open_library(path)


def test_a_quick_look_finds_a_broken_structure(path: Path) -> None:
    assert quick_look(path) == ""
    wipe(path, first=20, n=150)
    assert "damaged" in quick_look(path)


def test_without_room_for_a_copy_it_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.desk.doctor._has_room", lambda *_: False)
    structure = finding(check_library(path), "structure")
    assert structure.severity is Severity.NOTE and "no room" in structure.words


def test_it_can_be_ended_and_leaves_nothing(path: Path) -> None:
    before = contents(path)
    token = CancelToken()
    with pytest.raises(CancelledError):
        check_library(path, tell=lambda _: token.cancel(), token=token)
    assert contents(path) == before and not list((path / "backups").iterdir())


def test_an_unclean_end_is_remembered(path: Path) -> None:
    library = open_library(path)
    assert not library.was_cut_short
    set_fields(library, 1, {"label": "Analysis"}, by="test")
    other = open_library(path)
    assert other.was_cut_short
    other.close()
    library.close()


def test_bytes_that_are_no_text_are_damage_in_words(path: Path, tmp_path: Path) -> None:
    change(
        path,
        "DROP TRIGGER search_full_update",
        "UPDATE article_text SET body = CAST(x'48ff49' AS TEXT) WHERE article_id = 7",
    )
    derived = finding(check_library(path), "derived")
    assert derived.severity is Severity.DAMAGE and "damaged" in derived.words
    library = open_library(path)
    with pytest.raises(DamagedError):
        get_article(library, 7)
    library.close()
    report = salvage_library(path, tmp_path / "new")
    assert [(one.article_id, "some characters" in one.what) for one in report.lost] == [(7, True)]
