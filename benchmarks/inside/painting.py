"""Tells when something has been painted."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class PaintWatch(QObject):
    """Calls ``painted`` once, when the widget's next paint is done and ``counts`` says that it is the one meant."""

    def __init__(self, widget: QWidget, painted: Callable[[], None], counts: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._widget, self._painted, self._counts = widget, painted, counts
        self._is_done = False
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._is_done and self._counts():
            self._is_done = True
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)  # when the window has been painted whole
        return False
