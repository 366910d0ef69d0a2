"""A list of a few to choose from, of which one is shown."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox
from typing_extensions import override


class QuietCombo(QComboBox):
    """A list that the wheel neither changes nor gives the focus in passing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_choices(self, choices: list[tuple[str, object]], current: object) -> None:
        """Texts and what they stand for, and which is chosen; nothing is reported."""
        present = [(self.itemText(n), self.itemData(n)) for n in range(self.count())]
        self.blockSignals(True)
        if present != choices:
            self.clear()
            for text, data in choices:
                self.addItem(text, data)
        place = next((n for n, (_text, data) in enumerate(choices) if data == current), 0)
        self.setCurrentIndex(place)
        self.blockSignals(False)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
