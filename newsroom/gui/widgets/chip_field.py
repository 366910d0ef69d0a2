"""A row of chips with a line to add more: tags, series, filters."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.chip import Chip
from newsroom.gui.widgets.completion import CompletingEdit
from newsroom.gui.widgets.flow_layout import FlowLayout


class ChipField(QWidget):
    """Shows what it is told to (``set_chips``) and reports wishes; it changes nothing by itself."""

    remove_asked = Signal(int)
    move_asked = Signal(int, int)
    chip_opened = Signal(int)

    def __init__(self, colors: Colors, *, placeholder: str, name: str, what: str) -> None:
        super().__init__()
        self._colors = colors
        self._scale = 1.0
        self._what = what
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, stretch_last=True)
        self.edit = CompletingEdit(colors, placeholder=placeholder, name=name)
        self.edit.setMinimumWidth(110)
        self.edit.backspaced.connect(self._on_edit_backspaced)
        self._flow.addWidget(self.edit)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self.edit)

    def set_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Text and dim detail of each, in order. Chips that stay are kept, so that the focus stays."""
        for chip, (text, detail) in zip(self._chips, chips, strict=False):
            chip.set_text(text, detail=detail, what=self._what)
        for text, detail in chips[len(self._chips) :]:
            self._add_chip(text, detail)
        for chip in self._chips[len(chips) :]:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        had_focus = any(chip.hasFocus() for chip in self._chips[len(chips) :])
        del self._chips[len(chips) :]
        if had_focus:
            (self._chips[-1] if self._chips else self.edit).setFocus()
        self._flow.invalidate()
        self.updateGeometry()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self.edit.set_colors(colors)
        texts = [(chip.text, chip._detail) for chip in self._chips]
        self.set_chips([])
        self.set_chips(texts)

    def _add_chip(self, text: str, detail: str) -> None:
        chip = Chip(text, self._colors, scale=self._scale, detail=detail, what=self._what)
        chip.remove_asked.connect(self._on_chip_remove_asked)
        chip.move_asked.connect(self._on_chip_move_asked)
        chip.step_asked.connect(self._on_chip_step_asked)
        chip.opened.connect(self._on_chip_opened)
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        QWidget.setTabOrder(chip, self.edit)
        chip.show()

    @override
    def sizeHint(self) -> QSize:
        width = self.width() or 320
        return QSize(width, self._flow.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._flow.heightForWidth(max(120, self.width())))

    @override
    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.setFixedHeight(self._flow.heightForWidth(self.width()))

    @override
    def updateGeometry(self) -> None:
        if self.width():
            self.setFixedHeight(self._flow.heightForWidth(self.width()))
        super().updateGeometry()

    def _on_edit_backspaced(self) -> None:
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chip_remove_asked(self, chip: Chip) -> None:
        self.remove_asked.emit(self._chips.index(chip))

    def _on_chip_opened(self, chip: Chip) -> None:
        self.chip_opened.emit(self._chips.index(chip))

    def _on_chip_move_asked(self, chip: Chip, step: int) -> None:
        start = self._chips.index(chip)
        end = start + step
        if 0 <= end < len(self._chips):
            self.move_asked.emit(start, end)
            self._chips[end].setFocus()

    def _on_chip_step_asked(self, chip: Chip, step: int) -> None:
        target = self._chips.index(chip) + step
        if target >= len(self._chips):
            self.edit.setFocus()
        elif target >= 0:
            self._chips[target].setFocus()
