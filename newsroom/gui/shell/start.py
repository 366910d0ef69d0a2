"""The window's start: first the window, painted with the last layout and the list; then, while it lives, all the rest.

What this module imports at its top costs time before the first paint: little, and nothing of the database.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from newsroom.desk import places
from newsroom.gui.changes import ChangeBus
from newsroom.gui.features.archive import build as build_archive
from newsroom.gui.shell.actions import ActionBook
from newsroom.gui.shell.application import Application
from newsroom.gui.shell.commands import ShellCommands
from newsroom.gui.shell.crash import CrashHandler
from newsroom.gui.shell.first_library import first_library
from newsroom.gui.shell.looks import Looks, Place
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.shell.slices import ModuleLoader, Slice, Slices
from newsroom.gui.shell.window import MainWindow
from newsroom.jobs.lanes import Lanes

if TYPE_CHECKING:
    from newsroom.gui.shell.shell import Shell
    from newsroom.gui.shell.sudden_ends import SuddenEnds

WriteReport = Callable[[BaseException], Path | None]
# What the shell imports that knows no Qt.
BESIDE_THE_SHELL = (
    "newsroom.journal.recorder",
    "newsroom.journal.recovery",
    "newsroom.domain.backups",
    "newsroom.domain.revisions",
    "newsroom.domain.slugs",
    "newsroom.domain.suggestions",
)


def run(
    library_path: Path | None,
    files: tuple[Path, ...] = (),
    *,
    write_report: WriteReport,
    reports: Callable[[], Path],
) -> int:
    """Opens the window on a library (None: the last one, else the default place) and answers the exit code.

    ``files`` are opened in it; where another window has the library, that one opens them. ``reports`` tells the
    folder that ``write_report`` writes to, when the window is there.
    """
    crash = CrashHandler(write_report)
    crash.install()
    application = make_application()
    start = Start(application, preferences_path(), None, library_path, files)
    ends: list[SuddenEnds] = []

    def on_shell_made(shell: Shell) -> None:
        crash.tell(shell.tell)
        application.file_opened.connect(shell.open_file)
        application.hear_files()
        shell.loaded.connect(lambda: ends.append(watch_ends(reports(), shell.tell)))
        shell.loaded.connect(tell_of_fonts)

    start.shell_made.connect(on_shell_made)
    heed_signals(start.quit)
    start.show()
    code = QApplication.exec()
    start.finish()
    for end in ends:
        end.end()
    return code


def heed_signals(leave: Callable[[], object]) -> None:
    """A signal that ends programs has the window left, in a turn of its own.

    It is heard in the middle of anything: what a page being drawn stands on must not be taken away below it.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: QTimer.singleShot(0, leave))


def watch_ends(reports: Path, say: Callable[[str], object]) -> SuddenEnds:
    """Loaded when all else is there."""
    from newsroom.gui.shell.sudden_ends import SuddenEnds

    ends = SuddenEnds(reports)
    ends.begin(say)
    return ends


def tell_of_fonts() -> None:
    """Loaded when all else is there."""
    from newsroom.gui.shell.fonts import tell_if_there_are_none

    tell_if_there_are_none()


def make_application() -> Application:
    # WebEngine, which comes later, must find it set.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    # The platforms' own styles heed neither palette nor style sheet wholly. Said as an argument, for ``setStyle``
    # answers a QStyle, whose enums take ten milliseconds to load.
    application = Application([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("Newsroom")
    application.setDesktopFileName("newsroom")
    return application


class Start(QObject):
    """Makes the window, shows it, and has the shell made after the first paint.

    ``default_path``: where a library is when nobody says where; None for the platform's own place. ``files`` are
    opened when the library is.
    """

    shell_made = Signal(object)

    def __init__(
        self,
        application: QApplication,
        preferences_path: Path,
        default_path: Path | None,
        given: Path | None,
        files: tuple[Path, ...] = (),
    ) -> None:
        super().__init__(application)
        self._application = application
        self._default_path = default_path
        self._given = given
        self._files = files
        self.shell: Shell | None = None
        self._finished = False
        preferences = Preferences(preferences_path)
        looks = Looks(application, preferences)
        book = ActionBook(self)
        book.make(ShellCommands().first())
        window = MainWindow(book, preferences, looks.colors, looks.dressing)
        book.attach(window)
        lanes = Lanes(self)
        archive = build_archive(lanes, looks.colors)
        window.sidebar.hold(archive.sidebar)
        window.list.hold(archive.panel)
        if looks.scale != 1.0:
            window.set_look(looks.colors, looks.scale)
        if (list_scale := looks.scale_of(Place.LIST)) != 1.0:
            archive.set_look(looks.colors, list_scale)
        self.parts = Parts(window, looks, preferences, lanes, ChangeBus(self), archive)
        self._path = first_library(given, preferences, self._default)
        shell = Slice(BESIDE_THE_SHELL, ("newsroom.gui.shell.shell",), self._make_shell)
        self._slices = Slices([shell], ModuleLoader(), self)
        window.painted.connect(self._slices.start)

    def _default(self) -> Path:
        return self._default_path or places.default_library_path()

    def show(self) -> None:
        """Shows the window; what comes after its first paint comes by itself.

        Where another window has the library, that one is asked to come to the front, and none is shown.
        """
        if self._path is None:
            self._make_shell()
        elif places.has_window(self._path):
            self._make_shell()
            return
        else:
            self._show_first(self._path)
        self.parts.window.show()

    def _show_first(self, path: Path) -> None:
        seen = places.glance_at(path)
        if seen is not None:
            self.parts.archive.show_first(seen.page, seen.overview)
            self.parts.window.status_bar.show_library(path.name, seen.overview.total)
        self.parts.archive.panel.focus_search()

    def _make_shell(self) -> None:
        if self.shell is not None:
            return
        from newsroom.gui.shell.collecting import Collecting
        from newsroom.gui.shell.shell import Shell

        self.shell = Shell(self._application, self.parts, self._default())
        self.shell.ended.connect(self._application.quit)
        self._collecting = Collecting(self._work_done, self)
        self.shell.loaded.connect(self._collecting.begin)
        self.shell_made.emit(self.shell)
        if self._path is None:
            self.shell.entrance.begin_at(self._given)
        self.shell.begin(self._path, self._files)

    def _work_done(self) -> object:
        session = self.parts.session
        draft = session.draft if session is not None else None
        return (None, 0) if draft is None else (draft.id, draft.revision)

    def quit(self) -> None:
        """Leaves when all is safe, as if the window was closed."""
        if self.shell is not None:
            self.shell.quit()
        else:
            self._application.exit(0)

    def finish(self) -> None:
        """After the event loop: what is still to be written is written, the library closed, the window gone.

        Again does nothing.
        """
        if self._finished:
            return
        self._finished = True
        self._slices.stop()
        if self.shell is not None:
            self.shell.finish()
            self.shell.deleteLater()
        else:
            self.parts.lanes.shutdown()
        self.parts.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def preferences_path() -> Path:
    """The file in which the window remembers its layout."""
    configuration = QStandardPaths.StandardLocation.GenericConfigLocation
    return Path(QStandardPaths.writableLocation(configuration)) / "Newsroom" / "window.ini"
