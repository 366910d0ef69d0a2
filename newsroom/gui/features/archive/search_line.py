"""The line that searches the archive. Reports what is typed and the keys that lead out of it; searches nothing."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font

_GLASS, _PAD = 16, 9


class SearchLine(QLineEdit):
    """Down leaves for the list, Escape clears; what was found stands at the end of the line."""

    down_pressed = Signal()
    escape_pressed = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search the archive"))
        self.setAccessibleDescription(
            self.tr("Finds headlines and ledes while you type. Enter searches the texts too.")
        )
        self._result = QLabel(self)
        self._result.setObjectName("dim")
        self._result.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self._result.setFont(ui_font(scale, pixels=12))
        self._place_result()

    @property
    def result(self) -> str:
        return self._result.text()

    def show_result(self, text: str, tip: str = "") -> None:
        """How many were found, and how fast."""
        self._result.setText(text)
        self.setToolTip(tip)
        self._place_result()

    def _place_result(self) -> None:
        self._result.adjustSize()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        glass = round(_GLASS * self._scale)
        width = self._result.width() + 4 if self._result.text() else 0
        self.setTextMargins(width if rtl else glass, 0, glass if rtl else width, 0)
        x = _PAD if rtl else self.width() - self._result.width() - _PAD
        self._result.move(x, (self.height() - self._result.height()) // 2)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), super().sizeHint().height() + round(4 * self._scale))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_result()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        size = 7 * self._scale
        x = self.width() - _PAD - size - 3 if rtl else _PAD
        y = (self.height() - size - 3) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colors.dim), 1.4))
        painter.drawEllipse(int(x), int(y), int(size), int(size))
        end = size * 0.85
        painter.drawLine(int(x + end), int(y + end), int(x + size + 3), int(y + size + 3))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)
