"""A drag with the left button, told from a click: a widget hands its mouse events on. Moves nothing by itself."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication


class Drag:
    """One widget's drag, from the press to the release."""

    def __init__(self) -> None:
        self._pressed_at: QPoint | None = None
        self.active = False

    def press(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def move(self, event: QMouseEvent) -> QPoint | None:
        """Where on the screen it is dragged now; None while it is no drag yet."""
        if self._pressed_at is None:
            return None
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        self.active = self.active or way >= QApplication.startDragDistance()
        return event.globalPosition().toPoint() if self.active else None

    def release(self) -> bool:
        """Ends it: True after a drag, False after a click."""
        was_active, self.active, self._pressed_at = self.active, False, None
        return was_active
