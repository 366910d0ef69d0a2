"""Helper processes that read items of a source beside the import. One that hangs is ended, and its item named.

Answers come in the order of the questions, whoever gives them. Where no helper can be started, the import's own thread
reads.
"""

import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from newsroom.desk.import_limits import WAIT_S, worked_too_long
from newsroom.desk.import_messages import READY, SharedThings, read_message, write_message
from newsroom.desk.import_reading import Prepared, prepare
from newsroom.desk.source_files import reader_named
from newsroom.exchange.sources.items import SourceError, Surroundings

T = TypeVar("T")
Answer = Prepared | str
"""What was read, or why not, in a sentence."""

_START_LIMIT_S = 60.0
_MOST_HELPERS = 4
_MOST_AHEAD = 240  # items that wait for one helper: more than are written at once, so that it reads meanwhile
_MOST_BYTES_AHEAD = 64 * 1024 * 1024
_N_FALSE_STARTS = 2
_BUFFER = 256 * 1024  # of each pipe: many items by one call of the system
_TURN_S = 0.25
_ENTRY = "newsroom.desk.import_worker:serve"
_HUNG = "Reading it took too long; it was left out."
_CRASHED = "Reading it ended the program that read it; it was left out."
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Task(Generic[T]):
    """An item on its way. ``answer`` None: not read yet."""

    ticket: T
    message: bytes
    answer: Answer | None = None


@dataclass(eq=False)
class _Helper(Generic[T]):
    """A running process, with what it was sent and has not answered; the first of these is what it works on."""

    process: "subprocess.Popen[bytes]"
    outbox: "queue.SimpleQueue[bytes | None]"
    since: float
    threads: tuple[threading.Thread, ...] = ()
    is_ready: bool = False
    n_shared: int = 0
    tasks: "dict[int, _Task[T]]" = field(default_factory=dict)


class ReadingHelpers(Generic[T]):
    """For one thread. ``put`` items, take them with ``ready``; ``close`` at the end, always."""

    def __init__(
        self, around: Surroundings, *, n_helpers: int | None = None, limit_s: float = WAIT_S
    ) -> None:
        self._around = around
        self._limit_s = limit_s
        cores = os.cpu_count() or 1
        self._n_wanted = max(1, min(_MOST_HELPERS, cores - 1)) if n_helpers is None else n_helpers
        self._order: deque[_Task[T]] = deque()
        self._helpers: list[_Helper[T]] = []
        self._inbox: queue.SimpleQueue[tuple[_Helper[T], Any]] = queue.SimpleQueue()
        self._n_false_starts = 0
        self._shared = SharedThings()
        self._serial = 0
        self._n_bytes = 0

    @property
    def n_waiting(self) -> int:
        """Items that were put and not taken yet."""
        return len(self._order)

    @property
    def is_full(self) -> bool:
        """Whether no more should be put before some were taken."""
        return len(self._order) >= _MOST_AHEAD * max(1, self._n_wanted) or self._n_bytes > _MOST_BYTES_AHEAD

    def expect(self) -> None:
        """Starts the first helper: by the time that there is something to read it is ready."""
        self._idle_helper()

    def put_read(self, ticket: T, answer: Answer) -> None:
        """Something that needs no reading takes its place in the order."""
        self._order.append(_Task(ticket, b"", answer))

    def read_here(self, ticket: T, reader: str, payload: object) -> None:
        """Reads an item at once, on this thread: for the first few of a kind that cannot hang."""
        self.put_read(ticket, self._read(reader, payload))

    def put(self, ticket: T, reader: str, payload: object) -> None:
        """Sends an item to a helper."""
        self._serial += 1
        try:
            message = self._shared.dumps((self._serial, reader, payload))
        except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
            self.read_here(ticket, reader, payload)
            return
        task = _Task(ticket, message)
        self._n_bytes += len(message)
        self._order.append(task)
        self._send(self._serial, task)

    def ready(self) -> Iterator[tuple[T, Answer]]:
        """Those whose turn it is, without waiting."""
        self._hear(0)
        while self._order and (answer := self._order[0].answer) is not None:
            task = self._order.popleft()
            self._n_bytes -= len(task.message)
            yield task.ticket, answer

    def wait(self) -> None:
        """Until something was answered, or for a moment; ends a helper that hangs."""
        if self._order and self._order[0].answer is None:
            self._hear(_TURN_S)

    def close(self) -> None:
        """Ends the helpers, whatever they do."""
        for helper in self._helpers:
            self._end(helper)
        self._helpers.clear()

    def _read(self, reader: str, payload: object) -> Answer:
        try:
            return prepare(reader_named(reader), payload, self._around)
        except SourceError as error:
            return str(error)

    def _send(self, serial: int, task: _Task[T]) -> None:
        helper = self._idle_helper()
        if helper is None:
            _, reader, payload = self._shared.loads(task.message)
            task.answer = self._read(reader, payload)
            return
        if not helper.tasks:
            helper.since = time.monotonic()
        helper.tasks[serial] = task
        for shared in self._shared.new_since(helper.n_shared):
            helper.outbox.put(shared)
        helper.n_shared = self._shared.n
        helper.outbox.put(task.message)

    def _idle_helper(self) -> _Helper[T] | None:
        """The one with the least to do; another one is started while all are busy. None: none can be started."""
        least = min(self._helpers, key=lambda helper: len(helper.tasks), default=None)
        if (
            (least is None or least.tasks)
            and len(self._helpers) < self._n_wanted
            and self._n_false_starts < _N_FALSE_STARTS
        ):
            try:
                least = self._start()
            except OSError as error:
                self._n_false_starts += 1
                _log.warning("no helper to read with: %s", error.strerror)
                return least or self._idle_helper()
            self._helpers.append(least)
        return least

    def _start(self) -> _Helper[T]:
        process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=_BUFFER,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        helper: _Helper[T] = _Helper(process, queue.SimpleQueue(), time.monotonic())
        helper.outbox.put(pickle.dumps(self._around, pickle.HIGHEST_PROTOCOL))
        helper.threads = tuple(
            threading.Thread(target=work, args=(helper,), name="newsroom-import", daemon=True)
            for work in (self._write_to, self._listen_to)
        )
        for thread in helper.threads:
            thread.start()
        return helper

    def _write_to(self, helper: _Helper[T]) -> None:
        """On a thread of its own: a helper that hangs takes nothing."""
        pipe = helper.process.stdin
        assert pipe is not None
        try:
            while (message := helper.outbox.get()) is not None:
                write_message(pipe, message, flush=helper.outbox.empty())
            pipe.close()
        except (OSError, ValueError):
            return  # it was ended; whoever listens to it tells

    def _listen_to(self, helper: _Helper[T]) -> None:
        pipe = helper.process.stdout
        assert pipe is not None
        try:
            while True:
                self._inbox.put((helper, pickle.loads(read_message(pipe))))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            self._inbox.put((helper, None))

    def _hear(self, timeout_s: float) -> None:
        """Takes all answers that there are; waits for the first one, at most so long."""
        try:
            while True:
                helper, message = self._inbox.get(timeout_s > 0, timeout_s or None)
                timeout_s = 0
                self._on_message(helper, message)
        except queue.Empty:
            for helper in [one for one in self._helpers if self._is_overdue(one)]:
                self._lost(helper, _HUNG)

    def _on_message(self, helper: _Helper[T], message: Any) -> None:
        if helper not in self._helpers:
            return  # one that was ended
        if message is None:
            self._lost(helper, _CRASHED)
            return
        number, answer = message
        helper.since = time.monotonic()
        if number == READY:
            helper.is_ready = True
            self._n_false_starts = 0
        elif task := helper.tasks.pop(number, None):
            task.answer = answer

    def _is_overdue(self, helper: _Helper[T]) -> bool:
        limit = self._limit_s if helper.is_ready else _START_LIMIT_S
        return bool(helper.tasks) and time.monotonic() - helper.since > limit

    def _lost(self, helper: _Helper[T], reason: str) -> None:
        """The helper hangs or is gone: what it worked on is left out, the rest goes to another one."""
        self._helpers.remove(helper)
        self._end(helper)
        tasks = list(helper.tasks.items())
        if worked_too_long(helper.process):
            reason = _HUNG
        if not helper.is_ready:
            self._n_false_starts += 1
            _log.warning("a helper to read with did not start")
        elif tasks:
            _, guilty = tasks.pop(0)
            guilty.answer = reason
        for serial, task in tasks:
            self._send(serial, task)

    def _end(self, helper: _Helper[T]) -> None:
        helper.outbox.put(None)
        helper.process.kill()
        helper.process.wait()
        for thread in helper.threads:
            thread.join()
        for pipe in (helper.process.stdin, helper.process.stdout):
            if pipe is not None:
                with suppress(OSError):  # something was still to be written to it
                    pipe.close()


def _command() -> list[str]:
    """A process of this program that runs the worker; a frozen program is its own helper."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--newsroom-helper", _ENTRY]
    module, _, function = _ENTRY.partition(":")
    code = f"import sys; sys.path[:] = sys.argv[1:]; from {module} import {function}; {function}()"
    return [sys.executable, "-c", code, *sys.path]
