"""The table of articles: any number of rows, columns to choose, marks by keys and mouse. Asks for nothing by itself."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from newsroom.domain.query import Order
from newsroom.gui.features.archive.row_marks import RowMarks
from newsroom.gui.features.archive.rows_view import Index, RowsView, types
from newsroom.gui.features.archive.table_columns import TableColumn
from newsroom.gui.features.archive.table_model import ArticleTableModel
from newsroom.gui.features.archive.table_painter import TablePainter
from newsroom.gui.theme import Colors, ui_font

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FLAGS = QItemSelectionModel.SelectionFlag
_Moves = QAbstractItemView.CursorAction
_LEAST_HEADLINE = 240
_RISING = frozenset({Order.OLDEST, Order.HEADLINE})


class ArticleTable(RowsView):
    """Enter or a double click opens; Ctrl+A marks all that is found; Delete wishes what is marked into the trash."""

    opened = Signal(int)
    trash_wanted = Signal()
    acts_wanted = Signal(object)
    """A menu of what can be done with what is marked, at this place of the screen."""
    columns_wanted = Signal(object)
    """A menu of the columns, at this place of the screen."""
    order_wanted = Signal(object)
    columns_changed = Signal()
    """A person has shown, hidden or widened columns."""

    def __init__(self, model: ArticleTableModel, colors: Colors) -> None:
        self._model = model
        self._scale = 1.0
        self._order = Order.NEWEST
        self._fitting = False
        self._widths = {column.name: column.width for column in model.columns}
        self._painter = TablePainter(model)
        self._marks: RowMarks | None = None  # Qt asks for a selection while it gets its model
        super().__init__(model)
        self.setObjectName("rows")
        self.setAccessibleName(self.tr("Articles"))
        self.setAccessibleDescription(
            self.tr(
                "Space marks a row, Control and A all that is found, the menu key lists what can be done."
            )
        )
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._marks = RowMarks(model, self.selectionModel(), self)
        self._set_up_head()
        self.set_look(colors, 1.0)
        self.show_order(Order.NEWEST)
        self.doubleClicked.connect(self._on_self_double_clicked)

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        # It would ask at every paint whether a column is selected, of each row: minutes where a million are marked.
        head.setSelectionModel(QItemSelectionModel(self._model, self))
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(36)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._on_head_menu_requested)
        head.sectionClicked.connect(self._on_head_section_clicked)
        head.sectionResized.connect(self._on_head_section_resized)
        for n, column in enumerate(self._model.columns):
            self.setColumnHidden(n, not column.is_shown)

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        top = self.rowAt(0)
        super().set_look(colors, scale)
        self._painter.set_look(colors, scale)
        self._model.set_look(colors, scale)
        self.setFont(ui_font(scale, pixels=12.5))
        self.horizontalHeader().setFont(ui_font(scale, pixels=11.5, bold=True))
        self.set_row_height(QFontMetrics(self.font()).height() + round(12 * scale))
        self._fit_columns()
        if top >= 0:
            self.scrollTo(self._rows.index(top, 0), QTableView.ScrollHint.PositionAtTop)

    # Columns

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """Those that are shown."""
        return tuple(column for n, column in enumerate(self._model.columns) if not self.isColumnHidden(n))

    @property
    def widths(self) -> dict[str, int]:
        """Pixels at scale 1, of all but the headline, which takes the rest."""
        return {name: width for name, width in self._widths.items() if name != "headline"}

    def set_widths(self, widths: Mapping[str, int]) -> None:
        self._widths |= {name: width for name, width in widths.items() if name in self._widths and width > 0}
        self._fit_columns()

    def show_columns(self, names: frozenset[str]) -> None:
        """Shows these, and the headline."""
        for n, column in enumerate(self._model.columns):
            self.setColumnHidden(n, column.name != "headline" and column.name not in names)
        self._fit_columns()
        self.columns_changed.emit()

    def _fit_columns(self) -> None:
        """The headline takes the room that is left; where that is too little, one scrolls sideways."""
        self._fitting = True
        room = self.viewport().width()
        for n, column in enumerate(self._model.columns[1:], 1):
            self.setColumnWidth(n, round(self._widths[column.name] * self._scale))
            room -= self.columnWidth(n)
        self.setColumnWidth(0, max(room, round(_LEAST_HEADLINE * self._scale)))
        self._fitting = False

    def _on_head_section_resized(self, section: int, _before: int, width: int) -> None:
        if self._fitting or self.isColumnHidden(section) or not width:
            return
        self._widths[self._model.columns[section].name] = max(1, round(width / self._scale))
        self._fit_columns()
        self.columns_changed.emit()

    def _on_head_menu_requested(self, place: QPoint) -> None:
        self.columns_wanted.emit(self.horizontalHeader().mapToGlobal(place))

    # Order

    def show_order(self, order: Order) -> None:
        """Marks the head of the column that the rows are in the order of; the best match has none."""
        self._order = order
        columns = self._model.columns
        section = next((n for n, column in enumerate(columns) if order in column.orders), -1)
        rising = Qt.SortOrder.AscendingOrder if order in _RISING else Qt.SortOrder.DescendingOrder
        self.horizontalHeader().setSortIndicator(section, rising)

    def _on_head_section_clicked(self, section: int) -> None:
        """The next of the column's orders; behind its last one, newest first."""
        orders = self._model.columns[section].orders
        wanted = self._order
        if orders:
            place = orders.index(self._order) + 1 if self._order in orders else 0
            wanted = orders[place] if place < len(orders) else Order.NEWEST
        self.show_order(self._order)  # Qt has turned its mark by itself
        if wanted is not self._order:
            self.order_wanted.emit(wanted)

    # Marks

    @property
    def marks(self) -> RowMarks:
        """Which articles are marked."""
        assert self._marks is not None
        return self._marks

    @override
    def selectAll(self) -> None:
        self.marks.mark_all()

    @override
    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        flags = super().selectionCommand(index, event)
        if self._marks is not None:
            self._marks.note_command(flags)
        return flags

    @override
    def put_cursor(self, row: int) -> None:
        """Without marking anything."""
        index = self._rows.index(row, 0) if row >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(index, _FLAGS.NoUpdate)

    # Cursor

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                self.viewport().update(self._row_area(index.row()))

    def _row_area(self, row: int) -> QRect:
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    @override
    def moveCursor(self, action: _Moves, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row, as in the list."""
        n = self._rows.rowCount()
        if n and action in (_Moves.MoveHome, _Moves.MoveEnd):
            return self._rows.index(0 if action == _Moves.MoveHome else n - 1, 0)
        return super().moveCursor(action, modifiers)

    def _open_current(self) -> None:
        row = self.cursor_row
        if row is not None:
            self.opened.emit(row.id)

    def _on_self_double_clicked(self, _index: QModelIndex) -> None:
        self._open_current()

    # Events

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _ENTER:
            self._open_current()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._ask_for_acts()
        elif plain and key == Qt.Key.Key_Delete:
            self.trash_wanted.emit()
        elif plain and key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_at_top.emit()
        elif key == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()  # the page's
        elif types(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.put_cursor(max(0, self.rowAt(0)))
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_columns()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.acts_wanted.emit(self.viewport().mapToGlobal(QPoint(event.pos())))
        else:
            self._ask_for_acts()

    def _ask_for_acts(self) -> None:
        """By a key: below the cursor's row."""
        current = self.currentIndex()
        below = self.visualRect(current).bottomLeft() if current.isValid() else QPoint()
        self.acts_wanted.emit(self.viewport().mapToGlobal(below))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """All of it: see ``TablePainter``. A row that is not here is asked for by its first cell."""
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(
            Qt.LayoutDirection.LayoutDirectionAuto
        )  # each text's own, also where it is cut
        area, rtl = event.rect(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        places = [
            (column, self.columnViewportPosition(n), self.columnWidth(n))
            for n, column in enumerate(self._model.columns)
            if not self.isColumnHidden(n)
        ]
        places = [
            (column, x, width) for column, x, width in places if x < area.right() and x + width > area.x()
        ]
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        last = last if last >= 0 else self._rows.rowCount() - 1
        for n in range(first, last + 1) if first >= 0 else ():
            row = self._rows.row_at(n)
            if row is None:
                self._rows.want(n)
            is_marked = self.marks.has(n, row)
            self._painter.paint_row(painter, self._row_area(n), row, places, is_marked=is_marked, rtl=rtl)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            self._painter.paint_cursor(painter, self._row_area(current.row()))
        painter.end()
