"""Helper processes that misbehave, for the tests of the lane: importable, because a process of its own imports them."""

import os
import time
from collections.abc import Collection
from multiprocessing.connection import Connection
from pathlib import Path

from newsroom.jobs.render_messages import Ready, Show, Working
from newsroom.jobs.render_worker import serve


def crash_once(connection: Connection, refused: Collection[bytes], limit_s: float) -> None:
    """Dies of the first request whose headline is ``crash``."""
    connection.send(Ready())
    request = connection.recv()
    if isinstance(request, Show) and request.model.headline == "crash":
        os._exit(3)
    serve(_Replayed(connection, request), refused, limit_s)  # type: ignore[arg-type]


class _Replayed:
    """A connection on which one request was read already."""

    def __init__(self, connection: Connection, request: object) -> None:
        self._connection = connection
        self._first: object | None = request
        self._n_sent = 0

    def send(self, message: object) -> None:
        self._n_sent += 1
        if self._n_sent > 1:  # it has said that it is ready
            self._connection.send(message)

    def recv(self) -> object:
        first, self._first = self._first, None
        return self._connection.recv() if first is None else first


def never_ready(connection: Connection, refused: Collection[bytes], limit_s: float) -> None:
    """Dies at its start; each start leaves a mark in the folder that the environment names."""
    folder = Path(os.environ["NEWSROOM_TEST_STARTS"])
    (folder / f"{time.monotonic_ns()}").touch()
    os._exit(4)


def hang_on_word(connection: Connection, refused: Collection[bytes], limit_s: float) -> None:
    """Hangs on a text that holds ``hang``, with a mark of it, unless that mark is among the refused."""
    connection.send(Ready())
    request = connection.recv()
    if isinstance(request, Show) and "hang" in request.model.body and b"m" * 16 not in refused:
        connection.send(Working(7, b"m" * 16))
        while True:
            time.sleep(60)
    serve(_Replayed(connection, request), refused, limit_s)  # type: ignore[arg-type]
