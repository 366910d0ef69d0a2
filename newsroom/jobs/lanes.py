"""Runs desk acts beside the GUI thread: lanes to write, to read, to think, for long work. Knows no desk act by name."""

import logging
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.jobs.dispatcher import Dispatcher
from newsroom.jobs.outcome import Err, Ok, Outcome
from newsroom.jobs.workers import LongWorker, NewestWorker, OrderedWorker, TokenTask

__all__ = ["Done", "Err", "Lanes", "Ok", "Outcome", "Runner"]

T = TypeVar("T")
P = TypeVar("P")
Done = Callable[[Outcome[T]], None]
_N_READERS = 2
_log = logging.getLogger(__name__)


class Runner(Protocol):
    """What presenters ask of the lanes. All is called, and answered, on the GUI thread.

    ``done`` is not called when ``owner`` is gone or a newer question of the same kind was asked. ``owner`` is the
    QObject that asks; None where ``done`` needs nothing that could be gone.
    """

    def write(
        self, work: Callable[[], T], done: Done[T] | None = None, *, owner: QObject | None = None
    ) -> None: ...

    def read(
        self,
        kind: str,
        work: Callable[[CancelToken], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None: ...

    def think(
        self,
        kind: str,
        work: Callable[[CancelToken], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None: ...

    def labour(
        self, work: Callable[[CancelToken], T], done: Done[T] | None = None, *, owner: QObject | None = None
    ) -> CancelToken: ...

    def reporter(self, show: Callable[[P], None], *, owner: QObject | None = None) -> Callable[[P], None]: ...


class Lanes(QObject):
    """The lanes. Threads start when first needed. ``drain`` and then ``shutdown`` before the library is closed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dispatcher = Dispatcher(self)
        self._writer = OrderedWorker("newsroom-write")
        self._reader = NewestWorker("newsroom-read", _N_READERS)
        self._thinker = NewestWorker("newsroom-think", 1)
        self._labourer = LongWorker("newsroom-labour")
        self._newest: dict[str, int] = {}

    def write(
        self, work: Callable[[], T], done: Done[T] | None = None, *, owner: QObject | None = None
    ) -> None:
        """Runs ``work`` after all that was given before; never dropped, even if its asker is gone.

        Raises ``RuntimeError`` after ``shutdown``.
        """

        def task() -> None:
            outcome = _outcome("write", work)
            if outcome is not None:
                self._answer(outcome, done, owner, None)

        self._writer.add(task)

    def read(
        self,
        kind: str,
        work: Callable[[CancelToken], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Runs ``work`` soon. A newer one of the same ``kind`` replaces it, and cancels it when it runs."""
        self._reader.add(kind, self._newest_task(f"read {kind}", work, done, owner))

    def think(
        self,
        kind: str,
        work: Callable[[CancelToken], T],
        done: Done[T] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """As ``read``, on one thread of its own: suggestions, checks. ``work`` looks at its token often."""
        self._thinker.add(kind, self._newest_task(f"think {kind}", work, done, owner))

    def labour(
        self, work: Callable[[CancelToken], T], done: Done[T] | None = None, *, owner: QObject | None = None
    ) -> CancelToken:
        """Runs ``work``, which may take minutes, at once and on a thread of its own; the token returned ends it early.

        It must hold no write transaction for long: saves go on beside it. What was cancelled is answered, too, with
        an ``Err`` of ``CancelledError``, unless ``work`` has an answer of its own for it.
        """

        def task(token: CancelToken) -> None:
            outcome = _outcome("labour", lambda: work(token))
            self._answer(Err(CancelledError()) if outcome is None else outcome, done, owner, None)

        return self._labourer.add(task)

    def reporter(self, show: Callable[[P], None], *, owner: QObject | None = None) -> Callable[[P], None]:
        """A function for any work to report progress with: ``show`` gets the latest report, on the GUI thread."""
        lock = threading.Lock()
        latest: list[P] = []

        def deliver() -> None:
            with lock:
                progress = latest.pop()
            if owner is None or shiboken6.isValid(owner):
                show(progress)

        def report(progress: P) -> None:
            with lock:
                waiting = bool(latest)
                latest[:] = [progress]
            if not waiting:
                self._dispatcher.post(deliver)

        return report

    @property
    def writing(self) -> bool:
        """Whether something given to ``write`` is not done yet."""
        return not self._writer.idle

    @property
    def labouring(self) -> bool:
        """Whether something given to ``labour`` is not done yet."""
        return not self._labourer.idle

    def cancel(self, kind: str) -> None:
        """No answer is wanted any more to what was asked of this kind, in ``read`` or ``think``."""
        for lane, worker in (("read", self._reader), ("think", self._thinker)):
            if f"{lane} {kind}" in self._newest:
                self._newest[f"{lane} {kind}"] += 1
                worker.cancel(kind)

    def drain(self, timeout_s: float) -> bool:
        """Waits for the write lane and delivers its answers; False when the time was up first. Holds the window."""
        done = self._writer.drain(timeout_s)
        self._dispatcher.flush()
        return done

    def shutdown(self, timeout_s: float = 5.0) -> bool:
        """Cancels what is asked, ends the threads; what is queued to be written is still written.

        False when something was not done in time: it goes on until the process ends.
        """
        self._reader.close()
        self._thinker.close()
        self._labourer.close()
        self._writer.close()
        end = time.monotonic() + timeout_s
        drained = self._writer.drain(timeout_s)
        workers = (self._reader, self._thinker, self._labourer)
        ended = all(worker.join(max(0.0, end - time.monotonic())) for worker in workers)
        self._dispatcher.flush()
        return drained and ended

    def _newest_task(
        self, kind: str, work: Callable[[CancelToken], T], done: Done[T] | None, owner: QObject | None
    ) -> TokenTask:
        serial = self._newest.get(kind, 0) + 1
        self._newest[kind] = serial

        def is_newest() -> bool:
            return self._newest[kind] == serial

        def task(token: CancelToken) -> None:
            outcome = _outcome(kind, lambda: work(token))
            if outcome is not None:
                self._answer(outcome, done, owner, is_newest)

        return task

    def _answer(
        self,
        outcome: Outcome[T],
        done: Done[T] | None,
        owner: QObject | None,
        wanted: Callable[[], bool] | None,
    ) -> None:
        if done is None:
            return

        def deliver() -> None:
            if (owner is None or shiboken6.isValid(owner)) and (wanted is None or wanted()):
                done(outcome)

        self._dispatcher.post(deliver)


def _outcome(what: str, work: Callable[[], T]) -> Outcome[T] | None:
    """None where the work was cancelled: nobody waits for it."""
    try:
        return Ok(work())
    except CancelledError:
        return None
    except NewsroomError as error:
        return Err(error)
    except Exception as error:  # noqa: BLE001 - nothing a work does may end its thread
        _log.error("Unexpected %s in %s: %s", _kind(error), what, _where(error))
        return Err(error)


def _kind(error: Exception) -> str:
    """The error's type, and its number by name where it is the database's."""
    name = getattr(getattr(error, "orig", error), "sqlite_errorname", "")
    return f"{type(error).__name__} {name}".strip()


def _where(error: Exception) -> str:
    """The way of an error through the code, without its message: that may hold an article's text."""
    frames: list[Any] = traceback.extract_tb(error.__traceback__)
    return " > ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
