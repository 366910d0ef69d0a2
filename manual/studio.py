"""Takes the pictures: the real window on the sample newsroom, off the screen, one scene after the other."""

import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from manual.scenes import SCENES
from manual.small_png import write_small
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.start import Start, make_application
from newsroom.gui.tour.hands import Hands

WIDTH, HEIGHT = 1280, 800
_SCREEN = {"name": "studio", "x": 0, "y": 0, "width": 1440, "height": 900, "dpr": 1}
_REST_MS = 250


class Studio:
    """The window, the hands that work in it, and the camera. What changes by itself is held still for a picture."""

    def __init__(self, parts: Parts, place: Path, out: Path, wanted: frozenset[str]) -> None:
        self.parts = parts
        self.window = parts.window
        self.hands = Hands(parts.window)
        self.place = place
        self._out = out
        self._wanted = wanted
        self.taken: list[str] = []

    def take(self, name: str) -> None:
        """A picture of the window as it is now, with the popups that are open over it."""
        self.taken.append(name)
        if name not in self._wanted:
            return
        self.hands.rest(_REST_MS)
        self._hold_still()
        write_small(self._picture().toImage(), self._out / f"{name}.png")
        print(self._out / f"{name}.png", flush=True)

    def _hold_still(self) -> None:
        bar = self.window.status_bar
        if bar.saved.text().endswith(" ago"):
            bar.saved.setText("Saved 1 s ago")
        bar.backup.hide()
        if "for suggestions" in bar.message.text():
            bar.message.clear()  # how far learning is depends on the machine
        for label in self.window.findChildren(QLabel):
            if "sandbox" in label.text():
                label.hide()  # said to who is root alone
        self.hands.rest(60)

    def _picture(self) -> QPixmap:
        picture = self.window.grab()
        painter = QPainter(picture)
        for popup in QApplication.topLevelWidgets():
            if popup is not self.window and popup.isVisible() and popup.width() > 1:
                place = popup.mapToGlobal(QPoint()) - self.window.mapToGlobal(QPoint())
                painter.drawPixmap(place, popup.grab())
        painter.end()
        return picture

    def command(self, words: str) -> None:
        """A command by its name, in the palette."""
        self.hands.press("Ctrl+K")
        self.hands.type(words)
        self.hands.press("Return")


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
