"""Asks for files, a folder, a place to write to. What is chosen comes later; nothing comes where nothing is chosen.

Where a desktop has no dialog for that, Qt's own is shown. In that one, Delete deletes what is selected, a folder with
all that is in it, and F2 renames it: here, nobody asked for that, and it has neither.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QObject, QSize, QStandardPaths
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QPushButton,
    QToolButton,
    QTreeView,
    QWidget,
)
from typing_extensions import override

_CHANGING_ACTIONS = ("qt_delete_action", "qt_rename_action")
_VIEWS = ("listView", "treeView")
_ARROWS = ("backButton", "forwardButton", "toParentButton")
_ENABLED, _DISABLED = QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled
_SIZE = QSize(860, 520)


def ask_files(parent: QWidget, title: str, then: Callable[[list[Path]], object]) -> None:
    """One file or several."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.open()


def ask_file(parent: QWidget, title: str, then: Callable[[Path], object], *, kinds: str = "") -> None:
    """One file that there is. ``kinds``: a filter, as ``Pages (*.html)``."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.ExistingFile)
    if kinds:
        dialog.setNameFilter(kinds)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_folder(
    parent: QWidget,
    title: str,
    then: Callable[[Path], object],
    *,
    beside: Path | None = None,
    shows_files: bool = False,
) -> None:
    """A folder; one can be made there. It begins in the folder ``beside``. ``shows_files`` helps to know it again."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, not shows_files)
    if beside is not None:
        dialog.setDirectory(str(beside))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_new_file(
    parent: QWidget, title: str, then: Callable[[Path], object], *, name: str, suffix: str, kinds: str
) -> None:
    """Where to write a file. The dialog asks before one that is there is chosen."""
    dialog = _dialog(parent, title, QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kinds)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(f"{name}.{suffix}")
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()


def _dialog(parent: QWidget, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
    """In the folder that was chosen from last, at first in that of the user's documents."""
    # No class of our own: Qt would not show the desktop's dialog for it.
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(mode)
    dialog.resize(_SIZE)
    if dialog.directory() == QDir.current():
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
    dialog.finished.connect(dialog.deleteLater)
    dialog.installEventFilter(_QtsOwn(dialog))
    return dialog


class _QtsOwn(QObject):
    """Mends Qt's own dialog, which is made at the latest when it is shown."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QFileDialog):
            _make_harmless(watched)
            _make_readable(watched)
        return False


def _make_harmless(dialog: QFileDialog) -> None:
    """Takes out of it what changes files."""
    for shortcut in dialog.findChildren(QShortcut):
        if shortcut.key() == QKeySequence(QKeySequence.StandardKey.Delete):
            shortcut.setEnabled(False)
    for name in _CHANGING_ACTIONS:
        if (action := dialog.findChild(QAction, name)) is not None:
            action.setVisible(False)
    for name in _VIEWS:
        if (view := dialog.findChild(QAbstractItemView, name)) is not None:
            view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            view.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)


def _make_readable(dialog: QFileDialog) -> None:
    """Sizes and times whole, the rest for names; its buttons as all others are."""
    table = dialog.findChild(QTreeView, "treeView")
    if table is not None:
        header = table.header()
        for column in range(header.count()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setResizeContentsPrecision(0)  # by what is in view
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for button in dialog.findChildren(QPushButton):
        button.setIcon(QIcon())
    for name in _ARROWS:
        if (arrow := dialog.findChild(QToolButton, name)) is not None:
            arrow.setIcon(_inked(arrow.icon(), arrow.iconSize(), arrow))


def _inked(icon: QIcon, size: QSize, widget: QWidget) -> QIcon:
    """The same shape in the colours of words: Qt's arrows are black on every ground."""
    inked = QIcon()
    for mode, group in ((QIcon.Mode.Normal, _ENABLED), (QIcon.Mode.Disabled, _DISABLED)):
        pixmap = icon.pixmap(size, widget.devicePixelRatioF())
        painter = QPainter(pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), widget.palette().color(group, QPalette.ColorRole.ButtonText))
        painter.end()
        inked.addPixmap(pixmap, mode)
    return inked
