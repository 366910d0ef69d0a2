"""A small file of the user's own that others may write, too: an editor, another window of the program."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLE_MS = 150


class WatchedFile(QObject):
    """Tells when the file is another one, comes or goes; not what else happens in its folder. GUI thread only."""

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._seen: tuple[int, ...] = ()
        self._watcher: QFileSystemWatcher | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._on_timer_timed_out)

    def begin(self) -> None:
        """Watches the folder, for a file that comes or is put in its place, and the file, for one that is written.

        Again: also what has come since.
        """
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self._on_watcher_changed)
            self._watcher.directoryChanged.connect(self._on_watcher_changed)
        seen = {*self._watcher.files(), *self._watcher.directories()}
        there = [str(path) for path in (self._path, self._path.parent) if path.exists()]
        if missing := [path for path in there if path not in seen]:
            self._watcher.addPaths(missing)

    def _on_watcher_changed(self) -> None:
        self._timer.start()

    def _on_timer_timed_out(self) -> None:
        if (seen := _stamp(self._path)) != self._seen:
            self._seen = seen
            self.begin()
            self.changed.emit()


def _stamp(file: Path) -> tuple[int, ...]:
    """Tells one state of the file from another; empty where there is none."""
    try:
        seen = file.stat()
    except OSError:
        return ()
    return seen.st_mtime_ns, seen.st_size, seen.st_ino
