"""Pages of the whole window: whoever leaves one is where they were."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.gui.shell.panes import ARTICLE, LIST, SIDEBAR
from newsroom.gui.shell.window import Page
from newsroom.gui.widgets.focus import has_focus_inside
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
