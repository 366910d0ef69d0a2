"""Keeps the list's model filled: its first rows, its length, the pages on the screen, and all of it after a change."""

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.cancel import CancelToken
from newsroom.domain.listing import ArticleRow
from newsroom.domain.query import KeyMap, ListPage, ListQuery, Order
from newsroom.gui.features.archive.list_model import PAGE_ROWS, ArticleListModel, in_pages, page_of
from newsroom.gui.features.archive.questions import ArchiveQuestions
from newsroom.jobs.lanes import Err, Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.domain.asked import Asked

BEST_ROWS = 300
_KEY_MAP_DELAY_MS = 60
_RENEW_QUIET_MS = 1500
# A list that is renewed in less than this is renewed at every change, a longer one when it is quiet.
_RENEW_AT_ONCE_MS = 30.0
_PAGES_AT_ONCE = 4


# Each page of these costs as much as all of them: a list that is read from its top has enough in the first rows.
RANKED = frozenset({Order.BEST, Order.HEADLINE, Order.LONGEST})


class Found(NamedTuple):
    """A first answer: what the question found, and how long it took. ``total`` is None until it is counted."""

    n_rows: int
    total: int | None
    took_ms: float
    note: str
    asked: "Asked | None" = None
    """The line of search, as the library understands it."""


class _Renewal(NamedTuple):
    keys: KeyMap
    pages: dict[int, tuple[ArticleRow, ...]]
    took_ms: float


class ListFiller(QObject):
    """One list at a time. GUI thread only."""

    found = Signal(object)
    """``Found``: a new list is in the model."""
    total_known = Signal(int)
    """The exact number of what the question finds."""
    failed = Signal(str)
    """The list could not be read, in words."""

    def __init__(
        self,
        lanes: Runner,
        model: ArticleListModel,
        parent: QObject | None = None,
        *,
        cut: frozenset[Order] = RANKED,
    ) -> None:
        """``cut``: orders of which the first rows are shown, and the others counted."""
        super().__init__(parent)
        self._cut = cut
        self._lanes = lanes
        self._model = model
        self._desk: ArchiveQuestions | None = None
        self._query = ListQuery()
        self._is_answered = True
        self.total: int | None = None
        """How many there are; None while they are not counted."""
        self._generation = 0
        self._wanted: dict[int, None] = {}
        self._asking: frozenset[int] = frozenset()
        self._shown = range(0)
        self._renew_ms = 0.0
        self._quiet_timer = self._timer(_RENEW_QUIET_MS, self._renew)
        self._keys_timer = self._timer(_KEY_MAP_DELAY_MS, self._ask_keys)
        self._pages_timer = self._timer(0, self._ask_pages)
        model.page_missing.connect(self._on_model_page_missing)

    def _timer(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer

    def ask(
        self,
        desk: ArchiveQuestions | None,
        query: ListQuery,
        read: "Callable[[CancelToken], Asked] | None" = None,
    ) -> None:
        """Another list, from its start; an empty one where there is nobody to ask.

        ``read`` reads the line of search first, in the lane: what it says is asked then instead of ``query``.
        """
        if desk is not self._desk:
            self._renew_ms = 0.0
        self._desk, self._query = desk, query
        self._is_answered = desk is None
        self._generation += 1
        self._wanted.clear()
        self._asking = frozenset()
        for timer in (self._keys_timer, self._pages_timer, self._quiet_timer):
            timer.stop()
        if desk is None:
            self.total = 0
            self._model.start(())
            self.found.emit(Found(0, 0, 0.0, ""))
            return
        limit = BEST_ROWS if query.order in self._cut else PAGE_ROWS

        def work(token: CancelToken) -> "tuple[ListPage, float, Asked | None]":
            begun = perf_counter()
            asked = read(token) if read is not None else None
            page = desk.page(query if asked is None else asked.query, None, limit, token)
            return page, 1000 * (perf_counter() - begun), asked

        self._read("archive.list", work, self._on_list_answered)

    @property
    def query(self) -> ListQuery:
        """What is asked; where a line of search is still being read, its scope."""
        return self._query

    @property
    def shown_query(self) -> ListQuery | None:
        """What the rows that are shown answer; None while other ones are asked for."""
        return self._query if self._is_answered else None

    def show_first(self, page: ListPage) -> None:
        """Rows that were seen before there was anybody to ask."""
        self._is_answered = True
        self._model.start(page.rows)
        self.found.emit(Found(len(page.rows), None if page.more else len(page.rows), 0.0, page.note))

    def go_on(self, desk: ArchiveQuestions | None, query: ListQuery) -> None:
        """Asks for the list that is shown already, and leaves what is on the screen where it is."""
        self._desk, self._query = desk, query
        self._is_answered = True
        self._renew()

    def _read(
        self, kind: str, work: Callable[[CancelToken], Any], done: Callable[[Outcome[Any]], None]
    ) -> None:
        """The answer counts only while the list is the one that was asked about."""
        generation = self._generation

        def guarded(outcome: Outcome[Any]) -> None:
            if generation == self._generation:
                done(outcome)

        self._lanes.read(kind, work, guarded, owner=self)

    def _on_list_answered(self, outcome: "Outcome[tuple[ListPage, float, Asked | None]]") -> None:
        self._is_answered = isinstance(outcome, Ok)
        if isinstance(outcome, Err):
            self.total = 0
            self._model.start(())
            self.failed.emit(str(outcome.error))
            return
        page, took_ms, asked = outcome.value
        if asked is not None:
            self._query = asked.query
        self._model.start(page.rows)
        total = self.total = None if page.more else len(page.rows)
        self.found.emit(Found(len(page.rows), total, took_ms, page.note, asked))
        if page.more:
            self._keys_timer.start()

    # Its depth

    def _ask_keys(self) -> None:
        """The length of the list, and the keys that lead to any of its pages. Ranked, that is not what is found."""
        desk, query = self._desk, self._query
        if desk is None:
            return
        if query.order in RANKED:
            self._read("archive.count", lambda token: desk.count(query, token), self._on_count_answered)
        if query.order not in self._cut:
            self._read(
                "archive.keys", lambda token: desk.keys(query, PAGE_ROWS, token), self._on_keys_answered
            )

    def _on_keys_answered(self, outcome: Outcome[KeyMap]) -> None:
        if isinstance(outcome, Ok):
            self._model.set_key_map(outcome.value)
            if self._query.order not in RANKED:
                self._tell_total(outcome.value.total)

    def _on_count_answered(self, outcome: Outcome[int]) -> None:
        if isinstance(outcome, Ok):
            self._tell_total(outcome.value)

    def _tell_total(self, total: int) -> None:
        self.total = total
        self.total_known.emit(total)

    def _on_model_page_missing(self, page: int) -> None:
        if page not in self._asking and self._model.leads_to(page):
            self._wanted.pop(page, None)
            self._wanted[page] = None
            self._pages_timer.start()

    def _ask_pages(self) -> None:
        # Those wanted last are on the screen; a fast scroll has left the others behind.
        pages = list(self._wanted)[-_PAGES_AT_ONCE:]
        self._wanted.clear()
        self._fetch(frozenset(pages))

    def _fetch(self, pages: frozenset[int]) -> None:
        """Pages by the keys that led to them so far: what is above them does not move them."""
        desk, query = self._desk, self._query
        if desk is None or not pages:
            return
        self._asking = pages
        keys = {page: self._model.page_key(page) for page in sorted(pages)}

        def work(token: CancelToken) -> dict[int, ListPage]:
            return {page: desk.page(query, key, PAGE_ROWS, token) for page, key in keys.items()}

        self._read("archive.pages", work, self._on_pages_answered)

    def _on_pages_answered(self, outcome: Outcome[dict[int, ListPage]]) -> None:
        self._asking = frozenset()
        if isinstance(outcome, Ok):
            for number, page in outcome.value.items():
                self._model.put_page(number, page.rows)

    # Changes

    def note_shown(self, rows: range) -> None:
        """The rows on the screen: a refresh leaves them where they are."""
        self._shown = rows

    def refresh(self) -> None:
        """Something was changed, here or elsewhere."""
        if self._renew_ms <= _RENEW_AT_ONCE_MS:
            self._renew()
        else:
            ends = {0, self._shown.start // PAGE_ROWS, max(self._shown.stop - 1, 0) // PAGE_ROWS}
            self._fetch(frozenset(page for page in ends if self._model.leads_to(page)))
            self._quiet_timer.start()

    def _renew(self) -> None:
        """The list as it is now: its length, its keys, and the pages that are on the screen."""
        desk, query = self._desk, self._query
        if desk is None:
            return
        first = self._model.row_at(self._shown.start) if self._shown.start else None
        anchor = first.key if first is not None and query.order is Order.NEWEST else None
        shown, is_cut = self._shown.start // PAGE_ROWS, query.order in self._cut
        self._read(
            "archive.refresh",
            lambda token: _renewal(desk, query, anchor, shown, token, is_cut=is_cut),
            self._on_renewal_answered,
        )

    def _on_renewal_answered(self, outcome: Outcome[_Renewal]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
            return
        answer = outcome.value
        self._renew_ms = answer.took_ms
        self._asking = frozenset()
        self._model.renew(answer.keys, answer.pages)
        if self._query.order not in RANKED:
            self._tell_total(answer.keys.total)


def _renewal(
    desk: ArchiveQuestions,
    query: ListQuery,
    anchor: int | None,
    shown: int,
    token: CancelToken,
    *,
    is_cut: bool,
) -> _Renewal:
    """``anchor``: the key of the first row on the screen, by which it is found again; else its page is ``shown``."""
    begun = perf_counter()
    if is_cut:
        best = desk.page(query, None, BEST_ROWS, token).rows
        keys = KeyMap((), PAGE_ROWS, len(best))
        return _Renewal(keys, in_pages(best), 1000 * (perf_counter() - begun))
    first = desk.page(query, None, PAGE_ROWS, token)
    keys = KeyMap((), PAGE_ROWS, len(first.rows))
    pages = {0: first.rows}
    if first.more:
        keys = desk.keys(query, PAGE_ROWS, token)
        shown = shown if anchor is None else page_of(anchor, keys.keys)
        for number in (shown, shown + 1):
            if 0 < number <= len(keys.keys):
                pages[number] = desk.page(query, keys.keys[number - 1], PAGE_ROWS, token).rows
    return _Renewal(keys, pages, 1000 * (perf_counter() - begun))
