"""What runs in a helper process of an import: reads items as they are sent, until nobody sends any. No database, no Qt.

The first message says the surroundings.
"""

import os
import pickle
import queue
import signal
import sys
import threading
from typing import IO, Any

from newsroom.desk.import_limits import allow_item
from newsroom.desk.import_messages import READY, load, packed_message, read_message, write_message
from newsroom.desk.import_reading import Prepared, prepare
from newsroom.desk.source_files import reader_named
from newsroom.exchange.sources.items import SourceError, Surroundings
from newsroom.exchange.sources.site import Site


def serve() -> None:
    """Answers each ``(number, reader's name, payload)`` with the number and what was read, or a sentence why not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the import, which ends its helpers
    asked, answers = _own_streams()
    around: Surroundings = pickle.loads(read_message(asked))
    waiting: queue.Queue[Any] = queue.Queue()
    _answer(answers, READY, "")
    threading.Thread(target=_take, args=(asked, waiting), daemon=True).start()
    while (task := waiting.get()) is not None:
        number, name, payload = task
        allow_item()
        _answer(answers, number, _read(name, payload, around))


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """The standard streams for us alone: what a library prints must not come between."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    sys.stdin, sys.stdout = open(os.devnull, encoding="utf-8"), open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    return asked, answers


def _take(asked: IO[bytes], waiting: "queue.Queue[Any]") -> None:
    """Takes what is sent at once, so that the sender never waits for the item that is being read."""
    shared: list[Site] = []
    try:
        while True:
            message = load(read_message(asked), shared)
            if isinstance(message, Site):
                shared.append(message)
            else:
                waiting.put(message)
    except (EOFError, OSError, pickle.UnpicklingError):
        waiting.put(None)


def _read(name: str, payload: object, around: Surroundings) -> Prepared | str:
    try:
        return prepare(reader_named(name), payload, around)
    except SourceError as error:
        return str(error)


def _answer(answers: IO[bytes], number: int, what: Prepared | str) -> None:
    try:
        data = packed_message((number, what))
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        data = pickle.dumps((number, "It cannot be read: it holds what cannot be passed on."))
    try:
        write_message(answers, data)
    except OSError:
        os._exit(0)  # the import has ended; its end of the pipe is gone
