"""Marks in a table of a million: no work for each row, and what is marked is known at once where that can be."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.domain.query import KeyMap
from newsroom.gui.features.archive.row_marks import Marked
from newsroom.gui.features.archive.table_model import ArticleTableModel
from newsroom.gui.features.archive.table_view import ArticleTable
from newsroom.gui.theme import LIGHT
from tests.gui.archive.conftest import make_row

N = 1_000_000
HERE = 200
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(qtbot: QtBot) -> ArticleTable:
    """A million rows, of which the first two hundred are here."""
    model = ArticleTableModel()
    table = ArticleTable(model, LIGHT)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(900, 500)
    model.start([make_row(n) for n in range(HERE)])
    model.set_key_map(KeyMap(tuple(range(N, 100, -100)), 100, N))
    table.show()
    table.setFocus()
    return table


def ids(table: ArticleTable, rows: range) -> frozenset[int]:
    return frozenset(row.id for n in rows if (row := table.marks._model.row_at(n)) is not None)


def test_from_a_row_that_is_here_to_the_end_is_all_but_those_above(qtbot: QtBot, table: ArticleTable) -> None:
    table.set_current(150)
    qtbot.keyClick(table, Qt.Key.Key_End, SHIFT)
    assert table.marks.marked == Marked(True, ids(table, range(150)))
    assert table.marks.count(N) == N - 150
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.marks.marked == Marked(False, ids(table, range(1))), "another move marks anew"


def test_from_the_top_to_the_end_is_all(qtbot: QtBot, table: ArticleTable) -> None:
    table.set_current(0)
    qtbot.keyClick(table, Qt.Key.Key_End, SHIFT)
    assert table.marks.marked == Marked(True, frozenset())


def test_from_where_nobody_has_looked_the_rows_are_read(qtbot: QtBot, table: ArticleTable) -> None:
    table.set_current(400_000)
    qtbot.keyClick(table, Qt.Key.Key_End, SHIFT)
    marked = table.marks.marked
    assert marked.ids == frozenset() and not marked.is_all
    assert [n for run in marked.rows for n in (run.start, run.stop)] == [400_000, 400_001, 400_001, N]
    read = frozenset(range(600_000))
    table.marks.put_ids(marked, read)
    assert table.marks.marked.ids is read, "a million is not copied"
