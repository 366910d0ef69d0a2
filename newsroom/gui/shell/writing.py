"""How one writes here: the column, quotation marks, the language of new articles. Remembered for the user."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import QObject, Signal

from newsroom.gui.shell.parts import Parts

MEASURE, MIN_MEASURE, MAX_MEASURE = 74, 44, 110
LINE_HEIGHT, MIN_LINE_HEIGHT, MAX_LINE_HEIGHT = 1.62, 1.3, 2.2
_MEASURE, _LINE_HEIGHT = "writing/measure", "writing/line_height"
_SMART, _LANGUAGE = "writing/smart_quotes", "writing/language"
_QUOTES = "edit.smart_quotes"


class Writing(QObject):
    """Holds from the first article on: ``begin`` when session and editor are there. GUI thread only."""

    changed = Signal()

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._applied: tuple[object, ...] = ()

    def begin(self) -> None:
        """Session and editor are there."""
        book = self._parts.window.book
        if _QUOTES in book:
            book[_QUOTES].setChecked(self.smart_quotes)
            book[_QUOTES].toggled.connect(self._on_quotes_toggled)
        self._apply()

    def read_again(self) -> None:
        """Takes what is remembered by now: another window may have changed it."""
        book = self._parts.window.book
        if _QUOTES in book and book[_QUOTES].isChecked() != self.smart_quotes:
            book[_QUOTES].setChecked(self.smart_quotes)
        if self._applied != self._remembered():
            self._apply()

    def _remembered(self) -> tuple[object, ...]:
        return self.measure, self.line_height, self.language

    # The column

    @property
    def measure(self) -> int:
        """The longest line, in characters."""
        return round(self._number(_MEASURE, MEASURE, MIN_MEASURE, MAX_MEASURE))

    @property
    def line_height(self) -> float:
        """As a factor of the size of the letters."""
        return self._number(_LINE_HEIGHT, LINE_HEIGHT, MIN_LINE_HEIGHT, MAX_LINE_HEIGHT)

    def set_measure(self, n_characters: int) -> None:
        self._parts.preferences.set_text(_MEASURE, str(n_characters))
        self._apply()

    def set_line_height(self, factor: float) -> None:
        self._parts.preferences.set_text(_LINE_HEIGHT, str(factor))
        self._apply()

    def _number(self, name: str, default: float, least: float, most: float) -> float:
        number = self._parts.preferences.number(name, default)
        return min(most, max(least, number)) if isfinite(number) else default

    # While typing

    @property
    def smart_quotes(self) -> bool:
        """Whether quotation marks, apostrophes and dashes become the language's."""
        return self._parts.preferences.flag(_SMART, True)

    def set_smart_quotes(self, on: bool) -> None:
        book = self._parts.window.book
        if _QUOTES in book:
            book[_QUOTES].setChecked(on)
        else:
            self._on_quotes_toggled(on)

    def _on_quotes_toggled(self, on: bool) -> None:
        self._parts.preferences.set_flag(_SMART, on)
        self.changed.emit()

    @property
    def language(self) -> str:
        """Of new articles; empty for the site's."""
        return self._parts.preferences.text(_LANGUAGE)

    def set_language(self, tag: str) -> None:
        self._parts.preferences.set_text(_LANGUAGE, tag)
        self._apply()

    def _apply(self) -> None:
        self._applied = self._remembered()
        if self._parts.editor is not None:
            self._parts.editor.set_column(self.measure, self.line_height)
        if self._parts.session is not None:
            self._parts.session.own_language = self.language
        self.changed.emit()
