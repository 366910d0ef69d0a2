"""Rows below each other that are moved by keys and by mouse: related articles, bylines, notices. No logic."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.drag import Drag

GRIP_WIDTH = 12


def paint_grip(painter: QPainter, colors: Colors, area: QRect, scale: float) -> None:
    """Six dots in the middle of the area: what can be taken hold of."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.dim))
    step, radius = 4.0 * scale, 1.0 * scale
    middle = QPointF(area.center())
    for column in (-0.5, 0.5):
        for line in (-1, 0, 1):
            painter.drawEllipse(middle + QPointF(column * step, line * step), radius, radius)


def has_focus_inside(widget: QWidget) -> bool:
    """Whether the widget, or something in it, has the focus."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def keeps_key_of_beside(event: QEvent) -> bool:
    """Control and Enter, where it reads beside: the window has it to publish, and would take it first.

    For ``event`` of the widget with the focus; the key comes as it is pressed afterwards.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier
    is_beside = control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if is_beside:
        event.accept()
    return is_beside


def put_before(after: QWidget, widgets: Sequence[QWidget]) -> None:
    """Tab comes to the widgets, in their order, and then to ``after``."""
    before: QWidget | None = after.previousInFocusChain()
    # Behind a widget that stands for another, Qt would put them behind that other.
    while before is not None and (before.focusProxy() or before.focusPolicy() == Qt.FocusPolicy.NoFocus):
        before = before.previousInFocusChain()
    for widget in widgets:
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


class Row(QWidget):
    """One row. Alt with Up or Down moves it; so does the mouse, by its grip or by all of it."""

    remove_asked = Signal(object)
    move_asked = Signal(object, int)
    step_asked = Signal(object, int)
    dragged = Signal(object, QPoint)
    dropped = Signal(object, QPoint)

    def set_look(self, colors: Colors, scale: float) -> None:
        """Other colours, another size."""
        raise NotImplementedError

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops in it, in order."""
        return (self,)

    def take_focus(self) -> None:
        """Puts the focus into it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _step_of(event):
            self.move_asked.emit(self, step)
        else:
            super().keyPressEvent(event)


class ButtonRow(QAbstractButton):
    """One row that is a button to who only listens. Moved as ``Row`` is; Space, or a press, clicks it."""

    remove_asked = Signal(object)
    move_asked = Signal(object, int)
    step_asked = Signal(object, int)
    dragged = Signal(object, QPoint)
    dropped = Signal(object, QPoint)

    def set_look(self, colors: Colors, scale: float) -> None:
        """Other colours, another size."""
        raise NotImplementedError

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops in it, in order."""
        return (self,)

    def take_focus(self) -> None:
        """Puts the focus on it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _step_of(event):
            self.move_asked.emit(self, step)
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # Qt's own would go to buttons elsewhere with the arrows


def _step_of(event: QKeyEvent) -> int:
    """Where Alt with an arrow moves a row: down, up, or nowhere."""
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)


class Grip(QWidget):
    """The place to take hold of a row that is full of fields."""

    def __init__(self, row: Row, colors: Colors) -> None:
        super().__init__()
        self._row = row
        self._colors, self._scale = colors, 1.0
        self._drag = Drag()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFixedWidth(GRIP_WIDTH)
        self.setToolTip(self.tr("Drag to move it; or Alt with Up or Down."))

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_grip(painter, self._colors, self.rect(), self._scale)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._drag.move(event)
        if place is not None:
            self._row.dragged.emit(self._row, place)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragging = self._drag.release()
        if was_dragging:
            self._row.dropped.emit(self._row, event.globalPosition().toPoint())


class RemoveButton(QToolButton):
    """A small cross."""

    def __init__(self, name: str, colors: Colors) -> None:
        super().__init__()
        self._colors, self._scale = colors, 1.0
        self.setObjectName("cross")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        side = round(20 * scale)
        self.setFixedSize(QSize(side, side))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(QColor(self._colors.ink if self.underMouse() or self.hasFocus() else self._colors.dim))
        pen.setWidthF(1.1)
        painter.setPen(pen)
        arm, middle = 2.8 * self._scale, QPointF(self.width() / 2, self.height() / 2)
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))


class _Caret(QWidget):
    """Where a dragged row would go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.color = QColor()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.color)


class RowSignals(QWidget):
    """What a list of rows reports: a generic class cannot have signals of its own."""

    remove_asked = Signal(int)
    move_asked = Signal(int, int)


R = TypeVar("R", bound=Row | ButtonRow)


class RowList(RowSignals, Generic[R]):
    """Keeps as many rows as it is told to, the same ones as far as they go, so that the focus stays.

    Tab comes to the rows before it comes to ``after``.
    """

    def __init__(self, colors: Colors, make: Callable[[], R], after: QWidget, *, spacing: int = 5) -> None:
        super().__init__()
        self._after = after
        self._colors, self._scale = colors, 1.0
        self._make = make
        self.rows: list[R] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(spacing)
        self._caret = _Caret(self)
        self._caret.color = QColor(colors.accent)

    def set_count(self, n: int) -> list[R]:
        """Makes or drops rows at the end; the rows, for whoever fills them."""
        while len(self.rows) < n:
            row = self._make()
            row.set_look(self._colors, self._scale)
            row.remove_asked.connect(self._on_row_remove_asked)
            row.move_asked.connect(self._on_row_move_asked)
            row.step_asked.connect(self._on_row_step_asked)
            row.dragged.connect(self._on_row_dragged)
            row.dropped.connect(self._on_row_dropped)
            self.rows.append(row)
            self._layout.addWidget(row)
            row.show()
            put_before(self._after, row.stops())
        for row in self.rows[n:]:
            if n and has_focus_inside(row):
                self.rows[n - 1].take_focus()
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self.rows[n:]
        self.setVisible(bool(self.rows))
        return self.rows

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self._caret.color = QColor(colors.accent)
        for row in self.rows:
            row.set_look(colors, scale)

    def _on_row_remove_asked(self, row: R) -> None:
        self.remove_asked.emit(self.rows.index(row))

    def _on_row_move_asked(self, row: R, step: int) -> None:
        start = self.rows.index(row)
        self._move(start, start + step)

    def _move(self, start: int, end: int) -> None:
        if start != end and 0 <= end < len(self.rows):
            self.move_asked.emit(start, end)
            self.rows[end].take_focus()

    def _on_row_step_asked(self, row: R, step: int) -> None:
        target = self.rows.index(row) + step
        if 0 <= target < len(self.rows):
            self.rows[target].take_focus()

    def _on_row_dragged(self, _row: R, place: QPoint) -> None:
        gap = self._gap_at(self.mapFromGlobal(place))
        y = self.rows[gap].y() - 4 if gap < len(self.rows) else self.rows[-1].geometry().bottom() + 2
        self._caret.setGeometry(QRect(0, max(0, min(y, self.height() - 2)), self.width(), 2))
        self._caret.show()
        self._caret.raise_()

    def _on_row_dropped(self, row: R, place: QPoint) -> None:
        self._caret.hide()
        start, gap = self.rows.index(row), self._gap_at(self.mapFromGlobal(place))
        self._move(start, gap - 1 if gap > start else gap)

    def _gap_at(self, place: QPoint) -> int:
        """Before which row something dropped there goes."""
        for n, row in enumerate(self.rows):
            if place.y() < row.geometry().center().y():
                return n
        return len(self.rows)
