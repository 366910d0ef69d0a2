"""The sidebar: states, sections and series with their counts. Arrow keys move, each choice shows at once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QListView, QMenu, QWidget
from typing_extensions import override

from newsroom.domain.listing import State
from newsroom.domain.query import Overview
from newsroom.gui.features.archive.row_words import state_word
from newsroom.gui.features.archive.scopes import EVERYTHING, Scope, Words, entries_of, search_scope
from newsroom.gui.features.archive.sidebar_entries import ENTRY_ROLE, EntryDelegate, EntryModel
from newsroom.gui.theme import Colors

if TYPE_CHECKING:
    from newsroom.domain.searches import SavedSearch, SearchId

_Index = QModelIndex | QPersistentModelIndex


class Sidebar(QListView):
    """Shows the overview; reports the scope that is chosen."""

    scope_chosen = Signal(object)
    entered_list = Signal()
    """Enter: on to the list."""
    search_renamed = Signal(object, str)
    search_move_asked = Signal(object, int)
    search_delete_asked = Signal(object)

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._scope: Scope | None = EVERYTHING
        self._moving_itself = self._is_held = False
        self._model = EntryModel(self)
        self._delegate = EntryDelegate(colors, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setObjectName("places")
        self.setAccessibleName(self.tr("States, sections and series"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._overview: Overview | None = None
        self._searches: tuple[SavedSearch, ...] = ()
        self._counts: Mapping[SearchId, int | None] = {}
        self._name_wanted: SearchId | None = None
        self._model.renamed.connect(self.search_renamed)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._delegate.set_look(colors, scale)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_overview(self, overview: Overview | None) -> None:
        """New counts; the choice stays. None shows nothing."""
        self._overview = overview
        self._show()

    def show_searches(
        self, searches: "tuple[SavedSearch, ...]", counts: "Mapping[SearchId, int | None]"
    ) -> None:
        """The kept searches, between the states and the sections."""
        self._searches, self._counts = searches, counts
        self._show()
        wanted, row = self._name_wanted, None
        if wanted is not None:
            row = self._model.row_of(search_scope(wanted))
        if row is not None:
            self._name_wanted = None
            self.rename(row)

    def want_name(self, search_id: "SearchId") -> None:
        """As soon as this search is here, its name is asked for."""
        self._name_wanted = search_id

    def _show(self) -> None:
        """Not while a name is being typed: other lines would take it away."""
        self._is_held = self.state() == QListView.State.EditingState
        if self._is_held:
            return
        overview = self._overview
        entries = (
            entries_of(overview, self._words(), self._searches, self._counts) if overview is not None else ()
        )
        self._moving_itself = True
        try:
            self._model.set_entries(entries)
        finally:
            self._moving_itself = False
        self._mark()

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if self._is_held:
            QTimer.singleShot(0, self._show)

    def _words(self) -> Words:
        plural = {
            State.DRAFT: self.tr("Drafts"),
        }
        return Words(
            everything=self.tr("Everything"),
            states={state: plural.get(state) or state_word(state) for state in State},
            trash=self.tr("Trash"),
            searches=self.tr("Searches"),
            sections=self.tr("Sections"),
            series=self.tr("Series"),
        )

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """What can be chosen now, from top to bottom."""
        return tuple(entry.scope for entry in self._model.entries if entry.scope is not None)

    def choose(self, scope: Scope) -> None:
        """Marks a scope without reporting it; marks nothing where it is not offered."""
        self._scope = scope
        self._mark()

    def _mark(self) -> None:
        row = self._model.row_of(self._scope) if self._scope is not None else None
        self._moving_itself = True
        try:
            self.setCurrentIndex(QModelIndex() if row is None else self._model.index(row))
            if row is None:
                self.clearSelection()
        finally:
            self._moving_itself = False

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        # As a signal it would be the selection model's, whose Python class takes milliseconds of a start to make.
        super().currentChanged(current, previous)
        if self._moving_itself or not current.isValid():
            return
        scope = current.data(ENTRY_ROLE).scope
        if scope is not None:
            self._scope = scope
            self.scope_chosen.emit(scope)

    # Kept searches

    def _search_at(self, index: _Index) -> "SearchId | None":
        scope = index.data(ENTRY_ROLE).scope if index.isValid() else None
        return None if scope is None else scope.search_id

    def rename(self, row: int) -> None:
        """The name of a kept search, to be typed over."""
        index = self._model.index(row)
        self.scrollTo(index)
        self.edit(index)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if self._search_at(index) is None:
            return
        menu = self.search_menu(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def search_menu(self, index: _Index) -> QMenu:
        """What can be done with a kept search, with its keys."""
        menu, search_id, row = QMenu(self), self._search_at(index), index.row()
        for words, key, act in (
            (self.tr("Rename"), "F2", lambda: self.rename(row)),
            (self.tr("Move up"), "Alt+Up", lambda: self.search_move_asked.emit(search_id, -1)),
            (self.tr("Move down"), "Alt+Down", lambda: self.search_move_asked.emit(search_id, 1)),
            (self.tr("Delete"), "Del", lambda: self.search_delete_asked.emit(search_id)),
        ):
            action = menu.addAction(words)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown here; the view has them
            action.triggered.connect(act)
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, search_id = event.key(), self._search_at(self.currentIndex())
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The key that ends a name comes here as well, before the name is taken.
            if self.state() != QListView.State.EditingState:
                self.entered_list.emit()
        elif search_id is not None and key == Qt.Key.Key_F2:
            self.rename(self.currentIndex().row())
        elif search_id is not None and key == Qt.Key.Key_Delete:
            self.search_delete_asked.emit(search_id)
        elif search_id is not None and alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.search_move_asked.emit(search_id, 1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt would choose the first line where none is; looking at a series of another list is no choice."""
        self._moving_itself = True
        try:
            super().focusInEvent(event)
        finally:
            self._moving_itself = False
