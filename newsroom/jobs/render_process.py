"""The render lane's helper process and the thread that owns it: ended when it hangs, started again at once.

Knows no Qt; answers come on that thread.
"""

import logging
import multiprocessing
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from newsroom.jobs.render_messages import (
    Answer,
    Change,
    Failed,
    Paused,
    Proceed,
    Ready,
    Request,
    Show,
    Trouble,
    Working,
    joined,
    words_for,
)

LIVE_LIMIT_S = 1.0
_START_LIMIT_S = 30.0
_SUPERSEDED_S = 0.25
_N_FALSE_STARTS = 3
_N_MARKS = 64
_log = logging.getLogger(__name__)
Serve = Callable[[Connection, Collection[bytes], float], None]


@dataclass
class _Helper:
    """A running process. ``begun_at`` is when it got what it works on, or was started; ``serial`` is what of."""

    process: BaseProcess
    connection: Connection
    begun_at: float
    serial: int | None = None
    is_ready: bool = False
    is_busy: bool = True
    has_page: bool = False
    working: Working | None = None


@dataclass
class _Wanted:
    """What waits to be sent: a whole page, then changes of it."""

    show: Show | None = None
    change: Change | None = None
    proceed: bool = False

    def take(self) -> Request | Proceed | None:
        request: Request | Proceed | None = self.show or self.change
        if self.show is not None:
            self.show = None
        elif self.change is not None:
            self.change = None
        elif self.proceed:
            request = Proceed()
        self.proceed = False
        return request


@dataclass
class _State:
    """What both threads touch, under one lock."""

    wanted: _Wanted = field(default_factory=_Wanted)
    closed: bool = False


class RenderProcess:
    """``post`` and ``close`` may be called on any thread; ``answer`` is called on the lane's own.

    Nothing starts before ``warm`` or the first ``post``. One render may take ``limit_s`` seconds.
    """

    def __init__(
        self, answer: Callable[[Answer], None], *, limit_s: float = LIVE_LIMIT_S, serve: Serve | None = None
    ) -> None:
        self._answer = answer
        self._limit_s = limit_s
        self._serve = serve
        self._lock = threading.Lock()
        self._state = _State()
        self._woken, self._waker = multiprocessing.Pipe(duplex=False)
        self._thread: threading.Thread | None = None
        self._helper: _Helper | None = None
        self._refused: list[bytes] = []
        self._n_false_starts = 0

    def warm(self) -> None:
        """Starts the helper, so that the first page does not wait for it."""
        with self._lock:
            if self._thread is None and not self._state.closed:
                self._thread = threading.Thread(target=self._run, name="newsroom-render", daemon=True)
                self._thread.start()

    def post(self, request: Request) -> None:
        """Asks for a page or a change of it. What waits is joined; a newer page drops what waits. Returns at once."""
        with self._lock:
            if self._state.closed:
                return
            wanted = self._state.wanted
            if isinstance(request, Show):
                wanted.show, wanted.change = request, None
            else:
                change = joined(wanted.change, request)
                assert isinstance(change, Change)
                wanted.change = change
        self.warm()
        self._wake()

    @property
    def pid(self) -> int | None:
        """The helper's process id, for tests and benchmarks; None while there is none."""
        helper = self._helper
        return helper.process.pid if helper is not None else None

    def close(self, timeout_s: float = 2.0) -> None:
        """Ends the helper, whatever it does, and the thread. No answers after it."""
        with self._lock:
            self._state.closed = True
            thread = self._thread
        self._wake()
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout_s)

    def _wake(self) -> None:
        try:
            self._waker.send_bytes(b"")
        except OSError:
            return  # the lane has ended

    # On the lane's thread

    def _run(self) -> None:
        try:
            while not self._state.closed:
                if self._helper is None and not self._start():
                    break
                self._turn()
        finally:
            self._end()
            self._woken.close()
            self._waker.close()

    def _start(self) -> bool:
        if self._n_false_starts >= _N_FALSE_STARTS:
            message = "The preview's helper program does not start. Texts are not affected."
            self._tell(Failed(0, Trouble.CRASHED, message))
            return False
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=self._serve or _serve,
            args=(theirs, tuple(self._refused), self._limit_s),
            name="newsroom-render",
            daemon=True,
        )
        try:
            process.start()
        except OSError as error:
            _log.warning("The render helper does not start: %s", error.strerror)
            self._n_false_starts = _N_FALSE_STARTS
            return True
        finally:
            theirs.close()
        self._helper = _Helper(process, ours, time.monotonic())
        return True

    def _turn(self) -> None:
        helper = self._helper
        if helper is None:
            return
        self._send(helper)
        for source in wait([self._woken, helper.connection], self._time_left(helper)):
            if source is self._woken:
                self._drain_wakes()
            elif not self._receive(helper):
                return
        if helper.is_busy and self._is_overdue(helper):
            self._lost(helper, Trouble.HUNG)

    def _send(self, helper: _Helper) -> None:
        if helper.is_busy:
            return
        with self._lock:
            request = self._state.wanted.take()
        if request is None:
            return
        if isinstance(request, Change) and not helper.has_page:
            self._tell(Failed(request.serial, Trouble.LOST, ""))
            return
        helper.is_busy, helper.begun_at, helper.working = True, time.monotonic(), None
        if not isinstance(request, Proceed):
            helper.serial = request.serial
        helper.has_page = True
        try:
            helper.connection.send(request)
        except OSError:
            self._lost(helper, Trouble.CRASHED)

    def _drain_wakes(self) -> None:
        while self._woken.poll():
            self._woken.recv_bytes()

    def _receive(self, helper: _Helper) -> bool:
        """Takes one message; False when the helper is gone."""
        try:
            message = helper.connection.recv()
        except (EOFError, OSError):
            self._lost(helper, Trouble.CRASHED)
            return False
        if isinstance(message, Working):
            helper.working = message
            return True
        helper.is_busy = False
        if isinstance(message, Ready):
            helper.is_ready = True
            self._n_false_starts = 0
            return True
        if isinstance(message, Paused):
            with self._lock:
                self._state.wanted.proceed = True
        self._tell(message)
        return True

    def _limit_of(self, helper: _Helper) -> float:
        if not helper.is_ready:
            return _START_LIMIT_S
        with self._lock:
            superseded = self._state.wanted.show is not None
        return min(self._limit_s, _SUPERSEDED_S) if superseded else self._limit_s

    def _time_left(self, helper: _Helper) -> float | None:
        if not helper.is_busy:
            return None
        return max(0.0, helper.begun_at + self._limit_of(helper) - time.monotonic())

    def _is_overdue(self, helper: _Helper) -> bool:
        return time.monotonic() >= helper.begun_at + self._limit_of(helper)

    def _lost(self, helper: _Helper, trouble: Trouble) -> None:
        """The helper hangs or is gone: another one takes its place."""
        if not helper.is_ready:
            self._n_false_starts += 1
        was_asked = helper.is_ready and helper.is_busy and helper.serial is not None
        working = helper.working
        self._end()
        with self._lock:
            superseded = self._state.wanted.show is not None
            self._state.wanted.proceed = False
        if not was_asked or self._state.closed or (superseded and trouble is Trouble.HUNG):
            if not superseded and helper.has_page:
                self._tell(Failed(helper.serial or 0, Trouble.LOST, ""))
            return
        line = working.line if working is not None else None
        if working is not None:
            self._refused = [*self._refused, working.mark][-_N_MARKS:]
        self._tell(Failed(helper.serial or 0, trouble, words_for(trouble, line), line))

    def _end(self) -> None:
        helper, self._helper = self._helper, None
        if helper is None:
            return
        helper.connection.close()
        helper.process.kill()
        helper.process.join(2.0)
        if helper.process.exitcode is not None:
            helper.process.close()

    def _tell(self, answer: Answer) -> None:
        if not self._state.closed:
            self._answer(answer)


def _serve(connection: Connection, refused: Collection[bytes], limit_s: float) -> None:
    from newsroom.jobs.render_worker import serve

    serve(connection, refused, limit_s)
