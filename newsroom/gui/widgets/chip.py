"""A chip: a short label in a pill that can be taken away, moved and opened by mouse and by keys."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.drag import Drag

_PAD = 9
_CROSS = 16
_MARK = 7


class Mark(StrEnum):
    """A small dim shape before the text, for what kind of thing it is."""

    NONE = ""
    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"


class Chip(QAbstractButton):
    """Delete, Backspace or its cross removes; Alt with an arrow, or the mouse, moves; Enter, Space or a click opens."""

    remove_asked = Signal(object)
    move_asked = Signal(object, int)
    opened = Signal(object)
    step_asked = Signal(object, int)
    line_asked = Signal(object, int)
    typed = Signal(str)
    dragged = Signal(object, QPoint)
    dropped = Signal(object, QPoint)

    def __init__(
        self, text: str, colors: Colors, *, scale: float = 1.0, detail: str = "", what: str = ""
    ) -> None:
        super().__init__()
        self._colors = colors
        self._scale = scale
        self._drag = Drag()
        self._hint: QSize | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(ui_font(scale, pixels=12))
        self.setAccessibleDescription(self.tr("Delete removes it, Alt with an arrow moves it."))
        self.set_text(text, detail=detail, what=what)
        # By Space, and by whoever presses it for somebody else: a screen reader.
        self.clicked.connect(lambda: self.opened.emit(self))

    def set_text(
        self,
        text: str,
        *,
        detail: str = "",
        what: str = "",
        mark: Mark = Mark.NONE,
        tip: str = "",
        is_wrong: bool = False,
    ) -> None:
        """``tip`` says all of it; text and detail where there is none. ``what`` comes before, to who only listens.

        ``is_wrong``: it cannot be meant so, as the tip says; it stands in the colour of what wants attention.
        """
        self._text, self._detail, self._mark, self.is_wrong = text, detail, mark, is_wrong
        self._hint = None
        whole = tip or f"{text} {detail}".strip()
        self.setAccessibleName(f"{what} {whole}".strip())
        self.setToolTip(whole)
        self.updateGeometry()
        self.update()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self._hint = None
        self.setFont(ui_font(scale, pixels=12))
        self.updateGeometry()
        self.update()

    @property
    def label(self) -> str:
        return self._text

    @property
    def detail(self) -> str:
        return self._detail

    def _whole(self) -> str:
        return f"{self._text} {self._detail}" if self._detail else self._text

    def _mark_room(self) -> int:
        return round((_MARK + 5) * self._scale) if self._mark else 0

    @override
    def sizeHint(self) -> QSize:
        if self._hint is None:
            metrics = self.fontMetrics()
            width = metrics.horizontalAdvance(self._whole()) + 2 * _PAD + _CROSS + self._mark_room() + 1
            self._hint = QSize(width, metrics.height() + round(6 * self._scale))
        return self._hint

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.45 if self._drag.active else 1.0)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        at_rest = self._colors.warn if self.is_wrong else self._colors.chip_edge
        edge = QColor(self._colors.accent if self.hasFocus() else at_rest)
        painter.setPen(QPen(edge, self._colors.focus_px if self.hasFocus() else 1))
        painter.setBrush(QColor(self._colors.chip))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._paint_inside(painter, area, rtl)
        self._paint_cross(painter, rtl)

    def _paint_inside(self, painter: QPainter, area: QRectF, rtl: bool) -> None:
        before, behind = _PAD + self._mark_room(), _PAD + _CROSS - 3
        room = area.adjusted(behind if rtl else before, 0, -before if rtl else -behind, 0)
        if self._mark:
            self._paint_mark(painter, rtl)
        self._paint_label(painter, room, rtl)

    def _label_color(self) -> str:
        return self._colors.warn if self.is_wrong else self._colors.ink

    def _paint_label(self, painter: QPainter, room: QRectF, rtl: bool) -> None:
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        metrics = painter.fontMetrics()
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        align |= Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        detail_width = metrics.horizontalAdvance(" " + self._detail) if self._detail else 0
        text = metrics.elidedText(
            self._text, Qt.TextElideMode.ElideRight, int(room.width() - detail_width) + 1
        )
        painter.setPen(QColor(self._label_color()))
        painter.drawText(room, align, text)
        if self._detail:
            painter.setPen(QColor(self._colors.dim))
            shift = metrics.horizontalAdvance(text + " ")
            rest = room.adjusted(0 if rtl else shift, 0, -shift if rtl else 0, 0)
            painter.drawText(rest, align, self._detail)

    def _paint_mark(self, painter: QPainter, rtl: bool) -> None:
        size = _MARK * self._scale
        x = self.width() - _PAD - size if rtl else float(_PAD)
        box = QRectF(x, (self.height() - size) / 2, size, size)
        painter.setPen(QPen(QColor(self._colors.dim), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = box.center()
        if self._mark == Mark.CIRCLE:
            painter.drawEllipse(box)
        elif self._mark == Mark.SQUARE:
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        elif self._mark == Mark.DIAMOND:
            points = [QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y())]
            points += [QPointF(middle.x(), box.bottom()), QPointF(box.left(), middle.y())]
            painter.drawPolygon(QPolygonF(points))
        else:
            points = [box.topLeft(), box.topRight(), QPointF(middle.x(), box.bottom())]
            painter.drawPolygon(QPolygonF(points))

    def _paint_cross(self, painter: QPainter, rtl: bool) -> None:
        painter.setPen(QPen(QColor(self._colors.dim), 1.1))
        centre = QPointF(_CROSS / 2 + 3 if rtl else self.width() - _CROSS / 2 - 3, self.height() / 2)
        arm = 2.7 * self._scale
        painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm))
        painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm))

    # The mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._drag.move(event)
        if place is not None:
            self.update()
            self.dragged.emit(self, place)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        was_dragging = self._drag.release()
        self.update()
        if was_dragging:
            self.dropped.emit(self, event.globalPosition().toPoint())
        elif self.rect().contains(event.position().toPoint()):
            x = event.position().x()
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            on_cross = x < _CROSS + 4 if rtl else x > self.width() - _CROSS - 4
            (self.remove_asked if on_cross else self.opened).emit(self)

    # Keys

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
            (self.move_asked if alt else self.step_asked).emit(self, step)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            (self.move_asked if alt else self.line_asked).emit(self, step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self)
        elif event.text().isprintable() and event.text().strip() and not _is_command(event):
            self.typed.emit(event.text())
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


def _is_command(event: QKeyEvent) -> bool:
    """Whether Control or Alt is held; both together are AltGr, which types."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    return control != alt
