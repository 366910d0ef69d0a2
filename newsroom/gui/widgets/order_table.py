"""A table whose rows are put in another order by hand: Alt with the arrows, or the mouse. Moves nothing by itself."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.drag import Drag
from newsroom.gui.widgets.rows_model import RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

Row = TypeVar("Row")
_EDGE = 24


class OrderTable(RowsTable[Row], Generic[Row]):
    """``is_movable`` tells rows that have a place from lines that only stand between them."""

    move_asked = Signal(object, object, bool)
    """Keys that are to stand, in this order, before another one's key, None for the end; whether that is all of it:
    with the keys another step may follow at once."""

    def __init__(
        self,
        model: RowsModel[Row],
        colors: Colors,
        *,
        name: str,
        many: bool = True,
        is_movable: Callable[[Row], bool] = lambda _: True,
    ) -> None:
        self._drag = Drag()
        self._drop_row: int | None = None
        self._is_movable = is_movable
        super().__init__(model, colors, name=name, many=many)
        self.setAccessibleDescription(self.tr("Alt with an arrow moves what is marked."))

    @property
    def moving(self) -> list[Hashable]:
        """Keys of the rows that would move: the marked ones, or the one under the cursor."""
        rows: Sequence[Row] = self.selected or ([self.current] if self.current is not None else [])
        return [self._rows.key(row) for row in rows if self._is_movable(row)]

    def step(self, rows: int) -> None:
        """Moves what is marked by so many places, all of it to one place."""
        moving = self.moving
        order = [self._rows.key(row) for row in self._rows.rows if self._is_movable(row)]
        if not moving:
            return
        rest = [key for key in order if key not in set(moving)]
        edge = order.index(moving[0] if rows < 0 else moving[-1])
        n_before = sum(1 for key in order[: edge + 1] if key not in set(moving))
        place = max(0, min(len(rest), n_before + rows))
        before = rest[place] if place < len(rest) else None
        if rest[:place] + moving + rest[place:] != order:
            self.move_asked.emit(moving, before, False)

    def _drop(self, row: int) -> None:
        """Before that row, whatever it is; behind the last one to the end."""
        moving = self.moving
        if not moving:
            return
        before = None
        for below in self._rows.rows[row:]:
            key = self._rows.key(below)
            if self._is_movable(below) and key not in moving:
                before = key
                break
        order = [self._rows.key(one) for one in self._rows.rows if self._is_movable(one)]
        rest = [key for key in order if key not in set(moving)]
        place = rest.index(before) if before is not None else len(rest)
        if rest[:place] + moving + rest[place:] != order:
            self.move_asked.emit(moving, before, True)

    # Events

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and self._drag.active:
            self._end_drag()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        on_marked = index.isValid() and self.selectionModel().isRowSelected(index.row(), self.rootIndex())
        # What is marked may be dragged as it is: a click on it chooses one row only when it is released.
        if not (on_marked and not event.modifiers()):
            super().mousePressEvent(event)
        if index.isValid() and not event.modifiers():
            self._drag.press(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag.move(event) is None:
            return
        place = event.position().toPoint()
        bar = self.verticalScrollBar()
        if place.y() < _EDGE or place.y() > self.viewport().height() - _EDGE:
            bar.setValue(
                bar.value() + (-1 if place.y() < _EDGE else 1) * self.verticalHeader().defaultSectionSize()
            )
        self._drop_row = self._row_at(place)
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, was_dragging = self._drop_row, self._drag.release()
        self._drop_row = None
        self.viewport().update()
        if was_dragging and row is not None:
            self._drop(row)
            return
        if not event.modifiers():
            index = self.indexAt(event.position().toPoint())
            if index.isValid():
                self.selectRow(index.row())
        super().mouseReleaseEvent(event)

    def _end_drag(self) -> None:
        self._drag.release()
        self._drop_row = None
        self.viewport().update()

    def _row_at(self, place: QPoint) -> int:
        """Before which row something dropped there goes."""
        row = self.rowAt(place.y())
        if row < 0:
            return 0 if place.y() < 0 else len(self._rows.rows)
        middle = self.rowViewportPosition(row) + self.rowHeight(row) // 2
        return row if place.y() < middle else row + 1

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop_row is not None:
            last = len(self._rows.rows) - 1
            if self._drop_row <= last:
                y = self.rowViewportPosition(self._drop_row)
            else:
                y = self.rowViewportPosition(last) + self.rowHeight(last)
            QPainter(self.viewport()).fillRect(
                0, max(0, y - 1), self.viewport().width(), 2, QColor(self._colors.accent)
            )
