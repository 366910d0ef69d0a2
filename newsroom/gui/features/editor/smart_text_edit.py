"""A field of the draft in which quotation marks and dashes become the language's while they are typed."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from typing_extensions import override

from newsroom.gui.features.editor.draft_text_edit import DraftTextEdit
from newsroom.gui.features.editor.smart_quotes import smarten

_COMMAND_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_LOOK_BACK = 2000
_OURS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class SmartTextEdit(DraftTextEdit):
    """Takes Qt's hands off undo, and makes typing smart while ``smart`` is on."""

    def __init__(self, field: str, name: str) -> None:
        super().__init__(field, name)
        self.smart = True

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if any(event.matches(key) for key in _OURS):
                # Qt would take these for its own stack; they belong to the draft's.
                event.ignore()
                return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(key) for key in _OURS):
            event.ignore()
            return
        if not self.type_smart(event):
            super().keyPressEvent(event)

    def type_smart(self, event: QKeyEvent) -> bool:
        """Types the key as it should be in its language, as a step of its own; False if it is so already."""
        typed = event.text()
        if not self.smart or self.draft is None or typed not in ('"', "'", "-") or self._composing:
            return False
        if event.modifiers() & _COMMAND_KEYS:
            return False
        start, _ = self.selection()
        buffer = self.draft.buffer(self.field)
        line_start = max(buffer.line_start(start), start - _LOOK_BACK)
        smart = smarten(buffer.slice(line_start, start - line_start), typed, self.draft.value("language"))
        if smart is None or self.in_code():
            return False
        self.textCursor().insertText(typed)
        # The first undo gives the character back as it was typed.
        self.draft.break_step()
        self.replace_text(start - smart.n_back, start + 1, smart.text)
        self.draft.break_step()
        self.ensureCursorVisible()
        return True

    def in_code(self) -> bool:
        """Whether the cursor stands in a block of code."""
        return False
