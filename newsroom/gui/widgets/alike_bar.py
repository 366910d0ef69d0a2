"""A quiet bar that says that something may be there already, and offers to look, or to say that it is not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.elided_label import ElidedLabel


class AlikeBar(QFrame):
    """Hidden until there is something to say. Escape, with the focus inside, is as ``dismissed``."""

    shown = Signal()
    """Its article is to be shown beside."""
    dismissed = Signal()

    def __init__(self, colors: Colors, *, look: str, dismiss: str) -> None:
        super().__init__()
        self.setObjectName("alike")
        self.words = ElidedLabel()
        self.words.setObjectName("warn")
        self.headline = ElidedLabel()
        self.look = self._button(look)
        self.look.clicked.connect(self.shown)
        self.dismiss = self._button(dismiss)
        self.dismiss.clicked.connect(self.dismissed)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self.words)
        lines.addWidget(self.headline)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 10, 5)
        row.setSpacing(6)
        row.addLayout(lines, 1)
        row.addWidget(self.look)
        row.addWidget(self.dismiss)
        self.set_look(colors, 1.0)
        self.hide()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("link")
        button.setAccessibleName(words)
        return button

    def set_look(self, colors: Colors, scale: float) -> None:
        self.headline.setFont(ui_font(scale, pixels=13, bold=True))
        for widget in (self.words, self.look, self.dismiss):
            widget.setFont(ui_font(scale, pixels=12))
        self.setStyleSheet(
            f"QFrame#alike {{ background: {colors.bg}; border: none; border-bottom: 1px solid {colors.line}; }}"
        )

    def say(self, words: str, headline: str) -> None:
        """Shows the bar; read out when it was not there."""
        self.words.setText(words)
        self.headline.setText(headline)
        whole = f"{words} {headline}"
        for button in (self.look, self.dismiss):
            button.setAccessibleDescription(whole)
        if self.isHidden():
            self.show()
            announce(self, whole)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)
