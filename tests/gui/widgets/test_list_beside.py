"""A list and what is beside it keep apart, in either direction of reading."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from newsroom.gui.widgets.list_beside import ListBeside


def gap(beside: ListBeside, one: QLabel, other: QLabel) -> int:
    """Between the two, in pixels."""
    first, second = sorted((one, other), key=lambda label: label.mapTo(beside, QPoint()).x())
    return second.mapTo(beside, QPoint()).x() - first.mapTo(beside, QPoint()).x() - first.width()


def test_there_is_room_on_both_sides_of_the_line_whichever_way_one_reads(qtbot: QtBot) -> None:
    one, other = QLabel("list"), QLabel("beside")
    beside = ListBeside(one, other, nothing="")
    qtbot.addWidget(beside)
    beside.show_beside(other)
    beside.resize(900, 300)
    beside.show()
    qtbot.waitExposed(beside)
    assert gap(beside, one, other) == 31
    beside.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: one.mapTo(beside, QPoint()).x() > other.mapTo(beside, QPoint()).x())
    qtbot.waitUntil(lambda: gap(beside, one, other) == 31)
