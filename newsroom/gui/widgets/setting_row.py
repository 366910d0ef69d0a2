"""Rows of the settings: a label above its field, a hint and a problem below. They judge nothing and save nothing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from newsroom.gui.theme import LIGHT, Colors, ui_font
from newsroom.gui.widgets.choices import Choices
from newsroom.gui.widgets.number_box import NumberBox
from newsroom.gui.widgets.searching import marked, matches
from newsroom.gui.widgets.wrapping_check_box import WrappingCheckBox

MAX_HEADLINE_LIMIT = 1000
_MOST_FOR_ACTS = 0.6  # of the row


class SettingRow(QWidget):
    """A label, the widget of its field, a hint, and a problem while there is one. ``value_changed``: by the person.

    A search finds it by label and hint, and by ``also``: other words for it, which nobody sees.
    """

    value_changed = Signal()

    def __init__(self, label: str, editor: QWidget, *, hint: str = "", also: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._words = label
        self._also = also
        self._colors = LIGHT
        self._query = ""
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

    # Searched for

    def answers_to(self, query: str) -> bool:
        """Whether a search for this finds the row."""
        return matches(query, self._words, self._hint_words, self._also)

    def mark(self, query: str) -> None:
        """Shows where the words of a search stand; nothing is looked for: as it was."""
        self._query = query
        for label, words in ((self.label, self._words), (self._hint, self._hint_words)):
            if query:
                label.setTextFormat(Qt.TextFormat.RichText)
                label.setText(marked(words, query, ground=self._colors.accent_soft, ink=self._colors.ink))
            else:
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setText(words)

    def show_hint(self, words: str) -> None:
        """Another hint; none for nothing."""
        self._hint_words = words
        self._hint.setVisible(bool(words))
        self.mark(self._query)
        self.show_problem(self.problem)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors = colors
        if self._query:
            self.mark(self._query)
        self.label.setFont(ui_font(scale, pixels=11.5, bold=True))
        for widget in (self.editor, self._hint, self._problem):
            widget.setFont(ui_font(scale))


class LineRow(SettingRow):
    """One line of text."""

    def __init__(self, label: str, *, hint: str = "", placeholder: str = "", also: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, hint=hint, also=also)
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

    def __init__(self, label: str, *, hint: str = "", also: str = "") -> None:
        self.box = WrappingCheckBox(label)
        super().__init__(label, self.box, hint=hint, also=also)
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


class ChoiceRow(SettingRow):
    """One of a few, each a button."""

    def __init__(
        self, label: str, choices: Sequence[tuple[str, str]], *, hint: str = "", also: str = ""
    ) -> None:
        self.choices: Choices[str] = Choices(label, choices)
        super().__init__(
            label, self.choices, hint=hint, also=" ".join((also, *(words for _, words in choices)))
        )
        self.choices.chosen.connect(self.value_changed)

    @property
    @override
    def value(self) -> str:
        return self.choices.current

    @override
    def show_value(self, value: Any) -> None:
        self.choices.choose(value)

    @property
    @override
    def stops(self) -> list[QWidget]:
        return [self.choices.button(self.value)]

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        self.choices.set_scale(scale)


class StepRow(SettingRow):
    """A number that is typed, or made less and more by buttons and by the arrow keys. It tells each step at once.

    Where it is another than it was at ``first``, a button gives that back.
    """

    def __init__(
        self,
        label: str,
        least: int,
        most: int,
        first: int,
        step: int,
        *,
        suffix: str,
        hint: str = "",
        also: str = "",
    ) -> None:
        box = QWidget()
        self.box = NumberBox()
        self.less, self.more = QToolButton(), QToolButton()
        self._first = first
        self.back = QPushButton(self.tr("As it came: {0}").format(f"{first}{suffix}"))
        self.back.setObjectName("link")
        self.back.setAccessibleName(f"{label}: {self.back.text()}")
        super().__init__(label, box, hint=hint, also=also)
        self.box.setRange(least, most)
        self.box.setSingleStep(step)
        self.box.setSuffix(suffix)
        self.box.setKeyboardTracking(False)
        for part in (self.box, self.box.lineEdit()):
            part.setAccessibleName(label)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for button, sign, words in (
            (self.less, "−", self.tr("{0}: less")),
            (self.more, "+", self.tr("{0}: more")),
        ):
            button.setText(sign)
            button.setObjectName("step")
            button.setAccessibleName(words.format(label))
            button.setAutoRepeat(True)
        for widget in (self.less, self.box, self.more, self.back):
            line.addWidget(widget)
        line.addStretch(1)
        self.setFocusProxy(self.box)
        self.label.setBuddy(self.box)
        self.less.clicked.connect(self.box.stepDown)
        self.more.clicked.connect(self.box.stepUp)
        self.back.clicked.connect(self._on_back_clicked)
        self.box.valueChanged.connect(self._on_box_value_changed)
        self._show_ends()

    def _on_box_value_changed(self) -> None:
        self._show_ends()
        self.value_changed.emit()

    def _on_back_clicked(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)  # before the button goes
        self.box.setValue(self._first)

    def _show_ends(self) -> None:
        self.back.setVisible(self.box.value() != self._first)
        self.less.setEnabled(self.box.value() > self.box.minimum())
        self.more.setEnabled(self.box.value() < self.box.maximum())

    @property
    @override
    def value(self) -> int:
        return self.box.value()

    @override
    def show_value(self, value: Any) -> None:
        self.box.blockSignals(True)
        self.box.setValue(round(value))
        self.box.blockSignals(False)
        self._show_ends()

    @property
    @override
    def stops(self) -> list[QWidget]:
        return [self.less, self.box, self.more, self.back]

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        for widget in (self.less, self.box, self.more, self.back):
            widget.setFont(ui_font(scale))
        self.box.setMinimumWidth(round(110 * scale))


class FactRow(SettingRow):
    """Something to know, and what can be done about it, each a button: beside it, or below where that is too narrow."""

    def __init__(self, label: str, acts: Sequence[QPushButton], *, hint: str = "", also: str = "") -> None:
        box = QWidget()
        self.fact = QLabel()
        self.acts = tuple(acts)
        super().__init__(label, box, hint=hint, also=also)
        self.fact.setTextFormat(Qt.TextFormat.PlainText)
        self.fact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fact.setWordWrap(True)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, box)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(self.fact, 1)
        for act in self.acts:
            self._line.addWidget(act, 0, Qt.AlignmentFlag.AlignLeading)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = sum(act.sizeHint().width() + self._line.spacing() for act in self.acts)
        is_narrow = wanted > self.width() * _MOST_FOR_ACTS
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)

    @property
    @override
    def value(self) -> str:
        return self.fact.text()

    @override
    def show_value(self, value: Any) -> None:
        self.fact.setText(str(value))

    @property
    @override
    def stops(self) -> list[QWidget]:
        return list(self.acts)

    @override
    def set_look(self, colors: Colors, scale: float) -> None:
        super().set_look(colors, scale)
        for widget in (self.fact, *self.acts):
            widget.setFont(ui_font(scale))
