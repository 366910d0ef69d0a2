"""A table of rows that are chosen by key and mouse: one height, quiet lines, a head that sorts. Knows no article."""

from collections.abc import Collection, Hashable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.rows_model import RowsModel

Row = TypeVar("Row")
# The part of the room that belongs to the column without a width of its own, and how far others give way to it.
_LEAST_REST, _LEAST_CUT = 0.3, 0.4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FLAGS = QItemSelectionModel.SelectionFlag


class _PlaceDelegate(QStyledItemDelegate):
    """Cuts in the middle what is too long."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class RowsTable(QTableView, Generic[Row]):
    """Enter or a double click gives ``row_activated``; a click on a head ``sort_wanted``, with what it sorts by."""

    row_activated = Signal(object)
    current_changed = Signal(object)
    """The row under the cursor, or None."""
    selection_changed = Signal()
    sort_wanted = Signal(object)
    typed = Signal(str)
    """Letters typed here belong into a line above."""

    def __init__(self, model: RowsModel[Row], colors: Colors, *, name: str, many: bool = False) -> None:
        super().__init__()
        self._rows = model
        self._empty = ""
        self._scale = 1.0
        self._widths: tuple[int, ...] = ()
        self._applied: tuple[int, ...] = ()
        self._cursor: Hashable = None
        self._wanted: Hashable = None
        self._marked: list[Hashable] = []
        self._sorts: Mapping[str, object] = {}
        self._rising: Collection[str] = ()
        self.setObjectName("rows")
        self.setModel(model)
        self.setAccessibleName(name)
        self._set_up(many)
        for n, column in enumerate(model.columns):
            if column.is_place:
                self.setItemDelegateForColumn(n, _PlaceDelegate(self))
        self.set_look(colors, 1.0)
        model.modelAboutToBeReset.connect(self._on_model_about_to_be_reset)
        model.modelReset.connect(self._on_model_reset)
        for changed in (model.modelReset, model.dataChanged, model.rowsInserted):
            changed.connect(self._show_marks)
        self.doubleClicked.connect(self._on_self_activated)
        self.horizontalHeader().sectionClicked.connect(self._on_head_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def _set_up(self, many: bool) -> None:
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    # Looks

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self._rows.set_look(colors, scale)
        self.setFont(ui_font(scale, pixels=12.5))
        self.horizontalHeader().setFont(ui_font(scale, pixels=11.5, bold=True))
        self.verticalHeader().setDefaultSectionSize(QFontMetrics(self.font()).height() + round(12 * scale))
        if scale != self._scale:
            self._scale = scale
            self._apply_widths()
        self.viewport().update()

    def set_widths(self, *widths: int) -> None:
        """Pixels of each column at scale 1; 0 is the one that takes the room that is left."""
        self._widths = widths
        self._apply_widths()

    def _apply_widths(self) -> None:
        """As wide as was said; narrower where the column that takes the rest would have too little."""
        head = self.horizontalHeader()
        room = self.viewport().width()
        shown = [width for n, width in enumerate(self._widths) if not self.isColumnHidden(n)]
        wanted = sum(shown) * self._scale
        cut = 1.0
        if 0 in self._widths and wanted:
            cut = min(1.0, max(_LEAST_CUT, room * (1 - _LEAST_REST) / wanted))
        widths = tuple(round(width * self._scale * cut) for width in self._widths)
        if widths == self._applied:
            return
        self._applied = widths
        for section, width in enumerate(widths):
            if width:
                self.setColumnWidth(section, width)
            else:
                head.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)

    def _show_marks(self) -> None:
        """A column without a title says something of few rows: of none, it takes no room."""
        for n, column in enumerate(self._rows.columns):
            if not column.title:
                self.setColumnHidden(n, not any(column.text(row) for row in self._rows.rows))
        self._apply_widths()

    def set_empty_words(self, words: str) -> None:
        """What stands in the middle while there is no row."""
        self._empty = words
        self.viewport().update()

    def set_sorts(self, sorts: Mapping[str, object], by: str, *, rising: Collection[str] = ("name",)) -> None:
        """What the heads of columns sort by, and the column by which the rows are sorted now.

        ``rising``: the columns that sort from the least on, not from the most.
        """
        self._sorts, self._rising = sorts, rising
        head = self.horizontalHeader()
        head.setSectionsClickable(bool(sorts))
        head.setSortIndicatorShown(bool(sorts))
        self._show_sort(by)

    def _show_sort(self, by: str) -> None:
        orders = Qt.SortOrder
        section = next((n for n, column in enumerate(self._rows.columns) if column.name == by), -1)
        order = orders.AscendingOrder if by in self._rising else orders.DescendingOrder
        self.horizontalHeader().setSortIndicator(section, order)

    # Rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._rows.row_at(self.currentIndex().row())

    @property
    def selected(self) -> tuple[Row, ...]:
        """The rows that are marked, in their order."""
        # By ranges: asked for each row, a thousand of them would take a frame's time.
        chosen = self.selectionModel().selection()
        runs = [chosen.at(place) for place in range(chosen.count())]
        ranges = sorted((run.top(), run.bottom()) for run in runs)
        places = dict.fromkeys(place for top, bottom in ranges for place in range(top, bottom + 1))
        return tuple(self._rows.rows[place] for place in places)

    def choose(self, key: Hashable) -> None:
        """Puts the cursor on a row and marks it alone, if it is here; else as soon as it comes. Ignores held keys."""
        place = self._rows.place_of(key)
        if place is None:
            self._wanted = key
        else:
            self._wanted = None
            flags = _FLAGS.ClearAndSelect | _FLAGS.Rows
            self.selectionModel().setCurrentIndex(self._rows.index(place, 0), flags)

    def _on_model_about_to_be_reset(self) -> None:
        current = self.current
        if current is not None:
            self._cursor = self._rows.key(current)
        self._marked = [self._rows.key(row) for row in self.selected]

    def _on_model_reset(self) -> None:
        """The cursor stays on its row, or where it was; marks stay on theirs."""
        n = self._rows.rowCount()
        if not n:
            self.current_changed.emit(None)
            self.selection_changed.emit()
            return
        place = self._rows.place_of(self._cursor if self._wanted is None else self._wanted)
        if place is None:
            place = self._rows.place_of(self._cursor)
        else:
            self._wanted = None
        index = self._rows.index(0 if place is None else place, 0)
        model = self.selectionModel()
        if len(self._marked) > 1:
            marks = QItemSelection()
            for key in self._marked:
                at = self._rows.place_of(key)
                if at is not None:
                    last = self._rows.index(at, self._rows.columnCount() - 1)
                    marks.select(self._rows.index(at, 0), last)
            model.select(marks, _FLAGS.ClearAndSelect)
            model.setCurrentIndex(index, _FLAGS.NoUpdate)
        else:
            model.setCurrentIndex(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)
        self.scrollTo(index)

    def _on_current_row_changed(self, current: QModelIndex) -> None:
        self.current_changed.emit(self._rows.row_at(current.row()))

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit()

    def _on_self_activated(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index.row())
        if row is not None:
            self.row_activated.emit(row)

    def _on_head_clicked(self, section: int) -> None:
        name = self._rows.columns[section].name
        if name in self._sorts:
            self._show_sort(name)
            self.sort_wanted.emit(self._sorts[name])

    # Events

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if plain and event.key() in _ENTER:
            self._on_self_activated(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._apply_widths()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._rows.rowCount() == 0 and self._empty:
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            painter.setPen(QColor(self._colors.dim))
            room = self.viewport().rect().adjusted(24, 32, -24, -24)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(room, flags, self._empty)
