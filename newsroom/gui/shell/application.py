"""The application object: it hears of files that the system hands over as an event, which macOS does."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override


class Application(QApplication):
    """What comes before ``hear_files`` is kept until then: a double click starts the program and sends it at once."""

    file_opened = Signal(object)
    """A ``Path``."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._waiting: list[Path] | None = []

    def hear_files(self) -> None:
        """From now on each is told at once; first those that came before."""
        waiting, self._waiting = self._waiting or [], None
        for path in waiting:
            self.file_opened.emit(path)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent) and event.file():
            path = Path(event.file())
            if self._waiting is None:
                self.file_opened.emit(path)
            else:
                self._waiting.append(path)
            return True
        return super().event(event)
