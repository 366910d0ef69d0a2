"""Buttons with a key cap and with an explanation; a label that gives way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import DARK, LIGHT
from newsroom.gui.widgets.choice_button import ChoiceButton
from newsroom.gui.widgets.choices import Choices
from newsroom.gui.widgets.elided_label import ElidedLabel
from newsroom.gui.widgets.focus import focus_first, has_focus_inside
from newsroom.gui.widgets.key_button import KeyButton, key_text


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.resize(500, 400)
    return window


def shown(window: QWidget, widget: QWidget, qtbot: QtBot) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    with qtbot.waitActive(window):
        window.show()
        widget.show()
        window.activateWindow()


def test_a_key_button_follows_its_action(window: QWidget, qtbot: QtBot) -> None:
    ran: list[bool] = []
    action = QAction("New article")
    action.setShortcut("Ctrl+N")
    action.triggered.connect(lambda: ran.append(True))
    button = KeyButton(action)
    shown(window, button, qtbot)
    assert button.accessibleName() == "New article"
    assert button.accessibleDescription() == key_text(action) == "Ctrl+N"
    wide = button.sizeHint().width()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(ran) == 2
    action.setText("New")
    action.setEnabled(False)
    assert button.accessibleName() == "New" and not button.isEnabled() and button.sizeHint().width() < wide


def test_a_key_button_without_a_key_shows_none(window: QWidget, qtbot: QtBot) -> None:
    with_key, without = QAction("Preview"), QAction("Preview")
    with_key.setShortcut("F5")
    buttons = KeyButton(with_key), KeyButton(without)
    for button in buttons:
        shown(window, button, qtbot)
    assert buttons[1].sizeHint().width() < buttons[0].sizeHint().width()
    assert not buttons[1].accessibleDescription()


def test_a_choice_breaks_its_explanation_and_is_run_by_enter(window: QWidget, qtbot: QtBot) -> None:
    choice = ChoiceButton("Begin", "A small agency with its articles. " * 4, LIGHT)
    shown(window, choice, qtbot)
    assert choice.heightForWidth(250) > choice.heightForWidth(900)
    with qtbot.waitSignal(choice.clicked):
        qtbot.keyClick(choice, Qt.Key.Key_Return)
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        choice.setLayoutDirection(direction)
        choice.set_look(DARK, 2.0)
        assert not choice.grab().isNull()


def test_arrows_lead_from_choice_to_choice(window: QWidget, qtbot: QtBot) -> None:
    choices = [ChoiceButton(name, "", LIGHT) for name in ("One", "Two")]
    for choice in choices:
        shown(window, choice, qtbot)
    choices[0].setFocus()
    qtbot.keyClick(choices[0], Qt.Key.Key_Down)
    assert choices[1].hasFocus()
    qtbot.keyClick(choices[1], Qt.Key.Key_Up)
    assert choices[0].hasFocus()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_cut_label_says_all_in_its_tool_tip(
    window: QWidget, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    label = ElidedLabel("A long message " * 40)
    label.setLayoutDirection(direction)
    shown(window, label, qtbot)
    label.grab()
    assert label.width() <= 500 and label.toolTip() == label.text()
    label.setText("Short")
    label.grab()
    assert not label.toolTip()


def test_the_focus_goes_to_the_first_that_takes_it(window: QWidget, qtbot: QtBot) -> None:
    place = QWidget()
    QVBoxLayout(place)
    shown(window, place, qtbot)
    focus_first(place)
    assert not has_focus_inside(place)
    first, second = ChoiceButton("One", "", LIGHT), ChoiceButton("Two", "", LIGHT)
    for choice in (first, second):
        layout = place.layout()
        assert layout is not None
        layout.addWidget(choice)
        choice.show()
    first.setEnabled(False)
    focus_first(place)
    assert second.hasFocus() and has_focus_inside(place)
    place.setFocusProxy(first)
    first.setEnabled(True)
    focus_first(place)
    assert first.hasFocus()


def test_of_several_choices_tab_comes_to_the_chosen_one(window: QWidget, qtbot: QtBot) -> None:
    before, choices = QLineEdit(), Choices("Colours", [(name, name) for name in ("system", "light", "dark")])
    choices.choose("dark")
    for widget in (before, choices):
        shown(window, widget, qtbot)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert choices.button("dark").hasFocus()
    with qtbot.waitSignal(choices.chosen):
        qtbot.keyClick(choices.button("dark"), Qt.Key.Key_Left)
    choices.choose("system")
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert choices.button("system").hasFocus()
    choices.button("light").click()  # as a screen reader does, without the focus
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert choices.button("light").hasFocus()
