"""Files and folders that are dropped on the window where no field takes them; while they hang above it, it says so."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget
from typing_extensions import override


class Dropping(QObject):
    """GUI thread only."""

    files_dropped = Signal(object)
    """Tuple of ``Path``."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._cue: QFrame | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def is_shown(self) -> bool:
        """Whether the window says that it would take what hangs above it."""
        return self._cue is not None and self._cue.isVisible()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if not _files(event.mimeData()):
                return False
            _take(event)
            self._show_cue()
            return True
        if kind == QEvent.Type.DragLeave:
            self._hide_cue()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._hide_cue()
            if files := _files(event.mimeData()):
                _take(event)
                # The keys are the file manager's still; what was dropped has a question.
                self._window.activateWindow()
                self.files_dropped.emit(files)
                return True
        return False

    def _show_cue(self) -> None:
        if self._cue is None:
            self._cue = _cue(self._window, self.tr("Drop to import"))
        self._cue.setGeometry(self._window.rect())
        self._cue.show()
        self._cue.raise_()

    def _hide_cue(self) -> None:
        if self._cue is not None:
            self._cue.hide()


def _cue(window: QWidget, text: str) -> QFrame:
    frame = QFrame(window)
    frame.setObjectName("drop")
    frame.setAttribute(
        Qt.WidgetAttribute.WA_TransparentForMouseEvents
    )  # what is below still gets what is dropped
    words = QLabel(text)
    words.setObjectName("drop_words")
    column = QVBoxLayout(frame)
    column.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
    return frame


def _take(event: QDropEvent) -> None:
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _files(mime: QMimeData) -> tuple[Path, ...]:
    """Files and folders of this machine."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
