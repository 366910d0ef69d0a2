"""Paints the items of a list in two parts: a title, and below it, in a quieter colour, up to two lines of words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font

_PAD, _GAP = 9, 2
_WRAP = Qt.TextFlag.TextWordWrap
_Index = QModelIndex | QPersistentModelIndex


class TwoLineDelegate(QStyledItemDelegate):
    """The item's text up to its first line end is the title; what stands behind it are the words below."""

    def __init__(self, view: QListView, colors: Colors) -> None:
        super().__init__(view)
        self._view = view
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self._pad, self._gap = round(_PAD * scale), round(_GAP * scale)
        self._plain, self._bold = ui_font(scale), ui_font(scale, bold=True)
        self._small = ui_font(scale, pixels=12)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        _, below = _parts(index)
        height = QFontMetrics(self._bold).height() + 2 * (self._pad // 2)
        if below:
            room = QRect(0, 0, max(60, self._view.viewport().width() - 2 * self._pad), 999)
            height += self._gap + self._place(room, below).height()
        return QSize(10, height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        title, below = _parts(index)
        colors, rect = self._colors, option.rect
        room = rect.adjusted(self._pad, self._pad // 2, -self._pad, 0)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colors.selection))
            if self._view.hasFocus():
                painter.fillRect(self._edge(option), QColor(colors.accent))
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        side = int(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        painter.setLayoutDirection(option.direction)
        painter.setFont(self._bold if below else self._plain)
        painter.setPen(QColor(colors.ink))
        metrics = painter.fontMetrics()
        line = QRect(room.left(), room.top(), room.width(), metrics.height())
        painter.drawText(line, side, metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width()))
        if below:
            painter.setFont(self._small)
            painter.setPen(QColor(colors.dim))
            rest = room.adjusted(0, line.height() + self._gap, 0, 0)
            painter.drawText(self._place(rest, below), side | int(_WRAP), below)
        painter.restore()

    def _edge(self, option: QStyleOptionViewItem) -> QRect:
        """A line where the words begin: the list has the keyboard."""
        rect: QRect = option.rect
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        return QRect(rect.right() - 2 if rtl else rect.left(), rect.top(), 3, rect.height())

    def _place(self, room: QRect, words: str) -> QRect:
        """Of the words: two lines at most."""
        metrics = QFontMetrics(self._small)
        needed = metrics.boundingRect(room, int(_WRAP), words).height()
        return QRect(room.left(), room.top(), room.width(), min(needed, 2 * metrics.lineSpacing()))


def _parts(index: _Index) -> tuple[str, str]:
    title, _, below = str(index.data() or "").partition("\n")
    return title, below
