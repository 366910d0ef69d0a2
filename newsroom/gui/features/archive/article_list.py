"""The list itself: one column, rows of one height. Owns its cursor, its keys and the mark of what is open."""

from datetime import tzinfo

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView
from typing_extensions import override

from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow
from newsroom.gui.features.archive.list_model import ArticleListModel
from newsroom.gui.features.archive.row_delegate import RowDelegate
from newsroom.gui.theme import Colors

# Moving with the arrow keys opens what one stops at, not all that one passes.
_OPEN_DELAY_MS = 70
_Index = QModelIndex | QPersistentModelIndex


class ArticleList(QTableView):
    """Where the cursor stops, the article is opened: at once by a click or Enter, after a moment by the arrows."""

    opened = Signal(int)
    entered_text = Signal()
    """Enter: on to the text of the article that is open."""
    trash_asked = Signal(int)
    untrash_asked = Signal(int)
    typed = Signal(str)
    """Letters typed here belong into the search."""
    escape_pressed = Signal()
    left_at_top = Signal()
    rows_shown = Signal(object)
    """The ``range`` of rows on the screen."""

    def __init__(self, model: ArticleListModel, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("articles")
        self.setAccessibleName(self.tr("Articles"))
        self._rows = model
        self._cursor_id: ArticleId | None = None
        self._moving_itself = False
        self.setModel(model)
        self._delegate = RowDelegate(colors, self)
        self.setItemDelegate(self._delegate)
        self._set_up_view()
        self._opens_when_here = False
        self._held: list[tuple[ArticleId, int]] = []
        self._held_row = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_OPEN_DELAY_MS)
        self._timer.timeout.connect(self._open_current)
        self.clicked.connect(self._on_self_clicked)
        model.modelReset.connect(self._on_model_reset)
        model.dataChanged.connect(self._on_model_data_changed)
        model.renewing.connect(self._on_model_renewing)
        model.renewed.connect(self._on_model_renewed)

    def _set_up_view(self) -> None:
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)

    def set_look(self, colors: Colors, scale: float) -> None:
        top = self.rowAt(0)
        self._delegate.set_look(colors, scale)
        self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
        if top >= 0:
            self.scrollTo(self._rows.index(top, 0), QTableView.ScrollHint.PositionAtTop)
        self.viewport().update()

    def set_shows_texts(self, shown: bool) -> None:
        """Whether each row has room for where the text has what is looked for."""
        if shown != self._delegate.shows_texts:
            self._delegate.shows_texts = shown
            self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
            self.viewport().update()

    def set_zone(self, zone: tzinfo) -> None:
        self._delegate.zone = zone
        self._rows.set_zone(zone)

    # What is open

    @property
    def open_id(self) -> ArticleId | None:
        """The article that is marked as open."""
        return self._delegate.open_id

    def mark_open(self, article_id: ArticleId | None) -> None:
        """Marks an article as open wherever the list shows it. The cursor goes there, unless it is being moved."""
        changed = (self._delegate.open_id, article_id)
        self._delegate.open_id = article_id
        if article_id is not None and not self.hasFocus():
            self._cursor_id = article_id
            self._place_cursor()
        for id in changed:
            row = self._rows.find(id) if id is not None else None
            if row is not None:
                self.update(self._rows.index(row, 0))

    @property
    def cursor_row(self) -> ArticleRow | None:
        """The article under the cursor."""
        current = self.currentIndex()
        return self._rows.row_at(current.row()) if current.isValid() else None

    def step(self, rows: int) -> None:
        """Opens the next article, or one before, from wherever the focus is."""
        n = self._rows.rowCount()
        if not n:
            return
        current = self.currentIndex()
        row = max(0, min(current.row() + rows, n - 1)) if current.isValid() else 0
        self._set_current(row)
        self._timer.stop()
        self._open_current()

    def _set_current(self, row: int) -> None:
        self.setCurrentIndex(self._rows.index(row, 0))

    def _on_self_clicked(self, _index: QModelIndex) -> None:
        self._timer.stop()
        self._open_current()

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        # As a signal it would be the selection model's, whose Python class takes milliseconds of a start to make.
        super().currentChanged(current, previous)
        if self._moving_itself or not current.isValid():
            return
        row = self._rows.row_at(current.row())
        self._cursor_id = row.id if row is not None else None
        self._timer.start()

    def _open_current(self) -> None:
        current = self.currentIndex()
        if not current.isValid():
            return
        row = self._rows.row_at(current.row())
        self._opens_when_here = row is None
        if row is not None and row.id != self.open_id:
            self._cursor_id = row.id
            self.opened.emit(row.id)

    # The rows change

    def _on_model_reset(self) -> None:
        self._opens_when_here = False
        self._timer.stop()
        self._place_cursor()
        self._report_shown()

    def _on_model_data_changed(self) -> None:
        if self._opens_when_here:
            self._open_current()

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
            if row < 0:
                self.setCurrentIndex(QModelIndex())
            elif self.currentIndex().row() != row:
                self._set_current(row)
        finally:
            self._moving_itself = False
            self.setAutoScroll(auto_scroll)
        here = self._rows.row_at(row) if row >= 0 else None
        if here is not None:
            self._cursor_id = here.id

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

    # Keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        n_rows = self._rows.rowCount()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self._open_current()
            self.entered_text.emit()
        elif key == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        elif key == Qt.Key.Key_Delete:
            self._ask_trash()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and n_rows:
            self._set_current(0 if key == Qt.Key.Key_Home else n_rows - 1)
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_at_top.emit()
        elif _types(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _ask_trash(self) -> None:
        row = self.cursor_row
        if row is not None and row.trashed_at is None:
            self.trash_asked.emit(row.id)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self._place_cursor(max(0, self.rowAt(0)))
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row = self._rows.row_at(index.row()) if index.isValid() else None
        if row is None:
            return
        below = self.visualRect(index).center() if not by_mouse else QPoint(event.pos())
        menu = self.row_menu(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(below))

    def row_menu(self, row: ArticleRow) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.addAction(self.tr("Open")).triggered.connect(lambda: self.opened.emit(row.id))
        if row.trashed_at is None:
            trash = menu.addAction(self.tr("Move to the trash"))
            trash.triggered.connect(lambda: self.trash_asked.emit(row.id))
        else:
            untrash = menu.addAction(self.tr("Take out of the trash"))
            untrash.triggered.connect(lambda: self.untrash_asked.emit(row.id))
        return menu


def _types(event: QKeyEvent) -> bool:
    """Whether the key types a letter. Control and Alt together are AltGr, which types."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    text = event.text()
    return control == alt and bool(text.strip()) and text.isprintable()
