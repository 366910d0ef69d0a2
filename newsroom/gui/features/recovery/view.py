"""The difference between a recovered text and the saved one, to be read in a tab of the right pane."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsroom.gui.features.recovery.comparing import FIRST
from newsroom.gui.theme import Colors, serif_font
from newsroom.gui.widgets.plain_reader import PlainReader

_PIXELS = 14
_LINES_BEFORE = 3


class DifferenceView(QWidget):
    """Shows what it is given."""

    close_wanted = Signal()

    def __init__(self, colors: Colors, scale: float) -> None:
        super().__init__()
        self.text = PlainReader()
        self.text.setAccessibleName(self.tr("The recovered text and the saved one"))
        self.note = QLabel(self.tr("Underlined is what was recovered; struck out is what was saved."))
        self.note.setObjectName("dim")
        self.note.setWordWrap(True)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close the difference"))
        self.close_button.clicked.connect(self.close_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(10, 8, 10, 8)
        row.addWidget(self.note, 1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self.set_look(colors, scale)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.text.setStyleSheet(f"background: {colors.card}; color: {colors.ink}; border: none")
        self.text.document().setDefaultFont(serif_font(scale, pixels=_PIXELS))
        self.text.document().setDocumentMargin(14)

    def show_html(self, html: str) -> None:
        """Begins at what differs first, with some lines before it. It is to be visible already."""
        self.text.setHtml(html)
        self.text.scrollToAnchor(FIRST)
        bar = self.text.verticalScrollBar()
        if bar.value():
            bar.setValue(
                bar.value() - _LINES_BEFORE * QFontMetrics(self.text.document().defaultFont()).lineSpacing()
            )
