"""The list itself: one column. Owns its keys, what its cursor opens, and the mark of what is open."""

from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView
from typing_extensions import override

from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow
from newsroom.gui.features.archive.list_model import ArticleListModel
from newsroom.gui.features.archive.row_delegate import RowDelegate
from newsroom.gui.features.archive.rows_view import RowsView, types
from newsroom.gui.theme import Colors
from newsroom.gui.when import articles

# Moving with the arrow keys opens what one stops at, not all that one passes.
_OPEN_DELAY_MS = 70


class ArticleList(RowsView):
    """Where the cursor stops, the article is opened: at once by a click or Enter, after a moment by the arrows."""

    opened = Signal(int)
    entered_text = Signal()
    """Enter: on to the text of the article that is open."""
    trash_asked = Signal(int)
    untrash_asked = Signal(int)
    all_wanted = Signal()
    """All that is found is to be chosen, which may be a million: the table can."""
    act_wanted = Signal(object, object)
    """The ids of the chosen articles, and the ``BulkAct``."""

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
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self._opens_when_here = False
        self._kept: frozenset[ArticleId] = frozenset()
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
        if not self.has_several:
            self._open_current()

    # Several articles

    @property
    def has_several(self) -> bool:
        """Whether more than one row is chosen."""
        if self._rows.rowCount() < 2:
            return False  # asked at the start, too, where the class of a selection would have to be loaded
        return sum(part.height() for part in self.selectionModel().selection().toList()) > 1

    @property
    def chosen(self) -> tuple[ArticleRow, ...]:
        """The rows that are chosen, from above; mostly that of the cursor alone."""
        parts = self.selectionModel().selection().toList() if self.has_several else []
        places = sorted(place for part in parts for place in range(part.top(), part.bottom() + 1))
        rows = [row for place in places if (row := self._rows.row_at(place)) is not None]
        return tuple(rows) or tuple(row for row in (self.cursor_row,) if row is not None)

    @override
    def set_current(self, row: int) -> None:
        """That row alone, whatever keys are held."""
        model = self.selectionModel()
        model.setCurrentIndex(self._rows.index(row, 0), model.SelectionFlag.ClearAndSelect)

    @override
    def selectAll(self) -> None:
        """The table marks all that is found; here only what one has seen is chosen."""

    @override
    def _on_model_renewing(self) -> None:
        super()._on_model_renewing()
        self._kept = frozenset(row.id for row in self.chosen) if self.has_several else frozenset()

    @override
    def _on_model_renewed(self) -> None:
        """The same articles are chosen, wherever they stand now."""
        super()._on_model_renewed()
        if self._kept:
            again = QItemSelection()
            for place in self._rows.places_of(self._kept):
                index = self._rows.index(place, 0)
                again.select(index, index)
            model = self.selectionModel()
            model.select(again, model.SelectionFlag.ClearAndSelect)

    @override
    def cursor_moved(self) -> None:
        """Who chooses several articles opens none of them."""
        if not self.has_several:
            self._timer.start()
        else:
            self._timer.stop()

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
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_wanted.emit()
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
        """One article goes at once; of several it is counted first what would go."""
        rows = [row for row in self.chosen if row.trashed_at is None]
        if len(rows) == 1:
            self.trash_asked.emit(rows[0].id)
        elif rows:
            from newsroom.gui.features.archive.bulk_wishes import BulkAct

            self.act_wanted.emit(tuple(row.id for row in rows), BulkAct.TRASH)

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
        if row is not None:
            place = QPoint(event.pos()) if by_mouse else self.visualRect(index).center()
            chosen = self.chosen
            self._show_menu(chosen if row in chosen else (row,), place)

    def show_acts(self) -> None:
        """The menu of what can be done with the chosen articles, at the cursor."""
        if self.chosen:
            self._show_menu(self.chosen, self.visualRect(self.currentIndex()).center())

    def _show_menu(self, rows: tuple[ArticleRow, ...], place: QPoint) -> None:
        menu = self.rows_menu(rows)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def rows_menu(self, rows: tuple[ArticleRow, ...]) -> QMenu:
        """What can be done with one row, or with several."""
        from newsroom.gui.features.archive.bulk_bar import IN_MENU, ON_BUTTONS
        from newsroom.gui.features.archive.bulk_wishes import BulkAct
        from newsroom.gui.features.archive.bulk_words import act_word

        menu = QMenu(self)
        ids = tuple(row.id for row in rows)
        if len(rows) == 1:
            self._add_of_one(menu, rows[0])
        else:
            menu.addAction(articles(len(rows))).setEnabled(False)
            menu.addSeparator()
        trashed = all(row.trashed_at is not None for row in rows)
        left_out = {BulkAct.TRASH if trashed else BulkAct.UNTRASH}
        left_out |= {BulkAct.TRASH, BulkAct.UNTRASH} if len(rows) == 1 else set()
        for act in (*ON_BUTTONS, *IN_MENU):
            if act not in left_out:
                menu.addAction(act_word(act)).triggered.connect(partial(self.act_wanted.emit, ids, act))
        return menu

    def _add_of_one(self, menu: QMenu, row: ArticleRow) -> None:
        menu.addAction(self.tr("Open")).triggered.connect(partial(self.opened.emit, row.id))
        if row.trashed_at is None:
            trash = menu.addAction(self.tr("Move to the trash"))
            trash.triggered.connect(partial(self.trash_asked.emit, row.id))
        else:
            untrash = menu.addAction(self.tr("Take out of the trash"))
            untrash.triggered.connect(partial(self.untrash_asked.emit, row.id))
        menu.addSeparator()
