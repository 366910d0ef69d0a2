"""The render lane: one helper process with a limit, ended when it hangs and started again at once."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, QTimer

from newsroom.domain.cancel import CancelToken
from newsroom.domain.page import PageModel
from newsroom.jobs.render_messages import (
    Answer,
    Change,
    Failed,
    Paused,
    Proceed,
    Ready,
    Request,
    Show,
    Shown,
    Trouble,
    Working,
    joined,
    plain_change,
    words_for,
)
from newsroom.jobs.render_process import SERVE, RenderProcess
from newsroom.rendering.body import RenderError

LIVE_LIMIT_S = 1.0
WHOLE_LIMIT_S = 60.0
_START_LIMIT_S = 30.0
_SUPERSEDED_S = 0.25
_N_FALSE_STARTS = 3
_N_MARKS = 64
_LOOK_MS = 100


class Renderer(Protocol):
    """What the preview asks of the lane. All is called, and answered, on the GUI thread."""

    def warm(self) -> None: ...

    def post(self, request: Request) -> None: ...

    def close(self) -> None: ...


@dataclass
class _Helper:
    """A running process. ``begun_at`` is when it got what it works on, or was started; ``serial`` is what of."""

    process: RenderProcess
    begun_at: float
    serial: int | None = None
    is_ready: bool = False
    is_busy: bool = True
    has_page: bool = False
    working: Working | None = None


class RenderLane(QObject):
    """For the GUI thread, which it never waits on: a request is a write, an answer a signal; no thread stands between.

    ``answer`` is called from the event loop until ``close``. One render may take ``limit_s`` seconds. Nothing starts
    before ``warm`` or the first ``post``.
    """

    def __init__(
        self,
        answer: Callable[[Answer], None],
        parent: QObject | None = None,
        *,
        limit_s: float = LIVE_LIMIT_S,
        serve: str = SERVE,
    ) -> None:
        super().__init__(parent)
        self._answer = answer
        self._limit_s = limit_s
        self._serve = serve
        self._helper: _Helper | None = None
        self._show: Show | None = None
        self._change: Change | None = None
        self._refused: list[bytes] = []
        self._n_false_starts = 0
        self._closed = False
        self._limit_timer = self._timer(self._on_limit_timer_timeout)

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    def warm(self) -> None:
        """Starts the helper, so that the first page does not wait for it."""
        if self._helper is None and not self._closed and self._n_false_starts < _N_FALSE_STARTS:
            self._start()

    def post(self, request: Request) -> None:
        """Asks for a page or a change of it. What waits is joined; a newer page drops what waits. Returns at once."""
        if self._closed:
            return
        if isinstance(request, Show):
            self._show, self._change = request, None
        else:
            change = joined(self._change, request)
            assert isinstance(change, Change)
            self._change = change
        self.warm()
        if self._helper is not None and self._helper.is_busy:
            self._watch(self._helper)
        else:
            self._send()

    def close(self) -> None:
        """Ends the helper, whatever it does. No answers after it."""
        self._closed = True
        self._end()

    @property
    def pid(self) -> int | None:
        """The helper's process id, for tests and benchmarks; None while there is none."""
        return self._helper.process.pid or None if self._helper is not None else None

    # The helper

    def _start(self) -> None:
        process = RenderProcess(self._refused, self._limit_s, serve=self._serve, parent=self)
        process.received.connect(self._on_process_received)
        process.gone.connect(self._on_process_gone)
        self._helper = _Helper(process, time.monotonic())
        self._watch(self._helper)

    def _send(self) -> None:
        """Gives the helper what waits, when it has nothing to do."""
        helper, request = self._helper, self._show or self._change
        if request is None or helper is None or helper.is_busy:
            return
        self._show, self._change = None, None if request is self._change else self._change
        if isinstance(request, Change) and not helper.has_page:
            self._tell_later(Failed(request.serial, Trouble.LOST, ""))
            return
        helper.serial, helper.has_page = request.serial, True
        self._have_done(helper, request)

    def _have_done(self, helper: _Helper, request: Request | Proceed) -> None:
        helper.is_busy, helper.begun_at, helper.working = True, time.monotonic(), None
        helper.process.send(plain_change(request) if isinstance(request, Change) else request)
        if self._helper is helper:  # it may be found gone while one writes
            self._watch(helper)

    def _watch(self, helper: _Helper) -> None:
        """Sets the alarm for what the helper works on."""
        limit_s = self._limit_s if helper.is_ready else _START_LIMIT_S
        if self._show is not None and helper.is_ready:
            limit_s = min(limit_s, _SUPERSEDED_S)
        left_s = helper.begun_at + limit_s - time.monotonic()
        self._limit_timer.start(max(0, round(1000 * left_s)))

    def _on_process_received(self, message: Ready | Working | Answer) -> None:
        helper = self._helper
        if helper is None:
            return
        if isinstance(message, Working):
            helper.working = message
            return
        helper.is_busy = False
        self._limit_timer.stop()
        if isinstance(message, Ready):
            helper.is_ready = True
            self._n_false_starts = 0
        elif isinstance(message, Paused) and self._show is None and self._change is None:
            self._have_done(helper, Proceed())
        self._send()
        if not isinstance(message, Ready):
            self._tell(message)

    def _on_process_gone(self) -> None:
        self._lose(Trouble.CRASHED)

    def _on_limit_timer_timeout(self) -> None:
        if self._helper is not None:
            self._helper.process.look()  # the window may have been busy itself, with the answer at its door
        if self._helper is not None and self._helper.is_busy and not self._limit_timer.isActive():
            self._lose(Trouble.HUNG)

    def _lose(self, trouble: Trouble) -> None:
        """The helper hangs or is gone: another one takes its place."""
        helper = self._helper
        assert helper is not None
        self._end()
        if not helper.is_ready:
            self._n_false_starts += 1
        working, was_asked = helper.working, helper.is_busy and helper.serial is not None
        if was_asked and trouble is Trouble.HUNG and self._show is not None:
            was_asked = False  # a newer page is wanted: nobody waits for this one
        elif was_asked and working is not None:
            self._refused = [*self._refused, working.mark][-_N_MARKS:]
        self.warm()
        if self._helper is None:
            message = "The preview's helper program does not start. Texts are not affected."
            self._tell_later(Failed(0, Trouble.CRASHED, message))
        elif was_asked:
            line = working.line if working is not None else None
            self._tell_later(Failed(helper.serial or 0, trouble, words_for(trouble, line), line))
        elif self._show is None and helper.has_page:
            self._tell_later(Failed(helper.serial or 0, Trouble.LOST, ""))

    def _end(self) -> None:
        helper, self._helper = self._helper, None
        self._limit_timer.stop()
        if helper is not None:
            helper.process.end()

    def _tell_later(self, answer: Answer) -> None:
        """What may be found out while something is posted is told from the event loop, as all answers are."""
        QTimer.singleShot(0, self, lambda: self._tell(answer))

    def _tell(self, answer: Answer) -> None:
        if not self._closed:
            self._answer(answer)


def render_whole_page(model: PageModel, token: CancelToken, *, limit_s: float = WHOLE_LIMIT_S) -> bytes:
    """One page's bytes, from a helper of its own that may take its time. Blocks: for a lane.

    Raises ``RenderError`` in words where there is no page, ``CancelledError`` when it is no longer wanted.
    """
    loop, look = QEventLoop(), QTimer()
    answers: list[Shown | Failed] = []

    def on_answered(answer: Answer) -> None:
        if isinstance(answer, Shown | Failed):
            answers.append(answer)
            loop.quit()

    def on_look_timeout() -> None:
        if token.cancelled:
            loop.quit()

    look.timeout.connect(on_look_timeout)
    look.start(_LOOK_MS)
    lane = RenderLane(on_answered, limit_s=limit_s)
    lane.post(Show(1, model))
    loop.exec()
    lane.close()
    shiboken6.delete(lane)  # here and now: it belongs to this thread
    if not answers:
        token.raise_if_cancelled()
    answer = answers[0]
    if isinstance(answer, Failed):
        raise RenderError(answer.message, answer.line)
    return answer.page
