"""The bar below the text that finds and replaces. Shows and asks; the finding is done by its owner."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from typing_extensions import override

from newsroom.gui.features.editor.finding import FindQuery
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.widgets.key_button import key_text


class FindBar(QWidget):
    """``query_changed`` with every key; ``stepped`` with 1 or -1; ``closed`` by Escape."""

    query_changed = Signal()
    stepped = Signal(int)
    replace_asked = Signal()
    replace_all_asked = Signal()
    closed = Signal()

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("find-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Find"))
        self.words.setAccessibleName(self.tr("Find in the text"))
        self.with_words = QLineEdit()
        self.with_words.setPlaceholderText(self.tr("Replace with"))
        self.with_words.setAccessibleName(self.tr("Replace with"))
        self.count = QLabel()
        self.match_case = self._option("Aa", self.tr("Match case"))
        self.whole_words = self._option("W", self.tr("Whole words"))
        self.previous = self._button("↑", self.tr("Previous match"))
        self.next = self._button("↓", self.tr("Next match"))
        self.close_button = self._button("×", self.tr("Close (Esc)"))
        self.replace_one = QPushButton(self.tr("Replace"))
        self.replace_all = QPushButton(self.tr("Replace all"))
        self._build()
        self._connect()
        self.set_colors(colors)
        self.set_text_scale(1.0)
        self.hide()

    def follow(self, previous: QAction, next: QAction) -> None:
        """The keys of these two stand in the tips of its buttons, as they are."""
        for button, action in ((self.previous, previous), (self.next, next)):
            action.changed.connect(partial(_show_key, button, action))
            _show_key(button, action)

    def _option(self, text: str, name: str) -> QToolButton:
        button = self._button(text, name)
        button.setCheckable(True)
        button.toggled.connect(self.query_changed)
        return button

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _build(self) -> None:
        self.count.setMinimumWidth(64)
        self.words.setMinimumWidth(90)
        finders = QHBoxLayout()
        finders.setSpacing(2)
        for widget in (
            self.count,
            self.match_case,
            self.whole_words,
            self.previous,
            self.next,
            self.close_button,
        ):
            finders.addWidget(widget)
        self._replacers = QWidget()
        replacers = QHBoxLayout(self._replacers)
        replacers.setContentsMargins(0, 0, 0, 0)
        replacers.setSpacing(6)
        replacers.addWidget(self.replace_one)
        replacers.addWidget(self.replace_all)
        replacers.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 7, 8, 7)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.words, 0, 0)
        grid.addLayout(finders, 0, 1)
        grid.addWidget(self.with_words, 1, 0)
        grid.addWidget(self._replacers, 1, 1)
        chain = [self.words, self.with_words, self.match_case, self.whole_words, self.previous, self.next]
        chain += [self.replace_one, self.replace_all, self.close_button]
        for first, second in pairwise(chain):
            self.setTabOrder(first, second)

    def _connect(self) -> None:
        self.words.textChanged.connect(self.query_changed)
        self.previous.clicked.connect(self._on_previous_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.close_button.clicked.connect(self.closed)
        self.replace_one.clicked.connect(self.replace_asked)
        self.replace_all.clicked.connect(self.replace_all_asked)

    def _on_previous_clicked(self) -> None:
        self.stepped.emit(-1)

    def _on_next_clicked(self) -> None:
        self.stepped.emit(1)

    def open(self, words: str, *, replacing: bool) -> None:
        """Shows the bar, with its second line for replacing; ``words`` go into it unless empty."""
        self.with_words.setVisible(replacing)
        self._replacers.setVisible(replacing)
        self.show()
        if words:
            self.words.setText(words)
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.query_changed.emit()

    @property
    def query(self) -> FindQuery:
        return FindQuery(self.words.text(), self.match_case.isChecked(), self.whole_words.isChecked())

    def show_count(self, number: int | None, n_matches: int) -> None:
        """``3 of 17``; ``number`` counts from 0."""
        if not self.words.text():
            self.count.clear()
        elif not n_matches:
            self.count.setText(self.tr("not found"))
        elif number is None:
            self.count.setText(self.tr("{0} found").format(n_matches))
        else:
            self.count.setText(self.tr("{0} of {1}").format(number + 1, n_matches))
        missing = bool(self.words.text()) and not n_matches
        self.count.setStyleSheet(f"color: {self._colors.warn if missing else self._colors.dim}")
        self.replace_one.setEnabled(bool(n_matches))
        self.replace_all.setEnabled(bool(n_matches))

    def set_colors(self, colors: Colors) -> None:
        self._colors = colors
        self.setStyleSheet(
            f"QWidget#find-bar {{ background: {colors.panel}; border-top: 1px solid {colors.line}; }}"
            f"QToolButton:checked {{ background: {colors.selection}; color: {colors.ink}; }}"
        )

    def set_text_scale(self, scale: float) -> None:
        for widget in self.findChildren(QWidget):
            widget.setFont(ui_font(scale, pixels=12.5))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(backward=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _enter(self, *, backward: bool) -> None:
        focus = self.focusWidget()
        if isinstance(focus, QToolButton | QPushButton):
            focus.click()
        elif focus is self.with_words:
            self.replace_asked.emit()
        else:
            self.stepped.emit(-1 if backward else 1)


def _show_key(button: QToolButton, action: QAction) -> None:
    key = key_text(action)
    name = button.accessibleName()
    button.setToolTip(f"{name} ({key})" if key else name)
