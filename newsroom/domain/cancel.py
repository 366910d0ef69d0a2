"""A way to say "no longer wanted" to work on another thread. Safe to use from any thread."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock


class CancelledError(Exception):
    """The work was no longer wanted; its answer would have been dropped."""


class CancelToken:
    """Cancelled once, for good. Callbacks run on the thread that cancels."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cancelled = False
        self._callbacks: list[Callable[[], None]] = []

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        with self._lock:
            if self._cancelled:
                return
            self._cancelled = True
            callbacks = tuple(self._callbacks)
            for callback in callbacks:
                callback()

    def raise_if_cancelled(self) -> None:
        if self._cancelled:
            raise CancelledError

    @contextmanager
    def calling(self, callback: Callable[[], None]) -> Iterator[None]:
        """While the block runs, cancelling calls ``callback`` (an interrupt, say); never after it has ended."""
        with self._lock:
            if self._cancelled:
                raise CancelledError
            self._callbacks.append(callback)
        try:
            yield
        finally:
            with self._lock:
                self._callbacks.remove(callback)
