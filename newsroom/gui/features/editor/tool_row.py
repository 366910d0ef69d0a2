"""The row of formatting tools above the text. Its buttons are the actions' own; it decides nothing."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.key_button import key_text

TOOL_PIXELS = 13


def _show_key(button: QToolButton, label: str) -> None:
    """The word on it, and its action's key in the tip."""
    action = button.defaultAction()
    key = key_text(action)
    button.setText(label)  # which Qt takes from the action at each of its changes
    button.setToolTip(f"{action.text()} ({key})" if key else action.text())


class ToolRow(QWidget):
    """Flat buttons with words, on the page's column; a hairline below them while they stand over text."""

    def __init__(self, tools: Sequence[tuple[QAction, str]], colors: Colors) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons: list[QToolButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        for action, label in tools:
            self._row.addWidget(self._button(action, label))
        self._row.addStretch(1)
        self._rule = QFrame()
        self._rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._row)
        column.addWidget(self._rule)
        self._stuck = False
        self.set_colors(colors)
        self.set_text_scale(1.0)

    def _button(self, action: QAction, label: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setText(label)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setAccessibleName(action.text())
        action.changed.connect(partial(_show_key, button, label))
        _show_key(button, label)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoRaise(True)
        self._buttons.append(button)
        return button

    @property
    def buttons(self) -> tuple[QToolButton, ...]:
        return tuple(self._buttons)

    def set_side(self, side: int) -> None:
        self._row.setContentsMargins(max(0, side - 8), 2, side, 0)

    def set_stuck(self, stuck: bool) -> None:
        """Whether the row stands over text that goes on behind it."""
        if stuck != self._stuck:
            self._stuck = stuck
            self._show_rule()

    def set_colors(self, colors: Colors) -> None:
        self._colors = colors
        self.setStyleSheet(
            f"""
            ToolRow {{ background: {colors.card}; }}
            QToolButton {{ background: transparent; color: {colors.dim}; border: 1px solid transparent;
              border-radius: 5px; padding: 2px 6px; }}
            QToolButton:hover {{ background: {colors.selection}; color: {colors.ink}; }}
            QToolButton:focus {{ border: {colors.focus_px}px solid {colors.accent}; }}
            """
        )
        self._show_rule()

    def _show_rule(self) -> None:
        color = self._colors.line if self._stuck else self._colors.card
        self._rule.setStyleSheet(f"background: {color}; border: none")

    def set_text_scale(self, scale: float) -> None:
        for n, button in enumerate(self._buttons):
            font = QFont(ui_font(scale, pixels=TOOL_PIXELS, bold=n == 0))
            font.setItalic(n == 1)
            button.setFont(font)
