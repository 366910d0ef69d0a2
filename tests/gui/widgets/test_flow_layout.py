"""Widgets in lines, as words are set."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.widgets.flow_layout import FlowLayout

GAP = 4


def flowing(qtbot: QtBot, *sizes: tuple[int, int], width: int) -> tuple[QWidget, list[QWidget]]:
    """A shown widget so wide, with others of these sizes in it."""
    whole = QWidget()
    qtbot.addWidget(whole)
    flow = FlowLayout(whole, spacing=GAP)
    inner = []
    for size in sizes:
        one = QWidget()
        one.setFixedSize(*size)
        flow.addWidget(one)
        inner.append(one)
    whole.resize(width, 200)
    whole.show()
    return whole, inner


def test_what_is_lower_stands_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    _, (chip, link, last) = flowing(qtbot, (60, 22), (50, 16), (60, 22), width=130)
    assert (chip.x(), chip.y()) == (0, 0)
    assert (link.x(), link.y()) == (60 + GAP, 3)
    assert (last.x(), last.y()) == (0, 22 + GAP), "the next line begins below the highest"


@pytest.mark.parametrize(
    ("width", "height"), [(130, 22 + GAP + 22), (300, 22), (60, 22 + GAP + 16 + GAP + 22)]
)
def test_it_is_as_high_as_its_lines(qtbot: QtBot, width: int, height: int) -> None:
    whole, _ = flowing(qtbot, (60, 22), (50, 16), (60, 22), width=width)
    assert whole.heightForWidth(width) == height


def test_nothing_takes_no_room(qtbot: QtBot) -> None:
    whole, _ = flowing(qtbot, width=100)
    assert whole.heightForWidth(100) == 0


def test_lines_begin_at_the_right_where_one_writes_so(qtbot: QtBot) -> None:
    whole, (first, second) = flowing(qtbot, (60, 22), (50, 22), width=130)
    whole.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    whole.layout().activate()
    assert (first.x(), second.x()) == (70, 70 - GAP - 50)
