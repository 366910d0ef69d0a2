"""Acts on what is marked: what is offered for them, what they would do, and their being done. No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.bulk import Outcome, Selection
from newsroom.domain.cancel import CancelToken
from newsroom.gui.acting import Acting, Progress, Then
from newsroom.gui.features.archive.bulk_wishes import BulkAct, Counted, Named, Wish, carry_out, count, offers
from newsroom.jobs.lanes import Err, Ok, Runner
from newsroom.jobs.lanes import Outcome as Answer

if TYPE_CHECKING:
    from newsroom.desk.library import Library

Offers = tuple[tuple[Named, int | None], ...]


class BulkPresenter(QObject):
    """An act is counted first, and done as it was counted. GUI thread only."""

    counted = Signal(object)
    """A ``Counted``."""
    refused = Signal(str)
    """Why the act that was to be counted can never be done."""
    offered = Signal(object)
    """What fits what was typed: pairs of ``Named`` and a number of articles, or None."""

    def __init__(self, lanes: Runner, acting: Acting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self.acting = acting
        self.library: Library | None = None
        self._serial = 0

    def offer(self, act: BulkAct, text: str) -> None:
        """Answered by ``offered``, always."""
        library = self.library
        if library is None:
            return

        def on_answered(answer: Answer[Offers]) -> None:
            self.offered.emit(answer.value if isinstance(answer, Ok) else ())

        self._lanes.read(
            "bulk.offers", lambda token: offers(library, act, text, token), on_answered, owner=self
        )

    def count(self, selection: Selection, wish: Wish) -> None:
        """Answered by ``counted`` or ``refused``, unless it is called off."""
        library = self.library
        if library is None:
            return
        self._serial += 1
        serial = self._serial

        def on_answered(answer: Answer[Counted]) -> None:
            if serial != self._serial:
                return
            if isinstance(answer, Err):
                self.refused.emit(str(answer.error))
            else:
                self.counted.emit(answer.value)

        self._lanes.read(
            "bulk.count", lambda token: count(library, selection, wish, token), on_answered, owner=self
        )

    def call_off(self) -> None:
        """What was asked to be counted is not wanted any more."""
        self._serial += 1

    def do(self, counted: Counted, *, publish: bool, then: Then | None = None) -> None:
        """Does what was counted, with progress and one undo, as every act."""

        def work(library: Library, progress: Progress, token: CancelToken) -> Outcome:
            return carry_out(library, counted, publish=publish, progress=progress, token=token)

        self.acting.long(work, then)
