"""The members of one series in their order, the gaps in it, and the order by hand. No widgets; GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId, SeriesId
from newsroom.domain.ordering import Gap, Member, MemberPage
from newsroom.gui.acting import BY, Acting
from newsroom.gui.features.series_desk.lines import before_position, lines_of, moved
from newsroom.jobs.lanes import Ok, Runner
from newsroom.jobs.lanes import Outcome as Answer

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_MEMBERS, _GAPS = "series.members", "series.gaps"
# No series is longer; of one that is, the first so many are shown.
_MOST = 20_000
_PAUSE_MS = 700


class MembersPresenter(QObject):
    """Steps with the keys are shown at once and become one act when they pause."""

    lines_changed = Signal(object)
    """Tuple of ``Line``."""
    failed = Signal(str)

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._acting = acting
        self._library: Library | None = None
        self.id: SeriesId | None = None
        self.members: tuple[Member, ...] = ()
        self._gaps: tuple[Gap, ...] = ()
        self._moving: tuple[ArticleId, ...] = ()
        self._before: ArticleId | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.commit)

    def set_library(self, library: Library | None) -> None:
        self.commit()
        self._library = library
        self.choose(None)

    def choose(self, id: SeriesId | None) -> None:
        """Shows the members of that series."""
        if id == self.id:
            return
        self.commit()
        self.id = id
        self.members, self._gaps = (), ()
        self.lines_changed.emit(())
        self.refresh()

    def refresh(self) -> None:
        """Asks for the members and the gaps again."""
        library, id = self._library, self.id
        if library is None or id is None or self._moving:
            return

        def members(_: CancelToken) -> MemberPage:
            from newsroom.desk.series_desk import list_members

            return list_members(library, id, limit=_MOST)

        def gaps(token: CancelToken) -> tuple[Gap, ...]:
            from newsroom.desk.series_desk import find_gaps

            return find_gaps(library, id, token=token)

        self._lanes.read(_MEMBERS, members, self._on_members_answered, owner=self)
        self._lanes.read(_GAPS, gaps, self._on_gaps_answered, owner=self)

    def _on_members_answered(self, answer: Answer[MemberPage]) -> None:
        if not isinstance(answer, Ok):
            self.failed.emit(str(answer.error))
        elif not self._moving:
            self.members = answer.value.members
            self._show()

    def _on_gaps_answered(self, answer: Answer[tuple[Gap, ...]]) -> None:
        if isinstance(answer, Ok):
            self._gaps = answer.value
            self._show()

    def _show(self) -> None:
        self.lines_changed.emit(lines_of(self.members, self._gaps))

    # The order

    def move(self, ids: Sequence[ArticleId], before: ArticleId | None, *, at_once: bool) -> None:
        """Puts members before another one, or at the end; shown now, done ``at_once`` or after a pause."""
        if self._moving and self._moving != tuple(ids):
            self.commit()
        self._moving, self._before = tuple(ids), before
        self.members = moved(self.members, ids, before)
        self._show()
        if at_once:
            self.commit()
        else:
            self._timer.start()

    def move_to(self, ids: Sequence[ArticleId], position: int) -> None:
        """Puts members where the first of them has that position."""
        if ids:
            self.move(ids, before_position(self.members, ids, position), at_once=True)

    def commit(self) -> None:
        """Does what was shown already."""
        self._timer.stop()
        id, moving, before = self.id, self._moving, self._before
        self._moving = ()
        if id is None or not moving:
            return

        def work(library: Library) -> Outcome:
            from newsroom.desk.series_desk import move_members

            return move_members(library, id, moving, before=before, by=BY)

        self._acting.short(work, self._on_moved)

    def order_by_date(self) -> None:
        """Times order the members again."""
        self.commit()
        id = self.id
        if id is None:
            return

        def work(library: Library) -> Outcome:
            from newsroom.desk.series_desk import order_by_date

            return order_by_date(library, id, by=BY)

        self._acting.short(work)

    def _on_moved(self, outcome: Outcome | None) -> None:
        if outcome is None or outcome.act is None:
            self.refresh()
