"""Watches the files of a theme, so that the page follows them. Says once that they changed, after they have settled."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 120


class ThemeWatch(QObject):
    """Nothing is made before there is something to watch: our own theme does not change."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watcher: QFileSystemWatcher | None = None
        self._files: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._on_timer_ended)

    def set_files(self, files: Sequence[str]) -> None:
        """Files and folders to watch from now on; those that are not there are passed over."""
        self._files = tuple(files)
        if self._watcher is None:
            if not files:
                return
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._on_watcher_changed)
            self._watcher.directoryChanged.connect(self._on_watcher_changed)
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = {file for file in files if Path(file).exists()}
        if gone := sorted(watched - wanted):
            self._watcher.removePaths(gone)
        if new := sorted(wanted - watched):
            self._watcher.addPaths(new)

    def _on_watcher_changed(self, _path: str) -> None:
        self._timer.start()

    def _on_timer_ended(self) -> None:
        self.set_files(self._files)  # a file that was replaced by another is watched anew
        self.changed.emit()
