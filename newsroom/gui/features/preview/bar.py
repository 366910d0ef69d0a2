"""The row above the page: widths, appearances where there is room, the browser, and a menu with the rest."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors

_GAPS = 40
_HIGH = "QFrame#segments QToolButton:focus {{ border: 2px solid {c.accent}; }}"


class Segment(QToolButton):
    """One of some buttons; the arrow keys ask for the next."""

    step_wanted = Signal(int)

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setDefaultAction(action)
        self.setText(action.iconText())
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setAccessibleName(action.text())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = Qt.Key.Key_Right if self.isLeftToRight() else Qt.Key.Key_Left
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step_wanted.emit(1 if event.key() == forward else -1)
        else:
            super().keyPressEvent(event)


class Segments(QFrame):
    """Buttons of which one is down: the actions of an exclusive group. Tab stops once, the arrow keys choose."""

    def __init__(self, actions: Sequence[QAction], name: str) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: list[Segment] = []
        for action in actions:
            button = Segment(action)
            button.step_wanted.connect(self._on_button_step_wanted)
            action.toggled.connect(self._on_action_toggled)
            self.buttons.append(button)
            row.addWidget(button)
        self._on_action_toggled()

    def _on_action_toggled(self) -> None:
        for button in self.buttons:
            is_stop = button.isChecked() or not any(one.isChecked() for one in self.buttons)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.NoFocus)

    def _on_button_step_wanted(self, step: int) -> None:
        now = next(n for n, button in enumerate(self.buttons) if button.isChecked())
        button = self.buttons[(now + step) % len(self.buttons)]
        button.click()
        button.setFocus(Qt.FocusReason.TabFocusReason)


class PreviewBar(QFrame):
    """Shows actions; decides only what has room beside the widths. The menu has all the rest, always."""

    def __init__(
        self, devices: QActionGroup, appearances: QActionGroup, browser: QAction, files: Sequence[QAction]
    ) -> None:
        super().__init__()
        self._devices = Segments(devices.actions(), self.tr("Width of the page"))
        self._appearances = Segments(appearances.actions(), self.tr("Appearance of the page"))
        self._browser = QToolButton()
        self._browser.setDefaultAction(browser)
        self._browser.setText(browser.iconText())
        self._browser.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._browser.setAccessibleName(browser.text())
        self._browser.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu = QMenu(self)
        for action in appearances.actions():
            self.menu.addAction(action)
        self.menu.addSeparator()
        for action in (browser, *files):
            self.menu.addAction(action)
        self._more = QToolButton()
        self._more.setText("⋯")
        self._more.setObjectName("more")
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setAccessibleName(self.tr("More for this page"))
        self._more.setToolTip(self.tr("Appearance, save as a file, PDF"))
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 8, 8)
        row.setSpacing(6)
        row.addWidget(self._devices)
        row.addWidget(self._appearances)
        self._appearances.hide()
        row.addStretch(1)
        row.addWidget(self._browser)
        row.addWidget(self._more)

    def buttons(self) -> tuple[QWidget, ...]:
        """In the order of the keyboard."""
        return (*self._devices.buttons, *self._appearances.buttons, self._browser, self._more)

    def set_look(self, colors: Colors, scale: float) -> None:
        pad, side = round(4 * scale), round(8 * scale)
        self.setStyleSheet(
            f"QFrame#segments {{ border: 1px solid {colors.line}; border-radius: 6px; background: transparent; }}"
            f"QFrame#segments QToolButton {{ border: none; border-bottom: 2px solid transparent; border-radius: 0;"
            f" padding: {pad}px {side}px; color: {colors.dim}; }}"
            f"QFrame#segments QToolButton:hover {{ color: {colors.ink}; }}"
            f"QFrame#segments QToolButton:checked {{ background: {colors.selection}; color: {colors.ink};"
            f" border-bottom: 2px solid {colors.accent}; font-weight: 600; }}"
            f"QFrame#segments QToolButton:focus {{ color: {colors.accent}; text-decoration: underline; }}"
            f"{_HIGH.format(c=colors) if colors.high else ''}"
            f"QToolButton#more::menu-indicator {{ image: none; width: 0; }}"
        )
        self._fit()

    def _fit(self) -> None:
        devices, looks, browser, more = (
            one.sizeHint().width() for one in (self._devices, self._appearances, self._browser, self._more)
        )
        self.setMinimumWidth(devices + more + _GAPS)
        self._browser.setVisible(self.width() >= devices + browser + more + _GAPS)
        self._appearances.setVisible(self.width() >= devices + looks + browser + more + _GAPS)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
