"""Asks the desk for the list, the counts and the keys; drops stale answers. No widgets."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.desk import browsing
from newsroom.desk.library import Library
from newsroom.domain.article import State
from newsroom.domain.cancel import CancelToken
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.domain.query import ListPage, ListQuery, Match, Order
from newsroom.gui.features.archive.list_model import PAGE_ROWS, ArticleListModel
from newsroom.jobs.lanes import Err, Ok, Outcome, Runner

MIN_WORDS_LENGTH = 2
_KEY_MAP_DELAY_MS = 60
_KEY_MAP_QUIET_MS = 1500
_REFRESH_DELAY_MS = 40


class ArchivePresenter(QObject):
    """One list: a query, its rows in ``model``, its total. GUI thread only."""

    started = Signal()
    total_known = Signal(int)
    note_changed = Signal(str)
    overview_changed = Signal(object)
    failed = Signal(str)

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._library: Library | None = None
        self.model = ArticleListModel(self)
        self.model.page_missing.connect(self._on_model_page_missing)
        self.query = ListQuery()
        self._wanted: set[int] = set()
        self._asking: set[int] = set()
        self._generation = 0
        self._refresh_timer = self._timer(_REFRESH_DELAY_MS, self._refresh)
        self._keys_timer = self._timer(_KEY_MAP_DELAY_MS, self._ask_keys)
        self._pages_timer = self._timer(0, self._ask_pages)

    def _timer(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer

    def set_library(self, library: Library, *, keep_rows: bool = False) -> None:
        """Shows another library; ``keep_rows`` when its first rows are on the screen already."""
        self._library = library
        self.ask_overview()
        if keep_rows:
            self._refresh()
            self._keys_timer.start(_KEY_MAP_DELAY_MS)
        else:
            self.ask()

    def set_words(self, words: str, *, full_text: bool = False) -> None:
        """Words of the search line; fewer than two letters ask for everything."""
        words = words.strip()
        if len(words) < MIN_WORDS_LENGTH and words.isascii():
            words = ""
        match = Match.FULL_TEXT if full_text and words else Match.AS_YOU_TYPE
        order = self.query.order if words else Order.NEWEST
        self._set_query(replace(self.query, words=words, match=match, order=order))

    def set_order(self, order: Order) -> None:
        self._set_query(replace(self.query, order=order))

    def set_scope(
        self,
        *,
        states: frozenset[State] = frozenset(),
        section_id: SectionId | None = None,
        series_id: SeriesId | None = None,
        tag_id: TagId | None = None,
        trashed: bool = False,
    ) -> None:
        """Which articles, the words aside."""
        query = replace(
            self.query,
            states=states,
            section_id=section_id,
            series_id=series_id,
            tag_id=tag_id,
            trashed=trashed,
        )
        self._set_query(query)

    def _set_query(self, query: ListQuery) -> None:
        if query != self.query:
            self.query = query
            self.ask()

    def apply(self, changes: ChangeSet) -> None:
        """Something changed, here or elsewhere: shows it soon, without a jump."""
        if changes.kinds & {Changed.ARTICLE, Changed.LIST, Changed.COUNTS, Changed.SECTION, Changed.SERIES}:
            self._refresh_timer.start()

    def ask(self) -> None:
        """The list from its start."""
        if self._library is None:
            return
        self._generation += 1
        self._wanted.clear()
        self._asking.clear()
        library, query = self._library, self.query
        self._lanes.read(
            "archive.list",
            lambda token: browsing.list_articles(library, query, limit=PAGE_ROWS, token=token),
            self._for_this(self._on_list_answered),
            owner=self,
        )

    def ask_overview(self) -> None:
        """Counts for the sidebar."""
        if self._library is None:
            return
        library = self._library
        self._lanes.read(
            "archive.overview",
            lambda token: browsing.overview(library),
            self._on_overview_answered,
            owner=self,
        )

    def _refresh(self) -> None:
        self.ask_overview()
        if self._library is None:
            return
        library, query = self._library, self.query
        self._lanes.read(
            "archive.refresh",
            lambda token: browsing.list_articles(library, query, limit=PAGE_ROWS, token=token),
            self._for_this(self._on_refresh_answered),
            owner=self,
        )

    def _for_this(self, done: Callable[[Any], None]) -> Callable[[Any], None]:
        """The answer counts only while the list is the one that was asked about."""
        generation = self._generation

        def guarded(outcome: Any) -> None:
            if generation == self._generation:
                done(outcome)

        return guarded

    def _on_list_answered(self, outcome: Outcome[ListPage]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
            return
        self.model.start(outcome.value)
        self.note_changed.emit(outcome.value.note)
        self.started.emit()
        if outcome.value.more:
            self._keys_timer.start(_KEY_MAP_DELAY_MS)
        else:
            self.total_known.emit(len(outcome.value.rows))

    def _on_refresh_answered(self, outcome: Outcome[ListPage]) -> None:
        if isinstance(outcome, Ok):
            self.model.refresh(outcome.value)
            self._asking.clear()
            if outcome.value.more:
                self._keys_timer.start(_KEY_MAP_QUIET_MS)
            else:
                self.total_known.emit(len(outcome.value.rows))

    def _on_overview_answered(self, outcome: Outcome[object]) -> None:
        if isinstance(outcome, Ok):
            self.overview_changed.emit(outcome.value)

    def _ask_keys(self) -> None:
        if self._library is None:
            return
        library, query = self._library, self.query
        self._lanes.read(
            "archive.keys",
            lambda token: browsing.key_map(library, query, step=PAGE_ROWS, token=token),
            self._for_this(self._on_keys_answered),
            owner=self,
        )

    def _on_keys_answered(self, outcome: Outcome[Any]) -> None:
        if isinstance(outcome, Ok):
            self.model.set_key_map(outcome.value)
            self.total_known.emit(outcome.value.total)

    def _on_model_page_missing(self, page: int) -> None:
        if page not in self._asking and page not in self._wanted:
            self._wanted.add(page)
            self._pages_timer.start()

    def _ask_pages(self) -> None:
        if self._library is None or not self._wanted:
            return
        # The pages wanted last are those on the screen; a fast scroll has left the others behind.
        pages = sorted(self._wanted)[-4:]
        self._wanted.clear()
        self._asking = set(pages)
        library, query = self._library, self.query
        keys = {page: self.model.page_key(page) for page in pages}

        def fetch(token: CancelToken) -> dict[int, ListPage]:
            return {
                page: browsing.list_articles(library, query, before=key, limit=PAGE_ROWS, token=token)
                for page, key in keys.items()
                if key is not None or page == 0
            }

        self._lanes.read("archive.pages", fetch, self._for_this(self._on_pages_answered), owner=self)

    def _on_pages_answered(self, outcome: Outcome[dict[int, ListPage]]) -> None:
        self._asking.clear()
        if isinstance(outcome, Ok):
            for number, page in outcome.value.items():
                self.model.put_page(number, page.rows)
