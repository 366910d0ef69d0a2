"""The places that would change, as a table: each before and after, and whether its article is left out."""

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from newsroom.domain.ids import ArticleId
from newsroom.gui.features.replacing.place_delegate import PlaceDelegate
from newsroom.gui.features.replacing.presenter import PlaceRow
from newsroom.gui.features.replacing.words import field_word
from newsroom.gui.theme import Colors
from newsroom.gui.when import number
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

_ROLES = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex


class PlacesModel(RowsModel[PlaceRow]):
    """``left_out``: articles in which nothing is to be replaced."""

    def __init__(self, colors: Colors, parent: QObject | None = None) -> None:
        self.left_out: frozenset[ArticleId] = frozenset()
        super().__init__(self._make_columns(), lambda row: (row.article_id, row.number), colors, parent)

    def _make_columns(self) -> tuple[Column[PlaceRow], ...]:
        return (
            Column("use", self.tr("Replace"), self._use_word, tone=self._use_tone),
            Column(
                "headline", self.tr("Article"), self._headline, is_bold=True, tip=lambda row: row.headline
            ),
            Column("field", self.tr("In"), self._field_word, tone=lambda _: "dim"),
            Column("before", self.tr("As it is"), lambda row: row.place.before.text),
            Column("after", self.tr("As it will be"), lambda row: row.place.after.text),
        )

    def leave_out(self, articles: frozenset[ArticleId]) -> None:
        """All articles that are left out."""
        self.left_out = articles
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def _use_word(self, row: PlaceRow) -> str:
        return self.tr("Left out") if row.article_id in self.left_out else self.tr("Yes")

    def _use_tone(self, row: PlaceRow) -> str:
        return "warn" if row.article_id in self.left_out else "ok"

    def _headline(self, row: PlaceRow) -> str:
        return (row.headline.strip() or self.tr("Untitled")) if row.number == 0 else ""

    def _field_word(self, row: PlaceRow) -> str:
        word = field_word(row.place.field)
        return self.tr("{0} and {1} more").format(word, number(row.n_more)) if row.n_more else word

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (_ROLES.DisplayRole, _ROLES.UserRole, _ROLES.AccessibleTextRole):
            return super().data(index, role)
        name, row = self.columns[index.column()].name, self.row_at(index.row())
        if row is None:
            return None
        if role == _ROLES.AccessibleTextRole:
            return row.headline if name == "headline" else super().data(index)
        if name not in ("before", "after"):
            return super().data(index, role) if role == _ROLES.DisplayRole else None
        # Painted by the delegate, with its marks.
        return None if role == _ROLES.DisplayRole else getattr(row.place, name)


class PlacesTable(RowsTable[PlaceRow]):
    """Space leaves the marked articles out, or takes them in again."""

    toggled = Signal()

    def __init__(self, model: PlacesModel, colors: Colors) -> None:
        self._delegates: tuple[PlaceDelegate, ...] = ()
        super().__init__(model, colors, name=self.tr("Places that would change"), many=True)
        self.setAccessibleDescription(self.tr("Space leaves an article out."))
        self._delegates = tuple(
            PlaceDelegate(self, colors, is_new=name == "after") for name in ("before", "after")
        )
        names = [column.name for column in model.columns]
        for name, delegate in zip(("before", "after"), self._delegates, strict=True):
            self.setItemDelegateForColumn(names.index(name), delegate)
        self.set_look(colors, 1.0)

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        for delegate in self._delegates:
            delegate.set_look(colors, scale)
        if self._delegates:
            self.verticalHeader().setDefaultSectionSize(self._delegates[0].row_height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggled.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the page's
        else:
            super().keyPressEvent(event)
