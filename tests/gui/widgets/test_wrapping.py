"""What gives way where text is large and the window small: check boxes of many words, facts with their buttons."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import LIGHT, style_sheet
from newsroom.gui.widgets.setting_row import FactRow, SwitchRow

WORDS = "Quotation marks, apostrophes and dashes of the language while typing"


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.setStyleSheet(style_sheet(LIGHT, 2.0))
    QVBoxLayout(window)
    return window


def shown(window: QWidget, widget: QWidget, width: int, qtbot: QtBot) -> None:
    layout = window.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(widget)
    layout.addStretch(1)
    window.resize(width, 400)
    with qtbot.waitExposed(window):
        window.show()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_words_of_a_switch_go_on_in_a_second_line(
    window: QWidget, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    row = SwitchRow(WORDS)
    row.set_look(LIGHT, 2.0)
    window.setLayoutDirection(direction)
    shown(window, row, 560, qtbot)
    line = row.box.sizeHint().height()
    assert row.box.width() <= 560 and row.box.height() > 1.5 * line
    qtbot.mouseClick(row.box, Qt.MouseButton.LeftButton, pos=QPoint(280, row.box.height() - 8))
    assert row.box.isChecked() and not row.grab().isNull()
    window.resize(1600, 400)
    qtbot.waitUntil(lambda: row.box.height() == line)


def test_where_all_fits_it_is_qts_own(window: QWidget, qtbot: QtBot) -> None:
    row, plain = SwitchRow("While typing"), QCheckBox("While typing")
    shown(window, row, 900, qtbot)
    shown(window, plain, 900, qtbot)
    plain.setFont(row.box.font())
    for box in (row.box, plain):
        box.clearFocus()  # what has it is underlined
    assert row.box.sizeHint() == plain.sizeHint()
    assert row.box.grab().toImage().copy(0, 0, 200, 20) == plain.grab().toImage().copy(0, 0, 200, 20)


def test_buttons_that_leave_a_fact_no_room_stand_below_it(window: QWidget, qtbot: QtBot) -> None:
    acts = [QPushButton("Open another library…"), QPushButton("Make a new library…")]
    row = FactRow("Others", acts)
    row.show_value("A library is one newsroom’s. What is open here stays as it is.")
    row.set_look(LIGHT, 2.0)
    shown(window, row, 560, qtbot)
    qtbot.waitUntil(lambda: acts[0].y() >= row.fact.geometry().bottom())
    assert acts[1].y() > acts[0].y() and all(act.width() >= act.sizeHint().width() for act in acts)
    window.resize(1600, 400)
    qtbot.waitUntil(lambda: acts[0].y() == acts[1].y() and acts[0].x() > row.fact.x())
