"""The threads behind the lanes: an ordered queue, one in which the newest of a kind wins, long work. Knows no Qt."""

import threading
import time
from collections import deque
from collections.abc import Callable

from newsroom.domain.cancel import CancelToken

Task = Callable[[], None]
TokenTask = Callable[[CancelToken], None]


class OrderedWorker:
    """One thread that runs every task in the order given. Tasks must not raise. Any thread may add."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._changed = threading.Condition()
        self._tasks: deque[Task] = deque()
        self._busy = False
        self._closed = False
        self._thread: threading.Thread | None = None

    def add(self, task: Task) -> None:
        """Queues a task. Raises ``RuntimeError`` after ``close``: what must not be dropped is refused aloud."""
        with self._changed:
            if self._closed:
                raise RuntimeError(f"the {self._name} lane is closed")
            self._tasks.append(task)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify_all()

    @property
    def idle(self) -> bool:
        """Whether all that was given is done."""
        with self._changed:
            return not self._tasks and not self._busy

    def drain(self, timeout_s: float) -> bool:
        """Waits until all is done; False when the time was up first."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._tasks and not self._busy, timeout_s)

    def close(self) -> None:
        """Takes no more; what is queued is still done."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _run(self) -> None:
        while (task := self._next()) is not None:
            task()
            del task
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _next(self) -> Task | None:
        with self._changed:
            self._changed.wait_for(lambda: self._tasks or self._closed)
            if not self._tasks:
                return None
            self._busy = True
            return self._tasks.popleft()


class NewestWorker:
    """Some threads that run the newest task of each kind. Tasks must not raise. Any thread may add.

    A queued task is replaced by a newer one of its kind, in its place; a running one is cancelled, and the newer one
    waits for it to end: a kind never holds more than one thread.
    """

    def __init__(self, name: str, n_threads: int) -> None:
        self._name = name
        self._n_threads = n_threads
        self._changed = threading.Condition()
        self._queued: dict[str, TokenTask] = {}
        self._running: dict[str, CancelToken] = {}
        self._closed = False
        self._threads: list[threading.Thread] = []

    def add(self, kind: str, task: TokenTask) -> None:
        """Queues a task, instead of any older one of its kind. Nothing happens after ``close``."""
        with self._changed:
            if self._closed:
                return
            self._queued[kind] = task
            running = self._running.get(kind)
            if len(self._threads) < min(self._n_threads, len(self._queued) + len(self._running)):
                self._start_thread()
            self._changed.notify()
        if running is not None:
            running.cancel()

    def cancel(self, kind: str) -> None:
        """Forgets what is queued of a kind and cancels what runs."""
        with self._changed:
            self._queued.pop(kind, None)
            running = self._running.get(kind)
        if running is not None:
            running.cancel()

    def close(self) -> None:
        """Forgets what is queued, cancels what runs, takes no more."""
        with self._changed:
            self._closed = True
            self._queued.clear()
            running = list(self._running.values())
            self._changed.notify_all()
        for token in running:
            token.cancel()

    def join(self, timeout_s: float) -> bool:
        """After ``close``: waits for the threads to end."""
        deadline = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _start_thread(self) -> None:
        name = f"{self._name}-{len(self._threads) + 1}"
        thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _run(self) -> None:
        while (taken := self._next()) is not None:
            kind, task, token = taken
            task(token)
            del task, taken
            with self._changed:
                del self._running[kind]
                self._changed.notify_all()

    def _next(self) -> tuple[str, TokenTask, CancelToken] | None:
        with self._changed:
            while not self._closed:
                kind = next((kind for kind in self._queued if kind not in self._running), None)
                if kind is not None:
                    token = CancelToken()
                    self._running[kind] = token
                    return kind, self._queued.pop(kind), token
                self._changed.wait()
            return None


class LongWorker:
    """A thread for each task, which runs for seconds or minutes. Tasks must not raise. Any thread may add."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._changed = threading.Condition()
        self._running: dict[threading.Thread, CancelToken] = {}
        self._closed = False

    def add(self, task: TokenTask) -> CancelToken:
        """Begins a task; after ``close`` its token is cancelled from the start."""
        token = CancelToken()
        thread = threading.Thread(target=self._run, args=(task, token), name=self._name, daemon=True)
        with self._changed:
            if self._closed:
                token.cancel()
            self._running[thread] = token
            thread.start()
        return token

    @property
    def idle(self) -> bool:
        """Whether nothing runs."""
        with self._changed:
            return not self._running

    def close(self) -> None:
        """Cancels what runs."""
        with self._changed:
            self._closed = True
            tokens = list(self._running.values())
        for token in tokens:
            token.cancel()

    def join(self, timeout_s: float) -> bool:
        """After ``close``: waits for the tasks to end."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._running, timeout_s)

    def _run(self, task: TokenTask, token: CancelToken) -> None:
        task(token)
        with self._changed:
            del self._running[threading.current_thread()]
            self._changed.notify_all()
