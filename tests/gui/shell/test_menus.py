"""The menu of the window: filled when it is opened, and in the way of no key when it is closed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


def open_and_close(program: Program, qtbot: QtBot) -> None:
    menu = program.window.top_bar.menu_button.menu()
    menu.popup(program.window.mapToGlobal(program.window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    titles = [action.text() for action in menu.actions() if action.menu() is not None]
    assert titles == ["Article", "Edit", "Go", "View", "Archive", "Library"]
    menu.close()
    qtbot.waitUntil(lambda: not menu.isVisible() and not menu.actions())


def test_a_menu_that_was_open_keeps_no_key_and_no_menu(
    begin: Begin, library_path: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load().open(1)
    n_before = len(program.window.findChildren(QMenu))
    for _ in range(3):
        open_and_close(program, qtbot)
    qtbot.waitUntil(lambda: len(program.window.findChildren(QMenu)) == n_before)
    desktop = program.window.book["preview.desktop"]
    assert desktop.shortcut() == QKeySequence("Alt+1")
    panel = program.parts.panel
    assert panel is not None and panel.isVisible()
    (numbered,) = [action for action in panel.actions() if action.shortcut() == QKeySequence("Alt+1")]
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.trigger("go.text")
    with qtbot.waitSignal(numbered.triggered):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)


def test_what_is_chosen_in_it_is_done(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    program = begin(library_path).load().open(1)
    menu = program.window.top_bar.menu_button.menu()
    menu.popup(program.window.mapToGlobal(program.window.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    (view,) = [action.menu() for action in menu.actions() if action.text() == "View"]
    assert isinstance(view, QMenu)
    menu.setActiveAction(view.menuAction())
    qtbot.waitUntil(view.isVisible)
    shown = program.window.panes.is_shown("list")
    action = program.window.book["view.list"]
    view.setActiveAction(action)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.panes.is_shown("list") != shown)
    qtbot.waitUntil(lambda: not menu.actions())
