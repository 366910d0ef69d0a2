"""A list at the side, and beside it what is chosen in it: nothing, one, or several things."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from newsroom.gui.theme import ui_font


class ListBeside(QSplitter):
    """``nothing`` says what to do while the list is empty; the others are shown by ``show_beside``."""

    def __init__(
        self, left: QWidget, *beside: QWidget, nothing: str, sizes: tuple[int, int] = (600, 480)
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._nothing = QLabel(nothing)
        self._nothing.setObjectName("dim")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(24, 32, 24, 24)
        self._stack = QStackedWidget()
        for widget in (self._nothing, *beside):
            self._stack.addWidget(widget)
        for widget, margins in ((left, (0, 0, 14, 0)), (self._stack, (16, 0, 0, 0))):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(*margins)
            column.addWidget(widget)
            self.addWidget(side)
        self.setStretchFactor(0, sizes[0])
        self.setStretchFactor(1, sizes[1])
        self.setSizes(list(sizes))

    def show_beside(self, widget: QWidget | None) -> None:
        """None: nothing is chosen."""
        self._stack.setCurrentWidget(widget or self._nothing)

    @property
    def beside(self) -> QWidget | None:
        current = self._stack.currentWidget()
        return None if current is self._nothing else current

    def say_nothing(self, words: str) -> None:
        """What stands there while nothing is chosen."""
        self._nothing.setText(words)

    def set_scale(self, scale: float) -> None:
        self._nothing.setFont(ui_font(scale, pixels=13))
