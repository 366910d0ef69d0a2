"""A large button with a title and a line that explains it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font

_PAD_X, _PAD_Y, _GAP = 16, 12, 3


class ChoiceButton(QPushButton):
    """As wide as it may be; the explanation breaks into lines."""

    def __init__(self, title: str, detail: str, colors: Colors) -> None:
        super().__init__()
        self._title, self._detail = title, detail
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        self._title_font, self._detail_font = (
            ui_font(scale, pixels=14, bold=True),
            ui_font(scale, pixels=12.5),
        )
        self.updateGeometry()
        self.update()

    def set_detail(self, detail: str) -> None:
        """Another line that explains it."""
        self._detail = detail
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    def _detail_room(self, width: int) -> QRect:
        metrics = QFontMetrics(self._detail_font)
        room = QRect(0, 0, max(80, width - 2 * _PAD_X), 1000)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self._detail)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        title = QFontMetrics(self._title_font).height()
        return 2 * _PAD_Y + title + _GAP + self._detail_room(width).height()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, self.heightForWidth(420))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width() or 420))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        title_height = QFontMetrics(self._title_font).height()
        room = self.rect().adjusted(_PAD_X, _PAD_Y, -_PAD_X, -_PAD_Y)
        painter.setFont(self._title_font)
        painter.setPen(QColor(self._colors.ink if self.isEnabled() else self._colors.dim))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignTop, self._title)
        painter.setFont(self._detail_font)
        painter.setPen(QColor(self._colors.dim))
        room.setTop(room.top() + title_height + _GAP)
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignTop) | Qt.TextFlag.TextWordWrap, self._detail)
