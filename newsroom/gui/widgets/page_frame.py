"""The frame of a page that takes the whole window: title, what it is in a line, a way out. Escape leaves it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpacerItem, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.gui.theme import serif_font, ui_font


class PageFrame(QWidget):
    """``column`` takes what the page shows, ``head`` more buttons beside the title."""

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel(title)
        self.words = QLabel()
        self.words.setObjectName("dim")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.done = QPushButton(self.tr("Done"))
        self.done.setToolTip(self.tr("Back to the articles (Esc)"))
        self.done.clicked.connect(self.closed)
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self._gap = QSpacerItem(12, 0)
        self.head.addItem(self._gap)
        self.head.addWidget(self.words, 1)
        self.head.addWidget(self.done)
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 20, 28, 16)
        whole.setSpacing(12)
        whole.addLayout(self.head)
        whole.addLayout(self.column, 1)

    def embed(self) -> None:
        """As a part of another page, which has the title and the way out."""
        for widget in (self.title, self.done, self.words):
            widget.hide()
        self.head.removeItem(self._gap)
        whole = self.layout()
        assert whole is not None
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)

    def set_scale(self, scale: float) -> None:
        self.title.setFont(serif_font(scale, pixels=22, bold=True))
        self.words.setFont(ui_font(scale))
        self.done.setFont(ui_font(scale))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
