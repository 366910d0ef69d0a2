"""The page of the log on a real library: acts newest first, each undone and done again, what was left named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.acts import undo_act
from newsroom.desk.articles import set_fields
from newsroom.desk.bulk import change_articles
from newsroom.desk.library import Library
from newsroom.desk.tag_desk import list_tags, rename_tag
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.bulk import AddTags, Selection, SetLanguage
from newsroom.domain.changes import Changed
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.gui.features.act_log import ActLogPanel, build
from newsroom.gui.theme import DARK
from tests.gui.desks import Room, Shelf, column, empty_library, filled, nameless, opened

__all__ = ["empty_library"]
Log = Room[ActLogPanel]


def fill(shelf: Shelf) -> None:
    """A bulk act on three articles, then a rename."""
    for name in ("One", "Two", "Three"):
        shelf.put(name)
    tag = ensure_tag(shelf.library, "Floods", by="test")
    change_articles(shelf.library, Selection(query=ListQuery()), AddTags((tag.id,)), by="command line")
    rename_tag(shelf.library, tag.id, "Flooding", by="window")


@pytest.fixture(scope="session")
def acted(empty_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(empty_library, tmp_path_factory.mktemp("acts"), fill)


@pytest.fixture
def library(acted: Path, tmp_path: Path) -> Iterator[Library]:
    yield from opened(acted, tmp_path)


@pytest.fixture
def room(qtbot: QtBot, library: Library) -> Log:
    return Room(qtbot, library, build)


def n_tagged(room: Log) -> int:
    return list_tags(room.library).rows[0].tag.n_articles


def test_the_newest_act_comes_first_with_who_and_how_many(room: Log) -> None:
    table = room.page.table
    assert column(table, 1)[0] == "Renamed the tag “Floods” to “Flooding”"
    assert column(table, 2) == ["window", "command line"] and column(table, 3) == ["", "3"]
    assert room.page.detail.title.text() == column(table, 1)[0] and room.page.turn.text() == "Undo"


def test_any_act_is_undone_and_done_again(qtbot: QtBot, room: Log) -> None:
    room.page.table.selectRow(1)
    room.page.table.setFocus()
    qtbot.keyClick(room.page.table, Qt.Key.Key_Return)
    assert room.focus is room.page.turn
    qtbot.keyClick(room.page.turn, Qt.Key.Key_Space)
    room.run()
    assert n_tagged(room) == 0 and column(room.page.table, 4) == ["", "undone"]
    assert room.page.turn.text() == "Do it again" and room.focus is room.page.turn
    room.page.table.setFocus()
    qtbot.keyClick(room.page.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(room.page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    room.page.redo()
    room.run()
    assert n_tagged(room) == 3


def test_what_was_changed_since_is_left_and_named(qtbot: QtBot, room: Log) -> None:
    change_articles(room.library, Selection(query=ListQuery()), SetLanguage("fr"), by="window")
    set_fields(room.library, ArticleId(2), {"language": "de"}, by="test")
    room.acting.tell(frozenset({Changed.ARTICLE}))
    room.run()
    room.page.table.selectRow(0)
    room.page.undo()
    room.run()
    assert column(room.page.left_table) == ["Two"] and room.page.left_table.isVisible()
    assert "Left as they were: 1." in room.page.detail.facts.text()
    room.page.left_table.setFocus()
    with qtbot.waitSignal(room.page.article_wanted) as wanted:
        qtbot.keyClick(room.page.left_table, Qt.Key.Key_Return)
    assert wanted.args == [2]
    room.page.table.selectRow(1)
    assert not room.page.left_table.isVisible()


def test_what_an_act_left_is_known_in_the_next_session(room: Log) -> None:
    act = change_articles(room.library, Selection(query=ListQuery()), SetLanguage("fr"), by="window").act
    assert act is not None
    set_fields(room.library, ArticleId(2), {"language": "de"}, by="test")
    undo_act(room.library, act.id, by="command line")
    room.acting.tell(frozenset({Changed.ARTICLE}))
    room.run()
    room.page.table.selectRow(0)
    room.run()
    assert column(room.page.left_table) == ["Two"] and room.page.left_table.isVisible()


def test_new_acts_come_while_the_page_is_in_view(room: Log) -> None:
    tag = list_tags(room.library).rows[0].tag
    rename_tag(room.library, tag.id, "High water", by="test")
    room.acting.tell(frozenset({Changed.TAG}))
    room.run()
    assert column(room.page.table, 1)[0] == "Renamed the tag “Flooding” to “High water”"
    room.page.hide()
    rename_tag(room.library, tag.id, "Water", by="test")
    room.acting.tell(frozenset({Changed.TAG}))
    assert room.runner.jobs == []
    room.page.show()
    room.run()
    assert column(room.page.table, 1)[0].endswith("“Water”")


def test_an_empty_log_says_what_it_is_for(room: Log) -> None:
    room.page.set_library(None)
    assert column(room.page.table) == [] and "Merges" in room.page.table._empty


def test_everything_says_what_it_is_in_any_look(room: Log) -> None:
    room.page.set_look(DARK, 2.0)
    assert nameless(room.page) == []
