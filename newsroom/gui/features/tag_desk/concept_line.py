"""A line that says which concept of a vocabulary a tag stands for, with completion."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from typing_extensions import override

from newsroom.domain.vocabulary import Concept
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.completion import CompletingEdit, Suggestion


class ConceptLine(CompletingEdit):
    """``concept_taken`` gives another concept, or None where the line was emptied."""

    concept_taken = Signal(object)

    def __init__(self, colors: Colors) -> None:
        super().__init__(colors, placeholder="", name="")
        self.setPlaceholderText(self.tr("No concept"))
        self.setAccessibleName(self.tr("The concept that the tag stands for"))
        self._concept: Concept | None = None
        self.taken.connect(self._on_self_taken)

    @property
    def _label(self) -> str:
        return f"{self._concept.name} ({self._concept.code})" if self._concept is not None else ""

    def show_concept(self, concept: Concept | None, *, anew: bool = False) -> None:
        """What is typed here and not taken yet stays, unless the line is to be shown ``anew``."""
        is_typed = self.hasFocus() and self.text() != self._label and not anew
        self._concept = concept
        if not is_typed:
            self.setText(self._label)

    def _on_self_taken(self, suggestion: Suggestion) -> None:
        if isinstance(suggestion.payload, Concept):
            self._concept = suggestion.payload
            self.setText(self._label)
            self.concept_taken.emit(self._concept)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not self.text().strip() and self._concept is not None:
            self._empty()
        elif event.key() == Qt.Key.Key_Escape and not self.offering and self.text() != self._label:
            self.setText(self._label)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.text().strip() and self._concept is not None:
            self._empty()
        elif self.text() != self._label:
            self.setText(self._label)

    def _empty(self) -> None:
        self._concept = None
        self.dismiss()
        self.clear()
        self.concept_taken.emit(None)
