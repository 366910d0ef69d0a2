"""The list of articles as a table of several columns: the list's own pages, and what is known beside the rows."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from newsroom.domain.ids import ArticleId
from newsroom.domain.row_details import RowDetails
from newsroom.domain.times import now
from newsroom.gui.features.archive.list_model import ROW_ROLE, ArticleListModel
from newsroom.gui.features.archive.rows_view import Index
from newsroom.gui.features.archive.table_columns import spoken_cell, state_tone, table_columns
from newsroom.gui.theme import LIGHT, Colors, ui_font

_MOST_DETAILS = 2_000
_MOST_CHARS = 300
_ROLES = Qt.ItemDataRole
_ANSWERED = frozenset(
    int(role)
    for role in (
        ROW_ROLE,
        _ROLES.DisplayRole,
        _ROLES.ForegroundRole,
        _ROLES.FontRole,
        _ROLES.TextAlignmentRole,
        _ROLES.ToolTipRole,
        _ROLES.AccessibleTextRole,
    )
)
_START = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_END = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
_NONE = RowDetails()


class ArticleTableModel(ArticleListModel):
    """Fetches nothing by itself, as the list's model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = table_columns()
        self._details: dict[ArticleId, RowDetails] = {}
        self._known: set[ArticleId] = set()
        self.modelReset.connect(self.forget_details)
        self.renewed.connect(self.forget_details)
        self.set_look(LIGHT, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._tones = {name: QColor(getattr(colors, name)) for name in ("dim", "warn", "ok", "blue")}
        self._bold = ui_font(scale, pixels=12.5, bold=True)

    def column_of(self, name: str) -> int:
        """Where a column stands."""
        return next(n for n, column in enumerate(self.columns) if column.name == name)

    # Beside the rows

    def details_of(self, id: ArticleId) -> RowDetails | None:
        """What is known of an article, if it was asked for since the list was last renewed."""
        return self._details[id] if id in self._known else None

    def shown_details(self, id: ArticleId) -> RowDetails | None:
        """The same, or what was known before."""
        return self._details.get(id)

    def put_details(self, details: Mapping[ArticleId, RowDetails]) -> None:
        """That of some rows; the others keep theirs, until there are very many."""
        if len(self._details) > _MOST_DETAILS:
            self._details.clear()
            self._known.clear()
        self._details.update(details)
        self._known.update(details)
        self._announce()

    def forget_details(self) -> None:
        """They may have changed: what is shown stays until it is known anew."""
        self._known.clear()

    # What a view asks

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # Asked some thousand times for one repaint, mostly for what there is none of.
        if role not in _ANSWERED:
            return None
        column = self.columns[index.column()]
        if role == _ROLES.TextAlignmentRole:
            return _END if column.is_number else _START
        if role == _ROLES.FontRole:
            return self._bold if column.name in ("headline", "state") else None
        row = self.row_at(index.row())
        if row is None:
            self.want(index.row())
            return None
        if role == ROW_ROLE:
            return row
        if role == _ROLES.ForegroundRole:
            if column.name == "headline":
                return None if row.headline.strip() else self._tones["dim"]
            return self._tones[state_tone(row) if column.name == "state" else "dim"]
        details = self._details.get(row.id)
        if role == _ROLES.AccessibleTextRole:
            return spoken_cell(column, row, details, self._zone)
        text = column.text(row, details or _NONE, now(), self._zone)
        return text[:_MOST_CHARS] or None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == _ROLES.DisplayRole:
            return self.columns[section].title
        if role == _ROLES.TextAlignmentRole:
            return _END if self.columns[section].is_number else _START
        return None
