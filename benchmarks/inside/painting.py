"""Tells when something has been painted."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class PaintWatch(QObject):
    """Calls ``painted`` once, when the widget's next paint is done and ``counts`` says that it is the one meant.

    At once then: what the program does behind the paint is not what is waited for.
    """

    _seen = Signal()

    def __init__(self, widget: QWidget, painted: Callable[[], None], counts: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._widget, self._painted, self._counts = widget, painted, counts
        self._is_done = False
        # Posted while the window paints, and so delivered when it has been painted whole, before any timer.
        self._seen.connect(self._on_self_seen, Qt.ConnectionType.QueuedConnection)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._is_done and self._counts():
            self._is_done = True
            self._widget.removeEventFilter(self)
            self._seen.emit()
        return False

    def _on_self_seen(self) -> None:
        self._painted()
        self.deleteLater()
