"""Which articles of the table are marked: by their ids, or all that the list finds. The view shows them as selected.

The ids are what counts. Rows come and go while the list is renewed; what is marked stays marked, in sight or not.
"""

from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from newsroom.domain.ids import ArticleId
from newsroom.domain.listing import ArticleRow
from newsroom.gui.features.archive.list_model import ArticleListModel

_FLAGS = QItemSelectionModel.SelectionFlag
_MANY, _MOST_LEFT_OUT = 10_000, 2_000


class Marked(NamedTuple):
    """``is_all``: all that the list finds, but for ``ids``. Else ``ids``, and what stands in ``rows``, not read yet."""

    is_all: bool
    ids: frozenset[ArticleId]
    rows: tuple[range, ...] = ()


class RowMarks(QObject):
    """Keeps a view's selection and the marks the same. GUI thread only."""

    changed = Signal()

    def __init__(
        self, model: ArticleListModel, selection: QItemSelectionModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._selection = selection
        self._is_all = False
        # Replaced, not changed: there may be a million, and who reads them keeps them.
        self._ids: frozenset[ArticleId] = frozenset()
        self._unread: list[range] = []
        self._told: Marked | None = None
        self._is_showing = False
        self._starts_anew = False
        selection.selectionChanged.connect(self._on_selection_changed)
        model.modelReset.connect(self.clear)
        model.renewing.connect(self._on_model_renewing)
        model.renewed.connect(self._on_model_renewed)
        model.rowsInserted.connect(self._on_model_rows_inserted)
        model.dataChanged.connect(self._on_model_data_changed)

    @property
    def marked(self) -> Marked:
        """What is marked now. Read often."""
        if self._told is None:
            self._told = Marked(self._is_all, self._ids, tuple(self._unread))
        return self._told

    @property
    def is_all(self) -> bool:
        return self._is_all

    def has(self, place: int, row: ArticleRow | None) -> bool:
        """Whether the article at that place is marked; ``row`` None where it was not read yet."""
        if row is not None:
            return self._is_all != (row.id in self._ids)
        return self._is_all or any(place in rows for rows in self._unread)

    def count(self, total: int) -> int:
        """How many are marked, of so many that the list finds."""
        if self._is_all:
            return max(0, total - len(self._ids))
        return len(self._ids) + sum(map(len, self._unread))

    def mark_all(self) -> None:
        """All that the list finds: a question, however many there are."""
        self._is_all, self._unread = True, []
        self._ids = frozenset()
        self._show_all()
        self._tell()

    def clear(self) -> None:
        """None."""
        self._is_all, self._unread = False, []
        self._ids = frozenset()
        self._is_showing = True
        self._selection.clearSelection()
        self._is_showing = False
        self._tell()

    def note_command(self, flags: QItemSelectionModel.SelectionFlag) -> None:
        """What the view is about to do with its selection: whether that begins a new one."""
        self._starts_anew = bool(flags & _FLAGS.Clear)

    def put_ids(self, marked: Marked, ids: frozenset[ArticleId]) -> None:
        """All that was ``marked``, now that the articles of its rows are read."""
        if not self._is_all and tuple(self._unread) == marked.rows:
            self._unread = []
            # Mostly nothing came in between, and no million is copied.
            self._ids = ids if self._ids is marked.ids else self._ids | ids
            self._tell()

    def _tell(self) -> None:
        self._told = None
        self.changed.emit()

    # A person marks

    def _on_selection_changed(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        if self._is_showing:
            return
        gone = _rows_of(deselected)
        starts_anew, self._starts_anew = self._starts_anew, False
        if starts_anew or (self._is_all and sum(map(len, gone)) > 1):
            self._is_all, self._unread = False, []
            self._ids = frozenset()
            self._take(_rows_of(self._selection.selection()), mark=True)
        else:
            self._take(gone, mark=self._is_all)
            self._take(_rows_of(selected), mark=not self._is_all)
        self._mark_all_but_few()
        self._tell()

    def _mark_all_but_few(self) -> None:
        """Very many rows that nobody has read are all that is found, but for those that are here and not marked."""
        if sum(map(len, self._unread)) < _MANY:
            return
        others = [range(self._model.rowCount())]
        for run in _rows_of(self._selection.selection()):
            others = [left for part in others for left in _without(part, run)]
        if sum(map(len, others)) > _MOST_LEFT_OUT:
            return
        rows = [self._model.row_at(n) for run in others for n in run]
        if None not in rows:
            self._is_all, self._unread = True, []
            self._ids = frozenset(row.id for row in rows if row is not None)

    def _take(self, runs: list[range], *, mark: bool) -> None:
        """Rows that are here are known by their ids; the others stay rows until somebody reads them."""
        for run in runs:
            unread = [run]
            for page in self._model.ranges_held():
                here = range(max(run.start, page.start), min(run.stop, page.stop))
                if here:
                    self._take_ids(here, mark=mark)
                    unread = [left for part in unread for left in _without(part, here)]
            for rows in unread:
                self._unread = [left for part in self._unread for left in _without(part, rows)]
            if mark:
                self._unread += unread

    def _take_ids(self, rows: range, *, mark: bool) -> None:
        ids = {row.id for n in rows if (row := self._model.row_at(n)) is not None}
        self._ids = self._ids | ids if mark else self._ids - ids

    # The rows change

    def _on_model_renewing(self) -> None:
        self._is_showing = True

    def _on_model_renewed(self) -> None:
        """Marks of rows that nobody has read are lost with their places; all others are shown again."""
        self._unread = []
        self._is_showing = False
        if self._is_all:
            self._show_all()
        else:
            self._show()
        self._tell()

    def _on_model_rows_inserted(self) -> None:
        if self._is_all and not self._is_showing:
            self._show_all()
            self._tell()

    def _on_model_data_changed(self) -> None:
        """A page has come: what is marked on it is shown."""
        if self._ids and not self._is_showing:
            self._show(keep=True)

    def _show_all(self) -> None:
        n = self._model.rowCount()
        whole = QItemSelection()
        if n:
            whole.select(self._model.index(0, 0), self._model.index(n - 1, self._model.columnCount() - 1))
        self._apply(whole, _FLAGS.ClearAndSelect)
        if self._ids:
            self._apply(self._held(), _FLAGS.Deselect)

    def _show(self, *, keep: bool = False) -> None:
        if self._is_all:
            self._apply(self._held(), _FLAGS.Deselect)
        else:
            self._apply(self._held(), _FLAGS.Select if keep else _FLAGS.ClearAndSelect)

    def _held(self) -> QItemSelection:
        """The rows that are here and whose ids are in ``_ids``."""
        last = self._model.columnCount() - 1
        held = QItemSelection()
        for first, end in _runs(sorted(self._model.places_of(self._ids))):
            held.select(self._model.index(first, 0), self._model.index(end, last))
        return held

    def _apply(self, rows: QItemSelection, flags: QItemSelectionModel.SelectionFlag) -> None:
        self._is_showing = True
        try:
            self._selection.select(rows, flags)
        finally:
            self._is_showing = False


def _rows_of(selection: QItemSelection) -> list[range]:
    """Ranges, not rows: there may be a million."""
    return [range(part.top(), part.bottom() + 1) for part in selection.toList()]


def _without(rows: range, gone: range) -> list[range]:
    before, after = (
        range(rows.start, min(rows.stop, gone.start)),
        range(max(rows.start, gone.stop), rows.stop),
    )
    return [part for part in (before, after) if part]


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
