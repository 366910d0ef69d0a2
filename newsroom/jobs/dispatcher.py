"""Carries calls from any thread to the GUI thread, in order: lambdas connected across threads may never run."""

import sys
import time
from collections import deque
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

_SLICE_S = 0.006


class Dispatcher(QObject):
    """Made on the GUI thread; ``post`` may be called on any. Calls run while the event loop runs."""

    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: deque[Callable[[], None]] = deque()
        self._posted.connect(self._on_posted, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Has ``call`` run on the GUI thread, soon. Nothing happens once the dispatcher is gone."""
        self._calls.append(call)
        try:
            if shiboken6.isValid(self):
                self._posted.emit()
        except RuntimeError:
            self._calls.clear()  # deleted between the question and the call: the program is ending

    def flush(self) -> None:
        """Runs now all that was posted. GUI thread only."""
        while self._calls:
            self._run_next()

    @Slot()
    def _on_posted(self) -> None:
        end = time.perf_counter() + _SLICE_S
        while self._calls:
            self._run_next()
            if self._calls and time.perf_counter() > end:
                self._posted.emit()  # paint and take keys first
                return

    def _run_next(self) -> None:
        call = self._calls.popleft()
        try:
            call()
        except Exception:  # noqa: BLE001 - one receiver's fault must not cost the others their answers
            sys.excepthook(*sys.exc_info())
