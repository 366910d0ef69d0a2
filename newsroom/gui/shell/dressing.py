"""Puts the style sheet on the parts of a window, each by itself: on those in view at once, on the others before they
are shown."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget


class Dressing(QObject):
    """GUI thread only.

    Qt takes a new sheet of the whole application to each widget once for every widget that it stands in, and to those
    that nobody sees; a sheet of a widget goes to each widget within it once. So parts do not stand in each other.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = ""
        self._parts: dict[QWidget, Callable[[], object]] = {}
        self._stale: set[QWidget] = set()

    def add(self, part: QWidget) -> None:
        """A part has the sheet from now on."""
        self._parts[part] = _nothing
        part.setStyleSheet(self._sheet)

    def admit(self, part: QWidget) -> None:
        """The same for one that may be among them already."""
        if part not in self._parts:
            self.add(part)

    def follow(self, part: QWidget, then: Callable[[], object]) -> None:
        """What is called when the part has got another sheet."""
        self._parts[part] = then

    def change(self, sheet: str) -> None:
        """Another sheet, for what is in view and for windows, which are measured before they are shown."""
        self._sheet = sheet
        self._forget_the_gone()
        for part in tuple(self._parts):
            if part.isHidden() and not part.isWindow():
                self._stale.add(part)
            else:
                self._dress(part)

    def freshen(self, part: QWidget) -> None:
        """Before the part is shown."""
        if part in self._stale:
            self._dress(part)

    def _dress(self, part: QWidget) -> None:
        self._stale.discard(part)
        part.setStyleSheet(self._sheet)
        self._parts[part]()

    def _forget_the_gone(self) -> None:
        for part in [part for part in self._parts if not shiboken6.isValid(part)]:
            del self._parts[part]
            self._stale.discard(part)


def _nothing() -> None:
    """Nobody follows."""
