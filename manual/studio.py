"""Where pictures are taken: the window, the hands that work in it, and the camera."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from manual.small_png import write_small
from newsroom.gui.shell.parts import Parts
from newsroom.gui.tour.hands import Hands

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
