"""Names and values that are read, not edited: times, and what an import brought. No logic."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from newsroom.gui.theme import ui_font
from newsroom.gui.widgets.elided_label import ElidedLabel


class FactsView(QWidget):
    """Two columns; the name dim, the value cut where it is too long, whole in its tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._scale = 1.0
        self._rows: list[tuple[ElidedLabel, ElidedLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)

    def set_look(self, scale: float) -> None:
        self._scale = scale
        for labels in self._rows:
            for label in labels:
                label.setFont(ui_font(scale, pixels=12))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while len(self._rows) < len(facts):
            name, value = ElidedLabel(), ElidedLabel()
            name.setObjectName("dim")
            name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            for label in (name, value):
                label.setFont(ui_font(self._scale, pixels=12))
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            place = len(self._rows)
            self._grid.addWidget(name, place, 0)
            self._grid.addWidget(value, place, 1)
            self._rows.append((name, value))
        for n, labels in enumerate(self._rows):
            for label, text in zip(labels, facts[n] if n < len(facts) else ("", ""), strict=True):
                label.setText(text)
                label.setVisible(n < len(facts))
        self.setAccessibleName("; ".join(f"{name}: {value}" for name, value in facts))
