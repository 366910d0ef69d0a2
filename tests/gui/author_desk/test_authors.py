"""The page of authors on a real library: names and details, merges; each with its undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.author_desk import list_authors
from newsroom.desk.library import Library
from newsroom.domain.ids import ArticleId
from newsroom.domain.ordering import Author
from newsroom.gui.features.author_desk import AuthorDeskPanel, build
from newsroom.gui.theme import DARK
from tests.gui.desks import Room, Shelf, column, empty_library, filled, nameless, opened

__all__ = ["empty_library"]
Authors = Room[AuthorDeskPanel]


def fill(shelf: Shelf) -> None:
    shelf.put("One", public=True, bylines=[{"name": "Ada Brook"}])
    shelf.put("Two", bylines=[{"name": "Ada Brook"}])
    shelf.put("Three", bylines=[{"name": "A. Brook"}])


@pytest.fixture(scope="session")
def signed(empty_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(empty_library, tmp_path_factory.mktemp("authors"), fill)


@pytest.fixture
def library(signed: Path, tmp_path: Path) -> Iterator[Library]:
    yield from opened(signed, tmp_path)


@pytest.fixture
def room(qtbot: QtBot, library: Library) -> Authors:
    return Room(qtbot, library, build)


def author_of(room: Authors, name: str) -> Author:
    return next(row for row in list_authors(room.library).rows if row.name == name)


def choose(room: Authors, name: str) -> None:
    room.page.table.setFocus()
    room.page.table.selectRow(column(room.page.table).index(name))


def printed(room: Authors, id: int) -> str:
    return room.article(ArticleId(id)).content.bylines[0].name


def test_a_new_name_leaves_bylines_as_they_are(qtbot: QtBot, room: Authors) -> None:
    choose(room, "Ada Brook")
    qtbot.keyClick(room.page.table, Qt.Key.Key_Return)
    qtbot.keyClicks(room.page.detail.name, "Ada Brook-Lund")
    qtbot.keyClick(room.page.detail.name, Qt.Key.Key_Return)
    room.run()
    assert author_of(room, "Ada Brook-Lund").aliases == ("Ada Brook",) and printed(room, 1) == "Ada Brook"
    assert [chip.label for chip in room.page.detail.aliases.chips] == ["Ada Brook"]


def test_or_goes_into_them(room: Authors) -> None:
    choose(room, "Ada Brook")
    detail = room.page.detail
    assert not detail.publish.isEnabled()
    detail.reprint.click()
    assert detail.publish.isEnabled()
    detail.name.setText("Ada Brook-Lund")
    detail.name.commit()
    room.run()
    assert (printed(room, 1), printed(room, 2), printed(room, 3)) == (
        "Ada Brook-Lund",
        "Ada Brook-Lund",
        "A. Brook",
    )
    room.undo()
    assert printed(room, 1) == "Ada Brook"


def test_other_names_and_details(qtbot: QtBot, room: Authors) -> None:
    choose(room, "Ada Brook")
    detail = room.page.detail
    qtbot.keyClicks(detail.aliases.edit, "A. B.")
    qtbot.keyClick(detail.aliases.edit, Qt.Key.Key_Return)
    detail.about.setPlainText("Writes of rivers.")
    detail.email.setText("ada@example.org")
    room.page.save_now()
    room.run()
    author = author_of(room, "Ada Brook")
    assert author.aliases == ("A. B.",)
    assert author.details == {"about": "Writes of rivers.", "email": "ada@example.org"}
    detail.email.clear()
    detail.email.commit()
    detail.aliases.chips[0].setFocus()
    qtbot.keyClick(detail.aliases.chips[0], Qt.Key.Key_Delete)
    room.run()
    author = author_of(room, "Ada Brook")
    assert author.aliases == () and author.details == {"about": "Writes of rivers."}


def test_two_are_one_person(qtbot: QtBot, room: Authors) -> None:
    room.page.table.setFocus()
    room.page.table.selectAll()
    room.run()
    assert "become this author’s: 1" in room.page.several.card.preview.text()
    qtbot.keyClick(room.page.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    room.run()
    author = author_of(room, "Ada Brook")
    assert (author.n_articles, author.aliases) == (3, ("A. Brook",)) and printed(room, 3) == "A. Brook"
    assert column(room.page.table) == ["Ada Brook"]
    room.undo()
    assert set(column(room.page.table)) == {"Ada Brook", "A. Brook"}


def test_one_with_bylines_is_not_deleted(qtbot: QtBot, room: Authors) -> None:
    choose(room, "Ada Brook")
    assert not room.page.detail.delete.isVisible()
    qtbot.keyClick(room.page.table, Qt.Key.Key_Delete)
    room.run()
    assert room.failed and author_of(room, "Ada Brook")


def test_the_filter_the_heads_and_the_articles(qtbot: QtBot, room: Authors) -> None:
    room.page.table.horizontalHeader().sectionClicked.emit(0)
    room.run()
    assert column(room.page.table) == ["A. Brook", "Ada Brook"]
    qtbot.keyClicks(room.page.list.line, "ada")
    room.run()
    assert column(room.page.table) == ["Ada Brook"]
    with qtbot.waitSignal(room.page.search_wanted) as wanted:
        room.page.detail.list.click()
    assert wanted.args == ['author:"Ada Brook"']
    qtbot.keyClicks(room.page.list.line, "zzz")
    room.run()
    assert column(room.page.table) == [] and "Escape" in room.page.table._empty


def test_everything_says_what_it_is_in_any_look(room: Authors) -> None:
    room.page.set_look(DARK, 2.0)
    assert nameless(room.page) == []
