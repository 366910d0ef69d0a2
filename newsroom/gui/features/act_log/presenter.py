"""The log of acts, page by page, and what the last undo of each could not change. No widgets; GUI thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.acts import ActId, Left, Turned
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ordering import Cursor
from newsroom.gui.acting import Acting
from newsroom.gui.paging import Ask, Page, PagedRows
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_ROWS = "acts.rows"


class ActLogPresenter(QObject):
    """What was left is known for as long as the window is open."""

    left_changed = Signal(int)
    """The id of the act that was undone or done again."""

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.acting = acting
        self._left: dict[ActId, tuple[Left, ...]] = {}
        self.rows = PagedRows(lanes, _ROWS, self._question, self)
        acting.turned.connect(self._on_acting_turned)

    def set_library(self, library: Library | None) -> None:
        self._left.clear()
        self.rows.set_library(library)

    def left_of(self, id: ActId) -> tuple[Left, ...]:
        """The first of what its last undo or redo here did not change."""
        return self._left.get(id, ())

    def _question(self) -> Ask:
        def ask(library: Library, after: Cursor | None, limit: int, _: CancelToken) -> Page[object]:
            from newsroom.desk.acts import list_acts

            page = list_acts(library, before=ActId(after.id) if after is not None else None, limit=limit)
            last = page.acts[-1].id if page.acts and page.more else None
            return page.acts, Cursor(last, last) if last is not None else None

        return ask

    def _on_acting_turned(self, turned: Turned) -> None:
        self._left[turned.act.id] = turned.left
        self.left_changed.emit(turned.act.id)
