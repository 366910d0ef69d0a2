"""What stands where the list would be empty: why, and the ways out. Decides nothing about the list."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.query import Match
from newsroom.gui.features.archive.row_words import state_word
from newsroom.gui.features.archive.scopes import EVERYTHING, Question
from newsroom.gui.theme import ui_font
from newsroom.gui.when import number
from newsroom.gui.widgets.elided_button import ElidedButton

if TYPE_CHECKING:
    from newsroom.domain.asked import Emptiness as LineEmptiness

_MAX_CHARS = 60
_MAX_OUTS = 4
_LONGEST = 240


class Way(StrEnum):
    """A way out of an empty list."""

    NEW = "new"
    FULL_TEXT = "full_text"
    CLEAR_WORDS = "clear_words"
    EVERYTHING = "everything"
    EVERYWHERE = "everywhere"
    AGAIN = "again"


class Emptiness(NamedTuple):
    """Why there is nothing, and what to do about it."""

    reason: str
    ways: tuple[Way, ...] = ()


def why_empty(question: Question) -> Emptiness:
    """Of a list that was read and is empty. Of a line of search the library itself may say more (``show_reasons``)."""
    translate = QCoreApplication.translate
    if not question.text:
        return _empty_scope(question)
    text = question.text if len(question.text) <= _MAX_CHARS else question.text[: _MAX_CHARS - 1] + "…"
    ways: list[Way] = []
    if question.match is Match.FULL_TEXT:
        reason = translate("archive", "No article here answers “{0}”.").format(text)
    else:
        reason = translate("archive", "No headline or lede here answers “{0}”.").format(text)
        ways.append(Way.FULL_TEXT)
    ways.append(Way.CLEAR_WORDS)
    if question.scope != EVERYTHING and question.scope.search_id is None:
        ways.append(Way.EVERYWHERE)
    return Emptiness(reason, tuple(ways))


def _empty_scope(question: Question) -> Emptiness:
    translate = QCoreApplication.translate
    scope = question.scope
    if scope == EVERYTHING:
        return Emptiness(
            translate(
                "archive", "There are no articles yet. Begin one, paste a story, or drop files on the window."
            ),
            (Way.NEW,),
        )
    if scope.trashed:
        reason = translate("archive", "The trash is empty.")
    elif scope.state is not None:
        reason = translate("archive", "No article is in the state “{0}”.").format(state_word(scope.state))
    elif scope.section_id is not None:
        reason = translate("archive", "No article stands in this section yet.")
    else:
        reason = translate("archive", "No article of this library is in this series yet.")
    return Emptiness(reason, (Way.EVERYTHING,))


def sentences(texts: Iterable[str]) -> str:
    """One below the other, each once; what was pasted into the line may make one endless."""
    return "\n".join(
        dict.fromkeys(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in texts)
    )


class EmptyView(QWidget):
    """Why, in sentences, and a button for each way out."""

    way_chosen = Signal(object)
    line_wanted = Signal(str)
    """A line of search that finds something."""

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
        self._outs: list[QPushButton] = []
        self._out_column = QVBoxLayout()
        column.addLayout(self._out_column)
        for button in self.buttons.values():
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.show_emptiness(Emptiness(""))
        self.set_scale(1.0)

    def _texts(self) -> dict[Way, str]:
        return {
            Way.FULL_TEXT: self.tr("Search the texts too"),
            Way.CLEAR_WORDS: self.tr("Clear the search"),
            Way.EVERYTHING: self.tr("Show everything"),
            Way.EVERYWHERE: self.tr("Search everywhere"),
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

    @property
    def outs(self) -> tuple[QPushButton, ...]:
        """The buttons that put another line into the search."""
        return tuple(self._outs)

    def first_button(self) -> QPushButton | None:
        """The first way out that is shown."""
        return next((one for one in (*self._outs, *self.buttons.values()) if one.isVisible()), None)

    def show_reasons(self, reasons: "LineEmptiness", line: str, said: Collection[str] = ()) -> None:
        """What the library says of the line: why it finds nothing, and which one would.

        ``said``: sentences that stand above already.
        """
        unsaid = [reason for reason in reasons.reasons if reason not in said]
        if unsaid:
            self._reason.setText(sentences(unsaid))
        elif reasons.reasons:
            self._reason.setText(self.tr("Nothing is found: a part of the line is not understood."))
        self._clear_outs()
        # The line itself finds something elsewhere: for that there is the button below.
        for way in [way for way in reasons.ways_out if way.text != line][:_MAX_OUTS]:
            words = self.tr("Without {0}: {1}") if way.without else self.tr("Search for {0}: {1}")
            words = words.format(way.without or way.text, number(way.count))
            button = ElidedButton()
            button.set_words(words)
            button.setObjectName("link")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.line_wanted.emit, way.text))
            self._out_column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            button.show()
            self._outs.append(button)

    def _clear_outs(self) -> None:
        for button in self._outs:
            self._out_column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._outs.clear()

    def show_emptiness(self, emptiness: Emptiness) -> None:
        self._clear_outs()
        self._reason.setText(emptiness.reason)
        for way, button in self.buttons.items():
            button.setVisible(way in emptiness.ways)
