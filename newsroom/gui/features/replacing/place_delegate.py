"""Paints a place with the words around it, what goes or comes in colour. Knows no data but the row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from newsroom.domain.asked import Marked
from newsroom.domain.text_buffer import utf16_length
from newsroom.gui.directions import begins_right_to_left
from newsroom.gui.theme import Colors, ui_font

_PAD = 6
_BEFORE = 60
"""So many characters before the mark are shown at most: it must be in sight."""
_MOST = 400
_LINES = 2
_Index = QModelIndex | QPersistentModelIndex


class PlaceDelegate(QStyledItemDelegate):
    """Two lines at most. The cell's ``Marked`` is its data for ``UserRole``."""

    def __init__(self, view: QTableView, colors: Colors, *, is_new: bool) -> None:
        super().__init__(view)
        self._is_new = is_new
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self._font = ui_font(scale, pixels=12.5)
        self._metrics = QFontMetrics(self._font)

    def row_height(self) -> int:
        """Pixels of a row."""
        return _LINES * self._metrics.lineSpacing() + 2 * _PAD

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)  # the ground: the cell has no text of its own
        words = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(words, Marked):
            return
        text, marks = shown(words)
        layout = QTextLayout(text, self._font)
        look = QTextOption()
        look.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if begins_right_to_left(text):  # Qt would draw the words so, but from the left edge
            look.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(look)
        layout.setFormats([self._format(text, start, end) for start, end in marks])
        room = option.rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        layout.beginLayout()
        for n in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, n * self._metrics.lineSpacing()))
        layout.endLayout()
        painter.save()
        painter.setClipRect(option.rect)
        painter.setPen(QColor(self._colors.ink))
        for n in range(layout.lineCount()):
            layout.lineAt(n).draw(painter, QPointF(room.topLeft()))
        painter.restore()

    def _format(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = utf16_length(text[:start]), utf16_length(text[start:end])
        look = QTextCharFormat()
        look.setBackground(QColor(self._colors.accent_soft if not self._is_new else self._colors.selection))
        look.setForeground(QColor(self._colors.ok if self._is_new else self._colors.accent))
        look.setFontStrikeOut(not self._is_new)
        mark.format = look
        return mark


def shown(words: Marked) -> tuple[str, list[tuple[int, int]]]:
    """The words with the first mark near the beginning, and where the marks are then."""
    first = words.marks[0][0] if words.marks else 0
    start, is_cut = 0, words.is_cut_before
    if first > _BEFORE:
        space = words.text.find(" ", first - _BEFORE, first)
        start, is_cut = (space + 1 if space >= 0 else first - _BEFORE), True
    before = "… " if is_cut else ""
    text = f"{before}{words.text[start : start + _MOST]}{'…' if words.is_cut_after else ''}"
    shift = len(before) - start
    return text, [(a + shift, min(b + shift, len(text))) for a, b in words.marks if a >= start]
