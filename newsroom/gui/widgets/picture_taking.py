"""A place for a picture: chosen in a dialog, dropped on it, pasted while its box has the focus. No logic."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.file_dialogs import ask_file
from newsroom.gui.widgets.picture_box import PATTERNS, PictureBox

_SUFFIXES = frozenset(pattern.removeprefix("*") for pattern in PATTERNS.split())


class PictureTaker(QWidget):
    """Says what was given; who derives from it lays its ``box`` out."""

    given = Signal(object)
    """A ``Path``, or a ``QImage`` that has no file."""
    status_message = Signal(str)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.box = PictureBox(colors)
        self.box.clicked.connect(self.choose)
        self.box.paste_asked.connect(self.paste)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.box)

    def choose(self) -> None:
        """Asks for a file."""
        kinds = self.tr("Pictures ({0})").format(PATTERNS)
        ask_file(self, self.tr("Choose a picture"), self.given.emit, kinds=kinds)

    def paste(self) -> None:
        """Takes the picture of the clipboard, or says that there is none."""
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self.status_message.emit(self.tr("There is no picture on the clipboard."))

    def take(self, data: QMimeData | None) -> bool:
        """Takes the first picture that is in there; False when there is none."""
        picture = _picture_in(data)
        if picture is None:
            return False
        self.given.emit(picture)
        n_files = len(data.urls()) if data is not None else 0
        if isinstance(picture, Path) and n_files > 1:
            words = self.tr("One picture has its place here: “{0}” was taken, of {1} files.")
            self.status_message.emit(words.format(picture.name, n_files))
        return True

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasImage() or any(url.isLocalFile() for url in data.urls()):
            self.box.show_drop_near(True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.box.show_drop_near(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.box.show_drop_near(False)
        if self.take(event.mimeData()):
            event.acceptProposedAction()


def _picture_in(data: QMimeData | None) -> Path | QImage | None:
    if data is None:
        return None
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if files:
        return next((file for file in files if file.suffix.lower() in _SUFFIXES), files[0])
    image = data.imageData() if data.hasImage() else None
    if isinstance(image, QPixmap):
        image = image.toImage()
    return image if isinstance(image, QImage) and not image.isNull() else None
