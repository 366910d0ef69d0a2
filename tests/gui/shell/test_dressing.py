"""The sheet of the window's parts: each has it, those out of view when they come, and none through the application."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from newsroom.gui.shell.dressing import Dressing
from newsroom.gui.shell.looks import Mode
from newsroom.gui.theme import DARK, LIGHT
from tests.gui.shell.conftest import Program

RED, BLUE = "QLabel { color: #ff0000; }", "QLabel { color: #0000ff; }"


class Changes(QObject):
    """Counts how often a widget got a style."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.n = 0
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.n += event.type() == QEvent.Type.StyleChange
        return False


def _nested(depth: int) -> tuple[QWidget, QLabel]:
    outermost = inner = QWidget()
    for _ in range(depth):
        column = QVBoxLayout(inner)
        inner = QWidget()
        column.addWidget(inner)
    label = QLabel("deep", inner)
    return outermost, label


@pytest.mark.parametrize("depth", [1, 12])
def test_how_often_a_widget_is_dressed_is_no_matter_of_its_depth(qtbot: QtBot, depth: int) -> None:
    part, label = _nested(depth)
    qtbot.addWidget(part)
    dressing = Dressing()
    dressing.change(RED)
    dressing.add(part)
    part.show()
    changes = Changes(label)
    dressing.change(BLUE)
    assert changes.n <= 2
    assert label.palette().windowText().color().name() == "#0000ff"


def test_what_is_hidden_is_dressed_before_it_is_shown(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    part, told = QLabel("later", window), []
    dressing = Dressing()
    dressing.change(RED)
    dressing.add(part)
    dressing.follow(part, lambda: told.append(part.styleSheet()))
    part.hide()
    dressing.change(BLUE)
    assert part.styleSheet() == RED and not told
    dressing.freshen(part)
    dressing.freshen(part)
    assert told == [BLUE]


def test_hidden_windows_are_dressed_at_once_and_the_gone_forgotten(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    menu, gone = QMenu(window), QLabel("gone")
    dressing = Dressing()
    for part in (menu, gone):
        dressing.add(part)
    dressing.add(menu)
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    dressing.change(BLUE)
    assert menu.styleSheet() == BLUE


def test_pages_out_of_view_follow_when_they_come(begin: Callable[..., Program], library_path: Path) -> None:
    program = begin(library_path).load()
    window = program.parts.window
    program.parts.looks.set_mode(Mode.LIGHT)
    program.trigger("app.keys")
    sheet = next(page for page in program.parts.pages.values())
    assert isinstance(sheet, QWidget)
    program.parts.looks.set_mode(Mode.DARK)
    assert DARK.ink in sheet.styleSheet() and LIGHT.ink in window.panes.styleSheet()
    sheet.closed.emit()  # type: ignore[attr-defined]
    assert DARK.ink in window.panes.styleSheet()
    assert DARK.ink in window.top_bar.styleSheet() and DARK.ink in window.status_bar.styleSheet()


def test_a_menu_of_the_window_has_its_sheet(begin: Callable[..., Program], library_path: Path) -> None:
    program = begin(library_path).show()
    menu = QMenu(program.parts.window)
    menu.addAction("One")
    menu.ensurePolished()
    assert menu.styleSheet() == program.parts.window.panes.styleSheet() != ""
    assert not QApplication.instance().styleSheet()  # type: ignore[union-attr]
