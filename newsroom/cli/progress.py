"""One line on a terminal that says how far a long command is, and Ctrl+C that ends it between two steps."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from newsroom.cli.streams import one_line
from newsroom.domain.cancel import CancelToken

_WIDTH = 79


class ProgressLine:
    """Written anew again and again on standard error; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._is_shown = bool(sys.stderr) and sys.stderr.isatty()
        self._length = 0

    def show(self, text: str) -> None:
        """Puts the text in the place of the last one."""
        if self._is_shown:
            text = one_line(text)[:_WIDTH]
            self._write(f"\r{text.ljust(self._length)}")
            self._length = len(text)

    def clear(self) -> None:
        """Takes the line away."""
        if self._is_shown and self._length:
            self._write(f"\r{' ' * self._length}\r")
            self._length = 0

    def _write(self, text: str) -> None:
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except (OSError, ValueError):
            self._is_shown = False


def how_far(n_done: int, n_total: int | None, per_second: float, left_s: float | None) -> str:
    """``1,204 of 20,000 (6 %), 310 a second, 1 min left``."""
    of = f" of {n_total:,} ({100 * n_done // max(1, n_total)} %)" if n_total else ""
    rate = f", {per_second:,.0f} a second" if per_second >= 1 else ""
    left = f", {_time(left_s)} left" if left_s is not None and left_s >= 1 else ""
    return f"{n_done:,}{of}{rate}{left}"


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"


@contextmanager
def ended_by_interrupt() -> Iterator[CancelToken]:
    """While the block runs, the first Ctrl+C cancels the token; the second one ends the program."""
    token = CancelToken()
    if threading.current_thread() is not threading.main_thread():
        yield token
        return

    def on_interrupt(_number: int, _frame: FrameType | None) -> None:
        if token.cancelled:
            raise KeyboardInterrupt
        token.cancel()

    before: Callable[[int, FrameType | None], object] | int | None = signal.signal(
        signal.SIGINT, on_interrupt
    )
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, before)
