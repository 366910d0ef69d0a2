"""An editor's hands: keys and clicks, sent to the window as the system would, and patience. Sets nothing."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from newsroom.domain.errors import NewsroomError

WAIT_S = 30.0
_LOOK_MS = 10
_NO_KEYS = Qt.KeyboardModifier.NoModifier


_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class TourError(NewsroomError):
    """Something that the tour waited for did not come."""


class Hands:
    """Types and clicks in whichever of the program's windows is in front. GUI thread."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def come_to_front(self) -> None:
        """Asks for the focus, which some systems do not give to a new window by themselves."""
        if not self._window.isActiveWindow():
            self._window.activateWindow()
            self.wait(self._window.isActiveWindow, "the focus")

    # Keys

    def press(self, *keys: str) -> None:
        """Keys by their names, one after the other: ``Ctrl+N``, ``Return``, ``Alt+Up``."""
        for name in keys:
            *held, key = name.split("+")
            modifiers = _NO_KEYS
            for one in held:
                modifiers |= _MODIFIERS[one]
            QTest.keyClick(self._target(), Qt.Key[f"Key_{key}"], modifiers)
            self.rest()

    def type(self, text: str) -> None:
        """Letter by letter; a line end is the Return key."""
        for character in text:
            if character == "\n":
                self.press("Return")
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, _key_of(character), _NO_KEYS, character)
                QApplication.sendEvent(self._target(), event)
        self.rest()

    # Mouse

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """The left button, in the middle of a widget or at a place in it."""
        target = widget.window().windowHandle()
        point = widget.mapTo(widget.window(), place or widget.rect().center())
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, _NO_KEYS, point)
        self.rest()

    # Patience

    def rest(self, ms: int = 0) -> None:
        """Lets the program work."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def wait(self, until: Callable[[], bool], what: str, *, wait_s: float = WAIT_S) -> None:
        """Lets the program work until that is so. Raises ``TourError`` that says what did not come."""
        if not self.comes(until, wait_s=wait_s):
            raise TourError(f"The tour stopped: {what} did not come within {wait_s:.0f} seconds.")

    def comes(self, until: Callable[[], bool], *, wait_s: float) -> bool:
        """Lets the program work until that is so, and answers whether it came in time."""
        end = time.monotonic() + wait_s
        while not until():
            if time.monotonic() > end:
                return False
            self.rest(_LOOK_MS)
        return True

    def _target(self) -> QWindow:
        """Where the system would send a key: the window with the focus, a dialog's before the first one's."""
        # A dialog that has just opened may not have been told yet that it has the focus.
        dialog = QApplication.activeModalWidget()
        focused: QWindow | None = QGuiApplication.focusWindow()
        if focused is not None and dialog is None:
            return focused
        front = dialog or self._window
        front.activateWindow()  # as a window manager does when a dialog has closed; without a screen there is none
        handle: QWindow | None = front.windowHandle()
        if handle is None:
            raise TourError("The tour stopped: the window is gone.")
        return handle


def _key_of(character: str) -> int:
    """The key's code is the capital letter's, as Qt has it for Latin ones."""
    return ord(character.upper()) if character.isascii() else int(Qt.Key.Key_unknown)
