"""The window's edge for unexpected errors: writes a local report, says so, and lets the program live on."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import ExceptHookArgs
from types import TracebackType

Say = Callable[[str], None]


_AGAIN_S = 60.0


class CrashHandler:
    """Takes what nobody caught on any thread. The journal goes on by itself, so that there is no text to be saved here.

    One and the same error, as a painting that fails with each frame has it, is reported once a minute.
    """

    def __init__(self, write_report: Callable[[BaseException], Path | None]) -> None:
        self._write_report = write_report
        self._say: Callable[[str], None] | None = None
        self._busy = False
        self._last: tuple[object, ...] = ()
        self._last_at = 0.0

    def install(self) -> None:
        import threading

        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def tell(self, say: Say) -> None:
        """Who shows the words to a person; may be called from any thread."""
        self._say = say

    def _on_thread_exception(self, args: ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if self._busy:
            return
        self._busy = True
        try:
            self._report(error.with_traceback(trace))
        finally:
            self._busy = False

    def _report(self, error: BaseException) -> None:
        place = _place_of(error)
        present = time.monotonic()
        if place == self._last and present - self._last_at < _AGAIN_S:
            return
        self._last, self._last_at = place, present
        path = self._write_report(error)
        if self._say is not None:
            self._say(words(error, path))


def _place_of(error: BaseException) -> tuple[object, ...]:
    """What tells one error from another: its kind, and where it arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return (type(error), *((trace.tb_frame.f_code, trace.tb_lineno) if trace is not None else ()))


def words(error: BaseException, path: Path | None) -> str:
    """What a person is told of it."""
    from PySide6.QtCore import QCoreApplication

    what = QCoreApplication.translate(
        "crash", "Something unexpected went wrong ({0}). What you typed is safe, and Newsroom goes on."
    ).format(type(error).__name__)
    if path is None:
        return what
    where = QCoreApplication.translate("crash", "A report for its makers is in {0}; it was sent nowhere.")
    return f"{what} {where.format(path)}"
