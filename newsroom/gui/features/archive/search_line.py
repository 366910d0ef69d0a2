"""The line that searches the archive. Reports what is typed and the keys that lead out of it; searches nothing.

What may stand at the cursor is offered while a filter is being written, and anywhere by Ctrl+Space.
"""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit
from typing_extensions import override

from newsroom.domain.text_buffer import from_units, to_units, utf16_length
from newsroom.gui.theme import Colors, ui_font
from newsroom.gui.when import number

if TYPE_CHECKING:
    from newsroom.domain.asked import Completions, Span
    from newsroom.gui.widgets.completion import Suggestion, SuggestionPopup

_GLASS, _PAD = 16, 9
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FILTER = re.compile(r"[-(]*(?P<name>[a-z]+)(?:(?P<colon>:)|$)", re.IGNORECASE)
_NAME_LETTERS = 3


class SearchLine(QLineEdit):
    """Down leaves for the list, Escape clears; what was found stands at the end of the line."""

    down_pressed = Signal()
    escape_pressed = Signal()
    completion_wanted = Signal(str, int)
    """The line, and the cursor's place in it in code points."""
    text_completed = Signal(str)
    """The line with what was chosen from the offer."""

    def __init__(self, colors: Colors) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search the archive"))
        self.setAccessibleDescription(
            self.tr("Finds headlines and ledes while you type. Enter searches the texts too.")
        )
        self._popup: SuggestionPopup | None = None
        self._offered: tuple[str, Span] | None = None
        self._asked_by_key = self._is_wanted = False
        self.textEdited.connect(self._on_self_text_edited)
        self._result = QLabel(self)
        self._result.setObjectName("dim")
        self._result.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_look(colors, 1.0)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._colors, self._scale = colors, scale
        self._result.setFont(ui_font(scale, pixels=12))
        self._place_result()
        if self._popup is not None:
            self._popup.deleteLater()
            self._popup = None

    @property
    def result(self) -> str:
        return self._result.text()

    def show_result(self, text: str, tip: str = "") -> None:
        """How many were found, and how fast."""
        self._result.setText(text)
        self.setToolTip(tip)
        self._place_result()

    def _place_result(self) -> None:
        self._result.adjustSize()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        glass = round(_GLASS * self._scale)
        width = self._result.width() + 4 if self._result.text() else 0
        self.setTextMargins(width if rtl else glass, 0, glass if rtl else width, 0)
        x = _PAD if rtl else self.width() - self._result.width() - _PAD
        self._result.move(x, (self.height() - self._result.height()) // 2)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), super().sizeHint().height() + round(4 * self._scale))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_result()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        size = 7 * self._scale
        x = self.width() - _PAD - size - 3 if rtl else _PAD
        y = (self.height() - size - 3) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._colors.dim), 1.4))
        painter.drawEllipse(int(x), int(y), int(size), int(size))
        end = size * 0.85
        painter.drawLine(int(x + end), int(y + end), int(x + size + 3), int(y + size + 3))

    # What may stand at the cursor

    def _on_self_text_edited(self, _text: str) -> None:
        """The word at the cursor is a filter's, or begins like one's name: then help is offered by itself."""
        self._asked_by_key = False
        before = self._before_cursor()
        if _is_filter(before.rpartition(" ")[2]) or (":" in before and before.count('"') % 2):
            self._want_completion()
        else:
            self.dismiss()

    def _before_cursor(self) -> str:
        return from_units(to_units(self.text())[: self.cursorPosition()])

    def _want_completion(self) -> None:
        self._is_wanted = True
        self.completion_wanted.emit(self.text(), len(self._before_cursor()))

    def offer(self, completions: "Completions") -> None:
        """Shows what fits, if the line still has the focus. By itself, only what a filter may say."""
        items = completions.items
        start, end = completions.span
        if not (self._asked_by_key or _is_filter(self.text()[start:end])):
            items = ()
        if not self._is_wanted or not self.hasFocus():
            items = ()
        if not start <= len(self._before_cursor()) <= end:
            items = ()  # typed on since: the answer is about a word that the cursor has left
        if [item.text.strip() for item in items] == [self.text()[start:end]] and not self._asked_by_key:
            items = ()  # it stands there already
        if not items:
            self.dismiss()
            return
        from newsroom.gui.widgets.completion import Suggestion, SuggestionPopup

        if self._popup is None:
            self._popup = SuggestionPopup(self._colors, self.window(), self._scale)
            self._popup.chosen.connect(self._on_popup_chosen)
        self._offered = self.text(), completions.span
        self._popup.show_below(
            self,
            [Suggestion(item.label, item.detail or _count(item.count), payload=item.text) for item in items],
        )

    @property
    def offering(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def dismiss(self) -> None:
        """Offers nothing any more, and nothing of what is asked for and not answered yet."""
        self._is_wanted = False
        if self._popup is not None:
            self._popup.hide()

    def _on_popup_chosen(self, suggestion: "Suggestion") -> None:
        text, place = self.text(), self._place_of(suggestion)
        self.dismiss()
        if place is None:
            return
        before, rest = text[: place[0]] + str(suggestion.payload), text[place[1] :]
        self.setText(before + (rest.lstrip() if before.endswith(" ") else rest))
        self.setCursorPosition(utf16_length(before))
        self.text_completed.emit(self.text())
        if not before.endswith(" "):
            self._want_completion()

    def _place_of(self, suggestion: "Suggestion") -> tuple[int, int] | None:
        """What it would stand in the place of; None where the line was typed on since and it fits no longer."""
        if self._offered is None or not isinstance(suggestion.payload, str):
            return None
        (line, (start, end)), text = self._offered, self.text()
        now = end + len(text) - len(line)
        if text == line:
            return start, end
        is_there = now >= start and text[:start] == line[:start] and text[now:] == line[end:]
        fits = suggestion.payload.casefold().startswith(text[start:now].casefold())
        return (start, now) if is_there and fits else None

    @override
    def event(self, event: QEvent) -> bool:
        # Tab is taken here: the focus chain would have it before keyPressEvent.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.offering:
            if event.key() == Qt.Key.Key_Tab and self._take_current():
                return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.offering and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def _take_current(self) -> bool:
        suggestion = self._popup.current() if self._popup is not None else None
        if suggestion is None or self._place_of(suggestion) is None:
            self.dismiss()
            return False
        self._on_popup_chosen(suggestion)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.offering and self._popup is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif self.offering and key in _ENTER and self._take_current():
            return
        elif key in _ENTER:
            self.dismiss()  # the line is done: no answer that is on its way covers what it finds
            super().keyPressEvent(event)
        elif self.offering and key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._asked_by_key = True
            self._want_completion()
        elif key == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif key == Qt.Key.Key_Escape:
            self.escape_pressed.emit()
        else:
            super().keyPressEvent(event)

    def complete(self, text: str) -> None:
        """The line with a filter begun at its end, and what it may say."""
        line = self.text().rstrip()
        self.setText(f"{line} {text}" if line else text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._asked_by_key = True
        self._want_completion()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.dismiss()


def _is_filter(word: str) -> bool:
    """Whether it is a filter's name with its colon, or three letters and more of a name."""
    match = _FILTER.match(word)
    if match is None:
        return False
    from newsroom.domain.query_language.filter_names import FilterName

    name = match["name"].lower()
    if match["colon"]:
        return name in FilterName.__members__.values()
    return len(name) >= _NAME_LETTERS and any(one.value.startswith(name) for one in FilterName)


def _count(n: int | None) -> str:
    return "" if n is None else number(n)
