"""The sidebar: states, sections and series with their counts. Arrow keys move, each choice shows at once."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListView
from typing_extensions import override

from newsroom.domain.listing import State
from newsroom.domain.query import Overview
from newsroom.gui.features.archive.row_words import state_word
from newsroom.gui.features.archive.scopes import EVERYTHING, Scope, Words, entries_of
from newsroom.gui.features.archive.sidebar_entries import ENTRY_ROLE, EntryDelegate, EntryModel
from newsroom.gui.theme import Colors

_Index = QModelIndex | QPersistentModelIndex


class Sidebar(QListView):
    """Shows the overview; reports the scope that is chosen."""

    scope_chosen = Signal(object)
    entered_list = Signal()
    """Enter: on to the list."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self._scope: Scope | None = EVERYTHING
        self._moving_itself = False
        self._model = EntryModel(self)
        self._delegate = EntryDelegate(colors, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setObjectName("places")
        self.setAccessibleName(self.tr("States, sections and series"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._delegate.set_look(colors, scale)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_overview(self, overview: Overview | None) -> None:
        """New counts; the choice stays. None shows nothing."""
        entries = entries_of(overview, self._words()) if overview is not None else ()
        self._moving_itself = True
        try:
            self._model.set_entries(entries)
        finally:
            self._moving_itself = False
        self._mark()

    def _words(self) -> Words:
        plural = {
            State.DRAFT: self.tr("Drafts"),
        }
        return Words(
            everything=self.tr("Everything"),
            states={state: plural.get(state) or state_word(state) for state in State},
            trash=self.tr("Trash"),
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

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_list.emit()
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
