"""A table model over frozen rows: what a row is, only its columns know. Holds the rows that it was given, no more."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font

if TYPE_CHECKING:
    from newsroom.gui.paging import PagedRows

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MOST_CHARS = 400


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. ``tone`` names one of the window's colours (``dim``, ``warn``, ``ok`` …), or nothing.

    ``is_place``: where something stands, of which the end matters as much as the beginning; it is cut in its middle.
    """

    name: str
    title: str
    text: Callable[[Row], str]
    is_number: bool = False
    is_bold: bool = False
    is_place: bool = False
    tone: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None


class RowsModel(QAbstractTableModel, Generic[Row]):
    """``key`` tells rows apart: a row that stays keeps its place and its selection when others come and go."""

    more_wanted = Signal()
    """The end of the rows is in sight, and ``set_rows`` said that there are more."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        colors: Colors,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self._rows: list[Row] = []
        self._more = False
        self._asked = False
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self._bold = ui_font(scale, pixels=12.5, bold=True)

    # Rows

    def follow(self, pages: "PagedRows") -> None:
        """Shows the pages that come, and asks for more when their end is in sight."""
        pages.page_came.connect(self._on_pages_page_came)
        self.more_wanted.connect(pages.ask_more)

    def _on_pages_page_came(self, rows: Sequence[Row], follows: bool, more: bool) -> None:
        (self.add_rows if follows else self.set_rows)(rows, more=more)

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def row_at(self, row: int) -> Row | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place_of(self, key: Hashable) -> int | None:
        """Where the row of this key stands."""
        return next((n for n, row in enumerate(self._rows) if self.key(row) == key), None)

    def set_rows(self, rows: Sequence[Row], *, more: bool = False) -> None:
        """Other rows. Where they are the same ones in the same order, only what they say changes."""
        self._more, self._asked = more, False
        rows = list(rows)
        if [self.key(row) for row in rows] == [self.key(row) for row in self._rows]:
            before, self._rows = self._rows, rows
            changed = [n for n, row in enumerate(rows) if row != before[n]]
            if changed:
                last = self.index(changed[-1], len(self.columns) - 1)
                self.dataChanged.emit(self.index(changed[0], 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row], *, more: bool) -> None:
        """Rows that follow those that are here."""
        self._more, self._asked = more, False
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    # What a view asks

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES or not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _one_line(column.text(row))
        if role == Qt.ItemDataRole.ForegroundRole:
            tone = column.tone(row) if column.tone else ""
            return QColor(getattr(self._colors, tone)) if tone else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if column.is_bold else None
        return (column.tip or column.text)(row)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = self.columns[section].is_number
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        return self._more and not self._asked and not parent.isValid()

    @override
    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()


_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.ToolTipRole,
    )
)


def _one_line(text: str) -> str:
    return " ".join(text[:_MOST_CHARS].split())
