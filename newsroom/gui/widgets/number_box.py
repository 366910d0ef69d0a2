"""A number to be typed, or changed by the arrow keys. It has no buttons to click."""

from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QSpinBox
from typing_extensions import override

_MARGIN = 6


class NumberBox(QSpinBox):
    """The style sheet makes its buttons narrow: with Qt's own way to have none its text would get no room under one."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale.c())  # its digits are those of all other numbers of the window
        self.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)

    @override
    def stepBy(self, steps: int) -> None:
        super().stepBy(steps)
        if not self.hasFocus():  # a button beside it was pressed: what is marked looks like where one types
            self.lineEdit().deselect()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.lineEdit().setFont(self.font())  # under a style sheet it keeps its own
