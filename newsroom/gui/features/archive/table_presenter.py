"""The table's own list: asks as the list pane does, in lanes of its own, and only while the table is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.bulk import Selection
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.gui.features.archive.details_filler import DetailsFiller
from newsroom.gui.features.archive.list_model import PAGE_ROWS
from newsroom.gui.features.archive.own_lanes import OwnLanes
from newsroom.gui.features.archive.presenter import ArchivePresenter
from newsroom.gui.features.archive.table_model import ArticleTableModel
from newsroom.jobs.lanes import Err, Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet
    from newsroom.gui.features.archive.questions import ArchiveQuestions
    from newsroom.gui.features.archive.row_marks import Marked

_AT_ONCE = 1_000


class TablePresenter(QObject):
    """``list`` has the question and the rows; ``details`` what stands beside them. GUI thread only."""

    total_changed = Signal()
    rows_read = Signal(object, object)
    """What was marked in rows that were not here, and the ids of all of it."""
    failed = Signal(str)

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lanes = OwnLanes(lanes, "table")
        self.model = ArticleTableModel(self)
        self.list = ArchivePresenter(self.lanes, self, model=self.model, cut=frozenset())
        self.details = DetailsFiller(self.lanes, self.model, self)
        self.library: Library | None = None
        self.list.filler.found.connect(self.total_changed)
        self.list.filler.total_known.connect(self.total_changed)

    def set_library(self, library: Library | None) -> None:
        self.library = library
        self.details.set_library(library)
        self.list.set_library(library)

    def apply(self, changes: ChangeSet) -> None:
        self.list.apply(changes)

    @property
    def total(self) -> int | None:
        """How many the list finds; None until they are counted."""
        return self.list.filler.total

    @property
    def query(self) -> ListQuery | None:
        """What the rows that are shown answer; None while other ones are asked for."""
        return self.list.filler.shown_query

    def knows(self, marked: Marked) -> bool:
        """Which articles these are."""
        return not marked.rows and not (marked.is_all and self.query is None)

    def selection(self, marked: Marked) -> Selection | None:
        """The same for the desk. None while it is not known, with the rows or the question that they answer."""
        if not self.knows(marked):
            return None
        if marked.is_all:
            return Selection(query=self.query, without=marked.ids)
        return Selection(ids=tuple(marked.ids))

    def read_rows(self, marked: Marked) -> None:
        """Finds out which articles stand in rows that are not here; answered by ``rows_read``."""
        desk, query, rows = self.list.questions, self.query, marked.rows
        if desk is None or query is None or not rows:
            return
        keys = [(run, self.model.page_key(run.start // PAGE_ROWS)) for run in rows]

        def work(token: CancelToken) -> frozenset[ArticleId]:
            found = (id for run, key in keys for id in _ids(desk, query, run, key, token))
            return marked.ids.union(found)

        def on_answered(outcome: Outcome[frozenset[ArticleId]]) -> None:
            if isinstance(outcome, Ok) and query is self.query:
                self.rows_read.emit(marked, outcome.value)
            elif isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))

        self.lanes.read("marks", work, on_answered, owner=self)


def _ids(
    desk: ArchiveQuestions, query: ListQuery, rows: range, key: int | None, token: CancelToken
) -> list[ArticleId]:
    """The articles of a run of rows, from the page that it begins on."""
    skipped = rows.start % PAGE_ROWS
    wanted = skipped + len(rows)
    ids: list[ArticleId] = []
    while len(ids) < wanted:
        page = desk.page(query, key, min(_AT_ONCE, wanted - len(ids)), token)
        ids += [row.id for row in page.rows]
        if not page.more or not page.rows:
            break
        key = page.rows[-1].key
    return ids[skipped:wanted]
