"""The archive as a table: rows of any number, columns, orders, marks; the question comes and goes with the editor."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from benchmarks.generator import generate
from newsroom.desk.articles import new_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.library import Library, open_library
from newsroom.domain.article import Content
from newsroom.domain.bulk import Selection
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.query import KeyMap, ListQuery, Order
from newsroom.gui.features.archive.list_model import PAGE_ROWS
from newsroom.gui.features.archive.scopes import TRASH
from newsroom.gui.features.archive.table_model import ArticleTableModel
from newsroom.gui.features.archive.table_view import ArticleTable
from newsroom.gui.theme import DARK, LIGHT
from tests.gui.archive.conftest import make_row
from tests.gui.archive.table_of import Table, show_table

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CHANGED = ChangeSet(frozenset({Changed.ARTICLE, Changed.LIST, Changed.COUNTS}))
N = 430


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("table") / "library"
    generate(path, N, n_words=12)
    return path


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Iterator[Library]:
    library = open_library(Path(shutil.copytree(made, tmp_path / "library")))
    yield library
    library.close()


@pytest.fixture
def table(qtbot: QtBot, library: Library, tmp_path: Path) -> Table:
    return show_table(qtbot, library, tmp_path)


def all_ids(library: Library, query: ListQuery | None = None) -> list[int]:
    return [row.id for row in list_articles(library, query or ListQuery(), limit=N * 2).rows]


def test_it_shows_every_row_and_its_columns(table: Table, library: Library) -> None:
    model = table.page.presenter.model
    assert model.rowCount() == len(all_ids(library)) > 2 * PAGE_ROWS
    assert table.focus() is table.page.table
    titles = [column.title for column in table.page.table.columns]
    assert titles == ["Headline", "State", "Section", "Tags", "Language", "Words", "Published", "Changed"]
    first = list_articles(library, ListQuery(), limit=1).rows[0]
    cells = {
        column.name: model.index(0, n).data() for n, column in enumerate(model.columns) if column.is_shown
    }
    assert (cells["headline"], cells["section"], cells["words"]) == (
        first.headline,
        first.section,
        str(first.n_words),
    )


def test_tags_are_asked_for_the_rows_on_the_screen_alone(table: Table) -> None:
    model = table.page.presenter.model
    known = [row for row in range(PAGE_ROWS) if model.details_of(model.row_at(row).id) is not None]
    assert known and len(known) < 60
    tagged = [row for row in known if model.index(row, model.column_of("tags")).data()]
    assert tagged


def test_what_a_view_asks_mostly_is_answered_before_anything_is_looked_up(table: Table) -> None:
    model = table.page.presenter.model
    looked: list[int] = []
    model.row_at = looked.append  # type: ignore[method-assign]
    for role in (
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.SizeHintRole,
        Qt.ItemDataRole.CheckStateRole,
    ):
        assert model.index(3, 1).data(role) is None
    assert not looked


def test_all_that_is_found_is_marked_as_a_question(table: Table, qtbot: QtBot) -> None:
    table.press(qtbot, (Qt.Key.Key_A, CTRL))
    selection = table.page.presenter.selection(table.page.marks.marked)
    assert selection == Selection(query=ListQuery())
    assert table.words == f"All {table.page.presenter.total} articles found are marked."
    second = table.page.table.visualRect(table.page.presenter.model.index(1, 0)).center()
    qtbot.mouseClick(table.page.table.viewport(), Qt.MouseButton.LeftButton, CTRL, second)
    out = table.page.presenter.model.row_at(1).id
    assert table.page.presenter.selection(table.page.marks.marked) == Selection(
        query=ListQuery(), without=frozenset({out})
    )
    assert table.words == f"{table.page.presenter.total - 1} articles are marked."


def test_a_click_or_an_arrow_ends_that_all_is_marked(table: Table, qtbot: QtBot) -> None:
    table.press(qtbot, (Qt.Key.Key_A, CTRL), Qt.Key.Key_Down)
    marked = table.page.marks.marked
    assert not marked.is_all and marked.ids == {table.page.presenter.model.row_at(1).id}
    table.press(qtbot, (Qt.Key.Key_A, CTRL), (Qt.Key.Key_Down, SHIFT))
    assert not table.page.marks.is_all and len(table.page.marks.marked.ids) == 2


def test_rows_that_are_not_here_are_marked_by_reading_them(
    table: Table, qtbot: QtBot, library: Library
) -> None:
    table.press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down)
    widget = table.focus()
    assert widget is not None
    qtbot.keyClick(widget, Qt.Key.Key_End, SHIFT)
    marks = table.page.marks
    assert marks.marked.rows, "pages in between are not here"
    assert marks.count(0) == N_rows(table) - 2
    assert not table.page.bar.more.isEnabled()
    table.settle(qtbot)
    assert not marks.marked.rows
    assert marks.marked.ids == set(all_ids(library)[2:])
    assert table.page.bar.more.isEnabled()


def N_rows(table: Table) -> int:  # noqa: N802 - a number
    return table.page.presenter.model.rowCount()


def test_marks_stay_on_their_articles_when_the_list_moves(
    table: Table, qtbot: QtBot, library: Library
) -> None:
    model = table.page.presenter.model
    table.press(qtbot, Qt.Key.Key_Down, (Qt.Key.Key_Down, SHIFT))
    wanted = {model.row_at(1).id, model.row_at(2).id}
    new_article(library, Content(headline="On Top"), by="test")
    table.page.apply(CHANGED)
    table.page.presenter.list._refresh()
    table.settle(qtbot)
    assert table.headlines[0] == "On Top"
    assert table.page.marks.marked.ids == wanted
    rows = {index.row() for index in table.page.table.selectionModel().selectedRows()}
    assert rows == {2, 3}
    table.press(qtbot, (Qt.Key.Key_A, CTRL))
    new_article(library, Content(headline="On Top Again"), by="test")
    table.page.presenter.list._refresh()
    table.settle(qtbot)
    assert table.page.marks.is_all
    assert table.words == f"All {N_rows(table)} articles found are marked."


def test_another_question_marks_nothing(table: Table, qtbot: QtBot) -> None:
    table.press(qtbot, (Qt.Key.Key_A, CTRL))
    word = table.headlines[0].split()[0]
    for letter in word[:2]:  # letters go to the search
        widget = table.focus()
        assert widget is not None
        qtbot.keyClicks(widget, letter)
    assert table.focus() is table.page.panel.search
    assert table.page.presenter.selection(table.page.marks.marked) == Selection(ids=())
    table.page.table.selectAll()
    assert table.page.presenter.selection(table.page.marks.marked) is None, "the answer is not here yet"
    assert not table.page.bar.more.isEnabled()
    table.settle(qtbot)
    assert not table.page.marks.is_all


def test_heads_give_the_orders_of_the_desk_and_no_others(
    table: Table, qtbot: QtBot, library: Library
) -> None:
    view, head = table.page.table, table.page.table.horizontalHeader()
    asked = table.page.presenter.list

    def click(name: str) -> None:
        section = table.page.presenter.model.column_of(name)
        place = QPoint(head.sectionViewportPosition(section) + 8, head.height() // 2)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
        table.settle(qtbot)

    click("changed")
    assert asked.question.order is Order.UPDATED
    click("published")
    assert asked.question.order is Order.NEWEST
    click("published")
    assert asked.question.order is Order.OLDEST
    assert (
        table.headlines[0] == list_articles(library, ListQuery(order=Order.OLDEST), limit=1).rows[0].headline
    )
    click("section")
    assert asked.question.order is Order.OLDEST
    assert head.sortIndicatorSection() == table.page.presenter.model.column_of("published")
    click("words")
    assert asked.question.order is Order.LONGEST
    click("words")
    assert asked.question.order is Order.NEWEST
    assert isinstance(view, QTableView)


@pytest.mark.parametrize("order", [Order.HEADLINE, Order.LONGEST])
def test_an_order_by_what_articles_say_goes_to_the_last_row(
    table: Table, qtbot: QtBot, library: Library, order: Order
) -> None:
    table.page.presenter.list.set_order(order)
    table.settle(qtbot)
    assert N_rows(table) == len(all_ids(library))
    table.press(qtbot, Qt.Key.Key_End)
    last = table.page.presenter.model.row_at(N_rows(table) - 1)
    assert last is not None and last.id == all_ids(library, ListQuery(order=order))[-1]


def test_columns_are_chosen_and_remembered(
    table: Table, qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    actions = {action.text(): action for action in table.page.columns_menu().actions()}
    assert "Headline" not in actions
    actions["Series"].trigger()
    actions["Tags"].trigger()
    model = table.page.presenter.model
    table.page.table.setColumnWidth(model.column_of("section"), 171)
    again = show_table(qtbot, library, tmp_path)
    names = [column.name for column in again.page.table.columns]
    assert "series" in names and "tags" not in names
    assert again.page.table.columnWidth(model.column_of("section")) == 171


def test_the_question_comes_from_the_list_and_goes_back(
    qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    table = show_table(qtbot, library, tmp_path)
    table.page.hide()
    word = list_articles(library, ListQuery(), limit=1).rows[0].headline.split()[0]
    table.archive.presenter.search_full_text(word)
    table.page.show()
    table.settle(qtbot)
    assert table.page.panel.search.text() == word
    assert table.page.presenter.list.question == table.archive.presenter.question
    table.page.presenter.list.choose(TRASH)
    table.page.hide()
    assert table.archive.presenter.question.scope == TRASH


def test_enter_opens_and_escape_leaves(table: Table, qtbot: QtBot) -> None:
    table.press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert table.opened == [table.page.presenter.model.row_at(1).id]
    table.press(qtbot, Qt.Key.Key_Escape)
    assert table.closed
    table.page.panel.search.setFocus()
    table.closed.clear()
    table.press(qtbot, Qt.Key.Key_Escape)
    assert table.closed


def test_up_from_the_first_row_goes_to_the_search_and_down_comes_back(table: Table, qtbot: QtBot) -> None:
    table.press(qtbot, Qt.Key.Key_Up)
    assert table.focus() is table.page.panel.search
    table.press(qtbot, Qt.Key.Key_Down)
    assert table.focus() is table.page.table
    table.press(qtbot, Qt.Key.Key_End)
    assert table.page.table.currentIndex().row() == N_rows(table) - 1
    table.press(qtbot, Qt.Key.Key_Home)
    assert table.page.table.currentIndex().row() == 0


def test_everything_has_a_name_and_looks_fit(table: Table, qtbot: QtBot) -> None:
    for widget in table.page.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit | QTableView) and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", lambda: "")(), widget
    for scale in (2.0, 1.0):
        table.page.set_look(DARK, scale)
        assert not table.page.grab().isNull()
    table.page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not table.page.grab().isNull()
    index: QModelIndex = table.page.presenter.model.index(0, 1)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("State: ")


def test_what_changes_while_nobody_looks_is_asked_when_somebody_does(
    table: Table, qtbot: QtBot, library: Library
) -> None:
    table.page.hide()
    new_article(library, Content(headline="On Top"), by="test")
    table.page.apply(CHANGED)
    assert "table.archive.list" not in table.lanes.kinds()
    table.page.show()
    table.settle(qtbot)
    assert table.headlines[0] == "On Top"


def test_a_million_rows_are_marked_without_a_look_at_each(qtbot: QtBot) -> None:
    n = 1_000_000
    model = ArticleTableModel()
    view = ArticleTable(model, LIGHT)
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show()
    qtbot.waitExposed(view)
    model.start([make_row(n - place) for place in range(PAGE_ROWS)])
    model.set_key_map(
        KeyMap(tuple((n - PAGE_ROWS * k + 1) * 10 for k in range(1, n // PAGE_ROWS)), PAGE_ROWS, n)
    )
    asked: list[int] = []
    counts = model.rowCount

    def count(*parent: QModelIndex) -> int:
        asked.append(1)
        return counts(*parent)

    model.rowCount = count  # type: ignore[method-assign]
    view.selectAll()
    view.viewport().repaint()
    view.horizontalHeader().viewport().repaint()
    assert view.marks.count(n) == n
    assert len(asked) < 2_000
    view.put_cursor(0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_End, SHIFT)
    assert view.marks.count(n) == n - 1


def test_two_that_are_marked_can_be_read_side_by_side(table: Table, qtbot: QtBot) -> None:
    wanted: list[tuple[int, int]] = []
    table.page.beside_wanted.connect(lambda first, other: wanted.append((first, other)))
    words = "Open one beside the other"
    table.press(qtbot, Qt.Key.Key_Down)
    assert words not in [action.text() for action in table.page.acts_menu().actions()]
    table.press(qtbot, (Qt.Key.Key_Down, SHIFT))
    (action,) = (action for action in table.page.acts_menu().actions() if action.text() == words)
    action.trigger()
    model = table.page.presenter.model
    assert wanted == [(model.row_at(1).id, model.row_at(2).id)]
