"""A view of the article list's model: rows of one height, and a cursor that stays on its article. Knows no columns."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView
from typing_extensions import override

from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow
from newsroom.gui.features.archive.list_model import ArticleListModel
from newsroom.gui.theme import Colors

Index = QModelIndex | QPersistentModelIndex


class RowsView(QTableView):
    """When the list is renewed, the rows on the screen stay where they stand."""

    typed = Signal(str)
    """Letters typed here belong into the search."""
    escape_pressed = Signal()
    left_at_top = Signal()
    rows_shown = Signal(object)
    """The ``range`` of rows on the screen."""

    def __init__(self, model: ArticleListModel) -> None:
        super().__init__()
        self._rows = model
        self._cursor_id: ArticleId | None = None
        self._moving_itself = False
        self._held: list[tuple[ArticleId, int]] = []
        self._held_row = 0
        self.setModel(model)
        self._set_up_view()
        model.modelReset.connect(self._on_model_reset)
        model.renewing.connect(self._on_model_renewing)
        model.renewed.connect(self._on_model_renewed)

    def _set_up_view(self) -> None:
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)

    def set_look(self, colors: Colors, scale: float) -> None:
        """Other colours, another size of all letters."""
        self._colors, self._scale = colors, scale
        self.viewport().update()

    def set_shows_texts(self, shown: bool) -> None:
        """Whether each row has room for where the text has what is looked for; a view may have none."""

    def set_row_height(self, pixels: int) -> None:
        self.verticalHeader().setDefaultSectionSize(pixels)

    @property
    def cursor_row(self) -> ArticleRow | None:
        """The article under the cursor."""
        current = self.currentIndex()
        return self._rows.row_at(current.row()) if current.isValid() else None

    def set_current(self, row: int) -> None:
        """The cursor to that row."""
        self.setCurrentIndex(self._rows.index(row, 0))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        # As a signal it would be the selection model's, whose Python class takes milliseconds of a start to make.
        super().currentChanged(current, previous)
        if self._moving_itself or not current.isValid():
            return
        row = self._rows.row_at(current.row())
        self._cursor_id = row.id if row is not None else None
        self.cursor_moved()

    def cursor_moved(self) -> None:
        """A person has moved the cursor."""

    # The rows change

    def _on_model_reset(self) -> None:
        self._place_cursor()
        self._report_shown()

    def _on_model_renewing(self) -> None:
        """Remembers the rows on the screen and where they stand."""
        self._held = [
            (row.id, self.rowViewportPosition(n))
            for n in self._shown_rows()
            if (row := self._rows.row_at(n)) is not None
        ]
        self._held_row = self.currentIndex().row()

    def _on_model_renewed(self) -> None:
        """The first of them that is still there goes back to its place; at the top of the list, the top stays."""
        bar = self.verticalScrollBar()
        if bar.value() > 0:
            for article_id, y in self._held:
                if (row := self._rows.find(article_id)) is not None:
                    self.updateGeometries()
                    bar.setValue(bar.value() + self.rowViewportPosition(row) - y)
                    break
        self._place_cursor(self._held_row)
        self._report_shown()

    def _place_cursor(self, otherwise: int = -1) -> None:
        """The cursor to its article without scrolling or opening; where that has gone, to the row it stood on."""
        row = self._rows.find(self._cursor_id) if self._cursor_id is not None else None
        if row is None:
            row = min(otherwise, self._rows.rowCount() - 1)
        auto_scroll = self.hasAutoScroll()
        self.setAutoScroll(False)
        self._moving_itself = True
        try:
            self.put_cursor(row)
        finally:
            self._moving_itself = False
            self.setAutoScroll(auto_scroll)
        here = self._rows.row_at(row) if row >= 0 else None
        if here is not None:
            self._cursor_id = here.id

    def put_cursor(self, row: int) -> None:
        """The cursor to that row, to none below 0, where it is not there yet."""
        if row < 0:
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != row:
            self.set_current(row)

    def _shown_rows(self) -> range:
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.contentsRect().height() - 1)
        return range(first, (last if last >= 0 else self._rows.rowCount() - 1) + 1)

    def _report_shown(self) -> None:
        self.rows_shown.emit(self._shown_rows())

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._report_shown()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._report_shown()


def types(event: QKeyEvent) -> bool:
    """Whether the key types a letter. Control and Alt together are AltGr, which types."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    text = event.text()
    return control == alt and bool(text.strip()) and text.isprintable()
