"""The list of articles as a Qt model: a window of pages over any number of rows. Fetches nothing by itself."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from newsroom.domain.article import ArticleRow
from newsroom.domain.query import KeyMap, ListPage

PAGE_ROWS = 100
_KEPT_PAGES = 16
ROW_ROLE = Qt.ItemDataRole.UserRole + 1

type_index = QModelIndex | QPersistentModelIndex


class ArticleListModel(QAbstractTableModel):
    """Rows that are not here yet are None; showing one reports its page in ``page_missing``."""

    page_missing = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._total = 0
        self._pages: OrderedDict[int, tuple[ArticleRow, ...]] = OrderedDict()
        self._keys: tuple[int, ...] = ()
        self.n_data_calls = 0

    def start(self, page: ListPage) -> None:
        """A new list: its first page. Until the key map comes, the list ends there."""
        self.beginResetModel()
        self._pages.clear()
        self._pages[0] = page.rows
        self._keys = ()
        self._total = len(page.rows)
        self.endResetModel()

    def refresh(self, page: ListPage) -> None:
        """The same list, changed somewhere: rows stay in place as far as they can, so that nothing jumps."""
        if not self._keys or self._total <= PAGE_ROWS or not page.more:
            self._resize(len(page.rows) if not page.more else max(self._total, len(page.rows)))
        self._pages.clear()
        self._pages[0] = page.rows
        self._announce()

    def set_key_map(self, keys: KeyMap) -> None:
        """Keys of every ``PAGE_ROWS``-th row, newest first, and the exact number of rows."""
        self._keys = keys.keys
        self._resize(keys.total)

    def put_page(self, number: int, rows: Sequence[ArticleRow]) -> None:
        """Rows of one page, as fetched by its key."""
        self._pages[number] = tuple(rows)
        self._pages.move_to_end(number)
        while len(self._pages) > _KEPT_PAGES:
            oldest = next(iter(self._pages))
            if oldest == 0:
                self._pages.move_to_end(0)
                oldest = next(iter(self._pages))
            del self._pages[oldest]
        first = number * PAGE_ROWS
        last = min(first + len(rows), self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def page_key(self, number: int) -> int | None:
        """The key after which page ``number`` begins; None for the first page."""
        if number == 0 or number - 1 >= len(self._keys):
            return None
        return self._keys[number - 1]

    def row_at(self, row: int) -> ArticleRow | None:
        """The row, if its page is here."""
        page = self._pages.get(row // PAGE_ROWS)
        offset = row % PAGE_ROWS
        return page[offset] if page is not None and offset < len(page) else None

    def find(self, article_id: int) -> int | None:
        """The row number of an article among the pages that are here."""
        for number, page in self._pages.items():
            for offset, row in enumerate(page):
                if row.id == article_id:
                    return number * PAGE_ROWS + offset
        return None

    @override
    def rowCount(self, parent: type_index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._total

    @override
    def columnCount(self, parent: type_index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: type_index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        self.n_data_calls += 1
        row = self.row_at(index.row())
        if row is None:
            self.page_missing.emit(index.row() // PAGE_ROWS)
            return None
        if role == ROW_ROLE:
            return row
        return row.headline or self.tr("Untitled")

    def _resize(self, total: int) -> None:
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()

    def _announce(self) -> None:
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, 0))
