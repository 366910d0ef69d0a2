"""The next start after an end at any moment: nothing is lost, nothing is made twice, the newer is never overwritten."""

import json
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Article, Content
from newsroom.domain.ids import ArticleId
from newsroom.domain.serial import content_to_json
from newsroom.journal.old_copies import OldCopies
from newsroom.journal.places import Places
from newsroom.journal.replay import Place
from tests.gui.session.conftest import Desk, type_into
from tests.gui.session.newsdesk import FULL


def kill(desk: Desk) -> None:
    """What a kill leaves of the journals, when all that was typed has been handed over; then the next start begins."""
    keep_all(desk)
    folder = desk.places.library / "journal"
    kept = copied(folder)
    desk.runner.jobs.clear()
    desk.session.set_acts(None, None, None)
    desk.runner.jobs.clear()
    shutil.rmtree(folder)
    kept.rename(folder)


def copied(folder: Path) -> Path:
    """As it is at one moment."""
    kept = folder.with_name("kept")
    while True:
        names = sorted(file.name for file in folder.iterdir())
        shutil.rmtree(kept, ignore_errors=True)
        with suppress(shutil.Error):
            shutil.copytree(folder, kept)
            if names == sorted(file.name for file in folder.iterdir()):
                return kept


def keep_all(desk: Desk) -> None:
    opened = desk.session._opened
    assert opened is not None
    for saver in opened.drafts._all():
        saver.journal.keep()


def start(desk: Desk, *, reopen: int | None = None) -> None:
    desk.session.set_acts(None, desk.newsdesk, desk.places)
    if reopen is not None:
        desk.session.reopen(ArticleId(reopen))
    desk.run()


def recovered(desk: Desk) -> list[str]:
    """Headlines of what was told in the bar."""
    return [text.draft.text("headline") for texts in desk.heard.recovered for text in texts]


def test_where_one_only_read_the_cursor_is_there_again(desk: Desk) -> None:
    places: list[Place] = []
    desk.session.place_found.connect(places.append)
    desk.open(1)
    desk.session.note_place("body", 2, 1)
    desk.session.note_place("body", 3, 3)
    kill(desk)
    start(desk)
    assert desk.session.draft is not None and desk.session.draft.id == 1
    assert places == [Place("body", 3, 3)]
    assert not desk.session.draft.dirty and recovered(desk) == []


def test_the_open_draft_is_shown_again_with_its_undo_and_place(desk: Desk) -> None:
    places: list[Place] = []
    desk.session.place_found.connect(places.append)
    draft = desk.open(1)
    type_into(draft, " and on")
    desk.session.note_place("body", 3, 3)
    kill(desk)
    start(desk, reopen=2)
    assert desk.draft is not draft and desk.draft.text("body") == "first and on"
    assert recovered(desk) == ["One"] and places == [Place("body", 3, 3)]
    assert desk.stored(1).content.body == "first and on"  # saved without being asked
    desk.draft.undo()
    assert desk.draft.text("body") == "first and "


def test_what_was_open_and_saved_is_shown_again_without_a_word(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.session.save_now()
    desk.run()
    kill(desk)
    start(desk, reopen=2)
    assert desk.draft.id == 1 and recovered(desk) == []
    desk.draft.undo()
    assert desk.draft.text("body") == "first"


def test_undo_survives_an_orderly_end(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    left: list[bool] = []
    desk.session.leave(lambda: left.append(True))
    desk.run()
    assert left == [True]
    desk.session.finish()
    start(desk, reopen=1)
    assert desk.draft.text("body") == "first!" and recovered(desk) == []
    desk.draft.undo()
    assert desk.draft.text("body") == "first"


def test_without_a_journal_the_article_of_last_time_is_opened(desk: Desk) -> None:
    start(desk, reopen=2)
    assert desk.draft.id == 2


def test_what_was_asked_for_meanwhile_is_opened_instead(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    kill(desk)
    desk.session.set_acts(None, desk.newsdesk, desk.places)
    desk.session.reopen(ArticleId(1))
    desk.session.open(ArticleId(2))
    desk.run()
    assert desk.draft.id == 2
    assert desk.stored(1).content.body == "first!"


def test_a_row_that_was_made_without_an_answer_is_not_made_twice(desk: Desk) -> None:
    desk.session.new_article()
    type_into(desk.draft, "New", "headline")
    desk.session.save_now()
    (job,) = [job for job in desk.runner.jobs if job.lane == "write"]
    job.work()  # committed, and the program ends before it hears of it
    type_into(desk.draft, " one", "headline")
    kill(desk)
    start(desk)
    assert len(desk.newsdesk.articles) == 3
    assert desk.stored(3).content.headline == "New one"
    assert desk.newsdesk.calls.count("new") == 1


def test_a_save_that_had_arrived_is_no_change_of_somebody_else(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.session.save_now()
    (job,) = [job for job in desk.runner.jobs if job.lane == "write"]
    job.work()
    type_into(desk.draft, "?")
    kill(desk)
    start(desk)
    assert desk.stored(1).content.body == "first!?"
    assert not [words for words in desk.heard.words if "both places" in words]


def test_what_others_changed_meanwhile_is_merged(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    kill(desk)
    desk.newsdesk.others_write(1, Content(headline="Theirs", body="first"))
    start(desk)
    assert desk.stored(1).content == Content(headline="Theirs", body="first!")


def test_where_others_changed_the_same_that_is_said(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    kill(desk)
    desk.newsdesk.others_write(1, Content(headline="One", body="theirs"))
    start(desk)
    assert desk.stored(1).content.body == "first!"
    assert any("Changed in both places" in words for words in desk.heard.words)


def test_a_text_whose_article_is_gone_becomes_a_new_one(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    kill(desk)
    desk.newsdesk.articles[ArticleId(1)] = replace(desk.stored(2), id=ArticleId(1), uid="another")
    start(desk)
    assert desk.stored(1).content.body == "second"  # of a library that was restored: not this one
    assert desk.stored(3).content.body == "first!"


def test_several_are_recovered_and_each_is_saved_once(desk: Desk) -> None:
    desk.newsdesk.error = FULL
    type_into(desk.open(1), "!")
    type_into(desk.open(2), "?")
    desk.session.new_article()
    type_into(desk.draft, "Third", "headline")
    kill(desk)
    desk.newsdesk.error = None
    for _ in range(3):
        start(desk)
        kill(desk)
    assert sorted(recovered(desk)) == ["One", "Third", "Two"]
    assert desk.stored(1).content.body == "first!" and desk.stored(2).content.body == "second?"
    assert len(desk.newsdesk.articles) == 3


def test_killed_while_coming_back_nothing_is_lost(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    kill(desk)
    desk.newsdesk.error = FULL
    for _ in range(3):
        start(desk)
        assert desk.draft.text("body") == "first!"
        kill(desk)
    desk.newsdesk.error = None
    start(desk)
    assert desk.stored(1).content.body == "first!"


def test_a_library_that_cannot_be_read_leaves_the_journal_for_the_next_time(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    kill(desk)

    def fail(_id: ArticleId) -> None:
        raise FULL

    desk.newsdesk.get = fail  # type: ignore[method-assign, assignment]
    start(desk)
    assert any("still waits in its journal" in words for words in desk.heard.failures)
    desk.session.set_acts(None, None, None)
    del desk.newsdesk.get  # type: ignore[method-assign]
    start(desk)
    assert desk.stored(1).content.body == "first!"


def test_what_cannot_be_read_of_a_journal_is_kept_beside_it(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    keep_all(desk)
    type_into(desk.draft, "?")
    kill(desk)
    (file,) = (desk.places.library / "journal").iterdir()
    data = bytearray(file.read_bytes())
    data[-3:] += b"????" * 20
    data[-100] ^= 1
    file.write_bytes(data)
    start(desk)
    (text,) = desk.heard.recovered[-1]
    assert text.damaged is not None and text.damaged.read_bytes() == bytes(data)
    assert desk.stored(1).content.body.startswith("first")


def test_one_that_cannot_be_looked_at_keeps_no_other_from_coming_back(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.newsdesk.error = FULL
    type_into(desk.open(1), "!")
    type_into(desk.open(2), "?")
    kill(desk)
    desk.newsdesk.error = None
    get = desk.newsdesk.get

    def fail(id: ArticleId) -> Article:
        if id == 1:
            raise OverflowError
        return get(id)

    desk.newsdesk.get = fail  # type: ignore[method-assign]
    start(desk)
    assert desk.stored(2).content.body == "second?" and recovered(desk) == ["Two"]
    assert ["One" in words and "OverflowError" in words for words in desk.heard.failures] == [True]
    caplog.clear()
    kill(desk)
    desk.newsdesk.get = get  # type: ignore[method-assign]
    start(desk)
    assert desk.stored(1).content.body == "first!"


def test_of_two_that_know_nothing_of_each_other_the_newer_is_shown_and_both_are_kept(desk: Desk) -> None:
    """The folder of the first could not be looked at when the second was begun."""
    folder = desk.places.library / "journal"
    desk.newsdesk.error = FULL
    type_into(desk.open(1), " older")
    kill(desk)
    away = folder.rename(folder.with_name("away"))
    start(desk, reopen=1)
    type_into(desk.draft, " newer")
    desk.open(2)
    kill(desk)
    for file in away.iterdir():
        file.rename(folder / file.name)
    desk.newsdesk.error = None
    start(desk)
    assert desk.draft.text("body") == "first newer" == desk.stored(1).content.body
    assert [text.draft.text("body") for text in desk.heard.recovered[-1]] == ["first older", "first newer"]
    assert any("Changed in both places" in words for words in desk.heard.words)


def test_what_cannot_be_read_at_all_is_said_and_stays(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    kill(desk)
    folder = desk.places.library / "journal"
    newer = folder / "draft-0123456789abcdef.journal"
    newer.write_bytes(b"newsroom journal 2\nwhat only the next version reads")
    for _ in range(2):
        desk.heard.failures.clear()
        start(desk)
        assert [str(newer) in words for words in desk.heard.failures] == [True]
        kill(desk)
    assert desk.stored(1).content.body == "first!" and newer.exists()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_copies_of_the_version_before_are_put_back(desk: Desk, tmp_path: Path, elsewhere: bool) -> None:
    folder = tmp_path / "unsaved" if elsewhere else desk.places.library / "journal"
    folder.mkdir()
    base = desk.stored(1).content
    value = {
        "library": str(desk.places.library),
        "id": 1,
        "version": 1,
        "at": "2021-03-06T01:45:00Z",
        "content": content_to_json(replace(base, body="first, kept")),
        "base": content_to_json(base),
    }
    (folder / "unsaved-uid-1.json").write_text(json.dumps(value))
    new = {**value, "id": 0, "version": 0, "base": content_to_json(Content())}
    (folder / "unsaved-new-0123.json").write_text(json.dumps(new))
    (folder / "unsaved-broken.json").write_text('{"library": 3}')
    copies = OldCopies(desk.places.library, tmp_path / "unsaved")
    for _ in range(2):
        desk.session.set_acts(None, desk.newsdesk, desk.places, copies)
        desk.run()
    assert desk.stored(1).content.body == "first, kept" and desk.stored(3).content.body == "first, kept"
    assert len(desk.newsdesk.articles) == 3
    assert [file.name for file in folder.glob("unsaved-*")] == ["unsaved-broken.json"]


def test_a_folder_that_goes_away_is_said_until_it_is_back(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.journal.writer._GO_HOME_S", 0.1)
    type_into(desk.open(1), "!")
    keep_all(desk)
    away = desk.places.library.with_name("away")
    desk.places.library.rename(away)
    type_into(desk.draft, "?")
    qtbot.waitUntil(lambda: "cannot be written beside the library" in desk.session.save_state.journal)
    assert str(Places(away, desk.places._state_folder).folders()[-1]) in desk.session.save_state.journal
    away.rename(desk.places.library)
    qtbot.waitUntil(lambda: not desk.session.save_state.journal, timeout=10_000)
