"""The sheet is the window's; what stands in it is dressed without regard to its depth, and pages when they come."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from newsroom.gui.shell.dressing import Dressing
from newsroom.gui.shell.looks import Mode
from newsroom.gui.shell.window import Page
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
    dressing.begin(part)
    part.show()
    changes = Changes(label)
    dressing.change(BLUE)
    assert changes.n <= 2
    assert label.palette().windowText().color().name() == "#0000ff"


def test_the_sheet_is_the_windows_and_pages_out_of_view_follow_when_they_come(
    begin: Callable[..., Program], library_path: Path
) -> None:
    program = begin(library_path).load()
    window, looks = program.window, program.parts.looks
    looks.set_mode(Mode.LIGHT)
    program.trigger("app.keys")
    told: list[str] = []
    window.on_page_dressed(Page.DESK, lambda: told.append(looks.colors.ink))
    looks.set_mode(Mode.DARK)
    assert DARK.ink in window.styleSheet() and not told
    window.show_page(Page.DESK)
    assert told == [DARK.ink]
    looks.set_mode(Mode.LIGHT)
    assert LIGHT.ink in window.styleSheet() and told == [DARK.ink, LIGHT.ink]
    assert not program.parts.looks.parent().styleSheet()  # type: ignore[attr-defined]


def test_dialogs_and_menus_come_and_go_in_the_windows_look(
    qtbot: QtBot, begin: Callable[..., Program], library_path: Path
) -> None:
    program = begin(library_path).load()
    menu = QMenu(program.window)
    action = menu.addAction("One")
    menu.popup(program.window.rect().center())
    assert menu.actionGeometry(action).height() > menu.fontMetrics().height() + 8  # as the sheet pads it
    menu.close()
    dialog = QFileDialog(program.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    dialog.reject()
    dialog.deleteLater()
    with qtbot.waitSignal(dialog.destroyed):
        pass
    program.parts.looks.set_mode(Mode.DARK)
    program.parts.looks.set_mode(Mode.LIGHT)
