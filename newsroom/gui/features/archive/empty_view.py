"""What stands where the list would be empty: why, and the ways out. Decides nothing about the list."""

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.query import Match
from newsroom.gui.features.archive.row_words import state_word
from newsroom.gui.features.archive.scopes import EVERYTHING, Question
from newsroom.gui.theme import ui_font

_MAX_WORDS = 60


class Way(StrEnum):
    """A way out of an empty list."""

    NEW = "new"
    FULL_TEXT = "full_text"
    CLEAR_WORDS = "clear_words"
    CLEAR_FILTERS = "clear_filters"
    EVERYTHING = "everything"
    AGAIN = "again"


class Emptiness(NamedTuple):
    """Why there is nothing, and what to do about it."""

    reason: str
    ways: tuple[Way, ...] = ()


def why_empty(question: Question) -> Emptiness:
    """Of a list that was read and is empty."""
    translate = QCoreApplication.translate
    words = question.words if len(question.words) <= _MAX_WORDS else question.words[: _MAX_WORDS - 1] + "…"
    ways: list[Way] = []
    if words:
        if question.match is Match.FULL_TEXT:
            reason = translate("archive", "No article here holds “{0}”.").format(words)
        else:
            reason = translate("archive", "No headline or lede here holds “{0}”.").format(words)
            ways.append(Way.FULL_TEXT)
        ways.append(Way.CLEAR_WORDS)
    elif question.filters:
        reason = translate("archive", "Nothing here passes the filters.")
    else:
        return _empty_scope(question)
    if question.filters:
        ways.append(Way.CLEAR_FILTERS)
    elif question.scope != EVERYTHING:
        ways.append(Way.EVERYTHING)
    return Emptiness(reason, tuple(ways))


def _empty_scope(question: Question) -> Emptiness:
    translate = QCoreApplication.translate
    scope = question.scope
    if scope == EVERYTHING:
        return Emptiness(translate("archive", "There are no articles yet."), (Way.NEW,))
    if scope.trashed:
        reason = translate("archive", "The trash is empty.")
    elif scope.state is not None:
        reason = translate("archive", "No article is in the state “{0}”.").format(state_word(scope.state))
    elif scope.section_id is not None:
        reason = translate("archive", "No article stands in this section yet.")
    else:
        reason = translate("archive", "No article of this library is in this series yet.")
    return Emptiness(reason, (Way.EVERYTHING,))


class EmptyView(QWidget):
    """A sentence, and a button for each way."""

    way_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._reason = QLabel()
        self._reason.setObjectName("dim")
        self._reason.setWordWrap(True)
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.buttons = {way: self._button(way, text) for way, text in self._texts().items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 48, 24, 24)
        column.setSpacing(8)
        column.addWidget(self._reason)
        for button in self.buttons.values():
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.show_emptiness(Emptiness(""))
        self.set_scale(1.0)

    def _texts(self) -> dict[Way, str]:
        return {
            Way.FULL_TEXT: self.tr("Search the texts too"),
            Way.CLEAR_WORDS: self.tr("Clear the search"),
            Way.CLEAR_FILTERS: self.tr("Remove the filters"),
            Way.EVERYTHING: self.tr("Show everything"),
            Way.NEW: self.tr("Begin an article"),
            Way.AGAIN: self.tr("Try again"),
        }

    def _button(self, way: Way, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("link")
        button.setAutoDefault(False)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.way_chosen.emit(way))
        return button

    def set_scale(self, scale: float) -> None:
        self._reason.setFont(ui_font(scale))

    @property
    def reason(self) -> str:
        return self._reason.text()

    def show_emptiness(self, emptiness: Emptiness) -> None:
        self._reason.setText(emptiness.reason)
        for way, button in self.buttons.items():
            button.setVisible(way in emptiness.ways)
