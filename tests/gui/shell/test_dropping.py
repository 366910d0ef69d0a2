"""What is dropped on the window: it says that it would take it, and asks or begins."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom.gui.features.imports import ImportsPanel
from newsroom.gui.shell.window import Page
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]
_BUTTON, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def carried(*paths: Path | str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) if isinstance(path, Path) else QUrl(path) for path in paths])
    return mime


def hang(window: QWidget, mime: QMimeData) -> bool:
    """Whether the window would take it."""
    entering = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, mime, _BUTTON, _NO_KEY)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    return entering.isAccepted()


def drop(window: QWidget, mime: QMimeData) -> None:
    assert hang(window, mime)
    event = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, mime, _BUTTON, _NO_KEY)
    QApplication.sendEvent(window, event)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    folder.mkdir()
    for name in ("anna", "bela"):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: {name}\ndate: 2021-03-06\n---\nText.\n", encoding="utf-8"
        )
    return folder


def test_a_folder_waits_for_one_key_whoever_had_the_keys(
    qtbot: QtBot, begin: Begin, library_path: Path, folder: Path
) -> None:
    program = begin(library_path).load()
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    drop(program.window, carried(folder))
    program.wait(lambda: program.window.page is Page.IMPORTS and program.window.isActiveWindow())
    panel = cast("ImportsPanel", program.parts.pages[Page.IMPORTS])
    program.wait(lambda: QApplication.focusWidget() is panel.order_card.begin)
    qtbot.keyClick(panel.order_card.begin, Qt.Key.Key_Return)
    program.wait(lambda: panel.runs.rows and panel.presenter.running is None)
    assert panel.runs.rows[0].counts.n_imported == 2


def test_it_says_so_while_files_hang_above_it(begin: Begin, library_path: Path, folder: Path) -> None:
    window = begin(library_path).load().window
    assert not window.dropping.is_shown
    assert hang(window, carried(folder)) and window.dropping.is_shown
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.dropping.is_shown
    drop(window, carried(folder / "anna.md"))
    assert not window.dropping.is_shown


def test_what_is_no_file_of_this_machine_is_not_taken(begin: Begin, library_path: Path) -> None:
    window = begin(library_path).load().window
    assert not hang(window, carried("https://a.example/story.html")) and not window.dropping.is_shown
    words = QMimeData()
    words.setText("A story.")
    assert not hang(window, words) and not window.dropping.is_shown
