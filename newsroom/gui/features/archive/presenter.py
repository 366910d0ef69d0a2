"""Owns what the list is asked: scope, line of search, order. Asks for what stands beside it. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.query import ListPage, ListQuery, Match, Order, Overview
from newsroom.gui.features.archive.list_filler import RANKED, Found, ListFiller
from newsroom.gui.features.archive.list_model import ArticleListModel
from newsroom.gui.features.archive.questions import ArchiveQuestions, LibraryQuestions
from newsroom.gui.features.archive.scopes import EVERYTHING, Question, Scope
from newsroom.gui.features.archive.snippet_filler import SnippetFiller
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.asked import Asked, Completions, Emptiness, Span
    from newsroom.domain.ids import SeriesId, TagId

_REFRESH_DELAY_MS = 40
_NAMES = frozenset({Changed.TAG, Changed.SERIES, Changed.SECTION, Changed.AUTHOR})
_SHOWN = frozenset(
    {Changed.ARTICLE, Changed.LIST, Changed.COUNTS, Changed.SECTION, Changed.SERIES, Changed.TAG}
)
# From here on one character is a word, not a first letter.
_FIRST_IDEOGRAPH = "\u2e80"
_BEGINNING = Question(EVERYTHING)


class ArchivePresenter(QObject):
    """One question at a time; its rows are in ``model``. GUI thread only."""

    question_changed = Signal(object)
    """The ``Question``, as soon as it is asked."""
    asked_changed = Signal(object)
    """The line of search as the library understands it, an ``Asked``; None where there is no line."""
    emptiness_known = Signal(object)
    """Why the list that is shown is empty, an ``Emptiness``."""
    completed = Signal(object)
    """``Completions`` of the line at the cursor."""
    overview_changed = Signal(object)
    """An ``Overview``."""

    def __init__(
        self,
        lanes: Runner,
        parent: QObject | None = None,
        *,
        model: ArticleListModel | None = None,
        cut: frozenset[Order] = RANKED,
    ) -> None:
        """``cut``: orders of which only the first rows are shown."""
        super().__init__(parent)
        self._lanes = lanes
        self._desk: ArchiveQuestions | None = None
        self._waiting: Callable[[ListQuery, str, int | None], None] | None = None
        self._has_first_look = False
        self._are_names_new = False
        self.question = _BEGINNING
        self.asked: Asked | None = None
        self.overview: Overview | None = None
        self.model = model or ArticleListModel(self)
        self.filler = ListFiller(lanes, self.model, self, cut=cut)
        self.filler.found.connect(self._on_filler_found)
        self.snippets = SnippetFiller(lanes, self.model, self.filler, self)
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
            self.filler.go_on(questions, self.question.scope.query())
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
    def questions(self) -> ArchiveQuestions | None:
        """The way to the library that is shown."""
        return self._desk

    @property
    def has_library(self) -> bool:
        return self._desk is not None

    # The question

    def put(self, question: Question) -> None:
        """The same as another list asks."""
        self._put(question)

    def choose(self, scope: Scope) -> None:
        """Another place to look; the line of search goes."""
        self._put(Question(scope))

    def choose_search(self, scope: Scope, text: str, order: Order) -> None:
        """What a kept search finds: its line stands in the search line."""
        self._put(Question(scope, text, Match.FULL_TEXT, order))

    def set_words(self, text: str) -> None:
        """A line that is being typed. A first letter alone asks for everything yet; an ideograph is a word."""
        text = text.strip()
        if len(text) < 2 and text < _FIRST_IDEOGRAPH:
            text = ""
        if text != self.question.text:
            self._put_text(text, Match.AS_YOU_TYPE)

    def search_full_text(self, text: str) -> None:
        """Whole words, in the texts too."""
        self._put_text(text.strip(), Match.FULL_TEXT)

    def set_text(self, text: str) -> None:
        """Another line, looked up as the one before: a chip was taken away, a slip was mended."""
        self._put_text(text.strip(), self.question.match)

    def take_away(self, span: "Span") -> None:
        """The line without the term at this place."""
        if self._desk is not None:
            self.set_text(self._desk.without(self.question.text, span))

    def add_term(self, term: str) -> None:
        """The line with one term more."""
        self.set_text(f"{self.question.text} {term}")

    def set_order(self, order: Order) -> None:
        """Newest first, or another order."""
        self._put(self.question._replace(order=order))

    def show_tag(self, tag_id: "TagId") -> None:
        """Everything that has a tag, by a line that says so."""
        desk = self._desk
        if desk is not None:
            self._ask_term(lambda: desk.tag_term(tag_id))

    def show_series(self, series_id: "SeriesId") -> None:
        """Everything in a series, by a line that says so."""
        desk = self._desk
        if desk is not None:
            self._ask_term(lambda: desk.series_term(series_id))

    def _ask_term(self, work: Callable[[], str]) -> None:
        def on_answered(outcome: Outcome[str]) -> None:
            if isinstance(outcome, Ok) and outcome.value:
                self._put(Question(EVERYTHING, outcome.value, Match.FULL_TEXT))

        self._lanes.read("archive.term", lambda _: work(), on_answered, owner=self)

    def _put_text(self, text: str, match: Match) -> None:
        question = self.question
        scope = EVERYTHING if question.scope.search_id is not None else question.scope
        asked = question._replace(scope=scope, text=text, match=match)
        if not text:
            order = Order.NEWEST if question.order is Order.BEST else question.order
            asked = asked._replace(match=Match.AS_YOU_TYPE, order=order)
        self._put(asked)

    def _put(self, question: Question) -> None:
        if question == self.question:
            return
        self.question = question
        self.question_changed.emit(question)
        if not question.text:
            self._take_asked(None)
        self.ask()

    # The answers

    def when_answered(self, then: Callable[[ListQuery, str, int | None], None]) -> None:
        """Gives what the rows answer, the line, and how many there are, if that is known: now, or with the answer."""
        query = self.filler.shown_query
        if query is not None:
            then(query, self.question.text, self.filler.total)
        else:
            self._waiting = then

    def ask(self) -> None:
        """The list from its start."""
        if self._has_first_look:
            return
        desk, question = self._desk, self.question
        scope = question.scope.query(question.order)
        if desk is None or not question.text:
            self.filler.ask(desk, scope)
            return
        self.filler.ask(
            desk, scope, lambda token: desk.ask(question.text, question.match, question.order, scope, token)
        )

    def _on_filler_found(self, found: Found) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.when_answered(waiting)
        if found.asked is not None:
            self._take_asked(found.asked)
        if not found.n_rows and found.asked is not None:
            self._ask_emptiness(found.asked)

    def _take_asked(self, asked: "Asked | None") -> None:
        self.snippets.set_desk(None if asked is None else self._desk)
        if asked != self.asked:
            self.asked = asked
            self.asked_changed.emit(asked)

    def _ask_emptiness(self, asked: "Asked") -> None:
        desk, scope = self._desk, self.question.scope.query()
        if desk is None:
            return

        def on_answered(outcome: "Outcome[Emptiness]") -> None:
            if isinstance(outcome, Ok) and asked is self.asked:
                self.emptiness_known.emit(outcome.value)

        self._lanes.read(
            "archive.emptiness", lambda token: desk.why_empty(asked, scope, token), on_answered, owner=self
        )

    def ask_completions(self, text: str, cursor: int) -> None:
        """What may stand at the cursor (in code points) of a line."""
        desk = self._desk
        if desk is None:
            return

        def on_answered(outcome: "Outcome[Completions]") -> None:
            if isinstance(outcome, Ok):
                self.completed.emit(outcome.value)

        self._lanes.read(
            "archive.complete", lambda token: desk.complete(text, cursor, token), on_answered, owner=self
        )

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

    def apply(self, changes: ChangeSet) -> None:
        """Something was changed, here or elsewhere: shows it soon, without a jump."""
        is_act = changes.by == "window" and not changes.article_ids and Changed.COUNTS in changes.kinds
        if is_act and changes.kinds & _NAMES:
            self._are_names_new = True
        if self._desk is not None and changes.kinds & _SHOWN:
            self._refresh_timer.start()

    def _refresh(self) -> None:
        """A line of search names things: after an act on those it may mean others."""
        are_new, self._are_names_new = self._are_names_new, False
        self.ask_overview()
        if are_new and self.question.text:
            self.ask()
        else:
            self.filler.refresh()
