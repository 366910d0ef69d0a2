"""The open draft is saved by itself, one save at a time, and ``saved`` is never said too soon."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Content
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import SectionId
from tests.gui.session.conftest import QUICK, Desk, type_into
from tests.gui.session.newsdesk import FULL


def wait_for_job(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: bool(desk.runner.jobs), timeout=2000)


def test_an_article_opened_is_saved(desk: Desk) -> None:
    draft = desk.open(1)
    assert draft.text("body") == "first"
    assert desk.heard.drafts == [None, draft]
    assert desk.state == "saved"
    assert desk.newsdesk.calls == ["get 1"]


def test_a_change_is_saved_by_itself_after_a_pause(desk: Desk, qtbot: QtBot) -> None:
    type_into(desk.open(1), "!")
    assert desk.state == "unsaved"
    assert not desk.runner.jobs
    wait_for_job(qtbot, desk)
    assert desk.state == "saving"
    assert desk.stored(1).content.body == "first"
    desk.run()
    assert desk.state == "saved"
    assert desk.stored(1).content.body == "first!"
    assert [article.content.body for article in desk.heard.articles] == ["first!"]
    assert desk.heard.changes[-1].article_ids == {1}
    assert desk.heard.changes[-1].kinds == {Changed.ARTICLE, Changed.LIST}


def test_typing_without_a_pause_is_saved_too(desk: Desk, qtbot: QtBot) -> None:
    draft = desk.open(1)

    def type_on() -> bool:
        type_into(draft, "x")
        return bool(desk.runner.jobs)

    qtbot.waitUntil(type_on, timeout=3000)


def test_what_is_typed_while_a_save_runs_is_kept_and_saved_next(desk: Desk, qtbot: QtBot) -> None:
    draft = desk.open(1)
    type_into(draft, "!")
    desk.session.save_now()
    type_into(draft, "?")
    assert len(desk.runner.jobs) == 1
    desk.run()
    assert desk.stored(1).content.body == "first!"
    assert desk.state == "unsaved"
    assert draft.text("body") == "first!?"
    wait_for_job(qtbot, desk)
    desk.run()
    assert desk.stored(1).content.body == "first!?"
    assert desk.state == "saved"


def test_only_one_save_is_in_flight(desk: Desk) -> None:
    draft = desk.open(1)
    told: list[bool] = []
    for character in "abc":
        type_into(draft, character)
        desk.session.save_now(told.append)
        assert len(desk.runner.jobs) == 1
    desk.runner.run_next()
    assert told == [True]
    assert len(desk.runner.jobs) == 1  # for what those after the first waited for
    desk.run()
    assert told == [True, True, True]
    assert desk.newsdesk.calls.count("save 1") == 2
    assert desk.stored(1).content.body == "firstabc"


def test_nothing_to_save_is_told_at_once_and_writes_nothing(desk: Desk) -> None:
    draft = desk.open(1)
    told: list[bool] = []
    desk.session.save_now(told.append)
    type_into(draft, "!")
    draft.undo()
    desk.session.save_now(told.append)
    desk.run()
    assert told == [True, True]
    assert desk.newsdesk.calls == ["get 1"]
    assert desk.state == "saved"


def test_a_failed_save_says_why_and_is_tried_again(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    draft = desk.open(1)
    desk.newsdesk.error = FULL
    type_into(draft, "!")
    told: list[bool] = []
    desk.session.save_now(told.append)
    desk.run()
    assert told == [False]
    assert desk.state == "failed"
    assert str(FULL) in desk.session.save_state.message
    (copy,) = (tmp_path / "library" / "journal").iterdir()
    assert str(copy) in desk.session.save_state.message
    type_into(draft, "?")
    assert desk.state == "failed"
    desk.newsdesk.error = None
    wait_for_job(qtbot, desk)
    desk.run()
    assert desk.state == "saved"
    assert desk.stored(1).content.body == "first!?"
    desk.open(2)
    desk.run()
    desk.session.finish()
    assert not copy.exists()


def test_what_was_typed_during_a_failing_save_waits_for_the_copy(desk: Desk, qtbot: QtBot) -> None:
    draft = desk.open(1)
    desk.newsdesk.error = FULL
    type_into(draft, "!")
    desk.session.save_now()
    type_into(draft, "?")  # its pause would end before the copy is written
    desk.runner.run_next()
    assert len(desk.runner.jobs) == 1
    qtbot.wait(3 * QUICK.longest_ms)
    assert len(desk.runner.jobs) == 1
    desk.run()
    assert desk.state == "failed"
    (found,) = desk.left_behind()
    assert found.draft.text("body") == "first!?"


def test_a_save_that_ends_after_the_library_was_left_asks_for_nothing(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.newsdesk.error = FULL
    desk.session.save_now()
    desk.session.set_acts(None, None, None)
    desk.runner.run_next()
    assert desk.runner.jobs == []


def test_a_failed_save_is_tried_again_less_and_less_often(desk: Desk, qtbot: QtBot) -> None:
    draft = desk.open(1)
    desk.newsdesk.error = FULL
    type_into(draft, "!")
    desk.session.save_now()
    saver = desk.session._open_saver
    assert saver is not None
    waits = []
    for _ in range(4):
        desk.run()
        waits.append(saver._retry_timer.interval())
        wait_for_job(qtbot, desk)
    assert waits == [20, 40, 80, 80]


def test_a_failure_of_the_program_is_survived_too(desk: Desk) -> None:
    draft = desk.open(1)
    desk.newsdesk.error = ZeroDivisionError("a secret sentence")
    type_into(draft, "!")
    desk.session.save_now()
    desk.run()
    assert desk.state == "failed"
    assert "ZeroDivisionError" in desk.session.save_state.message
    assert "secret" not in desk.session.save_state.message
    desk.newsdesk.error = None
    desk.session.save_now()
    desk.run()
    assert desk.stored(1).content.body == "first!"


def test_changes_of_others_are_taken_with_the_save(desk: Desk) -> None:
    draft = desk.open(1)
    theirs = replace(desk.stored(1).content, headline="Theirs", body="theirs")
    desk.newsdesk.others_write(1, theirs)
    type_into(draft, "!")
    desk.session.save_now()
    desk.run()
    assert draft.text("headline") == "Theirs"
    assert draft.text("body") == "first!"
    assert desk.stored(1).content == draft.snapshot()
    assert desk.state == "saved"
    assert desk.heard.words == [
        "Changed in the library and taken here: headline. Changed in both places, yours is kept: text."
    ]


def test_a_conflict_is_settled_by_one_save(desk: Desk) -> None:
    draft = desk.open(1)
    desk.newsdesk.others_write(1, Content(headline="One", body="theirs"))
    type_into(draft, "!")
    desk.session.save_now()
    desk.run()
    type_into(draft, "?")
    desk.session.save_now()
    desk.run()
    assert desk.stored(1).content.body == "first!?"
    assert len(desk.heard.words) == 1


def test_what_is_typed_in_a_field_that_others_changed_during_the_save_is_kept(desk: Desk) -> None:
    draft = desk.open(1)
    type_into(draft, "!")
    desk.session.save_now()
    desk.newsdesk.others_write(1, Content(headline="Theirs", body="first"))
    type_into(draft, "?", "headline")
    desk.run()
    assert draft.text("headline") == "One?"
    desk.session.save_now()
    desk.run()
    assert desk.stored(1).content == Content(headline="One?", body="first!")
    assert "yours is kept: headline" in desk.heard.words[-1]


def test_a_change_of_place_says_that_counts_changed(desk: Desk) -> None:
    desk.open(1).set_field("section_id", SectionId(3))
    desk.session.save_now()
    desk.run()
    assert desk.heard.changes[-1].kinds >= {Changed.SECTION, Changed.COUNTS}


def test_changes_elsewhere_are_seen_and_merged(desk: Desk) -> None:
    draft = desk.open(1)
    type_into(draft, "!", "headline")
    desk.newsdesk.others_write(1, Content(headline="One", body="longer first"))
    desk.session._watch.look()
    desk.run()
    assert draft.text("body") == "longer first"
    assert draft.text("headline") == "One!"
    assert desk.state == "unsaved"
    assert desk.heard.changes[-1].by == "elsewhere"
    assert desk.heard.articles[-1].content.body == "longer first"
    desk.session.save_now()
    desk.run()
    assert desk.stored(1).content == Content(headline="One!", body="longer first")


def test_an_act_on_many_in_this_window_is_merged_into_the_open_one(desk: Desk) -> None:
    draft = desk.open(1)
    type_into(draft, "!", "headline")
    desk.newsdesk.others_write(1, Content(headline="One", body="longer first"))
    desk.session._bus.changed.emit(ChangeSet(frozenset({Changed.ARTICLE, Changed.TAG})))
    desk.run()
    assert draft.text("body") == "longer first" and draft.text("headline") == "One!"
    reads = desk.newsdesk.calls.count("get 1")
    desk.session._bus.changed.emit(ChangeSet(frozenset({Changed.ARTICLE}), frozenset({1})))
    desk.run()
    assert desk.newsdesk.calls.count("get 1") == reads


def test_our_own_saves_are_not_taken_for_changes_elsewhere(desk: Desk) -> None:
    type_into(desk.open(1), "!")
    desk.session.save_now()
    desk.run()
    desk.session._watch.look()
    desk.run()
    assert [changes.by for changes in desk.heard.changes] == ["window"]


def test_a_text_that_is_nowhere_else_keeps_the_window_open(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = desk.open(1)
    desk.newsdesk.error = FULL

    def refuse(_writer: object, _stream: object, _timeout_s: float = 0) -> Path:
        raise LibraryError("No copy could be written.")

    monkeypatch.setattr("newsroom.journal.writer.JournalWriter.flush", refuse)
    type_into(draft, "!")
    left: list[bool] = []
    desk.session.leave(lambda: left.append(True))
    desk.run()
    assert not left
    assert "No copy could be written." in desk.heard.failures[-1]
    assert desk.draft is draft
    desk.newsdesk.error = None
    desk.session.leave(lambda: left.append(True))
    desk.run()
    assert left == [True]
    assert desk.stored(1).content.body == "first!"
