"""A line that names one tag, with completion: what a tag belongs under, what it is split into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from typing_extensions import override

from newsroom.domain.article import Tag
from newsroom.gui.features.tag_desk.words import kind_word
from newsroom.gui.theme import Colors
from newsroom.gui.when import articles
from newsroom.gui.widgets.completion import CompletingEdit, Suggestion

if TYPE_CHECKING:
    from newsroom.desk.tagging import TagMatch


class TagLine(CompletingEdit):
    """Shows a tag; ``tag_taken`` gives another one, or None where the line was emptied.

    With ``takes_new`` any other text stands, and is given by ``text``.
    """

    asked = Signal(object, str)
    """The line itself, and what was typed: ``offer_tags`` answers."""
    tag_taken = Signal(object)

    def __init__(self, colors: Colors, *, placeholder: str, name: str, takes_new: bool = False) -> None:
        super().__init__(colors, placeholder=placeholder, name=name)
        self.tag: Tag | None = None
        self._takes_new = takes_new
        self.text_typed.connect(self._on_self_text_typed)
        self.taken.connect(self._on_self_taken)
        self.entered.connect(self._on_self_entered)

    def show_tag(self, tag: Tag | None, *, anew: bool = False) -> None:
        """What is typed here and not taken yet stays, unless the line is to be shown ``anew``."""
        is_typed = self.hasFocus() and self.text() != self._label and not anew
        self.tag = tag
        if not is_typed:
            self.setText(self._label)

    @property
    def _label(self) -> str:
        return self.tag.label if self.tag is not None else ""

    def offer_tags(self, matches: Sequence[TagMatch]) -> None:
        """The answer to ``asked``."""
        self.offer(
            [
                Suggestion(
                    match.tag.label,
                    f"{kind_word(match.tag.kind)}, {articles(match.tag.n_articles)}",
                    match.tag,
                )
                for match in matches
            ]
        )

    def _on_self_text_typed(self, text: str) -> None:
        self.asked.emit(self, text)

    def _on_self_taken(self, suggestion: Suggestion) -> None:
        if isinstance(suggestion.payload, Tag):
            self.tag = suggestion.payload
            self.setText(self._label)
            self.tag_taken.emit(self.tag)

    def _on_self_entered(self, text: str) -> None:
        """Only what is offered can be taken."""
        if not self._takes_new and text != self._label:
            self.asked.emit(self, text)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not self.text().strip() and self.tag is not None:
            self.dismiss()
            self._empty()
        elif event.key() == Qt.Key.Key_Escape and not self.offering and self.text() != self._label:
            self.setText(self._label)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._takes_new:
            return
        if not self.text().strip() and self.tag is not None:
            self._empty()
        elif self.text() != self._label:
            self.setText(self._label)

    def _empty(self) -> None:
        self.tag = None
        self.clear()
        self.tag_taken.emit(None)
