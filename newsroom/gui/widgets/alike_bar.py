"""A quiet bar that says that something may be there already, and offers to look, or to say that it is not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.quiet_bar import QuietBar


class AlikeBar(QuietBar):
    """Escape, with the focus inside, is as ``dismissed``."""

    shown = Signal()
    """Its article is to be shown beside."""
    dismissed = Signal()

    def __init__(self, colors: Colors, *, look: str, dismiss: str) -> None:
        super().__init__("alike", "warn")
        self.look = self.add_button(look)
        self.look.clicked.connect(self.shown)
        self.dismiss = self.add_button(dismiss)
        self.dismiss.clicked.connect(self.dismissed)
        self.escaped.connect(self.dismissed)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        for line in (self.words, self.headline):
            # The shorter of the two must not say how wide the other may be.
            line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            lines.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 10, 5)
        row.setSpacing(6)
        row.addLayout(lines, 1)
        row.addWidget(self.look)
        row.addWidget(self.dismiss)
        self.set_look(colors, 1.0)
