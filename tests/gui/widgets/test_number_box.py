"""A number stays to be read under the application's style sheet."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import DARK, LIGHT, Colors, style_sheet
from newsroom.gui.widgets.number_box import NumberBox


@pytest.mark.parametrize("colors", [LIGHT, DARK])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_its_text_has_room(qtbot: QtBot, colors: Colors, scale: float) -> None:
    box = NumberBox()
    qtbot.addWidget(box)
    box.setSuffix(" hourly")
    box.setValue(12)
    box.setStyleSheet(style_sheet(colors, scale))
    box.show()
    line = box.lineEdit()
    needed = line.fontMetrics().horizontalAdvance("12 hourly") + line.textMargins().left()
    assert line.geometry().left() >= 0 and line.width() >= needed


def test_its_digits_are_those_of_the_window(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("ar_EG"))
    try:
        box = NumberBox()
        qtbot.addWidget(box)
        box.setValue(12)
        assert box.text() == "12"
    finally:
        QLocale.setDefault(before)


def test_a_step_marks_the_number_where_one_types_alone(qtbot: QtBot) -> None:
    holder, boxes = QWidget(), (NumberBox(), NumberBox())
    column = QVBoxLayout(holder)
    for box in boxes:
        column.addWidget(box)
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    boxes[0].setFocus()
    qtbot.waitUntil(boxes[0].hasFocus)
    for box in boxes:
        box.stepUp()
    assert [box.lineEdit().hasSelectedText() for box in boxes] == [True, False]
