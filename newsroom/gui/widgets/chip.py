"""A chip: a short label in a pill that can be taken away, moved and opened by mouse and by keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font

_PAD = 9
_CROSS = 16


class Chip(QWidget):
    """Delete, Backspace or a click on the cross removes; Alt with an arrow moves; Enter or a click opens."""

    remove_asked = Signal(object)
    move_asked = Signal(object, int)
    opened = Signal(object)
    step_asked = Signal(object, int)

    def __init__(
        self, text: str, colors: Colors, *, scale: float = 1.0, detail: str = "", what: str = ""
    ) -> None:
        super().__init__()
        self._colors = colors
        self._scale = scale
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_text(text, detail=detail, what=what)

    def set_text(self, text: str, *, detail: str = "", what: str = "") -> None:
        self._text, self._detail = text, detail
        self.setFont(ui_font(self._scale, pixels=12))
        self.setAccessibleName(f"{what} {text} {detail}".strip())
        self.setAccessibleDescription(self.tr("Delete removes it, Alt with an arrow moves it."))
        self.setToolTip(f"{text} {detail}".strip())
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        return self._text

    def _label(self) -> str:
        return f"{self._text} {self._detail}" if self._detail else self._text

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._label()) + 2 * _PAD + _CROSS
        return QSize(width, metrics.height() + round(6 * self._scale))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = QColor(self._colors.accent if self.hasFocus() else self._colors.chip)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(QColor(self._colors.chip))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = area.adjusted(_PAD + (_CROSS if rtl else 0), 0, -_PAD - (0 if rtl else _CROSS), 0)
        metrics = painter.fontMetrics()
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        )
        detail_width = metrics.horizontalAdvance(" " + self._detail) if self._detail else 0
        text = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, int(room.width() - detail_width))
        painter.setPen(QColor(self._colors.ink))
        painter.drawText(room, align, text)
        if self._detail:
            painter.setPen(QColor(self._colors.dim))
            shift = metrics.horizontalAdvance(text + " ")
            painter.drawText(
                room.adjusted(0 if rtl else shift, 0, -shift if rtl else 0, 0), align, self._detail
            )
        self._paint_cross(painter, rtl)

    def _paint_cross(self, painter: QPainter, rtl: bool) -> None:
        painter.setPen(QPen(QColor(self._colors.dim), 1.3))
        centre = QPointF(_CROSS / 2 + 3 if rtl else self.width() - _CROSS / 2 - 3, self.height() / 2)
        arm = 3.2 * self._scale
        painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm))
        painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(
            event.position().toPoint()
        ):
            return
        x = event.position().x()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        on_cross = x < _CROSS + 4 if rtl else x > self.width() - _CROSS - 4
        (self.remove_asked if on_cross else self.opened).emit(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        forward = -1 if rtl else 1
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit(self)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = forward if key == Qt.Key.Key_Right else -forward
            if alt:
                self.move_asked.emit(self, step)
            else:
                self.step_asked.emit(self, step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
