"""Pages of the whole window: whoever leaves one is where they were."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.domain.ids import ArticleId
from newsroom.gui.features.tag_desk.panel import TagDeskPanel
from newsroom.gui.shell.panes import ARTICLE, LIST, SIDEBAR
from newsroom.gui.shell.window import Page
from newsroom.gui.widgets.focus import has_focus_inside
from newsroom.journal.replay import Place
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


@pytest.mark.parametrize("pane", [SIDEBAR, LIST, ARTICLE])
def test_the_focus_goes_back_to_where_it_was(
    qtbot: QtBot, begin: Begin, library_path: Path, pane: str
) -> None:
    program = begin(library_path).load()
    window = program.window
    window.focus_pane(pane)
    program.wait(lambda: has_focus_inside(window.panes.frame(pane)))
    before = QApplication.focusWidget()
    program.trigger("order.series")
    program.wait(lambda: window.page is Page.SERIES and QApplication.focusWidget() is not before)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    program.wait(lambda: window.page is Page.DESK and QApplication.focusWidget() is before)


def test_a_text_that_comes_back_late_takes_no_keys_from_a_page(begin: Begin, library_path: Path) -> None:
    """The article of last time may be found when a page is shown already: what is typed there is none of its text."""
    program = begin(library_path).load()
    assert program.parts.session is not None and program.parts.editor is not None
    program.parts.session.open(ArticleId(1))
    program.wait(lambda: program.parts.session and program.parts.session.draft)
    program.trigger("order.series")
    program.wait(lambda: program.window.page is Page.SERIES)
    page = program.parts.pages[Page.SERIES]
    program.wait(lambda: has_focus_inside(page))
    program.parts.session.place_found.emit(Place("body", 0, 0))
    assert has_focus_inside(page) and not program.parts.editor.body.hasFocus()
    program.window.show_page(Page.DESK)
    program.trigger("app.commands")
    palette = QApplication.focusWidget()
    program.parts.session.place_found.emit(Place("body", 0, 0))
    assert QApplication.focusWidget() is palette is not None
    program.parts.archive.panel.focus_search()
    program.parts.session.place_found.emit(Place("body", 0, 0))
    assert program.parts.editor.body.hasFocus()


def test_each_view_of_the_tags_has_a_command(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    for command, place in (("order.vocabularies", 2), ("order.alike", 1)):
        program.trigger(command)
        program.wait(lambda: program.window.page is Page.TAGS)
        panel = cast("TagDeskPanel", program.parts.pages[Page.TAGS])
        assert panel.tabs.currentIndex() == place
        view = panel.stack.currentWidget()
        program.wait(lambda view=view: has_focus_inside(view))
        program.window.show_page(Page.DESK)
