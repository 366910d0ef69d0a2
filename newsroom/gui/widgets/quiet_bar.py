"""A quiet bar above the work: one line of words, a headline, and what can be done. It stands in nobody's way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.elided_label import ElidedLabel


class QuietBar(QFrame):
    """Hidden until there is something to say. Who derives lays out ``words``, ``headline`` and the buttons it makes."""

    escaped = Signal()
    """Escape, with the focus inside."""

    def __init__(self, name: str, words_style: str, *, words: QLabel | None = None) -> None:
        """``words``: a label that does not give way, where they are not to be cut."""
        super().__init__()
        self.setObjectName(name)
        self.words = ElidedLabel() if words is None else words
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setObjectName(words_style)
        self.headline = ElidedLabel()
        self.buttons: list[QPushButton] = []
        self.hide()

    def add_button(self, words: str) -> QPushButton:
        """A button that looks like a link; the caller gives it its place."""
        button = QPushButton(words)
        button.setObjectName("link")
        button.setAccessibleName(words)
        self.buttons.append(button)
        return button

    def set_look(self, colors: Colors, scale: float) -> None:
        self.headline.setFont(ui_font(scale, pixels=13, bold=True))
        for widget in (self.words, *self.buttons):
            widget.setFont(ui_font(scale, pixels=12))
        self.setStyleSheet(
            f"QFrame#{self.objectName()} {{ background: {colors.bg}; border: none;"
            f" border-bottom: 1px solid {colors.line}; }}"
        )

    def say(self, words: str, headline: str) -> None:
        """Shows the bar; read out when it was not there."""
        self.words.setText(words)
        self.headline.setText(headline)
        whole = f"{words} {headline}"
        for button in self.buttons:
            button.setAccessibleDescription(whole)
        if self.isHidden():
            self.show()
            announce(self, whole)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
