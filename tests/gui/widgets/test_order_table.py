"""Rows put in order by hand: keys and mouse ask for the same moves; lines between have no place of their own."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import LIGHT
from newsroom.gui.widgets.order_table import OrderTable
from newsroom.gui.widgets.rows_model import Column, RowsModel

ALT = Qt.KeyboardModifier.AltModifier
Move = tuple[list[object], object, bool]


@dataclass(frozen=True)
class Thing:
    key: str


@pytest.fixture
def moves() -> list[Move]:
    return []


@pytest.fixture
def table(qtbot: QtBot, moves: list[Move]) -> OrderTable[Thing]:
    """Letters are things, a digit is a line between them."""
    model = RowsModel((Column[Thing]("key", "Key", lambda thing: thing.key),), lambda thing: thing.key, LIGHT)
    table = OrderTable(model, LIGHT, name="Things", is_movable=lambda thing: thing.key.isalpha())
    qtbot.addWidget(table)
    table.resize(300, 400)
    model.set_rows([Thing(key) for key in "ab1cd"])
    table.move_asked.connect(lambda keys, before, ends: moves.append((keys, before, ends)))
    table.show()
    return table


def drag(qtbot: QtBot, table: OrderTable[Thing], start: int, y: int) -> None:
    port, pos = table.viewport(), table.visualRect(table.model().index(start, 0)).center()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=pos)
    qtbot.mouseMove(port, QPoint(pos.x() + 40, pos.y()))
    qtbot.mouseMove(port, QPoint(pos.x(), y))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(pos.x(), y))


@pytest.mark.parametrize(
    ("row", "key", "before"),
    [
        (0, Qt.Key.Key_Down, "c"),
        (1, Qt.Key.Key_Down, "d"),
        (3, Qt.Key.Key_Up, "b"),
        (3, Qt.Key.Key_Down, None),
        (4, Qt.Key.Key_Up, "c"),
    ],
)
def test_a_step_passes_one_thing_and_any_lines(
    qtbot: QtBot, table: OrderTable[Thing], moves: list[Move], row: int, key: Qt.Key, before: str | None
) -> None:
    table.selectRow(row)
    qtbot.keyClick(table, key, ALT)
    assert moves == [(["ab1cd"[row]], before, False)]


def test_at_the_ends_and_on_a_line_nothing_moves(
    qtbot: QtBot, table: OrderTable[Thing], moves: list[Move]
) -> None:
    for row, key in ((0, Qt.Key.Key_Up), (4, Qt.Key.Key_Down), (2, Qt.Key.Key_Up), (2, Qt.Key.Key_Down)):
        table.selectRow(row)
        qtbot.keyClick(table, key, ALT)
    assert moves == []


def test_several_go_to_one_place(qtbot: QtBot, table: OrderTable[Thing], moves: list[Move]) -> None:
    model = table.selectionModel()
    table.selectRow(0)
    model.select(table.model().index(3, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)
    qtbot.keyClick(table, Qt.Key.Key_Down, ALT)
    assert moves == [(["a", "c"], None, False)]


def test_the_mouse_drops_before_a_row_or_at_the_end(
    qtbot: QtBot, table: OrderTable[Thing], moves: list[Move]
) -> None:
    height = table.rowHeight(0)
    drag(qtbot, table, 4, 2)
    drag(qtbot, table, 0, height * 4 + height - 2)
    drag(qtbot, table, 0, height * 2 + 2)
    assert moves == [(["d"], "a", True), (["a"], None, True), (["a"], "c", True)]


def test_a_drop_where_it_was_and_a_click_move_nothing(
    qtbot: QtBot, table: OrderTable[Thing], moves: list[Move]
) -> None:
    drag(qtbot, table, 1, table.rowHeight(0) + 2)
    place = table.visualRect(table.model().index(3, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert moves == [] and [thing.key for thing in table.selected] == ["c"]


def test_escape_ends_a_drag(qtbot: QtBot, table: OrderTable[Thing], moves: list[Move]) -> None:
    pos = table.visualRect(table.model().index(4, 0)).center()
    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=pos)
    qtbot.mouseMove(table.viewport(), QPoint(pos.x() + 40, pos.y()))
    qtbot.mouseMove(table.viewport(), QPoint(pos.x(), 2))
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(pos.x(), 2))
    assert moves == []
