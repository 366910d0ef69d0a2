"""Writes the journals of one library: a thread hands over what was noted, another makes it durable. Group commit.

Whoever types only adds to a queue. What no place takes stays in memory, is tried again, and is told meanwhile.
"""

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsroom.domain.draft import Note
from newsroom.domain.errors import LibraryError
from newsroom.journal.notes import Begin
from newsroom.journal.places import Places
from newsroom.journal.stream import Stream

GATHER_S = 0.06
"""What comes within this time is written at once."""
SYNC_EVERY_S = 0.1
RETRY_S = 1.0
_GO_HOME_S = 3.0
_AWAKE_S = 2.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JournalState:
    """How the journals are: ``problem`` is empty, or why the library's folder does not take them.

    ``place`` is the folder that has them instead, None where none does: then the text is in memory alone.
    """

    problem: str = ""
    place: Path | None = None


ALL_WELL = JournalState()
_Order = Callable[[], None]


class JournalWriter:
    """Threads start with the first note. ``on_state`` is called on one of them, when the state has changed."""

    def __init__(self, places: Places, on_state: Callable[[JournalState], None] | None = None) -> None:
        self.places = places
        self._on_state = on_state
        self._state = ALL_WELL
        self._queue: deque[tuple[Stream, Note | None]] = deque()
        self._wake = threading.Event()
        self._hurry = threading.Event()
        self._changed = threading.Condition()
        self._orders: deque[_Order] = deque()
        self._streams: list[Stream] = []
        self._held: dict[str, int] = {}
        self._threads: list[threading.Thread] = []
        self._syncing = threading.Event()
        self._closing = False
        self._ending = threading.Event()
        self._home_at = 0.0
        self._is_parked = True
        self._is_hurried = False
        self._awake_until = 0.0

    # By whoever types

    def begin(self, begin: Begin) -> Stream:
        """A journal that begins so. Cheap: it is written with the rest."""
        stream = Stream(begin, self.places)
        self.add(stream, None)
        return stream

    def add(self, stream: Stream, note: Note | None) -> None:
        """One note more."""
        stream.n_added += 1
        self._queue.append((stream, note))
        if self._is_parked:
            self._start()
            self._wake.set()

    def drop(self, stream: Stream) -> None:
        """Its text is durable elsewhere: the file goes, and what was not written of it."""
        self._order(lambda: self._end(stream, keep=False))

    def leave(self, stream: Stream) -> None:
        """Nothing more comes: the file is for the next start."""
        self._order(lambda: self._end(stream, keep=True))

    def hold(self, id: str, handle: int) -> None:
        """A journal that was found: nobody else takes it until another one ``continues`` it."""
        self._held[id] = handle

    def forget(self, id: str) -> None:
        """A journal that was found is not needed any more: the library has its text."""
        self._order(partial(self._drop_id, id))

    # By any other thread

    def flush(self, stream: Stream, timeout_s: float = 30.0) -> Path | None:
        """Waits until all that was added is durable; the file that has it, None where it has ended meanwhile.

        Not for the thread of the window.

        Raises ``LibraryError`` where no place takes it.
        """
        wanted, failures = stream.n_added, stream.n_failures
        end = time.monotonic() + timeout_s
        self._start()
        self._hurry.set()
        self._wake.set()
        with self._changed:
            while not stream.is_ended and (stream.n_taken < wanted or not stream.is_written):
                left = end - time.monotonic()
                if stream.n_failures > failures or stream.is_broken or left <= 0 or self._closing:
                    raise LibraryError(_nowhere(stream.problem))
                self._changed.wait(left)
        if stream.n_durable < wanted and not stream.is_ended:
            self._sync(stream)
            if stream.n_failures > failures:
                raise LibraryError(_nowhere(stream.problem))
        return stream.file

    def close(self, timeout_s: float = 10.0) -> bool:
        """Writes what waits, lets go of the files, ends the threads. False when the time was up first."""
        self._closing = True
        self._ending.set()
        self._hurry.set()
        self._wake.set()
        end = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
            self._syncing.set()
        ended = not any(thread.is_alive() for thread in self._threads)
        if ended:
            for stream in self._streams:
                stream.close()
        for id in tuple(self._held):
            self._let_go(id)
        return ended

    # The thread that writes

    def _start(self) -> None:
        if not self._threads and not self._closing:
            for name, work in (("write", self._run_writing), ("sync", self._run_syncing)):
                thread = threading.Thread(target=work, name=f"newsroom-journal-{name}", daemon=True)
                self._threads.append(thread)
                thread.start()

    def _order(self, order: _Order) -> None:
        self._orders.append(order)
        self._start()
        self._wake.set()

    def _run_writing(self) -> None:
        while True:
            try:
                if self._rest():
                    self._write_round()
            except Exception as error:  # noqa: BLE001 - the thread outlives whatever befalls one text
                _log.error("Unexpected %s in the journal", type(error).__name__)
                self._ending.wait(RETRY_S)
            if self._closing and not self._queue and not self._orders:
                return

    def _rest(self) -> bool:
        """Waits; whether something may be to write. While one types it looks by itself: to wake it costs the key."""
        if time.monotonic() < self._awake_until:
            is_due = self._hurry.wait(GATHER_S) or not all(stream.is_written for stream in self._streams)
        else:
            is_due = True
            self._is_parked = True  # before the look at the queue: whoever adds looks at this afterwards
            if not self._queue and not self._orders:
                self._wake.wait(self._patience())
            self._is_parked = False
            self._wake.clear()
            self._hurry.wait(GATHER_S if self._queue else 0)
        self._is_hurried = self._hurry.is_set()
        self._hurry.clear()
        if self._queue:
            self._awake_until = time.monotonic() + _AWAKE_S
        return bool(is_due or self._queue or self._orders)

    def _patience(self) -> float | None:
        if any(not stream.is_written for stream in self._streams):
            return RETRY_S
        return _GO_HOME_S if any(stream.is_elsewhere for stream in self._streams) else None

    def _write_round(self) -> None:
        orders = [self._orders.popleft() for _ in range(len(self._orders))]
        for stream, notes in self._waiting().items():
            self._take(stream, notes)
        present = time.monotonic()
        for stream in self._streams:
            if not stream.is_written and (self._is_hurried or present >= stream.try_at):
                self._write(stream)
        self._go_home()
        self._syncing.set()
        for order in orders:
            order()
        self._tell_state()
        with self._changed:
            self._changed.notify_all()

    def _waiting(self) -> dict[Stream, list[Note | None]]:
        waiting: dict[Stream, list[Note | None]] = {}
        for _ in range(len(self._queue)):
            stream, note = self._queue.popleft()
            waiting.setdefault(stream, []).append(note)
        return waiting

    def _take(self, stream: Stream, notes: list[Note | None]) -> None:
        if stream not in self._streams:
            self._streams.append(stream)
        at_ms = time.time_ns() // 1_000_000
        try:
            stream.take(at_ms, [note for note in notes if note is not None], len(notes))
        except Exception as error:  # noqa: BLE001 - what cannot be written down must not end the thread
            stream.is_broken, stream.problem = True, type(error).__name__
            _log.error("Unexpected %s in journal %s", type(error).__name__, stream.id)

    def _write(self, stream: Stream) -> None:
        try:
            stream.write()
            stream.try_at = 0.0
        except OSError as error:
            stream.try_at = time.monotonic() + RETRY_S
            _log.info("journal %s not written: %s", stream.id, error.strerror)

    def _go_home(self) -> None:
        now = time.monotonic()
        if now - self._home_at < _GO_HOME_S:
            return
        for stream in self._streams:
            if stream.is_elsewhere:
                self._home_at = now
                stream.go_home()

    def _end(self, stream: Stream, *, keep: bool) -> None:
        if stream in self._streams:
            self._streams.remove(stream)
        if keep:
            self._sync(stream)
            stream.close()
        else:
            stream.drop()
            self._forget(stream)
        stream.is_ended = True

    def _tell_state(self) -> None:
        state = _state_of(self._streams)
        if state != self._state:
            self._state = state
            if self._on_state is not None:
                self._on_state(state)

    # The thread that makes durable

    def _run_syncing(self) -> None:
        while True:
            self._syncing.wait()
            self._syncing.clear()
            for stream in tuple(self._streams):
                self._sync(stream)
            with self._changed:
                self._changed.notify_all()
            if self._closing and not self._threads[0].is_alive():
                return
            self._ending.wait(SYNC_EVERY_S)

    def _sync(self, stream: Stream) -> None:
        try:
            if stream.sync() and stream.continues:
                self._forget(stream)
        except OSError as error:
            stream.distrust(error)
            self._wake.set()

    def _forget(self, stream: Stream) -> None:
        """All that others had is durable in this one."""
        ids, stream.continues = stream.continues, ()
        for id in ids:
            self._orders.append(partial(self._drop_id, id))
        self._wake.set()

    def _drop_id(self, id: str) -> None:
        for stream in tuple(self._streams):
            if stream.id == id:
                self._end(stream, keep=False)
        self._let_go(id)
        self.places.remove(id)

    def _let_go(self, id: str) -> None:
        handle = self._held.pop(id, None)
        if handle is not None:
            os.close(handle)


def _nowhere(problem: str) -> str:
    return (
        f"No copy of the unsaved text could be written either ({problem or 'no answer'}). It stands in the window only:"
        " make room on the disk, or copy the text into another program, before you close it."
    )


def _state_of(streams: list[Stream]) -> JournalState:
    """The worst of them."""
    for stream in streams:
        if stream.problem and (stream.is_broken or not stream.is_written):
            return JournalState(stream.problem)
    for stream in streams:
        if stream.is_elsewhere and stream.file is not None:
            return JournalState(stream.problem, stream.file.parent)
    return ALL_WELL
