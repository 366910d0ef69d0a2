"""A table of frozen rows: what stays keeps its place, more come near the end, keys and heads say what is meant."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import DARK, LIGHT
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable


@dataclass(frozen=True)
class Thing:
    id: int
    name: str
    n: int = 0


COLUMNS = (
    Column[Thing]("name", "Name", lambda thing: thing.name, is_bold=True),
    Column[Thing]("n", "Count", lambda thing: str(thing.n), is_number=True, tone=lambda _: "dim"),
)


def things(*ids: int) -> list[Thing]:
    return [Thing(id, f"thing {id}", id * 10) for id in ids]


@pytest.fixture
def model() -> RowsModel[Thing]:
    return RowsModel(COLUMNS, lambda thing: thing.id, LIGHT)


@pytest.fixture
def table(qtbot: QtBot, model: RowsModel[Thing]) -> RowsTable[Thing]:
    table = RowsTable(model, LIGHT, name="Things", many=True)
    qtbot.addWidget(table)
    table.resize(400, 300)
    return table


def test_rows_that_stay_keep_cursor_and_marks(table: RowsTable[Thing], model: RowsModel[Thing]) -> None:
    model.set_rows(things(1, 2, 3, 4))
    table.choose(3)
    assert table.current == Thing(3, "thing 3", 30)
    model.set_rows(things(9, 3, 1))
    assert table.current is not None and table.current.id == 3 and table.currentIndex().row() == 1
    table.selectAll()
    model.set_rows(things(1, 5, 3))
    assert [thing.id for thing in table.selected] == [1, 3]
    model.set_rows([])
    assert table.current is None and table.selected == ()


def test_the_same_rows_that_say_something_else_are_no_reset(
    qtbot: QtBot, table: RowsTable[Thing], model: RowsModel[Thing]
) -> None:
    model.set_rows(things(1, 2))
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    with qtbot.waitSignal(model.dataChanged):
        model.set_rows([replace(things(1)[0], name="other"), *things(2)])
    assert resets == [] and model.index(0, 0).data() == "other"


def test_a_row_that_is_chosen_before_it_comes(table: RowsTable[Thing], model: RowsModel[Thing]) -> None:
    table.choose(7)
    model.set_rows(things(1, 7))
    assert table.current is not None and table.current.id == 7


def test_more_are_asked_for_once(qtbot: QtBot, model: RowsModel[Thing]) -> None:
    asked: list[bool] = []
    model.more_wanted.connect(lambda: asked.append(True))
    model.set_rows(things(1), more=True)
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [True]
    model.add_rows(things(2), more=False)
    assert not model.canFetchMore(QModelIndex()) and model.rowCount() == 2


def test_only_roles_that_are_used_are_answered(model: RowsModel[Thing]) -> None:
    model.set_rows(things(1))
    index = model.index(0, 1)
    roles = Qt.ItemDataRole
    assert index.data(roles.DecorationRole) is None and index.data(roles.SizeHintRole) is None
    assert index.data(roles.DisplayRole) == "10" and index.data(roles.ForegroundRole).name() == LIGHT.dim
    model.set_look(DARK, 2.0)
    assert index.data(roles.ForegroundRole).name() == DARK.dim
    model.set_rows([Thing(1, "a\nb " + "x" * 10_000)])
    assert "\n" not in model.index(0, 0).data() and len(model.index(0, 0).data()) <= 400


def test_keys_and_heads(qtbot: QtBot, table: RowsTable[Thing], model: RowsModel[Thing]) -> None:
    model.set_rows(things(1, 2))
    table.choose(2)
    with qtbot.waitSignal(table.row_activated) as activated:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert activated.args == [things(2)[0]]
    with qtbot.waitSignal(table.typed) as typed:
        qtbot.keyClick(table, "x")
    assert typed.args == ["x"]
    table.set_sorts({"n": "by number"}, "n")
    with qtbot.waitSignal(table.sort_wanted) as sort:
        table.horizontalHeader().sectionClicked.emit(1)
    assert sort.args == ["by number"]
    with qtbot.assertNotEmitted(table.sort_wanted):
        table.horizontalHeader().sectionClicked.emit(0)


def test_an_empty_table_says_why(qtbot: QtBot, table: RowsTable[Thing], model: RowsModel[Thing]) -> None:
    table.show()
    qtbot.waitExposed(table)
    before = table.grab().toImage()
    table.set_empty_words("Nothing here yet.")
    QApplication.processEvents()
    assert table.grab().toImage() != before
    assert table.accessibleName() == "Things"


def test_columns_are_as_wide_as_the_text_is_large(table: RowsTable[Thing]) -> None:
    table.set_widths(0, 80)
    table.set_look(LIGHT, 1.5)
    assert table.columnWidth(1) == 120
    table.setColumnWidth(1, 90)
    table.set_look(DARK, 1.5)
    assert table.columnWidth(1) == 90


def test_no_column_leaves_the_one_without_a_width_too_little(table: RowsTable[Thing]) -> None:
    table.set_widths(0, 380)
    table.show()
    room = table.viewport().width()
    assert table.columnWidth(0) >= 0.29 * room and table.columnWidth(1) < 380
    table.resize(1000, 300)
    assert table.columnWidth(1) == 380


def test_a_row_is_chosen_alone_whatever_is_marked(table: RowsTable[Thing], model: RowsModel[Thing]) -> None:
    model.set_rows(things(1, 2, 3, 4))
    table.selectAll()
    assert [thing.id for thing in table.selected] == [1, 2, 3, 4]
    table.choose(3)
    assert [thing.id for thing in table.selected] == [3]


def test_a_mark_takes_room_only_where_a_row_has_it(qtbot: QtBot) -> None:
    mark = Column[Thing]("mark", "", lambda thing: "odd" if thing.n else "")
    model = RowsModel((*COLUMNS, mark), lambda thing: thing.id, LIGHT)
    table = RowsTable(model, LIGHT, name="Things")
    qtbot.addWidget(table)
    table.set_widths(0, 60, 90)
    table.resize(400, 300)
    table.show()
    model.set_rows([Thing(1, "one"), Thing(2, "two")])
    wide = table.columnWidth(0)
    assert table.isColumnHidden(2)
    model.set_rows([Thing(1, "one"), Thing(2, "two", 5)])
    assert not table.isColumnHidden(2) and table.columnWidth(0) == wide - 90
    model.set_rows([Thing(1, "one")])
    assert table.isColumnHidden(2) and table.columnWidth(0) == wide
    model.add_rows([Thing(3, "three", 7)], more=False)
    assert not table.isColumnHidden(2)


def test_a_place_is_cut_in_its_middle(qtbot: QtBot) -> None:
    columns = (
        *COLUMNS,
        Column[Thing]("where", "Where", lambda thing: f"folder/{thing.id}.md", is_place=True),
    )
    model = RowsModel(columns, lambda thing: thing.id, LIGHT)
    table = RowsTable(model, LIGHT, name="Things")
    qtbot.addWidget(table)
    model.set_rows(things(1))
    modes = []
    for n in range(len(columns)):
        option = QStyleOptionViewItem()
        option.textElideMode = table.textElideMode()
        index = model.index(0, n)
        delegate = table.itemDelegateForIndex(index)
        assert isinstance(delegate, QStyledItemDelegate)
        delegate.initStyleOption(option, index)
        modes.append(option.textElideMode)
    middle = Qt.TextElideMode.ElideMiddle
    assert modes[0] != middle and modes[1] != middle and modes[2] == middle
