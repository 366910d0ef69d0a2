"""A row of small buttons of which one is chosen: filters above a list. One stop of Tab, arrows go along it."""

from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from newsroom.gui.theme import ui_font
from newsroom.gui.widgets.flow_layout import FlowLayout

T = TypeVar("T")


class Choices(QWidget, Generic[T]):
    """``name`` says what is chosen by them; ``chosen`` comes only of a person."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[T, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._words = dict(choices)
        self._group = QButtonGroup(self)
        self._buttons: dict[T, QToolButton] = {}
        flow = FlowLayout(self, spacing=2)
        for value, words in choices:
            button = QToolButton()
            button.setObjectName("choice")
            button.setText(words)
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(partial(self._on_button_clicked, value))
            self._group.addButton(button)
            self._buttons[value] = button
            flow.addWidget(button)
        self.choose(choices[0][0])

    @property
    def current(self) -> T:
        """What is chosen."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def button(self, value: T) -> QToolButton:
        return self._buttons[value]

    def choose(self, value: T) -> None:
        """Tab comes to it from now on: by itself Qt would stop at the one that had the focus last."""
        self._buttons[value].setChecked(True)
        for other, button in self._buttons.items():
            stops = button.focusPolicy() | Qt.FocusPolicy.TabFocus
            button.setFocusPolicy(stops if other == value else stops & ~Qt.FocusPolicy.TabFocus)

    def show_detail(self, value: T, detail: str) -> None:
        """Something more behind one of them, a number say."""
        self._buttons[value].setText(f"{self._words[value]} {detail}".strip())

    def set_scale(self, scale: float) -> None:
        for button in self._buttons.values():
            button.setFont(ui_font(scale, pixels=12))
        self.updateGeometry()

    def _on_button_clicked(self, value: T) -> None:
        self.choose(value)
        self.chosen.emit(value)
