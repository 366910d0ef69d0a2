"""Chips in their row: keys, room, looks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import DARK, LIGHT
from newsroom.gui.widgets.chip_field import ChipField

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.resize(420, 400)
    return window


@pytest.fixture
def field(window: QWidget, qtbot: QtBot) -> ChipField:
    field = ChipField(LIGHT, placeholder="+ tag", name="Tags", what="Tag")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(field)
    field.set_chips([("Daesh", ""), ("airstrike", ""), ("Syria", "(place)")])
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return field


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_keys_lead_into_the_chips_remove_and_move(field: ChipField, qtbot: QtBot) -> None:
    field.edit.setFocus()
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert "Syria" in focused().accessibleName()
    with qtbot.waitSignal(field.move_asked) as moved:
        qtbot.keyClick(focused(), Qt.Key.Key_Left, ALT)
    assert moved.args == [2, 1]
    with qtbot.waitSignal(field.remove_asked):
        qtbot.keyClick(focused(), Qt.Key.Key_Delete)


def test_chips_break_into_rows_where_there_is_no_room(field: ChipField) -> None:
    low = field.heightForWidth(2000) if field.hasHeightForWidth() else field.height()
    field.set_chips([(f"A tag with a longer name {n}", "") for n in range(12)])
    assert field.sizeHint().height() > low


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_they_are_drawn_in_both_directions_and_looks(field: ChipField, direction: Qt.LayoutDirection) -> None:
    field.setLayoutDirection(direction)
    for colors, scale in ((DARK, 2.0), (LIGHT, 0.8)):
        field.set_look(colors, scale)
        assert not field.grab().isNull()
