"""A number to be typed, or changed by the arrow keys. It has no buttons to click."""

from PySide6.QtWidgets import QSpinBox

_MARGIN = 6


class NumberBox(QSpinBox):
    """The style sheet makes its buttons narrow: with Qt's own way to have none its text would get no room under one."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)
