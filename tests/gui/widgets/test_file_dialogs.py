"""Dialogs for files: what is chosen comes, and Qt's own, where it is shown, changes no file of the user's."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QListView,
    QMessageBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from newsroom.gui.theme import DARK, qt_palette
from newsroom.gui.widgets.file_dialogs import ask_file, ask_files, ask_folder, ask_new_file

Ask = Callable[[QWidget, list[object]], None]
ASKS: dict[str, Ask] = {
    "file": lambda parent, got: ask_file(parent, "One", got.append),
    "files": lambda parent, got: ask_files(parent, "Several", got.append),
    "folder": lambda parent, got: ask_folder(parent, "A folder", got.append),
    "folder with its files": lambda parent, got: ask_folder(parent, "One", got.append, shows_files=True),
    "new file": lambda parent, got: ask_new_file(
        parent, "Save", got.append, name="fog", suffix="html", kinds="Pages (*.html)"
    ),
}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's documents: a folder with a text in it, and a text."""
    (tmp_path / "folder").mkdir()
    for name in ("folder/inside.html", "fog.html"):
        (tmp_path / name).write_text("Fog")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))
    return tmp_path


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def shown(parent: QWidget, files: Path, ask: Ask) -> tuple[QFileDialog, QListView, list[object]]:
    """The dialog, its list, and where the answer comes."""
    got: list[object] = []
    ask(parent, got)
    (dialog,) = parent.findChildren(QFileDialog)
    dialog.setDirectory(str(files))  # else where the test before was
    view = dialog.findChild(QListView, "listView")
    assert view is not None
    return dialog, view, got


def row_of(qtbot: QtBot, view: QListView, name: str) -> QModelIndex:
    """Where a name stands, once the folder was read."""

    def rows() -> list[QModelIndex]:
        model, root = view.model(), view.rootIndex()
        return [model.index(row, 0, root) for row in range(model.rowCount(root))]

    qtbot.waitUntil(lambda: name in [index.data() for index in rows()])
    return next(index for index in rows() if index.data() == name)


def say_yes(parent: QWidget) -> None:
    """Whatever Qt asks from now on is answered with yes."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            box.button(QMessageBox.StandardButton.Yes).click()

    timer = QTimer(parent, interval=20)
    timer.timeout.connect(answer)
    timer.start()


@pytest.mark.parametrize("name", ASKS)
def test_no_key_deletes_or_renames(qtbot: QtBot, parent: QWidget, files: Path, name: str) -> None:
    say_yes(parent)
    dialog, view, _ = shown(parent, files, ASKS[name])
    view.setCurrentIndex(row_of(qtbot, view, "folder"))
    view.setFocus()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        qtbot.keyClick(view, key)
    assert view.viewport().findChildren(QLineEdit) == [], "no name is being written"
    views = dialog.findChildren(QAbstractItemView)
    assert not any(one.dragDropMode() == QAbstractItemView.DragDropMode.InternalMove for one in views)
    dialog.close()
    assert sorted(path.name for path in files.rglob("*")) == ["fog.html", "folder", "inside.html"]


def test_its_menu_has_neither(parent: QWidget, files: Path) -> None:
    dialog, _, _ = shown(parent, files, ASKS["files"])
    for name in ("qt_delete_action", "qt_rename_action"):
        action = dialog.findChild(QAction, name)
        assert action is not None and not action.isVisible()
    dialog.close()


@pytest.mark.parametrize(
    ("name", "typed", "chosen"),
    [
        ("file", "fog.html", "fog.html"),
        ("files", "fog.html", ["fog.html"]),
        ("folder", "folder", "folder"),
        ("new file", "mist", "mist.html"),
    ],
)
def test_what_is_chosen_comes_as_paths(
    qtbot: QtBot, parent: QWidget, files: Path, name: str, typed: str, chosen: str | list[str]
) -> None:
    dialog, view, got = shown(parent, files, ASKS[name])
    row_of(qtbot, view, "folder")
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(str(files / typed))
    dialog.accept()
    assert got == [files / chosen if isinstance(chosen, str) else [files / one for one in chosen]]


def test_one_that_is_left_says_nothing(qtbot: QtBot, parent: QWidget, files: Path) -> None:
    dialog, _, got = shown(parent, files, ASKS["folder"])
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert got == [] and not dialog.isVisible()


def test_a_folder_can_still_be_made(qtbot: QtBot, parent: QWidget, files: Path) -> None:
    dialog, view, _ = shown(parent, files, ASKS["folder"])
    row_of(qtbot, view, "folder")
    action = dialog.findChild(QAction, "qt_new_folder_action")
    assert action is not None and action.isEnabled()
    action.trigger()
    qtbot.waitUntil(lambda: len(list(files.glob("*"))) == 3)
    dialog.close()


def test_it_begins_where_it_is_told(parent: QWidget, files: Path) -> None:
    ask_folder(parent, "A folder", print, beside=files / "folder")
    (dialog,) = parent.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == files / "folder"
    dialog.close()


@pytest.fixture
def dark() -> Iterator[None]:
    before = QApplication.palette()
    QApplication.setPalette(qt_palette(DARK))
    yield
    QApplication.setPalette(before)


@pytest.mark.usefixtures("dark")
def test_its_arrows_are_seen_on_dark_ground(parent: QWidget, files: Path) -> None:
    dialog, _, _ = shown(parent, files, ASKS["file"])
    for name in ("backButton", "forwardButton", "toParentButton"):
        button = dialog.findChild(QToolButton, name)
        assert button is not None
        for mode, least in ((QIcon.Mode.Normal, 200), (QIcon.Mode.Disabled, 120)):
            image = button.icon().pixmap(button.iconSize(), mode).toImage()
            places = [(x, y) for x in range(image.width()) for y in range(image.height())]
            solid = [image.pixelColor(*place) for place in places if image.pixelColor(*place).alpha() > 200]
            assert solid and all(color.lightness() >= least for color in solid), name
    dialog.close()
