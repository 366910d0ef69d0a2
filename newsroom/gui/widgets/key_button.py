"""A button that runs an action and shows its key, as on a key cap."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

_SIDE, _ABOVE, _GAP = 11, 5, 7
_LEFT_TO_RIGHT = "\u200e"


def key_text(action: QAction) -> str:
    """The action's key as this system writes it; empty where it has none."""
    return as_printed(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))


def as_printed(text: str) -> str:
    """A key as it stands on keyboards; from left to right also where its sign would go to the other end."""
    text = text.replace("Return", "Enter")
    return f"{_LEFT_TO_RIGHT}{text}{_LEFT_TO_RIGHT}" if text and not text[-1].isalnum() else text


class KeyButton(QPushButton):
    """Follows its action: text, key, whether it can be used. Its looks are the style sheet's."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._shows_key = True
        self._words, self._key = QLabel(), QLabel()
        self._key.setObjectName("key")
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, _ABOVE, _SIDE, _ABOVE)
        row.setSpacing(_GAP)
        for label in (self._words, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()

    def _on_action_changed(self) -> None:
        action, key = self._action, key_text(self._action)
        self._words.setText(action.iconText())
        self._key.setText(key)
        self._key.setVisible(self._shows_key and bool(key))
        self.setEnabled(action.isEnabled())
        self.setAccessibleName(action.text())
        self.setAccessibleDescription(key)
        self.setToolTip(f"{action.text()} ({key})" if key else action.text())
        self.updateGeometry()

    def show_key(self, shown: bool) -> None:
        """Without its key it is narrower; the tool tip has it."""
        self._shows_key = shown
        self._key.setVisible(shown and bool(self._key.text()))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
