"""The window's start: first the window, painted with the last layout; then, while it lives, all the rest."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from newsroom.gui.shell.crash import CrashHandler
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.shell.shell import Shell

WriteReport = Callable[[BaseException], Path | None]


def run(library_path: Path | None, *, write_report: WriteReport) -> int:
    """Opens the window on a library (None: the last one, else the default place) and answers the exit code."""
    crash = CrashHandler(write_report)
    crash.install()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Newsroom")
    application.setDesktopFileName("newsroom")
    shell = Shell(application, Preferences(preferences_path()), default_library_path())
    crash.tell(shell.tell)
    path = shell.prepare(library_path)
    shell.ended.connect(application.quit)
    shell.window.show()
    QTimer.singleShot(0, lambda: shell.begin(path))
    code = application.exec()
    shell.finish()
    return code


def preferences_path() -> Path:
    """The file in which the window remembers its layout."""
    from platformdirs import user_config_path

    return user_config_path("newsroom", appauthor=False) / "window.ini"


def default_library_path() -> Path:
    from platformdirs import user_data_path

    return user_data_path("newsroom", appauthor=False) / "library"
