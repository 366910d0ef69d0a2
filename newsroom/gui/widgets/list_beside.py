"""A list at the side, and beside it what is chosen in it: nothing, one, or several things."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.gui.theme import ui_font

_BEFORE, _BEHIND = 14, 16  # of the line between them, in the direction of reading


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
        self._columns: list[QVBoxLayout] = []
        for widget in (left, self._stack):
            side = QWidget()
            column = QVBoxLayout(side)
            column.addWidget(widget)
            self._columns.append(column)
            self.addWidget(side)
        self._set_margins()
        self.setStretchFactor(0, sizes[0])
        self.setStretchFactor(1, sizes[1])
        self.setSizes(list(sizes))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_margins()

    def _set_margins(self) -> None:
        """Room on both sides of the handle: a layout's margins do not turn with the direction of reading."""
        before, behind = self._columns
        if self.isRightToLeft():
            before.setContentsMargins(
                _BEFORE, 0, 2, 0
            )  # a splitter from right to left cuts off its first pixel
            behind.setContentsMargins(0, 0, _BEHIND, 0)
        else:
            before.setContentsMargins(0, 0, _BEFORE, 0)
            behind.setContentsMargins(_BEHIND, 0, 0, 0)

    def show_beside(self, widget: QWidget | None) -> None:
        """None: nothing is chosen."""
        self._stack.setCurrentWidget(widget or self._nothing)

    @property
    def beside(self) -> QWidget | None:
        current = self._stack.currentWidget()
        return None if current is self._nothing else current

    def set_scale(self, scale: float) -> None:
        self._nothing.setFont(ui_font(scale, pixels=13))
