"""The quiet bar above the article: what was recovered, one text after the other."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.quiet_bar import QuietBar


class RecoveryBar(QuietBar):
    """Escape, with the focus inside, keeps the text, as its button does."""

    open_wanted = Signal()
    difference_wanted = Signal()
    saved_wanted = Signal()
    kept = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__("recovery", "dim")
        self.setAccessibleName(self.tr("Recovered texts"))
        self.headline.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.open = self.add_button(self.tr("Open"))
        self.difference = self.add_button(self.tr("Show the difference"))
        self.saved = self.add_button(self.tr("Take the saved version"))
        self.keep = self.add_button(self.tr("Keep"))
        self.open.clicked.connect(self.open_wanted)
        self.difference.clicked.connect(self.difference_wanted)
        self.saved.clicked.connect(self.saved_wanted)
        self.keep.clicked.connect(self.kept)
        self.escaped.connect(self.kept)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.headline, 100)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(14, 6, 10, 4)
        lines.setSpacing(0)
        lines.addWidget(self.words)
        lines.addLayout(row)
        self.set_look(colors, 1.0)

    def offer(self, words: str, headline: str, *, is_open: bool, was_saved: bool) -> None:
        """Shows one text. The open one is not named; whether the library had another version."""
        self.headline.setVisible(not is_open)
        self.open.setVisible(not is_open)
        self.difference.setVisible(was_saved)
        self.saved.setVisible(was_saved)
        self.say(words, headline)
