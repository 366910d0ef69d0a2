"""The line with suggestions: type-ahead, what Escape does, suggestions on two lines."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import LIGHT
from newsroom.gui.widgets.completion import CompletingEdit, Suggestion

KEY = Qt.Key
LONG = "Harbour Pilots Ask for One More Tug Before the Winter Storms Arrive"


class Asker:
    """Answers when it is told to, as a lane would; clears the line as a field of chips does."""

    def __init__(self, edit: CompletingEdit) -> None:
        self.edit = edit
        self.asked: list[str] = []
        self.got: list[str] = []
        edit.awaits_answers = True
        edit.text_typed.connect(self.asked.append)
        edit.taken.connect(self._on_edit_taken)
        edit.entered.connect(self._on_edit_entered)

    def _on_edit_taken(self, suggestion: Suggestion) -> None:
        self.edit.clear()
        self.got.append(suggestion.text)

    def _on_edit_entered(self, text: str) -> None:
        self.edit.clear()
        self.got.append(f"new {text}")


@pytest.fixture
def make_edit(qtbot: QtBot) -> Iterator[Callable[[], Asker]]:
    windows: list[QWidget] = []

    def make() -> Asker:
        window = QWidget()
        windows.append(window)
        edit = CompletingEdit(LIGHT, placeholder="", name="A tag")
        QVBoxLayout(window).addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)
        window.resize(340, 400)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        edit.setFocus()
        return Asker(edit)

    yield make
    for window in windows:
        window.close()


def test_what_is_typed_after_an_early_enter_is_not_joined_to_it(make_edit: Callable[[], Asker]) -> None:
    asker = make_edit()
    edit = asker.edit
    QTest.keyClicks(edit, "daesh")
    QTest.keyClick(edit, KEY.Key_Return)
    QTest.keyClicks(edit, "person:Ana")
    assert edit.text() == "person:Ana"
    assert asker.asked[-1] == "daesh", "a newer question would cancel the one that is awaited"
    edit.offer([Suggestion("Daesh")])
    assert asker.got == ["Daesh"]
    assert edit.text() == "person:Ana" and asker.asked[-1] == "person:Ana"
    QTest.keyClick(edit, KEY.Key_Return)
    edit.offer([])
    assert asker.got == ["Daesh", "new person:Ana"] and edit.text() == ""


def test_several_entered_before_any_answer_are_taken_in_order(make_edit: Callable[[], Asker]) -> None:
    asker = make_edit()
    for name in ("one", "two", "three"):
        QTest.keyClicks(asker.edit, name)
        QTest.keyClick(asker.edit, KEY.Key_Return)
    for _ in range(3):
        asker.edit.offer([Suggestion(asker.asked[-1])])
    assert asker.got == ["one", "two", "three"] and asker.edit.text() == ""


def test_escape_brings_back_what_was_entered_and_then_empties_the_line(
    make_edit: Callable[[], Asker],
) -> None:
    asker = make_edit()
    edit = asker.edit
    QTest.keyClicks(edit, "daesh")
    QTest.keyClick(edit, KEY.Key_Return)
    QTest.keyClick(edit, KEY.Key_Escape)
    assert edit.text() == "daesh" and asker.asked[-1] == "daesh"
    edit.offer([Suggestion("Daesh")])
    assert edit.offering and not asker.got
    QTest.keyClick(edit, KEY.Key_Escape)
    assert not edit.offering and edit.text() == "daesh"
    QTest.keyClick(edit, KEY.Key_Escape)
    assert edit.text() == ""


def test_a_line_that_is_emptied_forgets_what_awaits_an_answer(make_edit: Callable[[], Asker]) -> None:
    asker = make_edit()
    QTest.keyClicks(asker.edit, "daesh")
    QTest.keyClick(asker.edit, KEY.Key_Return)
    asker.edit.forget()
    QTest.keyClicks(asker.edit, "x")
    assert asker.asked[-1] == "x"
    asker.edit.offer([Suggestion("xylophone")])
    assert not asker.got and asker.edit.offering


def test_a_long_suggestion_stands_on_two_lines(make_edit: Callable[[], Asker]) -> None:
    asker = make_edit()
    asker.edit.offer([Suggestion("Short", "World"), Suggestion(LONG, problem="not published yet")])
    [view] = asker.edit.window().findChildren(QListView)
    line = view.fontMetrics().lineSpacing()
    assert view.sizeHintForRow(1) - view.sizeHintForRow(0) == line
    assert view.viewport().height() >= view.sizeHintForRow(0) + view.sizeHintForRow(1)


def test_what_enter_would_take_is_told_to_screen_readers(
    make_edit: Callable[[], Asker], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("newsroom.gui.widgets.completion.announce", lambda _widget, text: said.append(text))
    asker = make_edit()
    asker.edit.offer([Suggestion("Daesh", "topic · 3"), Suggestion("Damascus", problem="related already")])
    QTest.keyClick(asker.edit, KEY.Key_Down)
    assert said == ["Daesh, topic · 3", "Damascus, related already"]
    assert asker.edit.accessibleDescription() == said[-1]
