"""A table, and beside it what is chosen there: the one row under the cursor, or several that are marked."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from newsroom.gui.widgets.list_beside import ListBeside
from newsroom.gui.widgets.merge_card import MergeCard
from newsroom.gui.widgets.rows_table import RowsTable

if TYPE_CHECKING:
    from newsroom.domain.bulk import Outcome

Row = TypeVar("Row")
Row_contra = TypeVar("Row_contra", contravariant=True)
_OTHER = Qt.FocusReason.OtherFocusReason


class Detail(Protocol[Row]):
    """The widget that shows one row, whose name and other fields are changed in place."""

    row: Row | None

    def show_row(self, row: Row) -> None:
        """The row as it is now; of the same one, what is typed and not taken yet stays."""

    def go_to_name(self) -> None:
        """The cursor into its name."""

    def commit(self) -> None:
        """Takes what is typed, as if the focus left it."""


class Several(Protocol[Row_contra]):
    """The widget that shows several rows, which can be merged."""

    card: MergeCard

    def show_rows(self, rows: tuple[Row_contra, ...]) -> None:
        """The marked ones, in the table's order."""


class ChosenBeside(ListBeside, Generic[Row]):
    """F2 goes to the row's name, and so does Enter, unless ``enter`` says where; from several, to the one that stays.

    Ctrl+M merges these.
    """

    chosen = Signal(object)
    """The row that is shown; None where it is none or several."""

    def __init__(
        self,
        table: RowsTable[Row],
        left: QWidget,
        detail: Detail[Row],
        several: Several[Row],
        *,
        nothing: str,
        sizes: tuple[int, int],
        enter: Callable[[], None] | None = None,
    ) -> None:
        assert isinstance(detail, QWidget) and isinstance(several, QWidget)
        super().__init__(left, detail, several, nothing=nothing, sizes=sizes)
        self._table, self._detail, self._several = table, detail, several
        self._enter = enter or self.rename
        table.current_changed.connect(self.show_chosen)
        table.selection_changed.connect(self.show_chosen)
        table.row_activated.connect(self._on_table_row_activated)

    def add_keys(self, page: QWidget, delete: Callable[[], None] | None = None) -> None:
        """The keys hold on the whole page; Delete, only in the table."""
        keys: list[tuple[str, Callable[[], None], QWidget]] = [
            ("F2", self.rename, page),
            ("Ctrl+M", self._several.card.do, page),
        ]
        if delete is not None:
            keys.append(("Delete", delete, self._table))
        for key, act, owner in keys:
            shortcut = QShortcut(QKeySequence(key), owner)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @property
    def shown(self) -> Row | None:
        """The one row that is shown."""
        return self._detail.row if self.beside is self._detail else None

    def show_chosen(self, _: object = None) -> None:
        """Again, when the rows have become others."""
        rows, current = self._table.selected, self._table.current
        if len(rows) > 1:
            self._several.show_rows(rows)
            self.show_beside(self._as_widget(self._several))
        elif current is not None:
            self._detail.show_row(current)
            self.show_beside(self._as_widget(self._detail))
        else:
            self.show_beside(None)
        self.chosen.emit(self.shown)

    def rename(self) -> None:
        """The cursor into the name of what is shown."""
        if self.shown is not None:
            self._detail.go_to_name()

    def commit(self) -> None:
        """Takes what is typed beside."""
        if self._detail.row is not None:
            self._detail.commit()

    def take_back(self, outcome: Outcome | None) -> None:
        """After an act on the row: where nothing was done, the fields show again what there is."""
        row = self._table.current
        if outcome is None and row is not None and self.shown is not None:
            self._detail.row = None
            self._detail.show_row(row)

    def after_merge(self, target: Hashable) -> Callable[[Outcome | None], None]:
        """The focus goes to the table now, and to the row that stays when the merge is done."""

        def then(outcome: Outcome | None) -> None:
            if outcome is not None:
                self._table.clearSelection()
                self._table.choose(target)

        self._table.setFocus(_OTHER)
        return then

    def _on_table_row_activated(self, _: object) -> None:
        if len(self._table.selected) > 1:
            self._several.card.target.setFocus(_OTHER)
        else:
            self._enter()

    @staticmethod
    def _as_widget(part: Any) -> QWidget:
        assert isinstance(part, QWidget)
        return part
