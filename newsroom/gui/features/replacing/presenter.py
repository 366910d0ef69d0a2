"""Looks for what would change, counts it, and has it done. Nothing is left waiting of an older question. No widgets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from newsroom.domain.acts import ActProgress
from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.domain.replacing import ArticleChanges, ChangeCount, ChangePage, Place, TextChange
from newsroom.gui.acting import BY, Acting, Progress, Then
from newsroom.jobs.lanes import Ok, Runner
from newsroom.jobs.lanes import Outcome as Answer

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_ARTICLES_AT_ONCE = 40
_KIND = "replacing.find"


class PlaceRow(NamedTuple):
    """One place that would change. ``n_more``: on the last row of an article, how many others it has."""

    article_id: ArticleId
    headline: str
    number: int
    place: Place
    n_more: int = 0


class ReplacePresenter(QObject):
    """The preview comes page by page, the count when all was looked through. GUI thread only."""

    page_came = Signal(object, bool, bool)
    """``PlaceRow``s; whether they follow those before; whether there are more."""
    counted = Signal(object)
    """The ``ChangeCount`` of all; None while it is not known."""
    progressed = Signal(object)
    """The ``ActProgress`` of counting."""
    refused = Signal(str)
    """Why the change can never be made."""

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self.acting = acting
        self._library: Library | None = None
        self._query = ListQuery()
        self._change: TextChange | None = None
        self._after: int | None = None
        self._counting: CancelToken | None = None
        self.n_places: dict[ArticleId, int] = {}
        """Of the articles that were shown."""

    def set_library(self, library: Library | None) -> None:
        self._library = library
        self.stop()

    def set_query(self, query: ListQuery) -> None:
        """In which articles to look."""
        self._query = query

    def stop(self) -> None:
        """Nothing is to be looked for any more."""
        self._change = None
        self._forget()
        self.page_came.emit((), False, False)

    def _forget(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        self._after = None
        self.n_places = {}
        self.counted.emit(None)

    def ask(self, change: TextChange) -> None:
        """Another change: its first places, and how many there are."""
        if self._library is None:
            return
        self._change = change
        self._forget()
        self._find(change, None)
        self._count(change)

    def ask_more(self) -> None:
        """The places that follow those that came."""
        if self._change is not None and self._after is not None:
            self._find(self._change, self._after)

    def _find(self, change: TextChange, before: int | None) -> None:
        library, query = self._library, self._query
        if library is None:
            return

        def work(token: CancelToken) -> ChangePage:
            from newsroom.desk.replacing import find_in

            return find_in(library, query, change, before=before, limit=_ARTICLES_AT_ONCE, token=token)

        def on_answered(answer: Answer[ChangePage]) -> None:
            if change is not self._change:
                return
            if isinstance(answer, Ok):
                self._take_page(answer.value, follows=before is not None)
            else:
                self.page_came.emit((), False, False)
                self.refused.emit(str(answer.error))

        self._lanes.read(_KIND, work, on_answered, owner=self)

    def _take_page(self, page: ChangePage, *, follows: bool) -> None:
        self._after = page.after
        self.n_places |= {one.row.id: one.n_places for one in page.items}
        rows = tuple(row for one in page.items for row in _rows_of(one))
        self.page_came.emit(rows, follows, page.after is not None)

    def _count(self, change: TextChange) -> None:
        """On a thread of its own: an archive of a million takes minutes."""
        library, query = self._library, self._query
        if library is None:
            return

        def show(progress: ActProgress) -> None:
            if change is self._change:
                self.progressed.emit(progress)

        report = self._lanes.reporter(show, owner=self)

        def work(token: CancelToken) -> ChangeCount:
            from newsroom.desk.replacing import count_in

            return count_in(library, query, change, progress=report, token=token)

        def on_answered(answer: Answer[ChangeCount]) -> None:
            if change is self._change and isinstance(answer, Ok):
                self._counting = None
                self.counted.emit(answer.value)

        self._counting = self._lanes.labour(work, on_answered, owner=self)

    def do(self, change: TextChange, without: frozenset[ArticleId], then: Then | None = None) -> None:
        """Replaces, but for some articles: with progress and one undo, as every act."""
        query = self._query

        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            from newsroom.desk.replacing import replace_in

            return replace_in(library, query, change, without=without, by=BY, progress=progress, token=token)

        self.acting.long(work, then)


def _rows_of(changes: ArticleChanges) -> Iterator[PlaceRow]:
    last = len(changes.places) - 1
    for n, place in enumerate(changes.places):
        more = changes.n_places - len(changes.places) if n == last else 0
        yield PlaceRow(changes.row.id, changes.row.headline, n, place, more)
