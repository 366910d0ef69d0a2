"""Helper processes that misbehave, for the tests of the lane: importable, because a process of its own runs them."""

import os
import sys
import time
from pathlib import Path
from typing import Any

from typing_extensions import override

from newsroom.jobs.render_messages import Ready, Show, Working
from newsroom.jobs.render_pipe import Pipe
from newsroom.jobs.render_worker import serve


class _Read(Pipe):
    """A pipe of which the first messages were read already."""

    def __init__(self) -> None:
        super().__init__()
        self._first: list[object] = []
        self.settings = self.receive()
        super().send(Ready())
        self.request = self.receive()
        self._first = [self.request, self.settings]
        self._has_said_ready = False

    @override
    def send(self, message: object) -> None:
        if self._has_said_ready:
            super().send(message)
        self._has_said_ready = True

    @override
    def receive(self) -> Any:
        return self._first.pop() if self._first else super().receive()


def crash_once() -> None:
    """Dies of the first request whose headline is ``crash``."""
    pipe = _Read()
    if isinstance(pipe.request, Show) and pipe.request.model.headline == "crash":
        os._exit(3)
    serve(pipe)


def never_ready() -> None:
    """Dies at its start; each start leaves a mark in the folder that the environment names."""
    folder = Path(os.environ["NEWSROOM_TEST_STARTS"])
    (folder / f"{time.monotonic_ns()}").touch()
    os._exit(4)


def hang_on_word() -> None:
    """Hangs on a text that holds ``hang``, with a mark of it, unless that mark is among the refused."""
    pipe = _Read()
    refused, _ = pipe.settings
    if isinstance(pipe.request, Show) and "hang" in pipe.request.model.body and b"m" * 16 not in refused:
        Pipe.send(pipe, Working(7, b"m" * 16))
        while True:
            time.sleep(60)
    serve(pipe)


def noisy() -> None:
    """Prints, as a library might, before it serves."""
    pipe = _Read()
    print("a word in between", flush=True)
    os.write(1, b"and one past Python")
    serve(pipe)


def leave_a_mark() -> None:
    """Says in a file, which the environment names, whether Qt was loaded."""
    Path(os.environ["NEWSROOM_TEST_MARK"]).write_text("Qt" if "PySide6.QtCore" in sys.modules else "no Qt")
