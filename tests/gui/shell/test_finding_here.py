"""The key that finds goes to the line that finds in what is in view; an article asked for by name has the focus."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.shell.command_palette import CommandPalette
from newsroom.gui.widgets.focus import line_that_finds
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    "command", ["order.tags", "order.series", "order.replace", "app.settings", "app.keys"]
)
def test_on_a_page_the_key_goes_to_the_line_that_filters(
    begin: Begin, library_path: Path, qtbot: QtBot, command: str
) -> None:
    program = begin(library_path).load()
    program.trigger(command)
    page = next(
        page for page in program.parts.pages.values() if isinstance(page, QWidget) and page.isVisible()
    )
    line = line_that_finds(page)
    assert line is not None
    other = next(one for one in page.findChildren(QPushButton) if one.isVisible() and one.isEnabled())
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_F, CTRL)
    assert line.hasFocus()


def test_in_the_list_the_key_goes_to_the_search_line(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load().open(1)
    program.parts.archive.panel.focus_list()
    qtbot.keyClick(program.parts.archive.panel.list, Qt.Key.Key_F, CTRL)
    assert program.parts.archive.panel.search.hasFocus()


@pytest.mark.parametrize(("command", "in_page"), [("order.table", True), ("order.tags", False)])
def test_the_search_of_the_archive_is_in_view_wherever_it_is_asked_for(
    begin: Begin, library_path: Path, command: str, in_page: bool
) -> None:
    program = begin(library_path).load()
    program.trigger(command)
    page = next(
        page for page in program.parts.pages.values() if isinstance(page, QWidget) and page.isVisible()
    )
    program.trigger("archive.search")
    line = line_that_finds(page) if in_page else program.parts.archive.panel.search
    assert line is not None
    assert line.isVisible() and line.hasFocus()


def test_an_article_asked_for_by_its_headline_has_the_focus_in_its_text(
    begin: Begin, library_path: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load()
    program.parts.archive.panel.focus_search()
    program.trigger("go.article")
    palette = program.window.findChild(CommandPalette)
    assert palette is not None
    program.wait(lambda: palette.view.model().rowCount())
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    program.wait(lambda: program.parts.editor is not None and program.parts.editor.body.hasFocus())
