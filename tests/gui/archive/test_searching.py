"""The search line, the filters, the order, and what an empty list says."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Series, State
from newsroom.domain.asked import Asked, Completion, Completions, Emptiness, Span, TermKind, WayOut
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import SeriesId
from newsroom.domain.query import Match, Order
from newsroom.gui.features.archive.scopes import EVERYTHING, TRASH, state_scope
from tests.gui.archive.conftest import Desk, OpenArchive, make_row, settle

ROWS = [
    make_row(1, "Nets cut on the banks"),
    make_row(2, "Bridge closed", State.DRAFT),
    make_row(3, "Bridge opens again"),
    make_row(4, "مقياس الميناء يتوقف"),
]


def listed(desk: Desk) -> list[int]:
    settle(desk)
    model = desk.archive.presenter.model
    return [row.id for n in range(model.rowCount()) if (row := model.row_at(n)) is not None]


def choice(menu: QMenu, *path: str) -> QAction:
    action = next(action for action in menu.actions() if action.text() == path[0])
    inner = action.menu()
    return choice(inner, *path[1:]) if isinstance(inner, QMenu) else action


def test_as_you_type_from_the_second_letter(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    search = desk.archive.panel.search
    search.setFocus()
    qtbot.keyClicks(search, "b")
    assert desk.runner.jobs == [], "one letter asks nothing"
    qtbot.keyClicks(search, "r")
    assert desk.runner.kinds() == ["archive.list"]
    assert listed(desk) == [3, 2]
    assert desk.fake.queries[-1].words == "br" and desk.fake.queries[-1].match is Match.AS_YOU_TYPE
    assert search.result.startswith("2 · ") and search.result.endswith(" ms")
    qtbot.keyClick(search, Qt.Key.Key_Backspace)
    assert search.text() == "b" and listed(desk) == [4, 3, 2, 1]
    assert search.result == ""


def test_the_total_is_told_to_screen_readers(
    open_archive: OpenArchive, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "newsroom.gui.features.archive.panel.announce", lambda _widget, text: said.append(text)
    )
    desk = open_archive(ROWS)
    settle(desk)
    assert not said, "an unasked list is not a search"
    qtbot.keyClicks(desk.archive.panel.search, "bridge")
    settle(desk)
    assert said[-1] == "2 found"


def test_an_ideograph_is_a_word(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive([make_row(1, "云庭港"), make_row(2, "Bridge")])
    desk.archive.panel.search.setText("港")
    desk.archive.panel.search.textEdited.emit("港")
    assert listed(desk) == [1]


def test_a_newer_question_takes_the_place_of_an_older(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    qtbot.keyClicks(desk.archive.panel.search, "bri")
    assert desk.runner.kinds() == ["archive.list"]
    assert listed(desk) == [3, 2]


def test_a_stale_answer_is_dropped(open_archive: OpenArchive) -> None:
    desk = open_archive(300)
    desk.archive.presenter.filler._keys_timer.timeout.emit()
    (keys,) = desk.runner.jobs
    desk.archive.presenter.set_words("headline 12")
    desk.runner.jobs.sort(key=lambda job: job is keys)
    desk.runner.run_all()
    assert desk.archive.presenter.model.rowCount() == len(listed(desk)) == 13


def test_enter_searches_the_texts(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    search = desk.archive.panel.search
    qtbot.keyClicks(search, "bridge")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert listed(desk) == [3, 2]
    assert desk.fake.queries[-1].match is Match.FULL_TEXT
    qtbot.keyClicks(search, " op")
    assert listed(desk) == [3]
    assert desk.fake.queries[-1].match is Match.AS_YOU_TYPE, "typing on looks as one types"


def test_down_and_up_between_line_and_list(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    panel = desk.archive.panel
    panel.search.setFocus()
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.list.hasFocus() and panel.list.currentIndex().row() == 0
    qtbot.keyClick(panel.list, Qt.Key.Key_Up)
    assert panel.search.hasFocus()


def test_letters_typed_in_the_list_search(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    panel = desk.archive.panel
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_N)
    assert panel.search.hasFocus() and panel.search.text() == "n"
    qtbot.keyClicks(panel.search, "ets")
    assert listed(desk) == [1]


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier])
def test_commands_are_not_letters(
    open_archive: OpenArchive, qtbot: QtBot, modifier: Qt.KeyboardModifier
) -> None:
    desk = open_archive(ROWS)
    panel = desk.archive.panel
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_N, modifier)
    assert panel.list.hasFocus() and panel.search.text() == ""


def test_escape_clears_the_line(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    panel = desk.archive.panel
    choice(panel.filters.filter_menu(), "State", "Draft").trigger()
    qtbot.keyClicks(panel.search, " bridge")
    assert panel.search.text() == "state:draft bridge" and listed(desk) == [2]
    panel.focus_list()
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert panel.search.text() == "" and listed(desk) == [4, 3, 2, 1]
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    assert listed(desk) == [4, 3, 2, 1]


def chips(desk: Desk) -> list[str]:
    settle(desk)
    return [chip.label for chip in desk.archive.panel.filters.chips]


def test_chips_show_what_the_line_means_and_can_be_removed(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    filters, search = desk.archive.panel.filters, desk.archive.panel.search
    choice(filters.filter_menu(), "State", "Published").trigger()
    qtbot.keyClicks(search, " section:coast")
    assert chips(desk) == ["State: Published", "Section: Coast & Sea"]
    assert filters.chips[0].accessibleName() == "Filter State: Published"
    assert listed(desk) == [4]
    filters.chips[0].setFocus()
    qtbot.keyClick(filters.chips[0], Qt.Key.Key_Right)
    assert filters.chips[1].hasFocus()
    qtbot.keyClick(filters.chips[1], Qt.Key.Key_Delete)
    assert chips(desk) == ["State: Published"] and search.text() == "state:published"
    assert filters.add_button.hasFocus(), "the focus is not lost with the chip"
    assert listed(desk) == [4, 3, 1]


def test_a_section_with_a_space_is_quoted_in_the_line(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS)
    choice(desk.archive.panel.filters.filter_menu(), "Section", "Coast && Sea").trigger()
    assert desk.archive.panel.search.text() == 'section:"Coast & Sea"'


def test_a_mistake_is_explained_and_can_be_mended(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    panel = desk.archive.panel
    qtbot.keyClicks(panel.search, "section:wrld nets")
    settle(desk)
    assert panel._mistakes.isVisible() and panel._mistakes.text() == "There is no section “wrld”."
    assert panel.mend_button.text() == "Search for section:world nets"
    assert [chip.is_wrong for chip in panel.filters.chips] == [True]
    panel.mend_button.click()
    assert listed(desk) == [1]
    assert panel.search.text() == "section:world nets" and panel.search.hasFocus()
    assert not panel._mistakes.isVisible() and not panel.mend_button.isVisible()
    assert [chip.is_wrong for chip in panel.filters.chips] == [False]


def test_completions_of_a_filter(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    search = desk.archive.panel.search
    desk.fake.completions = Completions(
        Span(0, 9), (Completion("section:world ", "World", TermKind.SECTION, count=3),)
    )
    search.setFocus()
    qtbot.keyClicks(search, "br")
    settle(desk)
    assert not search.offering, "words are typed without an offer"
    search.clear()
    qtbot.keyClicks(search, "section:w")
    settle(desk)
    assert search.offering
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert search.text() == "section:world " and not search.offering
    assert listed(desk) == [3, 1]
    desk.fake.completions = Completions(
        Span(14, 23), (Completion("section:world ", "World", TermKind.SECTION, count=3),)
    )
    qtbot.keyClicks(search, "section:w")
    settle(desk)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not search.offering and search.text().endswith("section:w"), "Escape only closes the offer"


@pytest.mark.parametrize(
    ("rest", "line"),
    [("orl", "section:world "), ("x", "section:wx"), ("orlds apart", "section:worlds apart")],
)
def test_an_offer_that_is_behind_what_is_typed_takes_no_letter_apart(
    open_archive: OpenArchive, qtbot: QtBot, rest: str, line: str
) -> None:
    """Enter comes before the answer to the last letters: the offer stands for them, too, or is none."""
    desk = open_archive(ROWS)
    search = desk.archive.panel.search
    desk.fake.completions = Completions(
        Span(0, 9), (Completion("section:world ", "World", TermKind.SECTION, count=3),)
    )
    search.setFocus()
    qtbot.keyClicks(search, "section:w")
    settle(desk)
    assert search.offering
    qtbot.keyClicks(search, rest)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert search.text() == line and not search.offering


def test_no_offer_comes_when_the_line_is_done(open_archive: OpenArchive, qtbot: QtBot) -> None:
    """Enter comes before any answer: what was offered then would cover what is found."""
    desk = open_archive(ROWS)
    search = desk.archive.panel.search
    desk.fake.completions = Completions(
        Span(0, 13), (Completion("section:worldwide ", "Worldwide", TermKind.SECTION, count=3),)
    )
    search.setFocus()
    qtbot.keyClicks(search, "section:world")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    settle(desk)
    assert not search.offering and listed(desk) == [3, 1]
    qtbot.keyClicks(search, " ")
    qtbot.keyClick(search, Qt.Key.Key_Backspace)
    settle(desk)
    assert search.offering, "typed on, help comes again"


def test_help_on_request(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    search = desk.archive.panel.search
    desk.fake.completions = Completions(Span(0, 0), (Completion("tag:", "tag:", TermKind.TAG, "a tag"),))
    search.setFocus()
    qtbot.keyClick(search, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    desk.runner.run_all()
    assert search.offering
    qtbot.keyClick(search, Qt.Key.Key_Tab)
    desk.runner.run_all()
    assert search.text() == "tag:" and search.hasFocus()


def test_what_the_scope_sets_is_no_filter(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS)
    sidebar, filters = desk.archive.sidebar, desk.archive.panel.filters
    drafts = next(scope for scope in sidebar.scopes if scope.state is State.DRAFT)
    desk.archive.presenter.choose(drafts)
    assert "State" not in [action.text() for action in filters.filter_menu().actions()]
    assert listed(desk) == [2] and filters.chips == ()


def test_best_match_on_request(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    panel = desk.archive.panel
    assert not panel.filters.order_button.isVisible()
    qtbot.keyClicks(panel.search, "bridge")
    assert panel.filters.order_button.isVisible() and panel.filters.order_button.text() == "Newest first"
    choice(panel.filters.order_menu(), "Best match first").trigger()
    assert panel.filters.order_button.text() == "Best match first"
    assert listed(desk) == [2, 3] and desk.fake.queries[-1].order is Order.BEST
    qtbot.keyClicks(panel.search, " op")
    assert listed(desk) == [3] and desk.fake.queries[-1].order is Order.BEST, "kept while the words go on"
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert listed(desk) == [4, 3, 2, 1] and desk.fake.queries[-1].order is Order.NEWEST


def test_best_matches_of_many(open_archive: OpenArchive) -> None:
    desk = open_archive(1_000)
    desk.archive.presenter.search_full_text("headline")
    desk.archive.presenter.set_order(Order.BEST)
    settle(desk)
    assert desk.archive.presenter.model.rowCount() == 300
    assert desk.archive.panel.search.result.startswith("1,000 · ")


def test_an_empty_list_says_why_and_how_to_go_on(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    panel, presenter = desk.archive.panel, desk.archive.presenter
    desk.fake.emptiness = Emptiness(
        ("No article has both.",), (WayOut("bridge", 2, "“zeppelin”"), WayOut("zeppelin", 1, "“bridge”"))
    )
    presenter.set_words("bridge zeppelin")
    settle(desk)
    assert panel.empty.isVisible() and panel.empty.reason == "No article has both."
    assert [button.text() for button in panel.empty.outs] == ["Without “zeppelin”: 2", "Without “bridge”: 1"]
    shown = [button.text() for button in panel.empty.buttons.values() if button.isVisible()]
    assert shown == ["Search the texts too", "Clear the search"]
    panel.focus_list()
    assert panel.empty.outs[0].hasFocus()
    qtbot.keyClick(panel.empty.outs[0], Qt.Key.Key_Space)
    assert listed(desk) == [3, 2] and panel.search.text() == "bridge"
    presenter.set_words("zeppelin")
    settle(desk)
    panel.empty.buttons["clear_words"].click()
    assert listed(desk) == [4, 3, 2, 1]


def test_ways_out_of_an_empty_list_are_told_by_what_they_look_for(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS)
    panel, presenter = desk.archive.panel, desk.archive.presenter
    desk.fake.emptiness = Emptiness(
        ("Here is none; elsewhere 2 have it.", "Did you mean “harbour”?"),
        (WayOut("harbuor", 2, ""), WayOut("harbour", 3, ""), WayOut("harbuor is:trashed", 1, "")),
    )
    presenter.choose(state_scope(State.DRAFT))
    settle(desk)
    presenter.set_words("harbuor")
    settle(desk)
    assert [button.text() for button in panel.empty.outs] == [
        "Search for harbour: 3",
        "Search for harbuor is:trashed: 1",
    ]
    assert panel.empty.buttons["everywhere"].isVisible(), "that is where the line itself finds something"


def test_what_was_pasted_makes_no_endless_sentence(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS)
    panel = desk.archive.panel
    desk.fake.emptiness = Emptiness((f"No article has “{'fog ' * 5_000}”.", "Did you mean “frog”?"), ())
    desk.archive.presenter.set_words(f"section:{'wrld' * 5_000} zeppelin")
    settle(desk)
    assert len(panel._mistakes.text()) < 300 and panel._mistakes.text().endswith("…")
    assert len(panel.empty.reason) < 300 and panel.empty.reason.endswith("…\nDid you mean “frog”?")


def test_a_mistake_is_told_once(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS)
    panel = desk.archive.panel
    desk.fake.emptiness = Emptiness(("There is no section “wrld”.",), ())
    desk.archive.presenter.set_words("section:wrld zeppelin")
    settle(desk)
    assert panel._mistakes.text() == "There is no section “wrld”."
    assert panel.empty.reason == "Nothing is found: a part of the line is not understood."


def test_an_empty_place_offers_to_search_everywhere(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS)
    presenter = desk.archive.presenter
    presenter.choose(state_scope(State.DRAFT))
    presenter.search_full_text("nets")
    settle(desk)
    desk.archive.panel.empty.buttons["everywhere"].click()
    assert listed(desk) == [1] and presenter.question.scope == EVERYTHING


def test_empty_places(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    panel = desk.archive.panel
    reasons = {}
    for scope in desk.archive.sidebar.scopes:
        desk.archive.presenter.choose(scope)
        settle(desk)
        if panel.empty.isVisible():
            reasons[scope.key] = panel.empty.reason
    assert reasons == {
        "state:withdrawn": "No article is in the state “Withdrawn”.",
        "trash": "The trash is empty.",
    }
    desk.archive.presenter.choose(TRASH)
    settle(desk)
    panel.focus_list()
    assert panel.empty.buttons["everything"].hasFocus()
    qtbot.keyClick(panel.empty.buttons["everything"], Qt.Key.Key_Space)
    assert listed(desk) == [4, 3, 2, 1]
    assert panel.search.hasFocus()


def test_an_empty_library_offers_to_begin(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(0)
    empty = desk.archive.panel.empty
    assert empty.isVisible() and empty.reason.startswith("There are no articles yet.")
    with qtbot.waitSignal(desk.archive.new_wanted):
        empty.buttons["new"].click()


def test_a_list_that_cannot_be_read_says_so(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    desk.fake.fault = "The disk has gone. Nothing was lost."
    with qtbot.waitSignal(desk.archive.status_message) as said:
        desk.archive.presenter.set_words("bridge")
        settle(desk)
    assert said.args == ["The disk has gone. Nothing was lost."]
    empty = desk.archive.panel.empty
    assert empty.isVisible() and empty.reason == "The disk has gone. Nothing was lost."
    desk.fake.fault = ""
    empty.buttons["again"].click()
    assert listed(desk) == [3, 2] and not empty.isVisible()


def test_a_refresh_that_fails_leaves_the_list(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS)
    desk.fake.fault = "The disk is busy."
    desk.archive.presenter.filler.refresh()
    assert listed(desk) == [4, 3, 2, 1]


def test_a_line_is_read_anew_after_an_act_on_what_it_may_name(
    open_archive: OpenArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_archive(ROWS)
    desk.archive.search("headline")
    settle(desk)
    read: list[str] = []
    ask = desk.fake.ask

    def noted(text: str, *rest: Any) -> Asked:
        read.append(text)
        return ask(text, *rest)

    monkeypatch.setattr(desk.fake, "ask", noted)
    desk.archive.apply(ChangeSet(frozenset({Changed.TAG, Changed.COUNTS}), by="elsewhere"))
    settle(desk)
    desk.archive.apply(ChangeSet(frozenset({Changed.TAG, Changed.COUNTS}), frozenset({1})))
    settle(desk)
    assert read == []
    desk.archive.apply(ChangeSet(frozenset({Changed.TAG, Changed.COUNTS})))
    settle(desk)
    assert read == ["headline"]


def test_a_series_of_the_sidebar_and_one_beyond_it(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS, series=(Series(SeriesId(7), "Bridges", "bridges", 3, 1),))
    desk.archive.show_series(7)
    settle(desk)
    assert desk.archive.sidebar.currentIndex().data() == "Bridges"
    assert desk.fake.queries[-1].series_id == 7 and desk.archive.panel.filters.chips == ()
    desk.archive.show_series(99)
    settle(desk)
    assert desk.archive.panel.search.text() == "series:99" and chips(desk) == ["Series: 99"]
    assert desk.fake.queries[-1].series_id == 99
    assert desk.archive.presenter.question.scope == EVERYTHING


def test_a_tag(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS)
    desk.archive.show_tag(5)
    settle(desk)
    assert desk.archive.panel.search.text() == "tag:5" and chips(desk) == ["Tag: 5"]
    assert desk.fake.queries[-1].tag_id == 5


def test_the_palettes_search_looks_everywhere(open_archive: OpenArchive) -> None:
    desk = open_archive(ROWS)
    desk.archive.presenter.choose(desk.archive.sidebar.scopes[-1])
    desk.archive.search("bridge")
    assert listed(desk) == [3, 2]
    assert desk.archive.panel.search.text() == "bridge"
    assert desk.fake.queries[-1].match is Match.FULL_TEXT


def test_what_stands_there_already_is_not_offered(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(ROWS)
    search = desk.archive.panel.search
    desk.fake.completions = Completions(
        Span(0, 13), (Completion("section:world ", "World", TermKind.SECTION, count=3),)
    )
    search.setFocus()
    qtbot.keyClicks(search, "section:worl")
    settle(desk)
    desk.fake.completions = Completions(
        Span(0, 13), (Completion("section:world ", "World", TermKind.SECTION, count=3),)
    )
    qtbot.keyClicks(search, "d")
    settle(desk)
    assert not search.offering
