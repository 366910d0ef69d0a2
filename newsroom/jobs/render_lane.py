"""The render lane as the window sees it: requests go in on the GUI thread, answers come out there."""

from collections.abc import Callable
from queue import Empty, Queue
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject

from newsroom.domain.cancel import CancelToken
from newsroom.domain.page import PageModel
from newsroom.jobs.dispatcher import Dispatcher
from newsroom.jobs.render_messages import Answer, Failed, Paused, Request, Show, Shown
from newsroom.jobs.render_process import RenderProcess
from newsroom.rendering.body import RenderError

WHOLE_LIMIT_S = 60.0
_LOOK_S = 0.1


class Renderer(Protocol):
    """What the preview asks of the lane. All is called, and answered, on the GUI thread."""

    def warm(self) -> None: ...

    def post(self, request: Request) -> None: ...

    def close(self) -> None: ...


class RenderLane(QObject):
    """One helper process behind a dispatcher. ``answer`` is called until ``close`` or the lane's end."""

    def __init__(self, answer: Callable[[Answer], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answer = answer
        self._dispatcher = Dispatcher(self)
        self._process = RenderProcess(self._on_process_answered)
        self._closed = False

    def warm(self) -> None:
        """Starts the helper process, in a thread: costs the GUI thread nothing."""
        self._process.warm()

    def post(self, request: Request) -> None:
        """Asks for a page or a change of it; returns at once."""
        self._process.post(request)

    def close(self) -> None:
        """Ends the helper process. No answers after it."""
        self._closed = True
        self._process.close()

    @property
    def pid(self) -> int | None:
        """The helper's process id; None while there is none."""
        return self._process.pid

    def _on_process_answered(self, answer: Answer) -> None:
        def deliver() -> None:
            if not self._closed and shiboken6.isValid(self):
                self._answer(answer)

        self._dispatcher.post(deliver)


def render_whole_page(model: PageModel, token: CancelToken, *, limit_s: float = WHOLE_LIMIT_S) -> bytes:
    """One page's bytes, from a helper of its own that may take its time. Blocks: for a lane.

    Raises ``RenderError`` in words where there is no page, ``CancelledError`` when it is no longer wanted.
    """
    answers: Queue[Answer] = Queue()
    process = RenderProcess(answers.put, limit_s=limit_s)
    try:
        process.post(Show(1, model))
        while True:
            token.raise_if_cancelled()
            try:
                answer = answers.get(timeout=_LOOK_S)
            except Empty:
                continue
            if isinstance(answer, Shown):
                return answer.page
            if isinstance(answer, Failed):
                raise RenderError(answer.message, answer.line)
            assert isinstance(answer, Paused)
    finally:
        process.close()
