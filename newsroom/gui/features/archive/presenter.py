"""Owns what the list is asked: scope, filters, words, order. Asks for the counts beside it. No widgets."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.cancel import CancelToken
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.query import ListPage, Match, Order, Overview
from newsroom.gui.features.archive.list_filler import ListFiller
from newsroom.gui.features.archive.list_model import ArticleListModel
from newsroom.gui.features.archive.questions import ArchiveQuestions, LibraryQuestions
from newsroom.gui.features.archive.scopes import EVERYTHING, NO_FILTERS, Filters, Question, Scope
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_REFRESH_DELAY_MS = 40
_SHOWN = frozenset({Changed.ARTICLE, Changed.LIST, Changed.COUNTS, Changed.SECTION, Changed.SERIES})
# From here on one character is a word, not a first letter.
_FIRST_IDEOGRAPH = "\u2e80"
_BEGINNING = Question(EVERYTHING, NO_FILTERS)


class ArchivePresenter(QObject):
    """One question at a time; its rows are in ``model``. GUI thread only."""

    question_changed = Signal(object)
    """The ``Question``, as soon as it is asked."""
    overview_changed = Signal(object)
    """An ``Overview``."""
    names_known = Signal(object)
    """How the series or the tag that is filtered by is called: field of ``Filters`` -> name."""

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._desk: ArchiveQuestions | None = None
        self._has_first_look = False
        self.question = _BEGINNING
        self.overview: Overview | None = None
        self.model = ArticleListModel(self)
        self.filler = ListFiller(lanes, self.model, self)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.setSingleShot(True)
        self._refresh_timer.setInterval(_REFRESH_DELAY_MS)
        self._refresh_timer.timeout.connect(self._refresh)

    def set_library(self, library: "Library | None") -> None:
        """Shows another library, from the start; None shows nothing."""
        self.set_questions(None if library is None else LibraryQuestions(library))

    def set_questions(self, questions: ArchiveQuestions | None) -> None:
        """As ``set_library``, with the way to it given."""
        was_seen, self._has_first_look = self._has_first_look and questions is not None, False
        self._desk = questions
        if was_seen and self.question == _BEGINNING:
            self.filler.go_on(questions, self.question.query)
        elif was_seen:
            self.ask()
        else:
            self.overview = None
            self.question = _BEGINNING
            self.question_changed.emit(self.question)
            self.ask()
        self.ask_overview()

    def show_first(self, page: ListPage, overview: Overview) -> None:
        """What was seen of a library that is still being opened. What is asked meanwhile is answered by it then."""
        self._has_first_look = True
        self.overview = overview
        self.overview_changed.emit(overview)
        self.filler.show_first(page)

    @property
    def has_first_look(self) -> bool:
        """Whether the rows shown are those of ``show_first``."""
        return self._has_first_look

    @property
    def has_library(self) -> bool:
        return self._desk is not None

    # The question

    def choose(self, scope: Scope, filters: Filters = NO_FILTERS) -> None:
        """Another place to look: the words of a search go, and all filters but those given."""
        self._put(Question(scope, filters))

    def set_filters(self, filters: Filters) -> None:
        self._put(self.question._replace(filters=filters))

    def set_words(self, words: str) -> None:
        """Words being typed. A first letter alone asks for everything yet; an ideograph is a word."""
        words = words.strip()
        if len(words) < 2 and words < _FIRST_IDEOGRAPH:
            words = ""
        if words != self.question.words:
            self._put_words(words, Match.AS_YOU_TYPE)

    def search_full_text(self, words: str) -> None:
        """Whole words, in the texts too."""
        self._put_words(words.strip(), Match.FULL_TEXT)

    def set_order(self, order: Order) -> None:
        """Newest first, or, for a search, best match first."""
        self._put(self.question._replace(order=order))

    def _put_words(self, words: str, match: Match) -> None:
        asked = self.question._replace(words=words, match=match)
        self._put(asked if words else asked._replace(match=Match.AS_YOU_TYPE, order=Order.NEWEST))

    def _put(self, question: Question) -> None:
        if question == self.question:
            return
        has_new_filters = question.filters != self.question.filters
        self.question = question
        self.question_changed.emit(question)
        self.ask()
        if has_new_filters:
            self._ask_names()

    # The answers

    def ask(self) -> None:
        """The list from its start."""
        if not self._has_first_look:
            self.filler.ask(self._desk, self.question.query)

    def ask_overview(self) -> None:
        """Counts for the sidebar."""
        desk = self._desk
        if desk is not None:
            self._lanes.read(
                "archive.overview", lambda _: desk.overview(), self._on_overview_answered, owner=self
            )

    def _on_overview_answered(self, outcome: Outcome[Overview]) -> None:
        if isinstance(outcome, Ok):
            self.overview = outcome.value
            self.overview_changed.emit(outcome.value)

    def _ask_names(self) -> None:
        desk, filters = self._desk, self.question.filters
        if desk is None or (filters.series_id is None and filters.tag_id is None):
            return

        def work(_: CancelToken) -> dict[str, str]:
            names = {}
            if filters.series_id is not None:
                names["series_id"] = desk.series_name(filters.series_id)
            if filters.tag_id is not None:
                names["tag_id"] = desk.tag_name(filters.tag_id)
            return names

        def on_answered(outcome: Outcome[dict[str, str]]) -> None:
            if isinstance(outcome, Ok) and filters == self.question.filters:
                self.names_known.emit(outcome.value)

        self._lanes.read("archive.names", work, on_answered, owner=self)

    def apply(self, changes: ChangeSet) -> None:
        """Something was changed, here or elsewhere: shows it soon, without a jump."""
        if self._desk is not None and changes.kinds & _SHOWN:
            self._refresh_timer.start()

    def _refresh(self) -> None:
        self.ask_overview()
        self.filler.refresh()
