"""Where the cursor is in the open draft: told to the session for the next start, and brought back there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

if TYPE_CHECKING:
    from newsroom.gui.features.editor import ArticleEditor
    from newsroom.gui.features.editor.draft_text_edit import DraftTextEdit
    from newsroom.gui.session import Session
    from newsroom.journal.replay import Place

_PAUSE_MS = 400


class CursorKeeping(QObject):
    """Of all moves within a moment the last one counts. GUI thread only."""

    def __init__(self, session: Session, editor: ArticleEditor, first: QWidget, parent: QObject) -> None:
        """``first`` is the line that has the focus after the start, and gives it up while it is empty."""
        super().__init__(parent)
        self._first = first
        self._session = session
        self._fields: dict[str, DraftTextEdit] = {
            "headline": editor.header.headline,
            "lede": editor.header.lede,
            "body": editor.body,
        }
        self._editor = editor
        self._last = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.note_now)
        for field in self._fields.values():
            field.cursorPositionChanged.connect(self._on_field_cursor_moved)
        session.place_found.connect(self._on_session_place_found)

    def note_now(self) -> None:
        """Where it is now."""
        self._timer.stop()
        if self._last and self._editor.draft is not None and self._editor.draft is self._session.draft:
            start, end = self._fields[self._last].selection()
            self._session.note_place(self._last, end, start)

    def _on_field_cursor_moved(self) -> None:
        if self._timer.isActive():
            return
        field = self.sender()
        for name, known in self._fields.items():
            if known is field and known.hasFocus():
                self._last = name
                self._timer.start()

    def _on_session_place_found(self, place: Place) -> None:
        field = self._fields.get(place.field)
        if field is None:
            return
        length = len(field.draft.buffer(place.field)) if field.draft is not None else 0
        position, anchor = min(place.position, length), min(place.anchor, length)
        if position >= 0 and anchor >= 0:
            self._last = place.field
            field.select(anchor, position)
            # Behind a page it is not visible: what is typed there is no text of the article's.
            if field.isVisible() and not self._is_typing_elsewhere():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
            if field is self._editor.body:
                self._editor.body.show_cursor()

    def _is_typing_elsewhere(self) -> bool:
        """Whoever has begun a search meanwhile, or opened a line of another kind, goes on in it."""
        focus = QApplication.focusWidget()
        return isinstance(focus, QLineEdit) and (focus is not self._first or bool(focus.text()))
