"""The kept searches of the sidebar: read, counted, made, renamed, moved, deleted. No widgets; GUI thread only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.cancel import CancelToken
from newsroom.domain.query import Order
from newsroom.jobs.lanes import Err, Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.searches import SavedSearch, SearchId

Counts = Mapping["SearchId", "int | None"]
Searches = tuple["SavedSearch", ...]
_BY = "window"
_RECOUNT_MS = 1500


class SearchDesk(Protocol):
    """What is asked of the desk, in the lanes."""

    def all(self) -> tuple[Searches, Counts]: ...

    def count(self, search: SavedSearch, token: CancelToken) -> int: ...

    def keep(self, name: str, text: str, order: Order) -> SavedSearch: ...

    def rename(self, id: SearchId, name: str) -> None: ...

    def move(self, id: SearchId, place: int) -> None: ...

    def delete(self, id: SearchId) -> SavedSearch: ...

    def restore(self, search: SavedSearch, place: int) -> None: ...


class KeptSearches(QObject):
    """Counts that a counter knows come with the searches; the others follow when it has been quiet."""

    changed = Signal(object, object)
    """The searches in their order, and their counts by id."""
    kept = Signal(object)
    """A ``SavedSearch`` that was just made: it wants a name."""
    deleted = Signal(object, int)
    """One that was just deleted, and where it stood."""
    failed = Signal(str)

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._desk: SearchDesk | None = None
        self.searches: Searches = ()
        self.counts: dict[SearchId, int | None] = {}
        self._uncounted: list[SavedSearch] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_RECOUNT_MS)
        self._timer.timeout.connect(self._count)

    def set_desk(self, desk: SearchDesk | None) -> None:
        """Another library; None shows nothing."""
        self._desk = desk
        self.searches, self.counts = (), {}
        self.changed.emit((), {})
        self.refresh()

    def find(self, id: SearchId) -> SavedSearch | None:
        return next((search for search in self.searches if search.id == id), None)

    def refresh(self) -> None:
        """Something was changed: the searches, or what they find."""
        desk = self._desk
        if desk is not None:
            self._lanes.read("archive.searches", lambda _: desk.all(), self._on_answered, owner=self)

    def _on_answered(self, outcome: Outcome[tuple[Searches, Counts]]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
            return
        self.searches, counts = outcome.value
        # A number that is being counted anew stays until the new one is there.
        self.counts = {id: self.counts.get(id) if count is None else count for id, count in counts.items()}
        self.changed.emit(self.searches, self.counts)
        self._uncounted = [search for search in self.searches if counts.get(search.id) is None]
        if self._uncounted:
            self._timer.start(
                0 if any(self.counts[one.id] is None for one in self._uncounted) else _RECOUNT_MS
            )

    def _count(self) -> None:
        desk, searches = self._desk, list(self._uncounted)
        if desk is None:
            return

        def work(token: CancelToken) -> dict[SearchId, int]:
            return {search.id: desk.count(search, token) for search in searches}

        def on_counted(outcome: Outcome[dict[SearchId, int]]) -> None:
            if isinstance(outcome, Ok):
                self.counts |= outcome.value
                self.changed.emit(self.searches, self.counts)

        self._lanes.read("archive.search_counts", work, on_counted, owner=self)

    # Acts

    def keep(self, text: str, order: Order) -> None:
        """Keeps a line of search; it is called as it reads until it gets a name."""
        self._write(lambda desk: desk.keep(text, text, order), self.kept.emit)

    def rename(self, id: SearchId, name: str) -> None:
        self._write(lambda desk: desk.rename(id, name))

    def move(self, id: SearchId, step: int) -> None:
        """Up or down in the sidebar."""
        place = next((n for n, search in enumerate(self.searches) if search.id == id), None)
        if place is not None and 0 <= place + step < len(self.searches):
            self._write(lambda desk: desk.move(id, place + step))

    def delete(self, id: SearchId) -> None:
        place = next((n for n, search in enumerate(self.searches) if search.id == id), 0)
        self._write(lambda desk: desk.delete(id), lambda search: self.deleted.emit(search, place))

    def restore(self, search: SavedSearch, place: int) -> None:
        """Takes a deletion back."""
        self._write(lambda desk: desk.restore(search, place))

    def _write(
        self, work: Callable[[SearchDesk], object], then: Callable[[object], object] | None = None
    ) -> None:
        desk = self._desk
        if desk is None:
            return

        def on_written(outcome: Outcome[object]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            elif then is not None:
                then(outcome.value)
            self.refresh()

        self._lanes.write(lambda: work(desk), on_written, owner=self)


class LibrarySearches:
    """The desk of a library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self) -> tuple[Searches, Counts]:
        from newsroom.desk.searches import counts_at_once, list_searches

        searches = list_searches(self._library)
        return searches, counts_at_once(self._library, searches)

    def count(self, search: SavedSearch, token: CancelToken) -> int:
        from newsroom.desk.searches import count_search

        return count_search(self._library, search, token=token)

    def keep(self, name: str, text: str, order: Order) -> SavedSearch:
        from newsroom.desk.searches import list_searches, save_search

        there = list_searches(self._library)
        same = next((one for one in there if (one.text, one.order) == (text, order)), None)
        if same is not None:
            return same
        names = {one.name for one in there}
        free = next(one for n in count(1) if (one := name if n == 1 else f"{name} {n}") not in names)
        return save_search(self._library, free, text, order=order, by=_BY)

    def rename(self, id: SearchId, name: str) -> None:
        from newsroom.desk.searches import change_search

        change_search(self._library, id, name=name, by=_BY)

    def move(self, id: SearchId, place: int) -> None:
        from newsroom.desk.searches import move_search

        move_search(self._library, id, place, by=_BY)

    def delete(self, id: SearchId) -> SavedSearch:
        from newsroom.desk.searches import delete_search

        return delete_search(self._library, id, by=_BY)

    def restore(self, search: SavedSearch, place: int) -> None:
        from newsroom.desk.searches import restore_search

        restore_search(self._library, search, place, by=_BY)
