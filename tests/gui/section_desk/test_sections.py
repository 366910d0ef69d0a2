"""The page of sections on a real library: their order by keys and mouse, names, merges; each with its undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.library import Library
from newsroom.desk.section_desk import list_section_rows
from newsroom.desk.sections import ensure_section
from newsroom.domain.ordering import SectionRow
from newsroom.gui.features.section_desk import SectionDeskPanel, build
from newsroom.gui.theme import DARK
from tests.gui.desks import Room, Shelf, column, empty_library, filled, nameless, opened

__all__ = ["empty_library"]
Sections = Room[SectionDeskPanel]
ALT = Qt.KeyboardModifier.AltModifier


def fill(shelf: Shelf) -> None:
    shelf.put("One", public=True, section="World")
    shelf.put("Two", section="Foreign")
    shelf.put("Three", section="Sport")
    ensure_section(shelf.library, "Empty", by="test")


@pytest.fixture(scope="session")
def sorted_out(empty_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(empty_library, tmp_path_factory.mktemp("sections"), fill)


@pytest.fixture
def library(sorted_out: Path, tmp_path: Path) -> Iterator[Library]:
    yield from opened(sorted_out, tmp_path)


@pytest.fixture
def room(qtbot: QtBot, library: Library) -> Sections:
    return Room(qtbot, library, build)


def row_of(room: Sections, name: str) -> SectionRow:
    return next(row for row in list_section_rows(room.library) if row.section.name == name)


def stored(room: Sections) -> list[str]:
    return [row.section.name for row in list_section_rows(room.library)]


def choose(room: Sections, name: str) -> None:
    room.page.table.setFocus()
    room.page.table.selectRow(column(room.page.table).index(name))


def test_keys_order_them_in_one_act(qtbot: QtBot, room: Sections) -> None:
    before = stored(room)
    assert column(room.page.table) == before
    choose(room, before[0])
    qtbot.keyClick(room.page.table, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(room.page.table, Qt.Key.Key_Down, ALT)
    assert column(room.page.table)[2] == before[0] and stored(room) == before
    room.page.save_now()
    room.run()
    assert stored(room) == [before[1], before[2], before[0], *before[3:]] and len(room.done) == 1
    room.undo()
    assert stored(room) == before == column(room.page.table)


def test_at_the_edge_nothing_moves(qtbot: QtBot, room: Sections) -> None:
    choose(room, stored(room)[0])
    qtbot.keyClick(room.page.table, Qt.Key.Key_Up, ALT)
    room.page.save_now()
    assert room.runner.jobs == []


def test_a_new_name_and_a_description(qtbot: QtBot, room: Sections) -> None:
    choose(room, "World")
    qtbot.keyClick(room.page.table, Qt.Key.Key_Return)
    assert room.focus is room.page.detail.name
    qtbot.keyClicks(room.page.detail.name, "The world")
    qtbot.keyClick(room.page.detail.name, Qt.Key.Key_Return)
    room.page.detail.description.setPlainText("Everywhere.")
    room.page.save_now()
    room.run()
    row = row_of(room, "The world")
    assert (row.section.slug, row.description) == ("world", "Everywhere.")
    room.page.detail.name.setText("Sport")
    room.page.detail.name.commit()
    room.run()
    assert room.failed and room.page.detail.name.text() == "The world"


def test_two_become_one(qtbot: QtBot, room: Sections) -> None:
    choose(room, "World")
    model, rows = room.page.model, room.page.table.selectionModel()
    index = model.index(column(room.page.table).index("Foreign"), 0)
    rows.select(index, rows.SelectionFlag.Select | rows.SelectionFlag.Rows)
    room.run()
    assert "Articles that move: 1" in room.page.several.card.preview.text()
    qtbot.keyClick(room.page.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    room.run()
    assert "Foreign" not in stored(room) and row_of(room, "World").section.n_articles == 2
    room.undo()
    assert row_of(room, "Foreign").section.n_articles == 1


def test_only_an_empty_one_is_deleted(room: Sections) -> None:
    choose(room, "World")
    assert not room.page.detail.delete.isVisible()
    choose(room, "Empty")
    room.page.detail.delete.click()
    room.run()
    assert "Empty" not in stored(room)
    room.undo()
    assert "Empty" in column(room.page.table)


def test_its_articles_are_found_by_a_line_of_search(qtbot: QtBot, room: Sections) -> None:
    choose(room, "World")
    with qtbot.waitSignal(room.page.search_wanted) as wanted:
        room.page.detail.list.click()
    assert wanted.args == ['section:"World"']


def test_everything_says_what_it_is_in_any_look(room: Sections) -> None:
    room.page.set_look(DARK, 2.0)
    assert nameless(room.page) == []
    room.page.set_library(None)
    assert column(room.page.table) == [] and "“Go to the section”" in room.page.table._empty
