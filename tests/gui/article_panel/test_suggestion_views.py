"""Suggestions in the panel: by keys and mouse, heard as well as seen, and nothing where nothing is suggested."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsroom.domain.ids import ArticleId
from newsroom.domain.suggestions import RelatedSuggestion, Suggestions
from newsroom.gui.features.article_panel.panel import ArticlePanel
from newsroom.gui.features.article_panel.suggested import Offered
from newsroom.gui.features.article_panel.suggestion_card import SuggestionCard
from newsroom.gui.theme import DARK, LIGHT
from newsroom.gui.widgets.chip import Mark
from newsroom.gui.widgets.suggestion_chip import SuggestionChip
from tests.gui.article_panel.test_suggestions import ALL, BRITAIN, FRANCE, JETS, LE_DRIAN, Desk, desk

__all__ = ["desk"]
Show = Callable[[], ArticlePanel]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Iterator[Show]:
    def shown() -> ArticlePanel:
        panel = ArticlePanel(desk.presenters, LIGHT)
        qtbot.addWidget(panel)
        panel.resize(340, 1300)
        with qtbot.waitActive(panel):
            panel.show()
            panel.activateWindow()
        return panel

    yield shown
    desk.presenters.article.open(None, None)


def chips(panel: ArticlePanel) -> list[SuggestionChip]:
    return [chip for chip in panel.suggestions.tags.widgets if isinstance(chip, SuggestionChip)]


def cards(panel: ArticlePanel) -> list[SuggestionCard]:
    return [card for card in panel.suggestions.related.widgets if isinstance(card, SuggestionCard)]


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key) -> None:
    qtbot.keyClick(widget, key)


def publishes(panel: ArticlePanel) -> list[bool]:
    """The window's own key, which the panel stands under: what it did."""
    done: list[bool] = []
    action = QAction(panel)
    action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
    action.triggered.connect(done.append)
    panel.addAction(action)
    return done


def test_nothing_suggested_is_nothing_shown(show: Show, desk: Desk) -> None:
    desk.suggests.answer = Suggestions()
    panel = show()
    desk.open()
    desk.answered()
    part = panel.suggestions
    assert not any(group.isVisible() for group in (part.series, part.tags, part.related))
    assert not part.focus_first()


def test_each_says_what_it_is_and_why(show: Show, desk: Desk) -> None:
    panel = show()
    desk.open()
    desk.answered()
    first, _, person = chips(panel)
    assert first.accessibleName() == "Suggested place: Britain"
    assert first.accessibleDescription().startswith("place, 90 %\N{NO-BREAK SPACE}· named twice.")
    assert "90 %" in first.toolTip() and first._mark == Mark.TRIANGLE
    assert person.accessibleName() == "New person, suggested: Le Drian" and person.detail == "new person"
    (card,) = cards(panel)
    assert card.accessibleName() == "Suggested related article: Britain’s Jets"
    assert "2 tags\N{NO-BREAK SPACE}· Raqqa" in card.toolTip()
    long = "Raqqa, coalition, strongholds"
    suggestion = RelatedSuggestion(ArticleId(9), "x", 0.5, ("3 tags", long), None)
    assert panel.suggestions.words.brief(suggestion) == f"3\N{NO-BREAK SPACE}tags\N{NO-BREAK SPACE}· {long}"


def test_by_keys_one_after_the_other_is_taken_or_dismissed(show: Show, desk: Desk, qtbot: QtBot) -> None:
    panel = show()
    draft = desk.open()
    desk.answered()
    panel.tags.edit.setFocus()
    press(qtbot, panel.tags.edit, Qt.Key.Key_Tab)
    first, second, third = chips(panel)
    assert first.hasFocus()
    press(qtbot, first, Qt.Key.Key_Space)
    assert draft.value("tags") == (BRITAIN.tag_id,) and second.hasFocus()
    press(qtbot, second, Qt.Key.Key_Right)
    assert third.hasFocus()
    press(qtbot, third, Qt.Key.Key_Delete)
    assert second.hasFocus() and desk.names() == ["France"]
    press(qtbot, second, Qt.Key.Key_Return)
    assert draft.value("tags") == (BRITAIN.tag_id, FRANCE.tag_id)
    assert panel.tags.edit.hasFocus()  # none is left


def test_alt_and_a_number_takes_that_one_from_anywhere(show: Show, desk: Desk, qtbot: QtBot) -> None:
    panel = show()
    draft = desk.open()
    desk.answered()
    assert [chip.label for chip in chips(panel)] == ["2\u2002Britain", "3\u2002France", "4\u2002Le Drian"]
    assert "Alt and 3" in chips(panel)[1].accessibleDescription()
    panel.tags.edit.setFocus()
    qtbot.keyClick(panel.tags.edit, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert draft.value("tags") == (6,)
    assert [chip.label for chip in chips(panel)] == ["2\u2002Britain", "4\u2002Le Drian"]


def test_the_group_is_one_stop_of_tab(show: Show, desk: Desk, qtbot: QtBot) -> None:
    panel = show()
    desk.open()
    desk.answered()
    panel.tags.edit.setFocus()
    press(qtbot, panel.tags.edit, Qt.Key.Key_Tab)
    press(qtbot, chips(panel)[0], Qt.Key.Key_Tab)
    assert panel.related.edit.hasFocus()
    press(qtbot, panel.related.edit, Qt.Key.Key_Tab)
    assert cards(panel)[0].hasFocus()


def test_a_place_that_was_taken_stays_empty_while_the_pointer_is_there(
    show: Show, desk: Desk, qtbot: QtBot
) -> None:
    panel = show()
    desk.open()
    desk.answered()
    first, second, _ = chips(panel)
    at = second.pos()
    desk.presenter.set_aimed(True)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(12, first.height() // 2))
    assert first.isHidden() and second.pos() == at
    desk.presenter.set_aimed(False)
    qtbot.waitUntil(lambda: len(chips(panel)) == 2 and second.pos() != at)


def test_a_row_is_not_pushed_from_under_the_pointer(show: Show, desk: Desk, qtbot: QtBot) -> None:
    panel = show()
    edit = panel.related.edit
    with qtbot.waitSignal(desk.presenter.asked):
        desk.open()
    at = edit.mapTo(panel, edit.rect().center())
    qtbot.mouseMove(panel.head, QPoint(20, 10))
    qtbot.mouseMove(edit)
    desk.lanes.run_all()
    assert not chips(panel) and edit.mapTo(panel, edit.rect().center()) == at
    qtbot.waitUntil(lambda: len(chips(panel)) == 3)  # the pointer rests
    assert edit.mapTo(panel, edit.rect().center()) != at


def test_a_pressed_button_holds_them(show: Show, desk: Desk, qtbot: QtBot) -> None:
    panel = show()
    desk.open()
    qtbot.mousePress(panel.head, Qt.MouseButton.LeftButton)
    desk.answered()
    assert not chips(panel)
    qtbot.mouseRelease(panel.head, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(chips(panel)) == 3)


def test_the_focus_on_one_holds_them(show: Show, desk: Desk) -> None:
    panel = show()
    draft = desk.open()
    desk.answered()
    assert panel.suggestions.focus_first()
    desk.suggests.answer = Suggestions(tags=(FRANCE, LE_DRIAN, BRITAIN))
    draft.edit_text("body", 0, 0, "x")
    desk.answered()
    assert desk.names() == ["Britain", "France", "Le Drian"]


def test_a_card_is_added_read_beside_and_asked_for_more(show: Show, desk: Desk, qtbot: QtBot) -> None:
    panel = show()
    draft = desk.open()
    desk.answered()
    (card,) = cards(panel)
    beside: list[int] = []
    panel.beside_wanted.connect(beside.append)
    published = publishes(panel)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card._area("text").topLeft() + QPoint(4, 4))
    qtbot.keyClick(card, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert beside == [40, 40] and not published
    press(qtbot, card, Qt.Key.Key_M)
    desk.lanes.run_all()
    assert [one.accessibleName() for one in cards(panel)][1:] == ["Suggested related article: Another"]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card._area("add").center())
    desk.lanes.run_all()
    assert [link.id for link in draft.value("related")] == [40]
    (more,) = cards(panel)
    told: list[str] = []
    panel.suggestions.dismissed.connect(lambda words, back: told.append(words))
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton, pos=more._area("cross").center())
    assert told == ["“Another” is not suggested for this article any more."]


def test_of_several_that_were_dismissed_each_can_come_back(show: Show, desk: Desk, qtbot: QtBot) -> None:
    panel = show()
    desk.open()
    desk.answered()
    told: list[tuple[str, Callable[[], None]]] = []
    panel.suggestions.dismissed.connect(lambda words, back: told.append((words, back)))
    desk.presenter.dismiss([BRITAIN])
    desk.presenter.dismiss([FRANCE])
    desk.lanes.run_all()
    told[-1][1]()
    assert [words[1:8] for words, _ in told] == [
        "Britain",
        "France”",
        "Britain",
    ]  # the one before is offered now
    told[-1][1]()
    assert len(told) == 3
    desk.answered()
    assert sorted(desk.names()) == ["Britain", "France", "Le Drian"]


def test_it_is_drawn_in_every_look_and_direction(show: Show, desk: Desk, qtbot: QtBot) -> None:
    arabic = RelatedSuggestion(ArticleId(60), "افتتاح الميناء بعد العاصفة", 0.4, ("2 tags",))
    desk.suggests.answer = Suggestions(
        tags=ALL.tags,
        series=ALL.series,
        related=(JETS, arabic, RelatedSuggestion(ArticleId(61), "", 0.3, ())),
    )
    panel = show()
    desk.open()
    desk.answered()
    heights = [card.height() for card in cards(panel)]
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        panel.setLayoutDirection(direction)
        for colors, scale in ((DARK, 2.0), (LIGHT, 1.0)):
            panel.set_look(colors, scale)
            assert not panel.grab().isNull()
    qtbot.waitUntil(lambda: [card.height() for card in cards(panel)] == heights)
    assert cards(panel)[2].accessibleName().endswith("No headline")


def test_they_stand_in_the_order_of_their_numbers(show: Show, desk: Desk) -> None:
    group = show().suggestions.tags
    group.show_offered([Offered(one) for one in (BRITAIN, FRANCE, LE_DRIAN)])
    group.show_offered([Offered(one) for one in (FRANCE, LE_DRIAN, BRITAIN)])
    layout = group.layout()
    assert layout is not None
    assert [layout.indexOf(widget) for widget in group.widgets] == [0, 1, 2]
