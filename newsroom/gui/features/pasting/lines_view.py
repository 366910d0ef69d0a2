"""The list of lines to look at: Enter, Space or a click puts one into the text, or takes it out."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from newsroom.gui.features.pasting.lines_model import IN_TEXT, LINE, LinesModel
from newsroom.gui.painting import fill_chosen
from newsroom.gui.theme import Colors, ui_font

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE, _GAP = 10, 7, 10


class _LineDelegate(QStyledItemDelegate):
    """Two lines: the words and why they are listed; at the end what Enter does."""

    def __init__(self, parent: QWidget, colors: Colors) -> None:
        super().__init__(parent)
        self.colors = colors
        self.scale = 1.0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, 2 * option.fontMetrics.lineSpacing() + 2 * _ABOVE + 2)

    def action_of(self, index: _Index) -> str:
        return self.tr("Take out") if index.data(IN_TEXT) else self.tr("Put back")

    def action_area(self, area: QRect, index: _Index, rtl: bool) -> QRect:
        """Where the action's words stand in a row."""
        view = self.parent()
        assert isinstance(view, QWidget)
        width = view.fontMetrics().horizontalAdvance(self.action_of(index)) + 2 * _SIDE
        return QRect(area.left() if rtl else area.right() + 1 - width, area.top(), width, area.height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        c, area = self.colors, option.rect
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        view = self.parent()
        focused = isinstance(view, QWidget) and view.hasFocus()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        lit = (selected and focused) or bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if lit:
            fill_chosen(painter, area, c)
        if selected and focused:
            painter.fillRect(
                QRect(area.right() - 2 if rtl else area.left(), area.top(), 3, area.height()),
                QColor(c.accent),
            )
        painter.setPen(QPen(QColor(c.line)))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        action = self.action_area(area, index, rtl)
        words = area.adjusted(
            _SIDE + (action.width() if rtl else 0), _ABOVE, -_SIDE - (0 if rtl else action.width()), -_ABOVE
        )
        self._paint_words(painter, option, index, words)
        painter.setPen(QColor(c.accent if lit else c.dim))
        painter.drawText(action, Qt.AlignmentFlag.AlignCenter, self.action_of(index))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, area: QRect
    ) -> None:
        line, metrics = index.data(LINE), option.fontMetrics
        height = metrics.lineSpacing()
        first = QRect(area.left(), area.top(), area.width(), height)
        painter.setPen(QColor(self.colors.ink))
        font = QFont(option.font)
        if index.data(IN_TEXT):
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = metrics.elidedText(line.text[:300], Qt.TextElideMode.ElideRight, area.width() - 4)
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(first, align, text)
        painter.setFont(ui_font(self.scale, pixels=11.5))
        painter.setPen(QColor(self.colors.warn if index.data(IN_TEXT) else self.colors.dim))
        reason = painter.fontMetrics().elidedText(line.reason, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(first.translated(0, height + 1), align, reason)


class LinesView(QListView):
    """``toggled`` names a row."""

    toggled = Signal(int)

    def __init__(self, model: LinesModel, colors: Colors) -> None:
        super().__init__()
        self._delegate = _LineDelegate(self, colors)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Lines to look at"))
        self.setAccessibleDescription(self.tr("Enter puts a line into the text, or takes it out."))

    def set_look(self, colors: Colors, scale: float) -> None:
        self._delegate.colors, self._delegate.scale = colors, scale
        self.setFont(ui_font(scale, pixels=12.5))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if index.isValid():
                self.toggled.emit(index.row())
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._delegate.action_area(self.visualRect(index), index, rtl).contains(
            event.position().toPoint()
        ):
            self.toggled.emit(index.row())
