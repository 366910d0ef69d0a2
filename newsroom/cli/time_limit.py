"""An end for work that may never come to one: a hostile text can hold a parser for hours."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from newsroom.domain.errors import RefusedError


class _TimeIsUpError(BaseException):
    """Not an ``Exception``: what runs may catch any of those."""


@contextmanager
def time_limit(seconds: float, what: str) -> Iterator[None]:
    """Stops the block after so many seconds with ``RefusedError``. ``what`` begins its sentence. For the main thread.

    The block must hold nothing half-written while it runs.
    """
    try:
        with _limit(seconds):
            yield
    except _TimeIsUpError:
        raise RefusedError(f"{what} took longer than {seconds:g} seconds and was stopped.") from None


@contextmanager
def _interrupt(seconds: float) -> Iterator[None]:
    """Where there is no such timer, a thread that interrupts the main one as a key would."""
    rung = threading.Event()

    def ring() -> None:
        rung.set()
        signal.raise_signal(signal.SIGINT)

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if rung.is_set():
            raise _TimeIsUpError from None
        raise
    finally:
        timer.cancel()


if sys.platform == "win32":
    _limit = _interrupt
else:

    @contextmanager
    def _limit(seconds: float) -> Iterator[None]:
        """The system's timer, which ends also one long search of a regular expression."""

        def ring(*_: object) -> None:
            raise _TimeIsUpError

        before = signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
