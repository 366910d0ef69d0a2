"""Puts the style sheet on the window, and tells its pages that there is another: those out of view before they come."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget


class Dressing(QObject):
    """GUI thread only.

    The sheet is the window's and not the application's: Qt takes another sheet of the application to each widget once
    for every widget that it stands in. Menus and dialogs have it of the window that they belong to.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = ""
        self._window: QWidget | None = None
        self._pages: dict[QWidget, Callable[[], object]] = {}
        self._stale: set[QWidget] = set()

    def begin(self, window: QWidget) -> None:
        """The window, best before there is anything in it: what comes into it has its sheet."""
        self._window = window
        window.setStyleSheet(self._sheet)

    def follow(self, page: QWidget, then: Callable[[], object]) -> None:
        """Calls ``then`` after each change: at once while the page is in view, else before it is."""
        self._pages[page] = then

    def change(self, sheet: str) -> None:
        """Another sheet."""
        self._sheet = sheet
        if self._window is not None:
            self._window.setStyleSheet(sheet)
        self._stale = set(self._pages)
        for page in self._pages:
            if not page.isHidden():
                self.freshen(page)

    def freshen(self, page: QWidget) -> None:
        """Before the page is shown."""
        if page in self._stale:
            self._stale.discard(page)
            self._pages[page]()
