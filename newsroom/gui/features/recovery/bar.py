"""The quiet bar above the article: what was recovered, one text after the other. Stands in nobody's way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.announcing import announce
from newsroom.gui.widgets.elided_label import ElidedLabel


class RecoveryBar(QFrame):
    """Hidden until there is something to say. Escape, with the focus inside, keeps the text, as its button does."""

    open_wanted = Signal()
    difference_wanted = Signal()
    saved_wanted = Signal()
    kept = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("recovery")
        self.setAccessibleName(self.tr("Recovered texts"))
        self.words = ElidedLabel()
        self.words.setObjectName("dim")
        self.headline = ElidedLabel()
        self.headline.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.open = self._button(self.tr("Open"))
        self.difference = self._button(self.tr("Show the difference"))
        self.saved = self._button(self.tr("Take the saved version"))
        self.keep = self._button(self.tr("Keep"))
        self.open.clicked.connect(self.open_wanted)
        self.difference.clicked.connect(self.difference_wanted)
        self.saved.clicked.connect(self.saved_wanted)
        self.keep.clicked.connect(self.kept)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.headline, 1)
        for button in self.buttons:
            row.addWidget(button)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(14, 6, 10, 4)
        lines.setSpacing(0)
        lines.addWidget(self.words)
        lines.addLayout(row)
        self.set_look(colors, 1.0)
        self.hide()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return self.open, self.difference, self.saved, self.keep

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("link")
        button.setAccessibleName(words)
        return button

    def set_look(self, colors: Colors, scale: float) -> None:
        self.headline.setFont(ui_font(scale, pixels=13, bold=True))
        for widget in (self.words, *self.buttons):
            widget.setFont(ui_font(scale, pixels=12))
        self.setStyleSheet(
            f"QFrame#recovery {{ background: {colors.bg}; border: none; border-bottom: 1px solid {colors.line}; }}"
        )

    def say(self, words: str, headline: str, *, is_open: bool, was_saved: bool) -> None:
        """Shows one text: whether it is the open one, and whether the library had another version."""
        self.words.setText(words)
        self.headline.setText(headline)
        self.open.setVisible(not is_open)
        self.difference.setVisible(was_saved)
        self.saved.setVisible(was_saved)
        whole = f"{words} {headline}"
        for button in self.buttons:
            button.setAccessibleDescription(whole)
        if self.isHidden():
            self.show()
            announce(self, whole)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.kept.emit()
        else:
            super().keyPressEvent(event)
