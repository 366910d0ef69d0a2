"""Opens and makes libraries beside the GUI thread, one at a time, and claims each for this window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.errors import DamagedError, LibraryError
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.gui.session.single import Other, SingleWindow
    from newsroom.gui.shell.slices import ModuleLoader


class LibraryOpener(QObject):
    """``opened`` gives a library that is open and ours, which the taker closes. GUI thread only."""

    began = Signal(str)
    progressed = Signal(object)
    """A ``FillProgress`` of the sample newsroom."""
    opened = Signal(object)
    failed = Signal(str)
    damaged = Signal(object, str)
    """The library at this ``Path`` is damaged, in words."""
    elsewhere = Signal(bool)
    """Another window has the library; whether that one has answered, and is in front now."""
    asked = Signal(object)
    """A second start asks for this window: a ``WindowRequest``."""

    def __init__(self, lanes: Runner, modules: ModuleLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._modules = modules
        self._single: SingleWindow | None = None
        self._path = Path()
        self._files: tuple[Path, ...] = ()
        self.busy = False

    def open(self, path: Path, files: tuple[Path, ...] = ()) -> None:
        """Opens what is there; an older library is brought up to date on the way.

        Where another window has the library, that one is asked to open ``files``.
        """

        def work() -> Library:
            self._modules.load("newsroom.desk.library")
            from newsroom.desk.library import open_library

            return open_library(path)

        self._begin(path, work, self.tr("Opening {0}").format(path), files)

    def make(self, path: Path, *, sample: bool) -> None:
        """Makes a library there and opens it."""
        report = self._lanes.reporter(self.progressed.emit, owner=self)

        def work() -> Library:
            self._modules.load("newsroom.desk.creating")
            from newsroom.desk.creating import create_library

            return create_library(path, sample=sample, progress=report)

        self._begin(path, work, self.tr("Making the library in {0}").format(path))

    def _begin(
        self, path: Path, work: Callable[[], Library], words: str, files: tuple[Path, ...] = ()
    ) -> None:
        if self.busy:
            return
        self.busy = True
        self._path = path
        self._files = files
        self.began.emit(words)
        self._lanes.read("shell.library", lambda _token: work(), self._on_answered, owner=self)

    def _on_answered(self, outcome: Outcome[Library]) -> None:
        self.busy = False
        if isinstance(outcome, Err) and isinstance(outcome.error, DamagedError):
            self.damaged.emit(self._path, str(outcome.error))
        elif isinstance(outcome, Err):
            self.failed.emit(str(outcome.error) if outcome.expected else self._unexpected(outcome.error))
        else:
            self._claim(outcome.value)

    def _unexpected(self, error: Exception) -> str:
        words = self.tr(
            "The library could not be opened, for a reason that Newsroom does not know ({0}). It was not changed."
        )
        return words.format(type(error).__name__)

    def _claim(self, library: Library) -> None:
        from newsroom.gui.session.single import claim_window

        try:
            single = claim_window(library, self)
        except LibraryError as error:
            library.close()
            self.failed.emit(str(error))
            return
        if single is None:
            self._ask_other(library)
            return
        self.close()
        self._single = single
        single.asked.connect(self.asked)
        self.opened.emit(library)

    def _ask_other(self, library: Library) -> None:
        files = self._files

        def work() -> Other:
            from newsroom.gui.session.single import Other, WindowRequest, ask_window

            other = Other.SILENT
            try:
                other = ask_window(library, WindowRequest(files))
            finally:
                if other is not Other.GONE:
                    library.close()
            return other

        def on_answered(outcome: Outcome[Other]) -> None:
            from newsroom.gui.session.single import Other

            other = Other.SILENT if isinstance(outcome, Err) else outcome.value
            if other is Other.GONE:
                self._claim(library)
            else:
                self.elsewhere.emit(other is Other.ANSWERED)

        self._lanes.read("shell.elsewhere", lambda _token: work(), on_answered, owner=self)

    def close(self) -> None:
        """Answers no second start any more."""
        if self._single is not None:
            self._single.close()
            self._single.deleteLater()
            self._single = None
