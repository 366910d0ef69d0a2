"""Rows of the settings: a label above its field, a hint and a problem below. They judge nothing and save nothing."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.number_box import NumberBox

MAX_HEADLINE_LIMIT = 1000


class SettingRow(QWidget):
    """A label, the widget of its field, a hint, and a problem while there is one. ``value_changed``: by the person."""

    value_changed = Signal()

    def __init__(self, label: str, editor: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.label = QLabel(label)
        self.label.setObjectName("heading")
        self.label.setBuddy(editor)
        self._hint = QLabel(hint)
        self._hint.setObjectName("dim")
        self._problem = QLabel()
        self._problem.setObjectName("warn")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.label, editor, self._problem, self._hint):
            column.addWidget(widget)
        for text in (self._hint, self._problem):
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
        self._hint.setVisible(bool(hint))
        self._hint_words = hint
        editor.setAccessibleName(label)
        self.setFocusProxy(editor)
        self.show_problem("")

    @property
    def value(self) -> object:
        """What stands in the field."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Shows a value of the library's, as if nobody had typed it."""
        raise NotImplementedError

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [self.editor]

    @property
    def problem(self) -> str:
        return self._problem.text()

    def show_problem(self, words: str) -> None:
        """Says what is wrong with the value; nothing when it will do."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.editor.setAccessibleDescription(words or self._hint_words)

    def set_look(self, _colors: Colors, scale: float) -> None:
        self.label.setFont(ui_font(scale, pixels=11.5, bold=True))
        for widget in (self.editor, self._hint, self._problem):
            widget.setFont(ui_font(scale))


class LineRow(SettingRow):
    """One line of text."""

    def __init__(self, label: str, *, hint: str = "", placeholder: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, hint=hint)
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self.value_changed)

    @property
    @override
    def value(self) -> str:
        return self.line.text()

    @override
    def show_value(self, value: Any) -> None:
        text = str(value)
        if text.strip() != self.line.text().strip():
            self.line.setText(text)


class NumberRow(SettingRow):
    """A number of characters; 0 is no limit."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        self.box = NumberBox()
        super().__init__(label, self.box, hint=hint)
        self.box.setRange(0, MAX_HEADLINE_LIMIT)
        self.box.setSpecialValueText(self.tr("No limit"))
        self.box.setSuffix(self.tr(" characters"))
        self.box.setMaximumWidth(200)
        self.box.valueChanged.connect(self.value_changed)

    @property
    @override
    def value(self) -> int:
        return self.box.value()

    @override
    def show_value(self, value: Any) -> None:
        self.box.blockSignals(True)
        self.box.setValue(int(str(value)))
        self.box.blockSignals(False)


class SwitchRow(SettingRow):
    """On or off; its words stand beside the box."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        self.box = QCheckBox(label)
        super().__init__(label, self.box, hint=hint)
        self.label.hide()
        self.box.toggled.connect(self.value_changed)

    @property
    @override
    def value(self) -> bool:
        return self.box.isChecked()

    @override
    def show_value(self, value: Any) -> None:
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)
