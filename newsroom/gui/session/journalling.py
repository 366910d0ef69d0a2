"""The journals of one library in the window: each draft in hand has one; says in words when they cannot be written."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from newsroom.domain.draft import Draft
from newsroom.journal.places import Places
from newsroom.journal.recorder import DraftJournal
from newsroom.journal.writer import JournalState, JournalWriter


class Journalling(QObject):
    """For the GUI thread. ``close`` when all drafts were left."""

    words_changed = Signal()
    _state_changed = Signal(object)

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self._state_changed.connect(self._on_state_changed, Qt.ConnectionType.QueuedConnection)
        self.writer = JournalWriter(places, self._state_changed.emit)

    def follow(
        self, draft: Draft, extra: dict[str, object] | None = None, continues: Iterable[str] = ()
    ) -> DraftJournal:
        """Writes down what changes in the draft from now on."""
        return DraftJournal(self.writer, draft, extra=extra, continues=continues)

    def close(self) -> None:
        """Waits a moment for the disk."""
        self.writer.close()
        self.deleteLater()

    @Slot(object)
    def _on_state_changed(self, state: JournalState) -> None:
        words = self._words_of(state)
        if words != self.words:
            self.words = words
            self.words_changed.emit()

    def _words_of(self, state: JournalState) -> str:
        if not state.problem and state.place is None:
            return ""
        reason = state.problem or self.tr("not at its place")
        if state.place is not None:
            words = self.tr("Changes cannot be written beside the library ({0}); they are kept in {1}.")
            return words.format(reason, state.place)
        words = self.tr(
            "Changes cannot be written to any disk ({0}): they stand in this window only. Make room, or copy the text."
        )
        return words.format(reason)
