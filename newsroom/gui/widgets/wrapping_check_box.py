"""A check box whose words go on in a second line where there is no room for them in one; Qt's own are cut off."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter
from typing_extensions import override

_LEAST_WIDTH = 120
_TALL = 10_000
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic


class WrappingCheckBox(QCheckBox):
    """Where all of it fits, it is Qt's."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred, self.sizePolicy().controlType()
        )
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, self.sizeHint().height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        line = self.sizeHint().height()
        if width >= self.sizeHint().width():
            return line
        room = QRect(0, 0, max(1, width - self._indent()), _TALL)
        words = self.fontMetrics().boundingRect(room, int(_WRAPPED), self.text())
        return max(line, words.height() + line - self.fontMetrics().height())

    def _indent(self) -> int:
        """How far the words stand from the edge at which the box is."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.direction = Qt.LayoutDirection.LeftToRight
        return self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).left()

    @property
    def _is_wrapped(self) -> bool:
        return self.width() < self.sizeHint().width()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos) if self._is_wrapped else super().hitButton(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_wrapped:
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        option.rect = QRect(0, 0, self.width(), self.sizeHint().height())  # the box beside the first line
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        font = self.font()
        font.setUnderline(self.hasFocus())  # as the style sheet has it for all check boxes
        painter.setFont(font)
        above = (self.sizeHint().height() - self.fontMetrics().height()) // 2
        room = QRect(self._indent(), above, self.width() - self._indent(), self.height() - above)
        room = QStyle.visualRect(self.layoutDirection(), self.rect(), room)
        flags = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawItemText(room, int(flags) | int(_WRAPPED), option.palette, self.isEnabled(), self.text())
