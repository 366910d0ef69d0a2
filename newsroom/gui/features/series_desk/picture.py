"""The picture of a series: chosen, dropped, pasted as a file, taken away. No logic."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.picture_box import PATTERNS, PictureBox

_WIDTH, _HEIGHT = 168, 112
_LARGEST = 1.5


class SeriesPicture(QWidget):
    """Says what is wished; changes nothing by itself."""

    file_chosen = Signal(Path)
    remove_wanted = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._scale = 1.0
        self.box = PictureBox(colors)
        self.remove = QPushButton(self.tr("Take it away"))
        self.remove.setAccessibleName(self.tr("Take the picture of the series away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.setFocusProxy(self.box)
        self.setAcceptDrops(True)
        self.box.clicked.connect(self.choose)
        self.box.paste_asked.connect(self._on_box_paste_asked)
        self.box.remove_asked.connect(self._on_box_remove_asked)
        self.remove.clicked.connect(self.remove_wanted)
        self.show_state(is_there=False)
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._scale = min(scale, _LARGEST)
        self.box.set_look(colors, scale)
        self.box.setFixedSize(round(_WIDTH * self._scale), round(_HEIGHT * self._scale))

    @property
    def size_wanted(self) -> QSize:
        """Of the thumbnail, in pixels of the screen."""
        return self.box.size() * self.devicePixelRatioF()

    def show_state(self, *, is_there: bool, words: str = "") -> None:
        """``words`` in place of a picture that is there and not shown, or not yet."""
        self.remove.setVisible(is_there)
        self.box.show_words(words if is_there or words else self.tr("Drop or choose a picture"))
        self.box.setAccessibleName(
            self.tr("Picture of the series. Enter chooses another, Delete takes it away.")
            if is_there
            else self.tr("Picture of the series: none. Enter chooses a file.")
        )
        self.box.setToolTip(self.box.accessibleName())

    def choose(self) -> None:
        """Asks for a file."""
        dialog = QFileDialog(
            self, self.tr("Choose a picture"), "", self.tr("Pictures ({0})").format(PATTERNS)
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, name: str) -> None:
        self.file_chosen.emit(Path(name))

    def _take(self, data: QMimeData) -> bool:
        name = _file_in(data)
        if name:
            self.take_file(name)
        return bool(name)

    def _on_box_paste_asked(self) -> None:
        self._take(QGuiApplication.clipboard().mimeData())

    def _on_box_remove_asked(self) -> None:
        if self.remove.isVisibleTo(self):
            self.remove_wanted.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_in(event.mimeData()):
            self.box.show_drop_near(True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.box.show_drop_near(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.box.show_drop_near(False)
        if self._take(event.mimeData()):
            event.acceptProposedAction()


def _file_in(data: QMimeData | None) -> str:
    """The first file of this machine."""
    urls = data.urls() if data is not None else []
    return next((url.toLocalFile() for url in urls if url.isLocalFile()), "")
