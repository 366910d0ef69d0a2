"""Tells when something has been painted."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_NEXT = (QEvent.Type.Timer, QEvent.Type.MetaCall)


class PaintWatch(QObject):
    """Calls ``painted`` once, when the widget's next paint is done and ``counts`` says that it is the one meant.

    At once then: what the program does behind the paint is not what is waited for. A window is painted whole in one
    turn; so it has been when the next timer or posted call comes, whichever that is.
    """

    _seen = Signal()

    def __init__(self, widget: QWidget, painted: Callable[[], None], counts: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._widget, self._painted, self._counts = widget, painted, counts
        self._is_seen = False
        # So that something comes, at the latest.
        self._seen.connect(self.deleteLater, Qt.ConnectionType.QueuedConnection)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._is_seen:
            if event.type() == QEvent.Type.Paint and self._counts():
                self._is_seen = True
                self._widget.removeEventFilter(self)
                _application().installEventFilter(self)
                self._seen.emit()
        elif event.type() in _NEXT:
            _application().removeEventFilter(self)
            self._painted()
        return False


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None
    return application
