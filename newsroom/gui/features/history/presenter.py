"""The history of one article: its time line page by page, how much each change was, two states compared. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.histories import NOW, Amount, Comparison, HistoryPage
from newsroom.domain.ids import NO_ARTICLE, ArticleId
from newsroom.gui.features.history.items import HistoryItem, items_of
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.article import Content, RevisionRow
    from newsroom.domain.cancel import CancelToken

_PAGE = 100
_COUNTED = 25
_ROWS, _AMOUNTS, _COMPARED, _PAST = "history.rows", "history.amounts", "history.compare", "history.past"
Current = Callable[[], "Content"]


class HistoryPresenter(QObject):
    """GUI thread only; all that is read comes from the read lane."""

    items_changed = Signal(object, bool)
    """All lines that were read, newest first; whether there are more."""
    compared = Signal(object)
    """A ``Comparison``."""
    failed = Signal(str)

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._library: Library | None = None
        self._zone: tzinfo = UTC
        self._current: Current | None = None
        self.article_id = NO_ARTICLE
        self._forget()

    def _forget(self) -> None:
        self.rows: list[RevisionRow] = []
        self._before: int | None = None
        self._public: int | None = None
        self._amounts: dict[int, Amount] = {}

    def set_library(self, library: Library | None) -> None:
        self._library = library
        self.show_article(NO_ARTICLE, None)

    def set_zone(self, zone: tzinfo) -> None:
        self._zone = zone
        self._tell()

    def show_article(self, id: ArticleId, current: Current | None) -> None:
        """Another article, from its newest revision. ``current`` gives what it is now, saved or not."""
        self.article_id, self._current = id, current
        self._forget()
        self._tell()
        self.refresh()

    def refresh(self) -> None:
        """What has been kept since, too. What was read stays in view."""
        self._ask(None, max(_PAGE, len(self.rows)))

    def ask_more(self) -> None:
        """Older ones."""
        if self._before is not None:
            self._ask(self._before, _PAGE)

    def row(self, number: int) -> RevisionRow | None:
        return next((row for row in self.rows if row.number == number), None)

    def compare(self, old: int | None, new: int) -> None:
        """``compared`` follows; a newer question takes the place of this one. ``old`` None: the one before ``new``."""
        library, id = self._library, self.article_id
        if library is None or id == NO_ARTICLE:
            return
        current = self._current() if self._current is not None and NOW in (old, new) else None

        def ask(_token: CancelToken) -> Comparison:
            from newsroom.desk.history import compare_states

            return compare_states(library, id, old, new, current=current)

        self._lanes.read(_COMPARED, ask, self._on_compared, owner=self)

    def past(self, number: int, then: Callable[[Content], None]) -> None:
        """What the article was in that revision, to be put back or copied."""
        library, id = self._library, self.article_id
        if library is None or id == NO_ARTICLE:
            return

        def ask(_token: CancelToken) -> Content:
            from newsroom.desk.history import state_of

            return state_of(library, id, number)

        def on_answered(outcome: Outcome[Content]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            elif id == self.article_id:
                then(outcome.value)

        self._lanes.read(_PAST, ask, on_answered, owner=self)

    def merged(self, number: int, then: Callable[[Content, tuple[str, ...], tuple[str, ...]], None]) -> None:
        """Both sides of a conflict put together; the fields taken, and those in which something touches."""
        library, id, current = self._library, self.article_id, self._current
        if library is None or current is None:
            return
        ours = current()

        def ask(_token: CancelToken) -> object:
            from newsroom.desk.history import offer_of

            return offer_of(library, id, number, current=ours)

        def on_answered(outcome: Outcome[object]) -> None:
            from newsroom.domain.merging import Offer

            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            elif isinstance(outcome.value, Offer):
                offer = outcome.value
                then(offer.content, offer.taken, offer.touching)

        self._lanes.read(_PAST, ask, on_answered, owner=self)

    # The time line

    def _ask(self, before: int | None, limit: int) -> None:
        library, id = self._library, self.article_id
        if library is None or id == NO_ARTICLE:
            return

        def ask(token: CancelToken) -> HistoryPage:
            from newsroom.desk.history import list_history

            return list_history(library, id, before=before, limit=limit, token=token)

        def on_answered(outcome: Outcome[HistoryPage]) -> None:
            if id != self.article_id:
                return
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            else:
                self._on_page(outcome.value, follows=before is not None)

        self._lanes.read(_ROWS, ask, on_answered, owner=self)

    def _on_page(self, page: HistoryPage, *, follows: bool) -> None:
        if not follows and self.rows and page.rows:
            # The newest may have been saved again, and what stands on it counts anew.
            for row in (page.rows[0], self.rows[0]):
                self._amounts.pop(row.number, None)
        self.rows = [*(self.rows if follows else ()), *page.rows]
        self._before, self._public = page.before, page.public
        self._tell()
        self._count()

    def _count(self) -> None:
        """The changes of the next few lines that are not counted yet."""
        library, id = self._library, self.article_id
        newest = next((row.number for row in self.rows if row.number not in self._amounts), None)
        if library is None or newest is None:
            return

        def ask(token: CancelToken) -> dict[int, Amount]:
            from newsroom.desk.history import amounts

            return amounts(library, id, newest, limit=_COUNTED, token=token)

        def on_answered(outcome: Outcome[dict[int, Amount]]) -> None:
            # What cannot be counted, a damaged revision, is not worth a word here: choosing it says so.
            if id == self.article_id and not isinstance(outcome, Err) and outcome.value:
                self._amounts |= outcome.value
                self._tell()
                self._count()

        self._lanes.read(_AMOUNTS, ask, on_answered, owner=self)

    def _tell(self) -> None:
        items: list[HistoryItem] = items_of(self.rows, self._public, self._amounts, self._zone)
        self.items_changed.emit(items, self._before is not None)

    def _on_compared(self, outcome: Outcome[Comparison]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        else:
            self.compared.emit(outcome.value)
