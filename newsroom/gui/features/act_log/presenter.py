"""The log of acts, page by page, and what each could not change. No widgets; GUI thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.acts import Act, ActId, Left, Turned
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ordering import Cursor
from newsroom.gui.acting import Acting
from newsroom.gui.paging import Ask, Page, PagedRows
from newsroom.jobs.lanes import Ok, Runner
from newsroom.jobs.lanes import Outcome as Answer

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_ROWS, _LEFT = "acts.rows", "acts.left"


class ActLogPresenter(QObject):
    """What an act left is asked of the library when the act is looked at."""

    left_changed = Signal(int)
    """The id of the act of which it is known now."""
    failed = Signal(str)

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self.acting = acting
        self._library: Library | None = None
        self._left: dict[ActId, tuple[Left, ...]] = {}
        self.rows = PagedRows(lanes, _ROWS, self._question, self)
        self.rows.failed.connect(self.failed)
        acting.turned.connect(self._on_acting_turned)

    def set_library(self, library: Library | None) -> None:
        self._library = library
        self._left.clear()
        self.rows.set_library(library)

    def left_of(self, act: Act) -> tuple[Left, ...]:
        """The first of what the act, or its last undo or redo, did not change; ``left_changed`` once it is known."""
        known = self._left.get(act.id)
        if known is None and act.n_left:
            self._ask_left(act.id)
        return known or ()

    def _ask_left(self, id: ActId) -> None:
        library = self._library
        if library is None:
            return

        def work(_: CancelToken) -> tuple[Left, ...]:
            from newsroom.desk.acts import left_of

            return left_of(library, id)

        def on_answered(answer: Answer[tuple[Left, ...]]) -> None:
            if isinstance(answer, Ok):
                self._left[id] = answer.value
                self.left_changed.emit(id)
            else:
                self.failed.emit(str(answer.error))

        self._lanes.read(_LEFT, work, on_answered, owner=self)

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
