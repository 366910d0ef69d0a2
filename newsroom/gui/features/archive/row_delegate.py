"""Paints one article in the list: headline on two lines, then state, section and time. Knows no data but the row."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from newsroom.domain.article import ArticleRow, State
from newsroom.domain.times import now
from newsroom.gui.features.archive.list_model import ROW_ROLE
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import number, short_when

_PAD_X, _PAD_Y, _GAP = 12, 9, 4
_LINES = 2


class RowDelegate(QStyledItemDelegate):
    """All rows are of one height, so that the view never asks for any."""

    def __init__(self, colors: Colors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._zone: tzinfo = ZoneInfo("Etc/GMT")
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self._headline_font = ui_font(scale, bold=True)
        self._meta_font = ui_font(scale, pixels=11.5)
        self._state_font = ui_font(scale, pixels=11.5, bold=True)
        self._headline_metrics = QFontMetrics(self._headline_font)
        self._meta_metrics = QFontMetrics(self._meta_font)

    def set_zone(self, zone: tzinfo) -> None:
        self._zone = zone

    def row_height(self) -> int:
        """Pixels of every row."""
        return (
            2 * _PAD_Y
            + _LINES * self._headline_metrics.lineSpacing()
            + _GAP
            + self._meta_metrics.height()
            + 1
        )

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self.row_height())

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(self._colors.selection))
            if state & QStyle.StateFlag.State_Active and state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(QRect(area.x(), area.y(), 3, area.height()), QColor(self._colors.accent))
        painter.setPen(QColor(self._colors.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        row: ArticleRow | None = index.data(ROW_ROLE)
        room = area.adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        if row is None:
            self._paint_waiting(painter, room)
        else:
            self._paint_row(painter, room, row, option.direction)  # type: ignore[attr-defined]
        painter.restore()

    def _paint_waiting(self, painter: QPainter, room: QRect) -> None:
        bar = QColor(self._colors.line)
        height = self._headline_metrics.xHeight()
        painter.fillRect(QRect(room.x(), room.y() + 5, room.width() * 4 // 5, height), bar)
        painter.fillRect(QRect(room.x(), room.y() + 10 + 2 * height, room.width() // 2, height), bar)

    def _paint_row(
        self, painter: QPainter, room: QRect, row: ArticleRow, direction: Qt.LayoutDirection
    ) -> None:
        used = self._paint_headline(
            painter, room, row.headline or self.tr("Untitled"), muted=not row.headline
        )
        meta_y = room.y() + used + _GAP
        meta = QRect(room.x(), meta_y, room.width(), self._meta_metrics.height())
        rtl = direction == Qt.LayoutDirection.RightToLeft
        align = (
            Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        ) | Qt.AlignmentFlag.AlignVCenter
        word, color = self._state_word(row)
        painter.setFont(self._state_font)
        painter.setPen(QColor(color))
        painter.drawText(meta, align, word)
        shift = QFontMetrics(self._state_font).horizontalAdvance(word) + 7
        rest = meta.adjusted(0 if rtl else shift, 0, -shift if rtl else 0, 0)
        painter.setFont(self._meta_font)
        painter.setPen(QColor(self._colors.dim))
        text = self._meta_metrics.elidedText(
            self._meta(row, now()), Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.drawText(rest, align, text)

    def _paint_headline(self, painter: QPainter, room: QRect, text: str, *, muted: bool) -> int:
        layout = QTextLayout(text, self._headline_font)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[QTextLine] = []
        y = 0.0
        while len(lines) < _LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, y))
            y += self._headline_metrics.lineSpacing()
            lines.append(line)
        layout.endLayout()
        painter.setPen(QColor(self._colors.dim if muted else self._colors.ink))
        end = lines[-1].textStart() + lines[-1].textLength() if lines else 0
        origin = QPointF(room.topLeft())
        for line in lines[:-1] if end < len(text) else lines:
            line.draw(painter, origin)
        if end < len(text):
            self._paint_elided(painter, room, text[lines[-1].textStart() :], lines[-1].y())
        return round(y)

    def _paint_elided(self, painter: QPainter, room: QRect, text: str, y: float) -> None:
        cut = self._headline_metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(self._headline_font)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        line = QRectF(room.x(), room.y() + y, room.width(), self._headline_metrics.lineSpacing())
        painter.drawText(line, cut, option)

    def _state_word(self, row: ArticleRow) -> tuple[str, str]:
        if row.trashed_at is not None:
            return self.tr("In the trash"), self._colors.warn
        return {
            State.DRAFT: (self.tr("Draft"), self._colors.dim),
            State.IN_REVIEW: (self.tr("In review"), self._colors.warn),
            State.READY: (self.tr("Ready"), self._colors.blue),
            State.SCHEDULED: (self.tr("Scheduled"), self._colors.blue),
            State.PUBLISHED: (self.tr("Published"), self._colors.ok),
            State.WITHDRAWN: (self.tr("Withdrawn"), self._colors.warn),
        }[row.state]

    def _meta(self, row: ArticleRow, present: datetime) -> str:
        parts = [row.section] if row.section else []
        if row.published_at is not None and row.state is State.PUBLISHED:
            parts.append(short_when(row.published_at, present, self._zone))
        else:
            parts.append(self.tr("{0} words").format(number(row.n_words)))
            parts.append(short_when(row.updated_at, present, self._zone))
        return " · ".join(parts)
