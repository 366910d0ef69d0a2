"""What runs in a helper process of an import: reads items as they are sent, until nobody sends any. No database, no Qt.

Messages both ways are pickled, with their length before them. The first one says the surroundings.
"""

import os
import pickle
import queue
import signal
import struct
import sys
import threading
from typing import IO, Any

from newsroom.desk.import_reading import Prepared, prepare
from newsroom.desk.source_files import reader_named
from newsroom.exchange.sources.items import SourceError, Surroundings

_LENGTH = struct.Struct("!Q")
READY = -1
"""What a helper says first, in the place of an item's number."""


def write_message(file: IO[bytes], data: bytes) -> None:
    """Raises ``OSError`` when the other end is gone."""
    file.write(_LENGTH.pack(len(data)))
    file.write(data)
    file.flush()


def read_message(file: IO[bytes]) -> Any:
    """The next message; raises ``EOFError`` when there will be none. Both ends are this program."""
    head = file.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = file.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def serve() -> None:
    """Answers each ``(number, reader's name, payload)`` with the number and what was read, or a sentence why not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the import, which ends its helpers
    asked, answers = _own_streams()
    around: Surroundings = read_message(asked)
    waiting: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_take, args=(asked, waiting), daemon=True).start()
    _answer(answers, READY, "")
    while (task := waiting.get()) is not None:
        number, name, payload = task
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
    try:
        while True:
            waiting.put(read_message(asked))
    except (EOFError, OSError, pickle.UnpicklingError):
        waiting.put(None)


def _read(name: str, payload: object, around: Surroundings) -> Prepared | str:
    try:
        return prepare(reader_named(name), payload, around)
    except SourceError as error:
        return str(error)


def _answer(answers: IO[bytes], number: int, what: Prepared | str) -> None:
    try:
        data = pickle.dumps((number, what), pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        data = pickle.dumps((number, "It cannot be read: it holds what cannot be passed on."))
    try:
        write_message(answers, data)
    except OSError:
        os._exit(0)  # the import has ended; its end of the pipe is gone
