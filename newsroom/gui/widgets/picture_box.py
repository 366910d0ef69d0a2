"""A box that shows a picture, or that there is none: to choose one, to paste one, to take it away. No logic."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font

PATTERNS = "*.jpg *.jpeg *.png *.gif *.webp *.avif *.bmp"
"""Of files that may be chosen."""


class PictureBox(QAbstractButton):
    """Shows the thumbnail, or that there is none. Enter or a click chooses a file, paste takes one, Delete removes."""

    paste_asked = Signal()
    remove_asked = Signal()
    pixels_changed = Signal()
    """Of the screen, that the box takes: a thumbnail made for another number of them is blurred."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors, self._scale = colors, 1.0
        self._pixmap = QPixmap()
        self._words = ""
        self._is_drop_near = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_words(self, words: str) -> None:
        """What stands in the box while there is no thumbnail."""
        self._words = words
        self.update()

    @property
    def words(self) -> str:
        """What stands in the box while there is no thumbnail."""
        return self._words

    def show_image(self, image: QImage) -> None:
        self._pixmap = QPixmap.fromImage(image)
        self._pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.update()

    def show_drop_near(self, near: bool) -> None:
        self._is_drop_near = near
        self.update()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.setFont(ui_font(scale, pixels=12))
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.Resize):
            self.pixels_changed.emit()
        return done

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, area = self._colors, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(area, 6, 6)
        if not self._pixmap.isNull():
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(self.rect(), self._pixmap)
            painter.restore()
        else:
            painter.fillPath(shape, QColor(c.accent_soft if self._is_drop_near else c.panel))
            painter.setPen(QColor(c.dim))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area.adjusted(8, 4, -8, -4), flags, self._words)
        marked = self.hasFocus() or self._is_drop_near
        pen = QPen(QColor(c.accent if marked else c.line), 2 if marked and not self._pixmap.isNull() else 1)
        if self._pixmap.isNull() and not marked:
            pen.setStyle(Qt.PenStyle.DashLine)
        if self._pixmap.isNull() or marked:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(shape)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
