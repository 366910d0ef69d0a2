"""A button that runs an action and shows its key, as on a key cap."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetrics, QKeySequence, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font

_KEY_PAD = 4
_GAP = 8


def key_text(action: QAction) -> str:
    """The action's key as this system writes it; empty where it has none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class KeyButton(QPushButton):
    """Follows its action: text, key, whether it can be used."""

    def __init__(
        self, action: QAction, colors: Colors, *, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._action = action
        self._own_text = text
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self.set_look(colors, 1.0)
        self._on_action_changed()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self._key_font = ui_font(scale, pixels=11)
        self.updateGeometry()
        self.update()

    def _on_action_changed(self) -> None:
        self.setText(self._own_text or self._action.text())
        self.setEnabled(self._action.isEnabled())
        self._key = key_text(self._action)
        self.setAccessibleName(self._action.text())
        self.setAccessibleDescription(self._key)
        self.setToolTip(f"{self._action.text()} ({self._key})" if self._key else self._action.text())
        self.updateGeometry()

    def _key_width(self) -> int:
        if not self._key:
            return 0
        return QFontMetrics(self._key_font).horizontalAdvance(self._key) + 2 * _KEY_PAD

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return hint + QSize(self._key_width() + _GAP, 0) if self._key else hint

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        text, metrics = self.text(), self.fontMetrics()
        painter = QStylePainter(self)
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        key_width = self._key_width()
        used = metrics.horizontalAdvance(text) + (key_width + _GAP if key_width else 0)
        left = (self.width() - used) // 2
        text_x = left + (key_width + _GAP if rtl and key_width else 0)
        room = QRect(text_x, 0, metrics.horizontalAdvance(text) + 1, self.height())
        painter.setPen(QColor(self._colors.ink if self.isEnabled() else self._colors.dim))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        if key_width:
            self._paint_key(painter, left if rtl else room.right() + _GAP, key_width)

    def _paint_key(self, painter: QStylePainter, x: int, width: int) -> None:
        height = QFontMetrics(self._key_font).height() + 1
        cap = QRectF(x + 0.5, (self.height() - height) // 2 + 0.5, width - 1, height - 1)
        painter.setPen(QPen(QColor(self._colors.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(self._key_font)
        painter.setPen(QColor(self._colors.dim))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
