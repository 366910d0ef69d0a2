"""The list of articles as a Qt model: a few pages of any number of rows. Fetches nothing by itself."""

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Container, Mapping, Sequence
from datetime import UTC, date, tzinfo
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow
from newsroom.domain.query import KeyMap
from newsroom.domain.times import now
from newsroom.gui.features.archive.row_words import row_headline, row_spoken

if TYPE_CHECKING:
    from PySide6.QtCore import QTimerEvent

    from newsroom.domain.asked import Snippet, Snippets

PAGE_ROWS = 100
_KEPT_PAGES = 16
_MOST_SNIPPETS = 1000
_DAY_LOOKED_AT_MS = 60_000
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
SNIPPET_ROLE = Qt.ItemDataRole.UserRole + 2
_ANSWERED = frozenset(
    int(role)
    for role in (ROW_ROLE, SNIPPET_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
)
_Index = QModelIndex | QPersistentModelIndex


class ArticleListModel(QAbstractTableModel):
    """Rows that are not here yet are None; showing one reports its page in ``page_missing``.

    Page ``n`` holds the rows from ``n * PAGE_ROWS`` on. Its key is that of the row before it, so that a page keeps its
    rows while others come and go above it.
    """

    page_missing = Signal(int)
    renewing = Signal()
    """Before the same list is shown as it is now: a view remembers what it shows."""
    renewed = Signal()
    """After it: a view puts that back where it was."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._pages: OrderedDict[int, tuple[ArticleRow, ...]] = OrderedDict()
        self._keys: tuple[int, ...] = ()
        self._zone: tzinfo = UTC
        self._day = self._today()
        self.startTimer(_DAY_LOOKED_AT_MS)
        self._snippets: dict[ArticleId, Snippet] = {}

    @property
    def zone(self) -> tzinfo:
        """The zone that times are told in."""
        return self._zone

    def set_zone(self, zone: tzinfo) -> None:
        self._zone = zone
        self._day = self._today()
        self._announce()

    @override
    def timerEvent(self, event: "QTimerEvent") -> None:
        """After midnight the rows tell their times in other words."""
        if (today := self._today()) != self._day:
            self._day = today
            self._announce()

    def _today(self) -> date:
        return now().astimezone(self._zone).date()

    def start(self, rows: Sequence[ArticleRow]) -> None:
        """A new list: its first rows. Until the key map comes, it ends there."""
        self.beginResetModel()
        self._pages.clear()
        self._snippets = {}
        self._keys = ()
        self._total = len(rows)
        self._pages.update(in_pages(rows))
        self.endResetModel()

    def set_key_map(self, keys: KeyMap) -> None:
        """Keys of the last rows of all pages but the last, newest first, and the exact number of rows."""
        self._keys = keys.keys
        self._resize(keys.total)

    def renew(self, keys: KeyMap, pages: Mapping[int, Sequence[ArticleRow]]) -> None:
        """The list as it is now: the pages that are shown, all others forgotten. Rows that differ are announced."""
        self.renewing.emit()
        before, had_snippets = self._pages, bool(self._snippets)
        self._pages = OrderedDict((number, tuple(rows)) for number, rows in pages.items())
        self._snippets = {}
        self._keys = keys.keys
        self._resize(keys.total)
        if had_snippets:
            self._announce()
        else:
            self._announce_changes(before)
        self.renewed.emit()

    def put_page(self, number: int, rows: Sequence[ArticleRow]) -> None:
        """Rows of one page, as fetched by its key."""
        self._pages[number] = tuple(rows)
        self._pages.move_to_end(number)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        first = number * PAGE_ROWS
        last = min(first + len(rows), self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def snippet_of(self, article_id: ArticleId) -> "Snippet | None":
        """Where an article has what is looked for, if that is known."""
        return self._snippets.get(article_id)

    def put_snippets(self, snippets: "Snippets") -> None:
        """Those of some rows; the others keep theirs, until there are very many."""
        if len(self._snippets) > _MOST_SNIPPETS:
            self._snippets = {}
        self._snippets |= snippets
        self._announce()

    def page_key(self, number: int) -> int | None:
        """The key after which page ``number`` begins; None for the first page, and for one that no key leads to."""
        return self._keys[number - 1] if 0 < number <= len(self._keys) else None

    def leads_to(self, number: int) -> bool:
        """Whether the page can be fetched."""
        return 0 <= number <= len(self._keys)

    def row_at(self, row: int) -> ArticleRow | None:
        """The row, if its page is here."""
        page = self._pages.get(row // PAGE_ROWS)
        offset = row % PAGE_ROWS
        return page[offset] if page is not None and offset < len(page) else None

    def want(self, row: int) -> None:
        """A view shows a row that is not here: reports its page."""
        # A page that is here and shorter than it was is not asked for again: a renewal is on its way.
        if row // PAGE_ROWS not in self._pages:
            self.page_missing.emit(row // PAGE_ROWS)

    def find(self, article_id: int) -> int | None:
        """The row number of an article among the pages that are here."""
        for number, page in self._pages.items():
            for offset, row in enumerate(page):
                if row.id == article_id:
                    return number * PAGE_ROWS + offset
        return None

    def places_of(self, ids: Container[ArticleId]) -> list[int]:
        """The row numbers of these articles among the pages that are here."""
        return [
            number * PAGE_ROWS + offset
            for number, page in self._pages.items()
            for offset, row in enumerate(page)
            if row.id in ids
        ]

    def ranges_held(self) -> list[range]:
        """The row numbers of the pages that are here."""
        return [
            range(number * PAGE_ROWS, number * PAGE_ROWS + len(page)) for number, page in self._pages.items()
        ]

    @property
    def n_pages_held(self) -> int:
        return len(self._pages)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._total

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        # Asked a thousand times for one repaint, mostly for what there is none of.
        if role not in _ANSWERED:
            return None
        row = self.row_at(index.row())
        if row is None:
            self.want(index.row())
            return None
        if role == ROW_ROLE:
            return row
        if role == SNIPPET_ROLE:
            return self._snippets.get(row.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return row_headline(row)
        return row_spoken(row, now(), self._zone)

    def _resize(self, total: int) -> None:
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()

    def _announce_changes(self, before: Mapping[int, Sequence[ArticleRow]]) -> None:
        """A view paints what is announced, and a save of the open article mostly changes one row."""
        for number, rows in self._pages.items():
            pairs = enumerate(zip_longest(before.get(number, ()), rows))
            changed = [number * PAGE_ROWS + at for at, (was, row) in pairs if was != row]
            if changed and changed[0] < self._total:
                last = self.index(min(changed[-1], self._total - 1), self.columnCount() - 1)
                self.dataChanged.emit(self.index(changed[0], 0), last)

    def _announce(self) -> None:
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, self.columnCount() - 1))


def in_pages(rows: Sequence[ArticleRow]) -> dict[int, tuple[ArticleRow, ...]]:
    """The first rows of a list, by page."""
    return {
        first // PAGE_ROWS: tuple(rows[first : first + PAGE_ROWS]) for first in range(0, len(rows), PAGE_ROWS)
    }


def page_of(key: int, keys: Sequence[int]) -> int:
    """The number of the page that a key belongs to. ``keys`` as in a ``KeyMap``: the last of each page, falling."""
    return bisect_left(keys, -key, key=lambda last: -last)
