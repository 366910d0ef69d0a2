"""Covers the window while Qt makes it anew for WebEngine: without a cover it is black for half a second, and deaf.

Qt draws a window without OpenGL until something in it wants that, and then makes the native window again. So it is made
anew once, behind a picture of itself that keeps what is typed meanwhile. Why not from the start: decision 17.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPixmap, QSurface, QWindow
from PySide6.QtWidgets import QApplication, QRhiWidget, QWidget
from shiboken6 import isValid
from typing_extensions import override

# Where a window can be put over another, and the screen be read. Wayland allows neither, macOS has no such change.
_PLATFORMS = frozenset({"xcb", "windows"})
_LOOK_MS = 15
_LONGEST_MS = 1500
_SETTLED = 3  # looks after the new window is there: what it draws takes a moment to arrive


class Cover(QWidget):
    """What the screen showed of the window, frame and all, at its place. Keys are kept for the window."""

    def __init__(self, picture: QPixmap, window: QWidget) -> None:
        flags = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint
        super().__init__(None, flags | Qt.WindowType.BypassWindowManagerHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._picture = picture
        self._keys: list[QKeyEvent] = []
        self.setGeometry(window.frameGeometry().intersected(window.screen().geometry()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, self._picture)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keys.append(event.clone())

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._keys.append(event.clone())

    def give_keys(self, window: QWindow) -> None:
        """What was typed meanwhile goes to where it was meant, in its order."""
        keys, self._keys = self._keys, []
        for key in keys:
            QApplication.sendEvent(window, key)


class Covering(QObject):
    """Makes the window anew, covered, and then goes on. Used once; GUI thread."""

    def __init__(self, window: QWidget, go_on: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._go_on = go_on
        self._old: QWindow | None = window.windowHandle()
        self._new: QWindow | None = None
        self._cover: Cover | None = None
        self._takes_keys = False
        self._n_looks = self._n_settled = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)

    def begin(self) -> None:
        """At once where the window is not made anew, or cannot be covered; else when the cover is there."""
        picture = self._picture() if self._is_wanted() else QPixmap()
        if picture.isNull():
            self._go_on()
            self.deleteLater()
            return
        self._cover = Cover(picture, self._window)
        self._cover.show()
        self._timer.timeout.connect(self._on_timer_covered)
        self._timer.start()

    def _is_wanted(self) -> bool:
        window, handle = self._window, self._old
        return (
            QGuiApplication.platformName() in _PLATFORMS
            and window.isVisible()
            and not window.isMinimized()
            and handle is not None
            and handle.surfaceType() == QSurface.SurfaceType.RasterSurface
        )

    def _picture(self) -> QPixmap:
        screen = self._window.screen()
        area = self._window.frameGeometry().intersected(screen.geometry())
        area.translate(-screen.geometry().topLeft())
        return screen.grabWindow(0, area.x(), area.y(), area.width(), area.height())

    def _on_timer_covered(self) -> None:
        """The cover is on the screen, and has the keys: a key for a window that is gone would be nobody's."""
        self._n_looks += 1
        assert self._cover is not None
        handle = self._cover.windowHandle()
        is_late = self._n_looks * _LOOK_MS > _LONGEST_MS
        if not handle.isExposed() and not is_late:
            return
        if not self._takes_keys:
            self._takes_keys = True
            if self._window.isActiveWindow():
                handle.requestActivate()
        if self._cover.isActiveWindow() or not self._window.isActiveWindow() or is_late:
            self._make()

    def _make(self) -> None:
        """Behind the cover the window changes, and what was wanted is made."""
        self._timer.timeout.disconnect(self._on_timer_covered)
        self._timer.timeout.connect(self._on_timer_made)
        self._n_looks = 0
        _wants_opengl(self._window)
        # On the window alone: a filter of the application would be shown objects of WebEngine that are half made, for
        # which PySide6 makes wrappers, and ends the program by it.
        self._new = self._window.windowHandle()
        self._new.installEventFilter(self)
        self._go_on()

    def _on_timer_made(self) -> None:
        self._n_looks += 1
        handle = self._window.windowHandle()
        if handle is not self._old and handle.isExposed():
            self._n_settled += 1
        if self._n_settled > _SETTLED or self._n_looks * _LOOK_MS > _LONGEST_MS:
            self._end()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first key that the new window gets comes after those that the cover has."""
        if event.type() == QEvent.Type.KeyPress and self._cover is not None and isinstance(watched, QWindow):
            self._cover.give_keys(watched)
        return False

    def _end(self) -> None:
        self._timer.stop()
        if self._new is not None and isValid(self._new):
            self._new.removeEventFilter(self)
        if self._cover is not None:
            handle = self._window.windowHandle()
            if self._cover.isActiveWindow():
                handle.requestActivate()
            self._cover.give_keys(handle)
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None
        self.deleteLater()


def _wants_opengl(window: QWidget) -> None:
    """Qt makes the native window anew at once when such a widget comes into it; WebEngine's own comes later."""
    drawn = QRhiWidget()
    drawn.setParent(window)  # with a parent from the start, Qt would not notice before it is shown
    drawn.deleteLater()
