"""A row of chips with a line to add more: tags, series, filters."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.chip import Chip, Mark
from newsroom.gui.widgets.completion import CompletingEdit
from newsroom.gui.widgets.flow_layout import FlowLayout

_EDIT_WIDTH = 88
_EDIT_ROOM = 24  # beside the text: padding, border and the cursor
_NO_LIMIT = 16_777_215


class ChipText(NamedTuple):
    """What a chip shows; ``tip`` is the whole of it, for who hovers or listens."""

    text: str
    detail: str = ""
    mark: Mark = Mark.NONE
    tip: str = ""


class _Caret(QWidget):
    """Where a dragged chip would go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.color = QColor()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.color)


class _AddEdit(CompletingEdit):
    """Short like a chip until it has the focus; then it takes the rest of its line, and moves nothing.

    A text that does not fit there is given a line of its own.
    """

    focus_changed = Signal()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class ChipField(QWidget):
    """Shows what it is told to (``set_chips``) and reports wishes; it changes nothing by itself.

    The line is one stop of Tab; the arrow back, or Backspace in an empty line, goes on to the last chip.
    """

    remove_asked = Signal(int)
    move_asked = Signal(int, int)
    chip_opened = Signal(int)

    def __init__(self, colors: Colors, *, placeholder: str, name: str, what: str) -> None:
        super().__init__()
        self._colors = colors
        self._scale = 1.0
        self._what = what
        self._chips: list[Chip] = []
        self._texts: list[ChipText] = []
        self._flow = FlowLayout(self, stretch_last=True)
        self.edit = _AddEdit(colors, placeholder=placeholder, name=name)
        self.edit.focus_changed.connect(self._fit_edit)
        self.edit.textChanged.connect(self._on_edit_text_changed)
        self.edit.backspaced.connect(self._on_edit_backspaced)
        self.edit.left_at_start.connect(self._on_edit_backspaced)
        self._flow.addWidget(self.edit)
        self._caret = _Caret(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self.edit)
        self._apply_look()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """In the order shown."""
        return tuple(self._chips)

    def set_chips(self, texts: Sequence[ChipText | tuple[str, str]]) -> None:
        """Shows these, in order. Chips that stay are kept, so that the focus stays."""
        new = [ChipText(*text) for text in texts]
        if new == self._texts:
            return
        start, end = _common_ends(self._texts, new)
        n_old, n_new = len(self._texts) - start - end, len(new) - start - end
        # Every chip that comes or goes would lay out all of them.
        self._flow.setEnabled(False)
        for _ in range(n_new - n_old):
            self._add_chip(start + n_old)
        surplus = self._chips[start + n_new : start + n_old] if n_old > n_new else []
        had_focus = any(chip.hasFocus() for chip in surplus)
        del self._chips[start + n_new : start + n_new + len(surplus)]
        for chip, entry in zip(self._chips[start : start + n_new], new[start:], strict=False):
            chip.set_text(entry.text, detail=entry.detail, what=self._what, mark=entry.mark, tip=entry.tip)
        self._texts = new
        if had_focus:
            (self._chips[min(start, len(self._chips) - 1)] if self._chips else self.edit).setFocus()
        for chip in surplus:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.setEnabled(True)
        self._flow.invalidate()
        self.updateGeometry()

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        for chip in self._chips:
            chip.set_look(colors, scale)
        self._apply_look()
        self._flow.invalidate()
        self.updateGeometry()

    def _apply_look(self) -> None:
        self.edit.set_look(self._colors, self._scale)
        font = ui_font(self._scale, pixels=12)
        self.edit.setFont(font)
        # Of the font that comes: the edit still has the one of its style before, and too large a radius is none.
        c, radius = self._colors, (QFontMetrics(font).height() + round(6 * self._scale)) // 2
        self.edit.setStyleSheet(
            f"QLineEdit {{ background: transparent; border: 1px dashed {c.dashes}; border-radius: {radius}px;"
            f" font-size: {round(12 * self._scale)}px;"
            f" padding: {round(2 * self._scale)}px {round(8 * self._scale)}px; }}"
            f"QLineEdit:hover {{ border-color: {c.dim}; }}"
            f"QLineEdit:focus {{ background: {c.card}; border: {c.focus_px}px solid {c.accent}; }}"
        )
        self._caret.color = QColor(c.accent)
        self._fit_edit()

    def _fit_edit(self) -> None:
        least = max(
            round(_EDIT_WIDTH * self._scale), min(self._width_of(self.edit.placeholderText()), self.width())
        )
        self.edit.setMinimumWidth(max(least, min(self._width_of(self.edit.text()), self.width())))
        wide = self.edit.hasFocus() or bool(self.edit.text())
        self.edit.setMaximumWidth(_NO_LIMIT if wide else least)
        self._flow.invalidate()
        self.updateGeometry()
        self._flow.setGeometry(self.rect())

    def _width_of(self, text: str) -> int:
        """Pixels that the line needs to show all of it."""
        return self.edit.fontMetrics().horizontalAdvance(text) + round(_EDIT_ROOM * self._scale)

    def _on_edit_text_changed(self) -> None:
        # Only where it matters: three hundred chips are not laid out at every key.
        if self._width_of(self.edit.text()) > self.edit.width() or not self.edit.text():
            self._fit_edit()

    def _add_chip(self, place: int) -> None:
        chip = Chip("", self._colors, scale=self._scale, what=self._what)
        # Three hundred chips are not three hundred stops of Tab.
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.remove_asked.connect(self._on_chip_remove_asked)
        chip.move_asked.connect(self._on_chip_move_asked)
        chip.step_asked.connect(self._on_chip_step_asked)
        chip.line_asked.connect(self._on_chip_line_asked)
        chip.opened.connect(self._on_chip_opened)
        chip.typed.connect(self._on_chip_typed)
        chip.dragged.connect(self._on_chip_dragged)
        chip.dropped.connect(self._on_chip_dropped)
        self._flow.insert_widget(place, chip)
        self._chips.insert(place, chip)
        if (before := self.edit.previousInFocusChain()) is not None:
            QWidget.setTabOrder(before, chip)
        chip.show()

    # Size

    @override
    def sizeHint(self) -> QSize:
        width = self.width() or 320
        return QSize(width, self._flow.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._flow.heightForWidth(max(120, self.width())))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._flow.heightForWidth(self.width()))

    @override
    def updateGeometry(self) -> None:
        if self.width():
            self.setFixedHeight(self._flow.heightForWidth(self.width()))
        super().updateGeometry()

    # Keys

    def _on_edit_backspaced(self) -> None:
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chip_remove_asked(self, chip: Chip) -> None:
        self.remove_asked.emit(self._chips.index(chip))

    def _on_chip_opened(self, chip: Chip) -> None:
        self.chip_opened.emit(self._chips.index(chip))

    def _on_chip_typed(self, text: str) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.insert(text)
        self.edit.text_typed.emit(self.edit.text())

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

    def _on_chip_line_asked(self, chip: Chip, step: int) -> None:
        """To the chip nearest above or below; below the last line is the edit."""
        at = chip.geometry().center()
        beyond = [
            other
            for other in self._chips
            if (other.y() > chip.geometry().bottom() if step > 0 else other.geometry().bottom() < chip.y())
        ]
        if beyond:
            nearest = min(
                beyond,
                key=lambda other: (
                    abs(other.geometry().center().y() - at.y()),
                    abs(other.geometry().center().x() - at.x()),
                ),
            )
            nearest.setFocus()
        elif step > 0:
            self.edit.setFocus()

    # The mouse

    def _on_chip_dragged(self, _chip: Chip, place: QPoint) -> None:
        gap = self._gap_at(self.mapFromGlobal(place))
        last = gap == len(self._chips)
        area = self._chips[-1 if last else gap].geometry()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = area.right() + 2 if last != rtl else area.left() - 3
        self._caret.setGeometry(QRect(max(0, x), area.top(), 2, area.height()))
        self._caret.show()
        self._caret.raise_()

    def _on_chip_dropped(self, chip: Chip, place: QPoint) -> None:
        self._caret.hide()
        start, gap = self._chips.index(chip), self._gap_at(self.mapFromGlobal(place))
        end = gap - 1 if gap > start else gap
        if end != start:
            self.move_asked.emit(start, end)
            self._chips[end].setFocus()

    def _gap_at(self, place: QPoint) -> int:
        """Before which chip something dropped there goes."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for n, chip in enumerate(self._chips):
            area = chip.geometry()
            if place.y() < area.top() - 2:
                return n
            before = place.x() > area.center().x() if rtl else place.x() < area.center().x()
            if place.y() <= area.bottom() + 3 and before:
                return n
        return len(self._chips)


def _common_ends(old: Sequence[ChipText], new: Sequence[ChipText]) -> tuple[int, int]:
    """How many are the same at the beginning, and at the end behind those."""
    limit = min(len(old), len(new))
    start = next((n for n in range(limit) if old[n] != new[n]), limit)
    end = next((n for n in range(limit - start) if old[-1 - n] != new[-1 - n]), limit - start)
    return start, end
