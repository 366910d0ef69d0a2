"""A text to read in a tab of the right pane: a row above it, with a way out, and the text. Changes nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from newsroom.gui.theme import Colors, serif_font
from newsroom.gui.widgets.plain_reader import PlainReader

_PIXELS = 14


class SideReader(QWidget):
    """``text`` shows it, and has its name from who makes it, as ``close_button``; ``head`` is the row above."""

    close_wanted = Signal()

    def __init__(self, colors: Colors, scale: float) -> None:
        super().__init__()
        self.text = PlainReader()
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.close_wanted)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(10, 8, 10, 8)
        self.head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self.set_look(colors, scale)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.text.setStyleSheet(f"background: {colors.card}; color: {colors.ink}; border: none")
        self.text.document().setDefaultFont(serif_font(scale, pixels=_PIXELS))
        self.text.document().setDocumentMargin(14)
