"""Takes the pictures: the real window on the sample newsroom, off the screen, one scene after the other."""

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer

from manual.scenes import SCENES
from manual.studio import Studio
from newsroom.gui.shell.start import Start, make_application

WIDTH, HEIGHT = 1280, 800
_SCREEN = {"name": "studio", "x": 0, "y": 0, "width": 1440, "height": 900, "dpr": 1}


def take_pictures(out: Path, names: Sequence[str] = ()) -> int:
    """Takes those of these names, or all, and answers the exit code."""
    unknown = set(names) - {name for scene in SCENES for name in scene.pictures}
    if unknown:
        print("There is no such picture: " + ", ".join(sorted(unknown)))
        return 2
    out.mkdir(parents=True, exist_ok=True)
    wanted = frozenset(names) or frozenset(name for scene in SCENES for name in scene.pictures)
    with tempfile.TemporaryDirectory(prefix="newsroom-pictures-", ignore_cleanup_errors=True) as folder:
        return _in_window(Path(folder), out, wanted)


def _in_window(place: Path, out: Path, wanted: frozenset[str]) -> int:
    _set_stage(place)
    application = make_application()
    start = Start(application, place / "window.ini", place / "library", None)
    studio = Studio(start.parts, place, out, wanted)
    errors: list[Exception] = []

    def go() -> None:
        try:
            for scene in SCENES:
                scene.play(studio)
            studio.hands.press("Ctrl+Q")
        except Exception as error:  # noqa: BLE001 - it goes on to the caller, out of the event loop
            start.parts.window.grab().save(str(out / "stopped.png"))
            errors.append(error)
            application.exit()

    start.show()
    start.parts.window.setGeometry(0, 0, WIDTH, HEIGHT)
    QTimer.singleShot(0, go)
    application.exec()
    start.finish()
    if errors:
        raise errors[0]
    return 0


def _set_stage(place: Path) -> None:
    """Off the screen, the same everywhere but for the fonts that are there."""
    screens = place / "screens.json"
    screens.write_text(json.dumps({"screens": [_SCREEN]}), "utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--disable-gpu --log-level=3"
    os.environ["HOME"] = str(place)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
