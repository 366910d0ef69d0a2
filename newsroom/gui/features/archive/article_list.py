"""The list itself: one column. Owns its keys, what its cursor opens, and the mark of what is open."""

from datetime import tzinfo

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView
from typing_extensions import override

from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow
from newsroom.gui.features.archive.list_model import ArticleListModel
from newsroom.gui.features.archive.row_delegate import RowDelegate
from newsroom.gui.features.archive.rows_view import RowsView, types
from newsroom.gui.theme import Colors

# Moving with the arrow keys opens what one stops at, not all that one passes.
_OPEN_DELAY_MS = 70


class ArticleList(RowsView):
    """Where the cursor stops, the article is opened: at once by a click or Enter, after a moment by the arrows."""

    opened = Signal(int)
    entered_text = Signal()
    """Enter: on to the text of the article that is open."""
    trash_asked = Signal(int)
    untrash_asked = Signal(int)

    def __init__(self, model: ArticleListModel, colors: Colors) -> None:
        super().__init__(model)
        self.setObjectName("articles")
        self.setAccessibleName(self.tr("Articles"))
        self._delegate = RowDelegate(colors, self)
        self.setItemDelegate(self._delegate)
        self.set_row_height(self._delegate.row_height())
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self._opens_when_here = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_OPEN_DELAY_MS)
        self._timer.timeout.connect(self._open_current)
        self.clicked.connect(self._on_self_clicked)
        model.dataChanged.connect(self._on_model_data_changed)

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        top = self.rowAt(0)
        self._delegate.set_look(colors, scale)
        self.set_row_height(self._delegate.row_height())
        if top >= 0:
            self.scrollTo(self._rows.index(top, 0), QTableView.ScrollHint.PositionAtTop)

    @override
    def set_shows_texts(self, shown: bool) -> None:
        if shown != self._delegate.shows_texts:
            self._delegate.shows_texts = shown
            self.set_row_height(self._delegate.row_height())
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

    def step(self, rows: int) -> None:
        """Opens the next article, or one before, from wherever the focus is."""
        n = self._rows.rowCount()
        if not n:
            return
        current = self.currentIndex()
        row = max(0, min(current.row() + rows, n - 1)) if current.isValid() else 0
        self.set_current(row)
        self._timer.stop()
        self._open_current()

    def _on_self_clicked(self, _index: QModelIndex) -> None:
        self._timer.stop()
        self._open_current()

    @override
    def cursor_moved(self) -> None:
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

    @override
    def _on_model_reset(self) -> None:
        self._opens_when_here = False
        self._timer.stop()
        super()._on_model_reset()

    def _on_model_data_changed(self) -> None:
        if self._opens_when_here:
            self._open_current()

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
            self.set_current(0 if key == Qt.Key.Key_Home else n_rows - 1)
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_at_top.emit()
        elif types(event):
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
