"""The related articles as cards, and the line to find more. No logic."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.gui.features.article_panel.related import RelatedEntry, RelatedPresenter
from newsroom.gui.features.article_panel.rows import (
    GRIP_WIDTH,
    ButtonRow,
    RowList,
    keeps_key_of_beside,
    paint_grip,
)
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.completion import CompletingEdit, Suggestion
from newsroom.gui.widgets.drag import Drag

_PAD_X, _PAD_Y, _CROSS = 8, 6, 18
_LONGEST = 240


class RelatedRow(ButtonRow):
    """A headline in a card, what is wrong with it below. Enter opens, Ctrl+Enter or a double click opens beside."""

    open_asked = Signal(object)
    beside_asked = Signal(object)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._colors, self._scale = colors, 1.0
        self._entry = RelatedEntry("")
        self._drag = Drag()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda: self.open_asked.emit(self))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(
            self.tr(
                "Enter opens it, Control and Enter opens it beside, Alt with Up or Down moves, Delete removes."
            )
        )

    def show_entry(self, entry: RelatedEntry) -> None:
        self._entry = entry
        name = f"{entry.headline}, {entry.problem}" if entry.problem else entry.headline
        self.setAccessibleName(self.tr("Related: {0}").format(name))
        self.setToolTip(entry.headline)
        self.updateGeometry()
        self.update()

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.setFont(ui_font(scale, pixels=12.5))
        self.updateGeometry()
        self.update()

    # Size

    def _headline(self) -> str:
        text = self._entry.headline
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

    def _wrap(self, width: int) -> Qt.TextFlag:
        """At words; anywhere where one word is longer than the line."""
        longest = max(map(self.fontMetrics().horizontalAdvance, self._headline().split()), default=0)
        return Qt.TextFlag.TextWrapAnywhere if longest > width else Qt.TextFlag.TextWordWrap

    def _small(self) -> QFontMetrics:
        return QFontMetrics(ui_font(self._scale, pixels=11.5))

    def _text_width(self, width: int) -> int:
        return max(40, width - 2 * _PAD_X - GRIP_WIDTH - 4 - _CROSS)

    def _text_height(self, width: int) -> int:
        room = QRect(0, 0, self._text_width(width), 10_000)
        return self.fontMetrics().boundingRect(room, self._wrap(room.width()), self._headline()).height()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        below = self._small().height() + 1 if self._entry.problem else 0
        return self._text_height(width) + below + 2 * _PAD_Y

    @override
    def sizeHint(self) -> QSize:
        width = self.width() or 320
        return QSize(200, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(self.width() or 320))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    # Painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.5 if self._drag.active else 1.0)
        c, rtl = self._colors, self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pen = QPen(QColor(c.accent if self.hasFocus() else c.line), c.focus_px if self.hasFocus() else 1)
        if self._entry.unresolved and not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(c.panel if self._entry.unresolved else c.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        line = self.fontMetrics().height()
        grip = QRect(_PAD_X - 2, _PAD_Y, GRIP_WIDTH, line)
        cross = QRect(self.width() - _CROSS - 3, _PAD_Y, _CROSS, line)
        text = QRect(_PAD_X + GRIP_WIDTH + 4, _PAD_Y, self._text_width(self.width()), self.height())
        if rtl:
            for area in (grip, cross, text):
                area.moveLeft(self.width() - area.right() - 1)
        paint_grip(painter, c, grip, self._scale)
        self._paint_text(painter, text, rtl)
        self._paint_cross(painter, cross)

    def _paint_text(self, painter: QPainter, area: QRect, rtl: bool) -> None:
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop | self._wrap(area.width())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(QColor(self._colors.dim if self._entry.unresolved else self._colors.ink))
        painter.drawText(area, flags, self._headline())
        if self._entry.problem:
            painter.setFont(ui_font(self._scale, pixels=11.5))
            painter.setPen(QColor(self._colors.warn))
            below = area.translated(0, self._text_height(self.width()) + 1)
            cut = self._small().elidedText(self._entry.problem, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(below, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop, cut)

    def _paint_cross(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(QPen(QColor(self._colors.dim), 1.1))
        arm, middle = 2.8 * self._scale, QPointF(area.center())
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))

    # Keys and mouse

    @override
    def event(self, event: QEvent) -> bool:
        return keeps_key_of_beside(event) or super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit(self)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.beside_asked if control else self.open_asked).emit(self)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not alt:
            self.step_asked.emit(self, 1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

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
        elif self._on_cross(event.position().x()):
            self.remove_asked.emit(self)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._on_cross(event.position().x()):
            self.beside_asked.emit(self)

    def _on_cross(self, x: float) -> bool:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return x < _CROSS + 4 if rtl else x > self.width() - _CROSS - 4

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class RelatedView(QWidget):
    """The cards, then the line."""

    def __init__(self, presenter: RelatedPresenter, colors: Colors) -> None:
        super().__init__()
        self._presenter = presenter
        self._colors = colors
        self.edit = CompletingEdit(
            colors, placeholder=self.tr("Find an article to add"), name=self.tr("Find a related article")
        )
        self.edit.awaits_answers = True
        self.list: RowList[RelatedRow] = RowList(colors, self._make_row, self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.list)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.edit.text_typed.connect(presenter.type)
        self.edit.taken.connect(self._on_edit_taken)
        self.edit.entered.connect(presenter.enter)
        self.edit.left_at_start.connect(self._on_edit_backspaced)
        self.edit.backspaced.connect(self._on_edit_backspaced)
        presenter.suggested.connect(self.edit.offer)
        presenter.changed.connect(self._on_presenter_changed)
        self.list.remove_asked.connect(presenter.remove)
        self.list.move_asked.connect(presenter.move)
        self._on_presenter_changed()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self.list.set_look(colors, scale)
        self.edit.set_look(colors, scale)

    def _make_row(self) -> RelatedRow:
        row = RelatedRow(self._colors)
        row.open_asked.connect(self._on_row_open_asked)
        row.beside_asked.connect(self._on_row_beside_asked)
        return row

    def _on_presenter_changed(self) -> None:
        entries = self._presenter.entries()
        if not entries and any(row.hasFocus() for row in self.list.rows):
            self.edit.setFocus()
        for row, entry in zip(self.list.set_count(len(entries)), entries, strict=True):
            row.show_entry(entry)

    def _on_edit_taken(self, suggestion: Suggestion) -> None:
        self.edit.clear()
        self._presenter.take(suggestion.payload)

    def _on_edit_backspaced(self) -> None:
        if self.list.rows:
            self.list.rows[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_open_asked(self, row: RelatedRow) -> None:
        self._presenter.open(self.list.rows.index(row))

    def _on_row_beside_asked(self, row: RelatedRow) -> None:
        self._presenter.open_beside(self.list.rows.index(row))
