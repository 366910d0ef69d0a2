"""Watches the files of a theme, so that the page follows them. Says once that they changed, after they have settled."""

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 120
# A file's time may be that much behind the clock.
_CLOCK_NS = 20_000_000


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

    def set_files(self, files: Sequence[str], *, read_at_ns: int | None = None) -> None:
        """Files and folders to watch from now on; those that are not there are passed over.

        What changed since ``read_at_ns`` (of the system's clock) changed before anybody watched: that is said, too.
        """
        self._files = tuple(files)
        if read_at_ns is not None and _newest(files) in range(read_at_ns - _CLOCK_NS, time.time_ns() + 1):
            self._timer.start()
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


def _newest(files: Sequence[str]) -> int:
    """When the last of them was written, in nanoseconds; 0 where none is there."""
    newest = 0
    for file in files:
        with suppress(OSError):
            newest = max(newest, Path(file).stat().st_mtime_ns)
    return newest
