"""Acts that put the archive in order, done beside the window: told on the bus when done, and undone from here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from newsroom.domain.acts import Act, ActCancelledError, ActId, ActKind, ActProgress, Turned
from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.gui.changes import ChangeBus
from newsroom.jobs.lanes import Err, Ok, Runner
from newsroom.jobs.lanes import Outcome as Answer

if TYPE_CHECKING:
    from newsroom.desk.library import Library

BY = "window"
Progress = Callable[[ActProgress], None]
ShortWork = Callable[["Library"], Outcome]
LongWork = Callable[["Library", Progress, CancelToken], Outcome]
Then = Callable[[Outcome | None], None]
"""Gets what was done, or None where nothing was."""

_LISTS = frozenset({Changed.ARTICLE, Changed.LIST, Changed.COUNTS})
_KINDS = {
    ActKind.BULK: _LISTS | {Changed.TAG, Changed.SERIES, Changed.SECTION},
    ActKind.TAG: frozenset({Changed.TAG, Changed.COUNTS}),
    ActKind.SERIES: frozenset({Changed.SERIES, Changed.COUNTS}),
    ActKind.SECTION: frozenset({Changed.SECTION, Changed.COUNTS, Changed.LIST}),
    ActKind.AUTHOR: frozenset({Changed.AUTHOR, Changed.COUNTS}),
    ActKind.VOCABULARY: frozenset({Changed.TAG}),
}


def kinds_of(kind: ActKind, n_articles: int) -> frozenset[Changed]:
    """What views may have to show anew after an act of that kind that changed so many articles."""
    return _KINDS[kind] | _LISTS if n_articles else _KINDS[kind]


class Acting(QObject):
    """Short acts go in the order in which they were given; of long ones one runs at a time, the others wait.

    GUI thread only.
    """

    progressed = Signal(object)
    """The ``ActProgress`` of the long act that runs; None when none does."""
    done = Signal(object)
    """An ``Outcome``."""
    turned = Signal(object)
    """A ``Turned``: an act was undone or done again."""
    failed = Signal(str)
    taken_back = Signal(object)
    """Tuple of ``Act``: what a killed program had half done."""

    def __init__(self, lanes: Runner, bus: ChangeBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._bus = bus
        self._library: Library | None = None
        self._waiting: deque[Callable[[], CancelToken]] = deque()
        self._token: CancelToken | None = None

    @property
    def library(self) -> Library | None:
        return self._library

    @property
    def running(self) -> bool:
        """Whether a long act runs."""
        return self._token is not None

    def set_library(self, library: Library | None) -> None:
        """Another library: what runs in the one before is broken off, and taken back there."""
        if library is not self._library:
            self._waiting.clear()
            self.cancel()
            self._library = library

    def cancel(self) -> None:
        """Breaks off the long act that runs: what it had done is taken back."""
        if self._token is not None:
            self._token.cancel()

    # Acts

    def short(self, work: ShortWork, then: Then | None = None) -> None:
        """An act on a few rows. It is done even if the window is left at once."""
        library = self._library
        if library is None:
            return

        def on_answered(answer: Answer[Outcome]) -> None:
            self._finish(answer, then)

        self._lanes.write(lambda: work(library), on_answered, owner=self)

    def long(self, work: LongWork, then: Then | None = None) -> None:
        """An act on any number of articles, with progress, which can be broken off."""
        library = self._library
        if library is None:
            return
        report = self._lanes.reporter(self._on_progressed, owner=self)

        def on_answered(answer: Answer[Outcome]) -> None:
            self._end_labour()
            self._finish(answer, then)

        self._begin(
            lambda: self._lanes.labour(lambda token: work(library, report, token), on_answered, owner=self)
        )

    def undo(self, id: ActId) -> None:
        """Takes an act back."""
        self._turn(id, is_undo=True)

    def redo(self, id: ActId) -> None:
        """Does an act again that was undone."""
        self._turn(id, is_undo=False)

    def undo_last(self) -> None:
        """Takes back the newest act that was not undone yet. While one runs, that is the one: it is broken off."""
        library = self._library
        if library is None:
            return
        if self.running:
            self.cancel()
            return

        def work(_: CancelToken) -> Act | None:
            from newsroom.desk.acts import last_act

            return last_act(library)

        def on_answered(answer: Answer[Act | None]) -> None:
            if isinstance(answer, Err):
                self.failed.emit(str(answer.error))
            elif answer.value is None:
                self.failed.emit(self.tr("There is no act to undo in the log."))
            else:
                self.undo(answer.value.id)

        self._lanes.read("acting.last", work, on_answered, owner=self)

    def take_back_unfinished(self) -> None:
        """Once after a library was opened: what a killed program had half done is taken back."""
        library = self._library
        if library is None:
            return
        report = self._lanes.reporter(self._on_progressed, owner=self)

        def work(_: CancelToken) -> tuple[Act, ...]:
            from newsroom.desk.acts import take_back_unfinished

            return take_back_unfinished(library, by=BY, progress=report)

        def on_answered(answer: Answer[tuple[Act, ...]]) -> None:
            self._end_labour()
            if isinstance(answer, Err):
                self._fail(answer.error)
            elif answer.value:
                self.tell(frozenset(Changed))
                self.taken_back.emit(answer.value)

        self._begin(lambda: self._lanes.labour(work, on_answered, owner=self))

    def tell(self, kinds: frozenset[Changed]) -> None:
        """Says on the bus that things of these kinds were changed by this window."""
        self._bus.changed.emit(ChangeSet(kinds, by=BY))

    # How they end

    def _turn(self, id: ActId, *, is_undo: bool) -> None:
        library = self._library
        if library is None:
            return
        report = self._lanes.reporter(self._on_progressed, owner=self)

        def work(token: CancelToken) -> Turned:
            from newsroom.desk.acts import redo_act, undo_act

            turn = undo_act if is_undo else redo_act
            return turn(library, id, by=BY, progress=report, token=token)

        def on_answered(answer: Answer[Turned]) -> None:
            self._end_labour()
            if isinstance(answer, Ok):
                self.tell(kinds_of(answer.value.act.kind, answer.value.n_articles))
                self.turned.emit(answer.value)
            else:
                self._fail(answer.error)

        self._begin(lambda: self._lanes.labour(work, on_answered, owner=self))

    def _finish(self, answer: Answer[Outcome], then: Then | None) -> None:
        outcome = answer.value if isinstance(answer, Ok) else None
        if isinstance(answer, Err):
            self._fail(answer.error)
        elif outcome is not None:
            if outcome.act is not None:
                self.tell(kinds_of(outcome.act.kind, outcome.n_changed))
            self.done.emit(outcome)
        if then is not None:
            then(outcome)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, (ActCancelledError, CancelledError)):
            self.tell(_LISTS)
            self.failed.emit(self.tr("It was broken off. What it had done was taken back."))
        else:
            self.failed.emit(str(error))

    def _begin(self, start: Callable[[], CancelToken]) -> None:
        if self._token is None:
            self._token = start()
        else:
            self._waiting.append(start)

    def _end_labour(self) -> None:
        self._token = None
        self.progressed.emit(None)
        if self._waiting:
            self._token = self._waiting.popleft()()

    def _on_progressed(self, progress: Any) -> None:
        if self._token is not None:
            self.progressed.emit(progress)
