"""A text widget that shows one text field of the open draft: every edit goes to the draft, every change
comes from it.

Qt's own undo is off, and its text is never read whole.
"""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QInputMethodEvent,
    QPalette,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit
from typing_extensions import override

from newsroom.domain.draft import Draft, DraftChange
from newsroom.domain.text_buffer import difference, one_line_end, storable, to_units, utf16_length
from newsroom.gui.features.editor.display_breaks import DisplayBreaks
from newsroom.gui.theme import Colors

TEXT_MIME = "application/x-newsroom-markdown"
_SELECTION_ALPHA = 0.28


class DraftTextEdit(QTextEdit):
    """Bound to one field of one draft at a time.

    Positions of the draft and of the document differ by display breaks.
    """

    def __init__(self, field: str, name: str) -> None:
        super().__init__()
        self.field = field
        self.draft: Draft | None = None
        self.breaks = DisplayBreaks()
        self._applying = False
        self._composing = False
        self._length = 0
        self._setup_document()
        self.setAccessibleName(name)
        self.setObjectName(f"editor-{field}")
        self.document().contentsChange.connect(self._on_document_contents_change)

    def _setup_document(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(0)

    # The draft

    def bind(self, draft: Draft) -> None:
        """Shows the draft's text. The owner passes the draft's changes to ``follow``."""
        self.unbind()
        self.draft = draft
        self._applying = True
        try:
            self._load()
        finally:
            self._applying = False

    def unbind(self) -> None:
        """Shows nothing, belongs to no draft."""
        self.draft = None
        self.breaks.clear()
        self._applying = True
        try:
            self.document().clear()
        finally:
            self._applying = False
        self._length = 0
        self._composing = False

    def _load(self) -> None:
        assert self.draft is not None
        QTextCursor(self.document()).insertText(storable(self.draft.text(self.field)))

    def follow(self, change: DraftChange) -> None:
        """Shows a change of this field that was not made here."""
        start = self.breaks.document_position(change.position, after=change.n_removed > 0)
        end = self.breaks.document_position(change.position + change.n_removed, after=False)
        self._replace_shown(start, max(start, end), change.inserted)

    def _replace_shown(self, start: int, end: int, text: str) -> None:
        self.breaks.edited(start, end - start, utf16_length(text))
        self._applying = True
        try:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(storable(text))
        finally:
            self._applying = False

    def text_position(self, document_position: int) -> int:
        return self.breaks.text_position(document_position)

    def selection(self) -> tuple[int, int]:
        """Start and end of the selection in the draft's text."""
        cursor = self.textCursor()
        return self.text_position(cursor.selectionStart()), self.text_position(cursor.selectionEnd())

    def select(self, start: int, end: int | None = None) -> None:
        """Puts the cursor, or a selection, at positions of the draft's text, and shows it."""
        cursor = self.textCursor()
        cursor.setPosition(self._shown(start))
        if end is not None and end != start:
            cursor.setPosition(self._shown(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _shown(self, position: int) -> int:
        return min(self.breaks.document_position(position), self.document().characterCount() - 1)

    def replace_text(self, start: int, end: int, text: str) -> None:
        """An edit by a command, at positions of the draft's text; the cursor keeps its place."""
        if self.draft is not None:
            self.draft.edit_text(self.field, start, end - start, text)

    def _on_document_contents_change(self, position: int, n_removed: int, n_added: int) -> None:
        old, new = self._length, self.document().characterCount() - 1
        self._length = new
        if self.draft is not None and not self._applying:
            # Qt counts the paragraph's end that every document has, at times.
            n_removed, n_added = min(n_removed, old - position), min(n_added, new - position)
            self._tell_draft(position, n_removed, n_added)
        self._contents_changed(position, n_added)

    def _contents_changed(self, position: int, n_added: int) -> None:
        """For what follows the document's blocks: counts, gaps."""

    def _tell_draft(self, position: int, n_removed: int, n_added: int) -> None:
        assert self.draft is not None
        inserted = self._shown_text(position, n_added)
        if n_removed and n_added:
            # Qt reports more than what changed: formats, whole paragraphs, both ends of a move.
            start = self.breaks.text_position(position)
            n_old = n_removed - len(self.breaks.within(position, n_removed))
            before = self.draft.buffer(self.field).slice_units(start, n_old)
            place = difference(self.breaks.shown(position, before, n_removed), to_units(inserted))
            if place is None:
                return
            position, n_removed, inserted = position + place[0], place[1], place[2]
        if not n_removed and not inserted:
            return
        start = self.breaks.text_position(position)
        n_breaks = self.breaks.edited(position, n_removed, utf16_length(inserted))
        self._edit_draft(start, n_removed - n_breaks, inserted)

    def _edit_draft(self, position: int, n_removed: int, inserted: str) -> None:
        assert self.draft is not None
        self._applying = True  # our own edit comes back as a change: it is shown already
        try:
            self.draft.edit_text(self.field, position, n_removed, inserted)
        finally:
            self._applying = False

    @property
    def editing(self) -> bool:
        """Whether the change heard from the draft is this widget's own."""
        return self._applying

    def _shown_text(self, position: int, length: int) -> str:
        if not length:
            return ""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        text = one_line_end(cursor.selectedText())
        # Half of a pair of surrogates does not survive the way from Qt: its place is kept.
        return text + "\ufffd" * (length - utf16_length(text))

    # Looks

    def set_palette(self, colors: Colors, ink: str | None = None) -> None:
        """Colours of the text; ``ink`` where it is not the palette's."""
        palette = self.palette()
        role = QPalette.ColorRole
        palette.setColor(role.Base, QColor(colors.card))
        palette.setColor(role.Window, QColor(colors.card))
        palette.setColor(role.Text, QColor(ink or colors.ink))
        palette.setColor(role.PlaceholderText, QColor(colors.dim))
        palette.setColor(role.Highlight, mixed(colors.accent, colors.card, _SELECTION_ALPHA))
        palette.setColor(role.HighlightedText, QColor(colors.ink))
        self.setPalette(palette)
        self.viewport().setPalette(palette)  # under a style sheet it does not follow

    # Qt

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the editor's own: Qt's would undo on a stack that is off

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Drops through the draft: Qt would take a moved text away before it tells anybody."""
        super().dragLeaveEvent(QDragLeaveEvent())
        if self.draft is None:
            return
        place = self.text_position(self.cursorForPosition(event.position().toPoint()).position())
        start, end = self.selection()
        is_move = event.source() in (self, self.viewport()) and event.dropAction() == Qt.DropAction.MoveAction
        if is_move and start <= place <= end:
            return
        with self.draft.one_step():
            if is_move:
                self.replace_text(start, end, "")
                place -= end - start if place > end else 0
            self.select(place)
            self.insertFromMimeData(event.mimeData())
        event.acceptProposedAction()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files are the window's to take: as text they would be no more than their paths."""
        return not any(url.isLocalFile() for url in source.urls()) and super().canInsertFromMimeData(source)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        """The draft's own text: without display breaks, and with its no-break spaces."""
        mime = QMimeData()
        if self.draft is not None:
            start, end = self.selection()
            text = self.draft.buffer(self.field).slice(start, end - start)
            mime.setText(text)
            mime.setData(TEXT_MIME, text.encode("utf-8", "replace"))
        return mime


def mixed(over: str, under: str, alpha: float) -> QColor:
    """The opaque colour that ``over`` gives on ``under``."""
    a, b = QColor(over), QColor(under)
    return QColor(
        *(
            round(x * alpha + y * (1 - alpha))
            for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
        )
    )
