"""Shows a comparison, inline or side by side: to be read, gone through by changes, and copied from; never edited."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit
from typing_extensions import override

from newsroom.domain.histories import Comparison
from newsroom.gui.features.history.document import Drawing, Place, Places
from newsroom.gui.theme import Colors


class ComparisonView(QTextEdit):
    """The cursor says which paragraph and field is meant. F3 and Shift+F3 go from change to change."""

    place_changed = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("What changed"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(14)
        self._drawing = Drawing(colors, 1.0)
        self._shown: tuple[Comparison, tuple[str, str] | None] | None = None
        self._places = Places()
        self.cursorPositionChanged.connect(self.place_changed)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._drawing = Drawing(colors, scale)
        self._draw()

    def show_comparison(self, comparison: Comparison | None, titles: tuple[str, str] | None) -> None:
        """With titles the two stand side by side."""
        self._shown = None if comparison is None else (comparison, titles)
        self._draw()

    @property
    def comparison(self) -> Comparison | None:
        return self._shown[0] if self._shown else None

    @property
    def place(self) -> Place | None:
        """The paragraph that is meant: the one with the cursor, in a field that differs."""
        return self._places.at(self.textCursor().position())

    def step(self, by: int) -> bool:
        """To the next change, or the one before; False where there is none."""
        here = self.textCursor().position()
        starts = [place.position for place in self._places.changes()]
        ahead = [at for at in starts if (at > here if by > 0 else at < here)]
        if not ahead:
            return False
        self._go(ahead[0] if by > 0 else ahead[-1])
        return True

    def _go(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _draw(self) -> None:
        self._places = Places()
        if self._shown is None:
            self.clear()
        elif self._shown[1] is None:
            self._places = self._drawing.inline(self.document(), self._shown[0])
        else:
            self._places = self._drawing.beside(self.document(), self._shown[0], self._shown[1])
        self.moveCursor(QTextCursor.MoveOperation.Start)
        changes = self._places.changes()
        if changes:
            self._go(changes[0].position)
        self.place_changed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F3:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
