"""Watches the theme of the user's own: when its files change, pages are rendered anew and its errors are told."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from newsroom.domain.changes import Changed, ChangeSet
from newsroom.gui.changes import ChangeBus
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

SETTLE_MS = 150
_MAX_PATHS = 400
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class ThemeLook:
    """A theme's folder as it was looked at: what to watch, a stamp of its files, what is wrong with it."""

    folder: str | None
    paths: tuple[str, ...] = ()
    stamp: tuple[tuple[str, int, int], ...] = ()
    problem: str = ""


class ThemeWatch(QObject):
    """From ``set_library`` on, whether the settings are shown or not. GUI thread; the disk is read in a lane."""

    looked_at = Signal(object)
    """A ``ThemeLook``, when the folder or what is in it has changed. ``problem`` says file and line."""

    def __init__(self, lanes: Runner, bus: ChangeBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._bus = bus
        self._library: Library | None = None
        self._look: ThemeLook | None = None
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)  # a program that saves touches its file several times
        self._timer.timeout.connect(self._look_again)
        self._watcher.fileChanged.connect(self._on_watcher_changed)
        self._watcher.directoryChanged.connect(self._on_watcher_changed)
        bus.changed.connect(self._on_bus_changed)

    def set_library(self, library: "Library | None") -> None:
        """Watches the theme of another library, or none."""
        self._library, self._look = library, None
        self._watch(())
        self._look_again()

    def _look_again(self) -> None:
        library = self._library
        if library is None:
            return

        def on_answered(outcome: Outcome[ThemeLook]) -> None:
            if library is self._library and isinstance(outcome, Ok):
                self._on_looked(outcome.value)

        self._lanes.read("site.watch", lambda _token: look_at(library.site().theme), on_answered, owner=self)

    def _on_looked(self, look: ThemeLook) -> None:
        before, self._look = self._look, look
        self._watch(look.paths)
        if look == before:
            return
        if before is not None or look.problem:
            self.looked_at.emit(look)
        if before is not None and before.folder == look.folder:
            self._bus.changed.emit(ChangeSet(frozenset({Changed.SITE}), by="theme"))

    def _watch(self, paths: tuple[str, ...]) -> None:
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := watched - set(paths):
            self._watcher.removePaths(sorted(gone))
        if new := [path for path in paths if path not in watched]:
            self._watcher.addPaths(new)

    def _on_watcher_changed(self, _path: str) -> None:
        self._timer.start()

    def _on_bus_changed(self, changes: ChangeSet) -> None:
        if Changed.SITE in changes.kinds and changes.by != "theme":
            self._look_again()


def look_at(folder: str | None) -> ThemeLook:
    """Reads the theme and says what there is. Blocking: for a lane."""
    if not folder:
        return ThemeLook(None)
    from newsroom.rendering.theme import ThemeError, load_theme

    try:
        load_theme(folder)
        problem = ""
    except ThemeError as error:
        problem = str(error)
    root = Path(folder).expanduser().absolute()
    paths = _paths(root)
    return ThemeLook(folder, tuple(paths), _stamp(paths), problem)


def _paths(root: Path) -> list[str]:
    """The folder with all in it that may be a theme's, and the one above it: a folder that is gone may come back."""
    paths = [str(root.parent)] if root.parent.is_dir() else []
    for place, folders, files in os.walk(root):
        if len(Path(place).relative_to(root).parts) >= _MAX_DEPTH:
            folders.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths += [place, *(os.path.join(place, name) for name in sorted(files) if not name.startswith("."))]
        if len(paths) > _MAX_PATHS:
            break
    return paths[:_MAX_PATHS]


def _stamp(paths: list[str]) -> tuple[tuple[str, int, int], ...]:
    stamp = []
    for path in paths:
        try:
            status = os.stat(path)
        except OSError:
            continue
        if os.path.isfile(path):
            stamp.append((path, status.st_mtime_ns, status.st_size))
    return tuple(stamp)
