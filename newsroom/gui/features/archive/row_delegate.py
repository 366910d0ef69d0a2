"""Paints one article in the list: headline on two lines, then state, section and time. Knows no data but the row."""

from collections.abc import Sequence
from datetime import UTC, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)
from typing_extensions import override

from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow, State
from newsroom.domain.text_buffer import from_units, to_units, utf16_length
from newsroom.domain.times import now
from newsroom.gui.features.archive.list_model import ROW_ROLE, SNIPPET_ROLE
from newsroom.gui.features.archive.row_words import row_details, row_headline, row_state
from newsroom.gui.painting import draw_focus, fill_chosen
from newsroom.gui.theme import Colors, ui_font

if TYPE_CHECKING:
    from newsroom.domain.asked import Marked, Snippet

_PAD_X, _PAD_Y, _GAP, _MARK, _SPACE = 12, 9, 4, 3, 7
_LINES = 2
_LEAST_SECTION = 0.2  # of the line; with less, its name would say nothing
_TEXT_LINES = 2
# What two lines can show at most; a headline of any length costs no more than that.
_MAX_CHARS = 600
_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """All rows are of one height, so that the view never asks for any."""

    def __init__(self, colors: Colors, view: QAbstractItemView) -> None:
        super().__init__(view)
        # Asked for what the style's flags would say: QStyle's enums take longer to load than a whole feature.
        self._view = view
        self.open_id: ArticleId | None = None
        self.shows_texts = False
        """Below the details stands where the text has what is looked for."""
        self.zone: tzinfo = UTC
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        sizes = (_PAD_X, _PAD_Y, _GAP, _MARK, _SPACE)
        self._pad_x, self._pad_y, self._gap, self._mark, self._space = (round(scale * size) for size in sizes)
        self._headline_font = ui_font(scale, bold=True)
        self._details_font = ui_font(scale, pixels=11.5)
        self._state_font = ui_font(scale, pixels=11.5, bold=True)
        self._headline_metrics = QFontMetrics(self._headline_font)
        self._details_metrics = QFontMetrics(self._details_font)
        self._state_metrics = QFontMetrics(self._state_font)

    def row_height(self) -> int:
        """Pixels of every row."""
        text = _LINES * self._headline_metrics.lineSpacing() + self._gap + self._details_metrics.height()
        if self.shows_texts:
            text += self._gap + _TEXT_LINES * self._details_metrics.lineSpacing()
        return 2 * self._pad_y + text + 1

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, self.row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        area: QRect = option.rect
        row: ArticleRow | None = index.data(ROW_ROLE)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        has_cursor = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        is_open = row is not None and row.id == self.open_id
        is_chosen = has_cursor or self._is_one_of_several(index)
        self._paint_ground(
            painter, area, is_open=is_open, is_chosen=is_chosen, has_cursor=has_cursor, rtl=rtl
        )
        room = area.adjusted(self._pad_x, self._pad_y, -self._pad_x, -self._pad_y)
        if row is None:
            self._paint_waiting(painter, room, rtl)
        else:
            self._paint_row(painter, room, row, index.data(SNIPPET_ROLE), rtl)
        painter.restore()

    @override
    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """The whole headline, where the row shows less."""
        row: ArticleRow | None = index.data(ROW_ROLE)
        if row is None:
            return False
        text = row_headline(row)
        _, is_whole = self._headline_lines(text, option.rect.width() - 2 * self._pad_x)
        QToolTip.showText(event.globalPos(), "" if is_whole else text[:_MAX_CHARS], view)
        return True

    def _is_one_of_several(self, index: _Index) -> bool:
        """One alone is the cursor's, which tells itself where the focus is."""
        if not self._view.currentIndex().isValid():
            return False  # as at the first paint, before which the class of a selection is not to be loaded
        chosen = self._view.selectionModel()
        parts = chosen.selection().toList()
        return sum(part.height() for part in parts) > 1 and chosen.isSelected(index)

    def _paint_ground(
        self,
        painter: QPainter,
        area: QRect,
        *,
        is_open: bool,
        is_chosen: bool,
        has_cursor: bool,
        rtl: bool,
    ) -> None:
        """Open: in the colour of a selection, with a bar at its edge; chosen: the colour; the keys' cursor: a frame."""
        if is_open or is_chosen:
            fill_chosen(painter, area, self._colors)
        if is_open:
            x = area.right() - self._mark + 1 if rtl else area.x()
            painter.fillRect(QRect(x, area.y(), self._mark, area.height()), QColor(self._colors.accent))
        painter.setPen(QColor(self._colors.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if has_cursor:
            draw_focus(painter, area, self._colors)

    def _paint_waiting(self, painter: QPainter, room: QRect, rtl: bool) -> None:
        height = self._headline_metrics.xHeight()
        for n, share in enumerate((0.8, 0.5)):
            width = int(room.width() * share)
            x = room.right() - width if rtl else room.x()
            bar = QRect(x, room.y() + 5 + n * (height + 8), width, height)
            painter.fillRect(bar, QColor(self._colors.line))

    def _paint_row(
        self, painter: QPainter, room: QRect, row: ArticleRow, snippet: "Snippet | None", rtl: bool
    ) -> None:
        """Headline and details together from the top of the row, so that the eye goes down one line."""
        text = row_headline(row)
        marks = snippet.headline.marks if snippet is not None and snippet.headline.text == text else ()
        layout, is_whole = self._headline_lines(text, room.width(), marks)
        spacing = self._headline_metrics.lineSpacing()
        painter.setPen(QColor(self._colors.ink if row.headline.strip() else self._colors.dim))
        lines = [layout.lineAt(n) for n in range(layout.lineCount())]
        for line in lines if is_whole else lines[:-1]:
            line.draw(painter, QPointF(room.topLeft()))
        if not is_whole:
            # Qt counts in UTF-16 units, as the draft does.
            rest = from_units(to_units(text[:_MAX_CHARS])[lines[-1].textStart() :])
            self._paint_cut(painter, room, rest, lines[-1].y())
        room = room.adjusted(0, len(lines) * spacing + self._gap, 0, 0)
        self._paint_details(painter, room, row, rtl)
        if self.shows_texts and snippet is not None:
            excerpt = snippet.body or snippet.lede
            if excerpt is not None:
                room = room.adjusted(0, self._details_metrics.height() + self._gap, 0, 0)
                self._paint_excerpt(painter, room, excerpt)

    def _headline_lines(
        self, text: str, width: int, marks: Sequence[tuple[int, int]] = ()
    ) -> tuple[QTextLayout, bool]:
        """The headline set in at most two lines, and whether it is all there."""
        layout = QTextLayout(text[:_MAX_CHARS], self._headline_font)
        end = self._set_lines(layout, text[:_MAX_CHARS], width, marks, _LINES, self._headline_metrics)
        return layout, end >= utf16_length(text)

    def _paint_excerpt(self, painter: QPainter, room: QRect, excerpt: "Marked") -> None:
        """Where the text has what is looked for, on two lines."""
        before, after = ("… " if excerpt.is_cut_before else ""), ("…" if excerpt.is_cut_after else "")
        text = f"{before}{excerpt.text}{after}".replace("\n", " ")[:_MAX_CHARS]
        marks = [(start + len(before), end + len(before)) for start, end in excerpt.marks]
        layout = QTextLayout(text, self._details_font)
        self._set_lines(layout, text, room.width(), marks, _TEXT_LINES, self._details_metrics)
        painter.setPen(QColor(self._colors.dim))
        for n in range(layout.lineCount()):
            layout.lineAt(n).draw(painter, QPointF(room.topLeft()))

    def _set_lines(
        self,
        layout: QTextLayout,
        text: str,
        width: int,
        marks: Sequence[tuple[int, int]],
        n_lines: int,
        metrics: QFontMetrics,
    ) -> int:
        """Sets at most so many lines; answers where they end, in UTF-16 units."""
        layout.setTextOption(_text_option(text, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere))
        if marks:
            layout.setFormats([self._hit(text, start, end) for start, end in marks if start < len(text)])
        layout.beginLayout()
        line: QTextLine | None = None
        for n in range(n_lines):
            following = layout.createLine()
            if not following.isValid():
                break
            line = following
            line.setLineWidth(width)
            line.setPosition(QPointF(0, n * metrics.lineSpacing()))
        layout.endLayout()
        return line.textStart() + line.textLength() if line is not None else 0

    def _hit(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        """A hit, from and to code points of the text."""
        from PySide6.QtGui import QTextCharFormat  # takes 3 ms to load, and the first list has no marks

        mark = QTextLayout.FormatRange()
        first = utf16_length(text[:start])
        mark.start = first
        mark.length = utf16_length(text[start:end])
        look = QTextCharFormat()
        look.setBackground(QColor(self._colors.accent_soft))
        look.setForeground(QColor(self._colors.ink))
        mark.format = look
        return mark

    def _paint_cut(self, painter: QPainter, room: QRect, text: str, y: float) -> None:
        """The last line, of which not all fits."""
        cut = self._headline_metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(self._headline_font)
        place = QRectF(room.x(), room.y() + y, room.width(), self._headline_metrics.lineSpacing())
        painter.drawText(place, cut, _text_option(cut, QTextOption.WrapMode.NoWrap))

    def _paint_details(self, painter: QPainter, room: QRect, row: ArticleRow, rtl: bool) -> None:
        room.setHeight(self._details_metrics.height())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        state = row_state(row)
        painter.setFont(self._state_font)
        painter.setPen(QColor(self._state_color(row)))
        painter.drawText(room, align, state)
        shift = self._state_metrics.horizontalAdvance(state) + self._space
        rest = room.adjusted(0 if rtl else shift, 0, -shift if rtl else 0, 0)
        painter.setFont(self._details_font)
        painter.setPen(QColor(self._colors.dim))
        painter.drawText(rest, align, self.details_in(row, rest.width()))

    def details_in(self, row: ArticleRow, width: int) -> str:
        """The details in so many pixels: a long section gives way before the words and the time do."""
        metrics, present = self._details_metrics, now()
        details = row_details(row, present, self.zone)
        over = metrics.horizontalAdvance(details) - width
        if over <= 0:
            return details
        if row.section:
            room = metrics.horizontalAdvance(row.section) - over
            if room > width * _LEAST_SECTION:
                section = metrics.elidedText(row.section, Qt.TextElideMode.ElideRight, room)
                return row_details(row, present, self.zone, section=section)
        return metrics.elidedText(details, Qt.TextElideMode.ElideRight, width)

    def _state_color(self, row: ArticleRow) -> str:
        if row.trashed_at is not None:
            return self._colors.warn
        return {
            State.DRAFT: self._colors.dim,
            State.IN_REVIEW: self._colors.warn,
            State.READY: self._colors.blue,
            State.SCHEDULED: self._colors.blue,
            State.PUBLISHED: self._colors.ok,
            State.WITHDRAWN: self._colors.warn,
        }[row.state]


def _text_option(text: str, wrap: QTextOption.WrapMode) -> QTextOption:
    """In the text's own direction, and on its side, whatever the window's is."""
    option = QTextOption()
    if _is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    else:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(wrap)
    return option


@lru_cache(maxsize=512)
def _is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction."""
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"
