"""Paints the rows of the table that are on the screen, all at once: a style's cells take several times as long."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from newsroom.domain.listing import ArticleRow
from newsroom.domain.row_details import RowDetails
from newsroom.domain.times import now
from newsroom.gui.features.archive.table_columns import TableColumn, state_tone
from newsroom.gui.features.archive.table_model import ArticleTableModel
from newsroom.gui.painting import draw_focus, fill_chosen
from newsroom.gui.theme import Colors, ui_font

_PAD = 8
_MOST_CHARS = 300
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
# Put together once: Python's flags take longer than the drawing.
_SIDES = (int(Qt.AlignmentFlag.AlignLeft | _MIDDLE), int(Qt.AlignmentFlag.AlignRight | _MIDDLE))
_BOLD = frozenset({"headline", "state"})
_NONE = RowDetails()
Place = tuple[TableColumn, int, int]
"""A column that is on the screen, where it begins, and its width."""


class TablePainter:
    """Knows the looks; the view says what stands where."""

    def __init__(self, model: ArticleTableModel) -> None:
        self._model = model

    def set_look(self, colors: Colors, scale: float) -> None:
        self._pad = round(_PAD * scale)
        fonts = {name: ui_font(scale, pixels=12.5, bold=name in _BOLD) for name in ("", *_BOLD)}
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {
            name: (font, QFontMetrics(font)) for name, font in fonts.items()
        }
        self._pens = {name: QColor(getattr(colors, name)) for name in ("ink", "dim", "warn", "ok", "blue")}
        self._line, self._colors = QColor(colors.line), colors

    def paint_row(
        self,
        painter: QPainter,
        area: QRect,
        row: ArticleRow | None,
        places: Iterable[Place],
        *,
        is_marked: bool,
        rtl: bool,
    ) -> None:
        """One row; None is one that is still being read."""
        if is_marked:
            fill_chosen(painter, area, self._colors)
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, self._line)
        if row is None:
            return
        details, present, zone = self._model.shown_details(row.id) or _NONE, now(), self._model.zone
        for column, x, width in places:
            text = column.text(row, details, present, zone)
            if text:
                self._paint_cell(painter, column, row, text, QRect(x, area.y(), width, area.height()), rtl)

    def _paint_cell(
        self, painter: QPainter, column: TableColumn, row: ArticleRow, text: str, cell: QRect, rtl: bool
    ) -> None:
        room = cell.adjusted(self._pad, 0, -self._pad, 0)
        font, metrics = self._fonts.get(column.name, self._fonts[""])
        painter.setFont(font)
        painter.setPen(self._pens[_tone(column, row)])
        if metrics.horizontalAdvance(text[:_MOST_CHARS]) > room.width() or len(text) > _MOST_CHARS:
            text = metrics.elidedText(text[:_MOST_CHARS], Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _SIDES[column.is_number != rtl], text)

    def paint_cursor(self, painter: QPainter, area: QRect) -> None:
        """The frame of the row that the keys are at."""
        draw_focus(painter, area, self._colors)


def _tone(column: TableColumn, row: ArticleRow) -> str:
    if column.name == "headline":
        return "ink" if row.headline.strip() else "dim"
    return state_tone(row) if column.name == "state" else "dim"
