"""The check-up finds what is wrong and changes nothing; repair makes anew what is derived; salvage keeps the rest."""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from newsroom.desk.articles import get_article, new_article, set_fields
from newsroom.desk.backups import make_backup
from newsroom.desk.doctor import check_library, quick_look, repair_library
from newsroom.desk.library import DATABASE, Library, open_library
from newsroom.desk.salvaging import REPORT, salvage_library
from newsroom.domain.article import Article, Content, State
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.draft import Draft
from newsroom.domain.errors import DamagedError, LibraryError, RefusedError
from newsroom.domain.health import Finding, Health, Severity
from newsroom.domain.ids import ArticleId
from newsroom.domain.serial import content_to_json
from newsroom.journal.old_copies import OldCopies
from newsroom.journal.places import Places
from newsroom.journal.recorder import DraftJournal
from newsroom.journal.recovery import find
from newsroom.journal.writer import JournalWriter
from newsroom.storage import migrating
from newsroom.storage.migrations import migrations

PAGE = 4096


@pytest.fixture
def path(sample_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that nobody has open, of a user who has no other."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
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


def test_a_load_that_was_left_open_is_found_and_ended(path: Path) -> None:
    change(path, "INSERT INTO bulk_load (id) VALUES (1)")
    library = open_library(path)
    new_article(library, Content(headline="Nobody counts this", body="Ostrich."), by="test")
    library.close()
    found = finding(check_library(path), "derived")
    assert {"bulk_load", "state_count.n", "search_full"} <= set(found.details)
    assert finding(repair_library(path), "derived").is_mended
    library = open_library(path)
    assert library.store.path.exists()
    with library.store.read() as connection:
        (n,) = connection.exec_driver_sql(
            "SELECT count(*) FROM search_full WHERE search_full MATCH 'ostrich'"
        ).one()
        assert n == 1
    library.close()


WRONG = (
    "UPDATE article_tag SET is_trashed = 1, search_key = search_key + 1 WHERE article_id < 20",
    "UPDATE article_text SET search_key = search_key + 100000 WHERE article_id BETWEEN 5 AND 25",
    "UPDATE article_text SET folded_headline = 'nothing' WHERE article_id = 4",
    "UPDATE article SET is_duplicate = 1, is_untagged = 1",
    "UPDATE author SET n_articles = 0",
    "DELETE FROM search_full_data WHERE id > 20",
    "DELETE FROM search_tag_name_docsize",
)


def test_others_read_and_save_while_it_is_mended(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between any two pieces somebody makes an article, changes one, deletes one; all agrees in the end."""
    change(path, "INSERT INTO bulk_load (id) VALUES (1)", *WRONG)
    other = open_library(path)
    pauses: list[float] = []

    def somebody_works(seconds: float) -> None:
        pauses.append(seconds)
        n = len(pauses)
        made = new_article(other, Content(headline=f"While it is mended {n}", body="Ostrich."), by="test")
        set_fields(other, 1 + n % 40, {"headline": f"Another {n}", "lede": "Ostriches."}, by="test")
        with other.store.write() as connection:
            connection.exec_driver_sql("UPDATE article SET trashed_at = 1 WHERE id = ?", (1 + (n + 20) % 40,))
            connection.exec_driver_sql(
                "UPDATE article SET search_key = search_key + 500000 WHERE id = ?", (made.id,)
            )

    monkeypatch.setattr("newsroom.storage.mending.time.sleep", somebody_works)
    monkeypatch.setattr("newsroom.storage.mending._FIRST", 7)
    monkeypatch.setattr("newsroom.storage.mending._MOST", 7)
    mended = repair_library(path)
    assert len(pauses) > 20
    assert finding(mended, "derived").is_mended, finding(mended, "derived")
    other.close()


def test_what_was_stopped_half_way_is_sound_and_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(path, *WRONG)
    token = CancelToken()
    pauses: list[float] = []

    def stop(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 6:
            token.cancel()

    monkeypatch.setattr("newsroom.storage.mending.time.sleep", stop)
    monkeypatch.setattr("newsroom.storage.mending._MOST", 100)
    with pytest.raises(CancelledError):
        repair_library(path, token=token)
    health = check_library(path)
    assert not health.is_damaged and health.can_be_mended
    library = open_library(path)
    set_fields(library, 9, {"headline": "After that", "body": "Ostrich."}, by="test")
    library.close()
    assert finding(repair_library(path), "derived").is_mended


def test_a_row_that_is_in_no_state_is_damage_and_said_in_words(path: Path) -> None:
    change(path, "UPDATE article SET state = 'dr' WHERE id = 9")
    library = open_library(path)
    with pytest.raises(LibraryError, match="article 9 cannot be read"):
        get_article(library, 9)
    library.close()
    references = finding(check_library(path), "references")
    assert references.severity is Severity.DAMAGE and "article.state: 1" in references.details


def test_places_that_were_exchanged_are_mended(path: Path) -> None:
    """Each has the other's, and no two may have one."""
    change(
        path,
        "DROP TRIGGER search_small_update",
        "DROP TRIGGER search_full_update",
        "UPDATE article_text SET search_key = -search_key WHERE article_id IN (5, 6)",
        "UPDATE article_text SET search_key = (SELECT search_key FROM article WHERE id = 11 - article_id) "
        "WHERE article_id IN (5, 6)",
    )
    assert "article_text.search_key" in finding(check_library(path), "derived").details
    assert finding(repair_library(path), "derived").is_mended


def test_a_trigger_that_says_something_else_is_made_anew(path: Path) -> None:
    change(
        path,
        "DROP TRIGGER article_insert_state",
        "CREATE TRIGGER article_insert_state AFTER INSERT ON article BEGIN SELECT 1; END",
    )
    assert finding(check_library(path), "derived").details == ("trigger article_insert_state",)
    assert finding(repair_library(path), "derived").is_mended


@pytest.mark.parametrize("index", ["search_full", "search_tag_name"])
def test_a_search_index_of_no_known_form_is_said_and_made_anew(path: Path, index: str) -> None:
    change(path, f"UPDATE {index}_config SET v = 0 WHERE k = 'version'")
    library = open_library(path)
    act = partial(set_fields, library, 9, {"headline": "Wrecks", "tags": [{"name": "Ostriches"}]}, by="test")
    with pytest.raises(LibraryError, match="doctor --repair"):
        act()
    library.close()
    assert index in finding(check_library(path), "derived").details
    assert finding(repair_library(path), "derived").is_mended
    library = open_library(path)
    set_fields(library, 9, {"headline": "Wrecks"}, by="test")
    library.close()


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


def test_an_older_library_is_named_as_one_and_whole_once_it_was_opened(tmp_path: Path) -> None:
    folder = tmp_path / "older"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrating, "TRIGGERS", ())  # those of today name columns that are not there yet
        migrating.migrate(folder / DATABASE, migrations()[:1])
    health = check_library(folder)
    assert "older version" in finding(health, "derived").words
    assert health.worst is Severity.NOTE and not health.can_be_mended
    repaired = repair_library(folder)
    for one in health.findings:  # the room on the disk is another's to change
        assert one.what == "room" or finding(repaired, one.what) == one
    open_library(folder).close()
    assert finding(check_library(folder), "derived").severity is Severity.GOOD


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


def journal_of(library: Path, state: Path, body: str, *, at_home: bool) -> Path:
    """Of an article with that text, not saved; in the library, or in the user's own folder."""
    moment = datetime(2026, 3, 6, tzinfo=UTC)
    article = Article(ArticleId(0), "uid", 0, State.DRAFT, "", None, None, moment, moment, Content())
    writer = JournalWriter(Places(library, state))
    draft = Draft(article)
    journal = DraftJournal(writer, draft)
    hidden = library / "journal"
    if not at_home:
        hidden.rename(library / "away")
        hidden.touch()
    draft.edit_text("body", 0, 0, body)
    file = journal.keep()
    journal.leave()
    assert writer.close() and file is not None
    if not at_home:
        hidden.unlink()
        (library / "away").rename(hidden)
    return file


def test_journals_are_read_and_named(path: Path, tmp_path: Path) -> None:
    state = tmp_path / "state" / "newsroom" / "journal"
    torn = path / "journal" / "draft-0123456789abcdef.journal"
    torn.write_bytes(b"no journal at all")
    kept = path / "journal" / "draft-0123456789abcdee.damaged"
    kept.write_bytes(b"what somebody may still read")
    away = journal_of(path, state, "Typed, and nowhere else", at_home=False)
    assert away.parent == state
    journal_of(path, state, "Typed in the library", at_home=True)
    other = tmp_path / "another"
    (other / "journal").mkdir(parents=True)
    journal_of(other, state, "Of another library", at_home=False)
    before = contents(tmp_path)
    journals = finding(check_library(path), "journals")
    assert journals.severity is Severity.NOTE
    assert (
        "2 texts that were not saved wait" in journals.words and "2 journals cannot be read" in journals.words
    )
    assert set(journals.details) == {str(torn), str(kept), str(away)}
    assert contents(tmp_path) == before
    (state / "draft-0123456789abcdff.journal").write_bytes(b"whose?")
    assert "may be of another library" in finding(check_library(path), "journals").words


def old_copy(file: Path, library: Path) -> Path:
    """As versions before the journal kept a text that could not be saved."""
    content = content_to_json(Content(body="Kept by an older version"))
    file.parent.mkdir(parents=True, exist_ok=True)
    value = {"library": str(library), "id": 3, "version": 1, "at": "2021-03-06T01:45:00Z"}
    file.write_text(json.dumps({**value, "base": content, "content": content}))
    return file


def test_salvage_brings_what_was_typed_and_is_nowhere_but_in_the_users_own_folder(
    path: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state" / "newsroom" / "journal"
    away = journal_of(path, state, "Typed, and nowhere else", at_home=False)
    (path / "journal" / away.name).write_bytes(away.read_bytes()[:-5])  # of the day before the disk was full
    other = tmp_path / "another"
    (other / "journal").mkdir(parents=True)
    journal_of(other, state, "Of another library", at_home=False)
    copy = old_copy(tmp_path / "state" / "newsroom" / "unsaved" / "unsaved-uid-2.json", path)
    old_copy(copy.with_name("unsaved-uid-3.json"), other)
    assert "2 texts" in finding(check_library(path), "journals").words
    salvage_library(path, tmp_path / "new")
    assert {file.name for file in (tmp_path / "new" / "journal").iterdir()} == {away.name, copy.name}
    assert [one.key for one in OldCopies(tmp_path / "new", tmp_path / "nobody").all()] == ["uid-2"]
    found = find(Places(tmp_path / "new", tmp_path / "nobody"))
    assert [one.draft.text("body") for one in found.drafts] == ["Typed, and nowhere else"]
    for one in found.drafts:
        os.close(one.handle)


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
