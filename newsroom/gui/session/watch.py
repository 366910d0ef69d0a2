"""Notices what others write into the library: the command line, another process. Asks in the read lane."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from newsroom.gui.session.acts import ArticleActs
from newsroom.gui.session.save_state import Timings
from newsroom.jobs.lanes import Ok, Outcome, Runner


class LibraryWatch(QObject):
    """Asks for the library's data version: often while the window is active, now and then while it is not."""

    library_changed = Signal()

    def __init__(self, lanes: Runner, timings: Timings, parent: QObject) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._timings = timings
        self._acts: ArticleActs | None = None
        self._version: int | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state_changed)

    def set_acts(self, acts: ArticleActs | None) -> None:
        """Watches another library, or none."""
        self._acts, self._version = acts, None
        if acts is None:
            self._timer.stop()
        else:
            self._timer.start(self._timings.watch_ms)
            self.look()

    def look(self) -> None:
        """Asks now."""
        acts = self._acts
        if acts is None:
            return

        def on_answered(outcome: Outcome[int]) -> None:
            if acts is self._acts and isinstance(outcome, Ok):
                self._on_version_answered(outcome.value)

        self._lanes.read("session.watch", lambda _token: acts.data_version(), on_answered, owner=self)

    def _on_version_answered(self, version: int) -> None:
        known, self._version = self._version, version
        if known is not None and known != version:
            self.library_changed.emit()

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if self._acts is None:
            return
        active = state is Qt.ApplicationState.ApplicationActive
        self._timer.start(self._timings.watch_ms if active else self._timings.far_watch_ms)
        if active:
            self.look()
