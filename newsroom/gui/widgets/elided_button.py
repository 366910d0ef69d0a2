"""A button with words of any length: what does not fit is cut in the middle and stands in its tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy
from typing_extensions import override


class ElidedButton(QPushButton):
    """As wide as its words where there is room, narrower where there is not."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """As they are: a ``&`` in them is one."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # Their enums take long to make: not before the window's first paint, which has no such button.
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        words = self.accessibleName()
        cut = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        self.setToolTip(words if cut != words else "")
        option.text = cut.replace("&", "&&")
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)
