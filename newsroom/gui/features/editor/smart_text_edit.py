"""A field of the draft in which quotation marks and dashes become the language's while they are typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from typing_extensions import override

from newsroom.gui.features.editor.draft_text_edit import DraftTextEdit
from newsroom.gui.features.editor.smart_quotes import smarten

_COMMAND_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_LOOK_BACK = 2000


class SmartTextEdit(DraftTextEdit):
    """Takes Qt's hands off undo, and makes typing smart while ``smart`` is on.

    ``event`` is not overridden: each of the eight events of a key would go through Python.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, field: str, name: str) -> None:
        super().__init__(field, name)
        self.smart = True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt keeps these two from the window's actions, for a stack of its own that is off.
        if event.modifiers() & _COMMAND_KEYS:
            if event.matches(QKeySequence.StandardKey.Undo):
                self.undo_wanted.emit()
                return
            if event.matches(QKeySequence.StandardKey.Redo):
                self.redo_wanted.emit()
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
