"""Which view shows the page, and when it is made: WebEngine where it can start, and never while somebody types.

Making it holds the window for a moment. So that is done when the preview is asked for, or after a pause.
"""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid
from typing_extensions import override

from newsroom.gui.features.preview.probe import Probe, allow_root
from newsroom.jobs.lanes import Err, Outcome, Runner

QUIET_MS = 2000
STARTING_S = 3.0


class EngineChooser(QObject):
    """Answers once with ``chosen``: empty for WebEngine, else why it is the plain preview."""

    chosen = Signal(str)

    def __init__(self, lanes: Runner, probe: Probe, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._probe = probe
        self._made_at = time.monotonic()
        self._is_asked = False
        self._answer: str | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet_ended)
        self._waits = False
        self._typed_in: QWindow | None = None
        self._is_wanted = False

    def want(self) -> None:
        """The preview is to be seen. Right after the program's start nobody asked for it: it waits for a pause."""
        self._is_wanted = True
        if self._is_asked:
            if self._answer is not None:
                self._settle()
            return
        self._is_asked = True
        self._waits = time.monotonic() - self._made_at < STARTING_S
        self._lanes.read("preview.probe", self._ask, self._on_probe_answered, owner=self)

    def unwant(self) -> None:
        """The preview is hidden again: nothing is made meanwhile."""
        self._is_wanted = False
        self._stop_waiting()

    def ask_again(self) -> None:
        """Tries WebEngine once more, whatever was found before."""
        self._probe.forget()
        self._is_asked, self._answer = False, None
        self.want()

    def _ask(self, token: object) -> str:
        from newsroom.domain.cancel import CancelToken

        assert isinstance(token, CancelToken)
        return "" if self._probe.is_known_to_start() else self._probe.ask(token)

    def _on_probe_answered(self, outcome: Outcome[str]) -> None:
        self._answer = self.tr("it could not be tried") if isinstance(outcome, Err) else outcome.value
        self._settle()

    def _settle(self) -> None:
        if not self._is_wanted:
            return
        if self._waits and not self._answer:
            # On the window that is typed in, never on the application: see cover.py.
            self._typed_in = QGuiApplication.focusWindow()
            if self._typed_in is not None:
                self._typed_in.installEventFilter(self)
            self._quiet.start()
            return
        self._tell()

    def _tell(self) -> None:
        answer = self._answer
        assert answer is not None
        allow_root()
        self.chosen.emit(answer)

    def _on_quiet_ended(self) -> None:
        self._stop_waiting()
        self._waits = False
        if self._is_wanted:
            self._tell()

    def _stop_waiting(self) -> None:
        if self._quiet.isActive():
            self._quiet.stop()
        window, self._typed_in = self._typed_in, None
        if window is not None and isValid(window):
            window.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """There only while it waits: each key begins the pause anew."""
        if event.type() == QEvent.Type.KeyPress:
            self._quiet.start()
        return False
