"""The difference between a recovered text and the saved one, to be read in a tab of the right pane."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from newsroom.gui.features.recovery.comparing import FIRST
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.side_reader import SideReader

_LINES_BEFORE = 3


class DifferenceView(SideReader):
    """Shows what it is given."""

    def __init__(self, colors: Colors, scale: float) -> None:
        super().__init__(colors, scale)
        self.text.setAccessibleName(self.tr("The recovered text and the saved one"))
        self.close_button.setAccessibleName(self.tr("Close the difference"))
        note = QLabel(self.tr("Underlined is what was recovered; struck out is what was saved."))
        note.setObjectName("dim")
        note.setWordWrap(True)
        self.head.insertWidget(0, note, 1)

    def show_html(self, html: str) -> None:
        """Begins at what differs first, with some lines before it. It is to be visible already."""
        self.text.setHtml(html)
        self.text.scrollToAnchor(FIRST)
        bar = self.text.verticalScrollBar()
        if bar.value():
            bar.setValue(
                bar.value() - _LINES_BEFORE * QFontMetrics(self.text.document().defaultFont()).lineSpacing()
            )
