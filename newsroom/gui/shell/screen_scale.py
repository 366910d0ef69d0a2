"""Another scale of the screen while the window is on it. Draws nothing: Qt and who paints have seen to that by then."""

from PySide6.QtCore import QObject, QRect, QSize, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

# Elsewhere Qt or the desktop sees to it; a Wayland desktop would end who takes another size while it is maximized.
_PLATFORMS = frozenset({"xcb", "offscreen"})
_SETTLED_MS = 150
_NUDGE = QSize(1, 1)


class ScreenScale(QObject):
    """Has the desktop make the window as large as it was for the eye, or as the screen has room. GUI thread only.

    On X11 Qt draws in the new scale at once, but leaves the window as many pixels of the screen as it had, and goes on
    to believe it larger: what does not fit is cut off on the right and below.
    """

    def __init__(self, application: QApplication, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._ratio = window.devicePixelRatioF()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)  # several things of a screen change at once
        self._timer.timeout.connect(self.fit)
        if QGuiApplication.platformName() not in _PLATFORMS:
            return
        application.screenAdded.connect(self._follow)
        for screen in QGuiApplication.screens():
            self._follow(screen)

    def _follow(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(
            self._timer.start
        )  # in its own measure: a larger scale makes it smaller

    def fit(self) -> None:
        """What is asked for twice in different sizes goes to the desktop, also where Qt believes that it has it."""
        handle, ratio = self._window.windowHandle(), self._window.devicePixelRatioF()
        if ratio == self._ratio or not self._window.isVisible():
            return
        self._ratio = ratio
        wanted = fitting(self._window.frameGeometry(), self._window.geometry(), self._window.screen())
        handle.resize(wanted.size() - _NUDGE)
        handle.setGeometry(wanted)


def fitting(frame: QRect, inner: QRect, screen: QScreen) -> QRect:
    """The window without its frame, on that screen as a whole where there is room for it."""
    room = screen.availableGeometry()
    around = frame.size() - inner.size()
    size = inner.size().boundedTo(room.size() - around)
    place = QRect(frame.topLeft(), size + around)
    place.moveLeft(max(room.left(), min(place.left(), room.right() + 1 - place.width())))
    place.moveTop(max(room.top(), min(place.top(), room.bottom() + 1 - place.height())))
    return QRect(place.topLeft() + inner.topLeft() - frame.topLeft(), size)
