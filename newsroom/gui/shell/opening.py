"""Opens and makes libraries beside the GUI thread, one at a time. Owns which library the window has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

Report = Callable[[object], None]


class LibraryOpener(QObject):
    """``opened`` gives an open library, which the taker closes; ``failed`` says in words why there is none."""

    began = Signal(str)
    progressed = Signal(object)
    opened = Signal(object)
    failed = Signal(str)

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._busy = False

    @property
    def busy(self) -> bool:
        return self._busy

    def open(self, path: Path) -> None:
        """Opens what is there; an older library is brought up to date on the way."""

        def work() -> Library:
            from newsroom.desk.library import open_library

            return open_library(path)

        self._begin(work, self.tr("Opening {0}").format(path))

    def make(self, path: Path, *, sample: bool) -> None:
        """Makes a library there and opens it."""
        report = self._lanes.reporter(self.progressed.emit, owner=self)

        def work() -> Library:
            from newsroom.desk.library import create_library

            return create_library(path, sample=sample, progress=report)

        self._begin(work, self.tr("Making the library in {0}").format(path))

    def _begin(self, work: Callable[[], Library], words: str) -> None:
        if self._busy:
            return
        self._busy = True
        self.began.emit(words)
        self._lanes.read("shell.library", lambda _token: work(), self._on_answered, owner=self)

    def _on_answered(self, outcome: Outcome[Library]) -> None:
        self._busy = False
        if isinstance(outcome, Err):
            words = str(outcome.error) if outcome.expected else self._unexpected(outcome.error)
            self.failed.emit(words)
        else:
            self.opened.emit(outcome.value)

    def _unexpected(self, error: Exception) -> str:
        words = self.tr("The library could not be opened, for a reason that Newsroom does not know ({0}).")
        return words.format(type(error).__name__) + " " + self.tr("Nothing in it was changed.")
