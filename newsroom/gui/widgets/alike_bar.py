"""A quiet bar that says that something may be there already, and offers to look, or to say that it is not."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.quiet_bar import QuietBar

_MARGINS = (14, 5, 10, 5)
_GAP = 6
_LEAST_LETTERS = 16


class AlikeBar(QuietBar):
    """Its words are never cut: they have lines of their own, above the headline and the buttons.

    Escape, with the focus inside, is as ``dismissed``.
    """

    shown = Signal()
    """Its article is to be shown beside."""
    dismissed = Signal()

    def __init__(self, colors: Colors, *, look: str, dismiss: str) -> None:
        super().__init__("alike", "warn", words=QLabel())
        self.look = self.add_button(look)
        self.look.clicked.connect(self.shown)
        self.dismiss = self.add_button(dismiss)
        self.dismiss.clicked.connect(self.dismissed)
        self.escaped.connect(self.dismissed)
        self.words.setWordWrap(True)
        self.headline.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(_GAP)
        self._buttons.addWidget(self.look)
        self._buttons.addWidget(self.dismiss)
        self._buttons.addStretch(1)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(_GAP)
        self._below.addWidget(self.headline, 1)
        self._below.addLayout(self._buttons)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(*_MARGINS)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.words)
        self._whole.addLayout(self._below)
        self.set_look(colors, 1.0)

    def height_at(self, width: int) -> int:
        """How high it is where it is so wide."""
        self._fit(width)
        return self._whole.totalHeightForWidth(width)

    @override
    def say(self, words: str, headline: str) -> None:
        self.words.setText(words)
        self.headline.setText(headline)
        above = self.parentWidget()
        self._fit(self.width() if above is None else above.width())  # before it is seen
        super().say(words, headline)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        """The buttons beside the headline where that is left enough to be known by, else below it."""
        room = width - _MARGINS[0] - _MARGINS[2] - _GAP - self._buttons.sizeHint().width()
        is_wide = room >= min(self.headline.sizeHint().width(), _LEAST_LETTERS * self._letter())
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if way != self._below.direction():
            self._below.setDirection(way)

    def _letter(self) -> int:
        return self.headline.fontMetrics().averageCharWidth()
