"""A column of labelled fields that scrolls: what a thing in a list is, and what can be done with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from newsroom.gui.theme import serif_font, ui_font
from newsroom.gui.widgets.flow_layout import FlowLayout


class ButtonRow(QWidget):
    """Buttons that break into lines where there is no room."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        flow = FlowLayout(self, spacing=6)
        for button in buttons:
            flow.addWidget(button)


class DetailColumn(QScrollArea):
    """``title`` stands above; ``add`` puts a field below what is there, with its label."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._labels: dict[QWidget, QLabel] = {}
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.facts = QLabel()
        self.facts.setObjectName("dim")
        self.facts.setWordWrap(True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(2, 0, 10, 8)
        self._column.setSpacing(4)
        self._column.addWidget(self.title)
        self._column.addWidget(self.facts)
        self._column.addSpacing(4)
        self._column.addStretch(1)
        self.setWidget(inside)

    def add(self, label: str, widget: QWidget) -> None:
        """The widget keeps its own accessible name."""
        place = self._column.count() - 1
        if label:
            heading = QLabel(label)
            heading.setObjectName("heading")
            self._labels[widget] = heading
            self._column.insertWidget(place, heading)
            place += 1
        self._column.insertWidget(place, widget)
        self._column.insertSpacing(place + 1, 6)

    def show_field(self, widget: QWidget, is_shown: bool) -> None:
        """A field and its label, or neither."""
        widget.setVisible(is_shown)
        if widget in self._labels:
            self._labels[widget].setVisible(is_shown)

    def set_scale(self, scale: float) -> None:
        self.title.setFont(serif_font(scale, pixels=18, bold=True))
        self.facts.setFont(ui_font(scale, pixels=12.5))
