"""Settings that are lists: the labels that articles may carry, the publication's own accounts."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.domain.site import SocialLink
from newsroom.gui.features.site_settings.problems import social_problem
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.chip_field import ChipField
from newsroom.gui.widgets.setting_row import SettingRow


class LabelsRow(SettingRow):
    """Labels as chips; Enter adds one, the chips' keys remove and move them."""

    def __init__(self, label: str, colors: Colors, *, hint: str) -> None:
        self.field = ChipField(colors, placeholder=self.tr("Add a label"), name=label, what=self.tr("Label"))
        super().__init__(label, self.field, hint=hint)
        self._labels: tuple[str, ...] = ()
        self.field.edit.entered.connect(self._on_edit_entered)
        self.field.remove_asked.connect(self._on_field_remove_asked)
        self.field.move_asked.connect(self._on_field_move_asked)

    @property
    @override
    def value(self) -> tuple[str, ...]:
        return self._labels

    @property
    @override
    def stops(self) -> list[QWidget]:
        return [self.field.edit]

    @override
    def show_value(self, value: Any) -> None:
        self._labels = tuple(value)
        self.field.set_chips([(label, "") for label in self._labels])

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        self.field.set_look(colors, scale)

    def _change(self, labels: Sequence[str]) -> None:
        self.show_value(labels)
        self.value_changed.emit()

    def _on_edit_entered(self, text: str) -> None:
        label = " ".join(text.split())
        known = {known.casefold() for known in self._labels}
        if label.casefold() in known:
            self.show_problem(self.tr("There is a label “{0}” already.").format(label))
            return
        self.show_problem("")
        self.field.edit.clear()
        self._change((*self._labels, label))

    def _on_field_remove_asked(self, index: int) -> None:
        self._change(self._labels[:index] + self._labels[index + 1 :])

    def _on_field_move_asked(self, start: int, end: int) -> None:
        labels = list(self._labels)
        labels.insert(end, labels.pop(start))
        self._change(labels)


class SocialLine(QWidget):
    """One account: what it is, where it is, and a button that takes it away."""

    value_changed = Signal()
    remove_asked = Signal(object)

    def __init__(self, link: SocialLink) -> None:
        super().__init__()
        self.name = QLineEdit(link.name)
        self.url = QLineEdit(link.url)
        self.remove = QToolButton()
        self.remove.setText("✕")
        self.remove.setAccessibleName(self.tr("Remove this account"))
        self.remove.setToolTip(self.tr("Remove this account"))
        self.name.setPlaceholderText(self.tr("Name"))
        self.name.setAccessibleName(self.tr("Name of the account"))
        self.url.setPlaceholderText("https://")
        self.url.setAccessibleName(self.tr("Address of the account"))
        self._problem = QLabel()
        self._problem.setObjectName("warn")
        self._problem.setWordWrap(True)
        self._problem.hide()
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.name, 2)
        line.addWidget(self.url, 5)
        line.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._problem)
        self.name.textEdited.connect(self._on_text_edited)
        self.url.textEdited.connect(self._on_text_edited)
        self.remove.clicked.connect(self._on_remove_clicked)

    @property
    def value(self) -> SocialLink:
        return SocialLink(self.name.text().strip(), self.url.text().strip())

    @property
    def problem(self) -> str:
        return social_problem(self.name.text(), self.url.text())

    def judge(self) -> None:
        """Shows what is wrong with it."""
        self._problem.setText(self.problem)
        self._problem.setVisible(bool(self.problem))

    def set_look(self, scale: float) -> None:
        for widget in (self.name, self.url, self.remove, self._problem):
            widget.setFont(ui_font(scale))

    def _on_text_edited(self) -> None:
        self.judge()
        self.value_changed.emit()

    def _on_remove_clicked(self) -> None:
        self.remove_asked.emit(self)


class SocialRow(SettingRow):
    """The accounts in their order, and a button for one more. A line that is not whole yet is not saved."""

    lines_changed = Signal()

    def __init__(self, label: str, *, hint: str) -> None:
        self._box = QWidget()
        super().__init__(label, self._box, hint=hint)
        self.lines: list[SocialLine] = []
        self._scale = 1.0
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.add = QPushButton(self.tr("Add an account"))
        self.add.setObjectName("link")
        self.add.clicked.connect(self._on_add_clicked)
        self._column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)

    @property
    @override
    def value(self) -> tuple[SocialLink, ...]:
        whole = (line.value for line in self.lines if not line.problem)
        return tuple(link for link in whole if link.name)

    @property
    @override
    def stops(self) -> list[QWidget]:
        return [*(stop for line in self.lines for stop in (line.name, line.url, line.remove)), self.add]

    @override
    def show_value(self, value: Any) -> None:
        if tuple(value) == self.value:
            return
        for line in tuple(self.lines):
            self._drop(line)
        for link in value:
            self._append(link)

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        self._scale = scale
        self.add.setFont(ui_font(scale))
        for line in self.lines:
            line.set_look(scale)

    def _append(self, link: SocialLink) -> SocialLine:
        line = SocialLine(link)
        line.set_look(self._scale)
        line.value_changed.connect(self.value_changed)
        line.remove_asked.connect(self._on_line_remove_asked)
        self._column.insertWidget(len(self.lines), line)
        line.show()
        self.lines.append(line)
        self.lines_changed.emit()
        return line

    def _drop(self, line: SocialLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _on_add_clicked(self) -> None:
        self._append(SocialLink("", "")).name.setFocus()

    def _on_line_remove_asked(self, line: SocialLine) -> None:
        index = self.lines.index(line)
        self._drop(line)
        (self.lines[min(index, len(self.lines) - 1)].name if self.lines else self.add).setFocus()
        self.value_changed.emit()
