"""The real window in this process, driven from outside of it: opened, waited for, closed."""

import io
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.inside.painting import PaintWatch
from benchmarks.spans import Span
from newsroom.domain.ids import ArticleId
from newsroom.gui.features.editor import ArticleEditor
from newsroom.gui.shell.start import Start, make_application

_SIZE = (1440, 900)


class Window:
    """Shown, with its library open and its features loaded."""

    def __init__(self, library: Path, folder: Path) -> None:
        self.application = make_application()
        # Of its own: nothing is remembered from one measuring to the next.
        preferences = folder / f"window-{os.getpid()}.ini"
        self._start = Start(self.application, preferences, folder / "none", library)
        self.parts = self._start.parts
        self.parts.window.resize(*_SIZE)
        self._start.show()
        wait_until(lambda: self.parts.library is not None and self.parts.editor is not None)
        wait_until(lambda: self.parts.preview is not None and self.parts.panel is not None)
        settle(1.0)

    @property
    def editor(self) -> ArticleEditor:
        assert self.parts.editor is not None
        return self.parts.editor

    def open(self, id: ArticleId) -> float:
        """As a click in the list does; answers the milliseconds until the article's text was painted."""
        editor = self.editor
        painted: list[float] = []
        PaintWatch(
            editor.body.viewport(),
            lambda: painted.append(time.perf_counter()),
            lambda: editor.draft is not None and editor.draft.id == id,
        )
        begun = time.perf_counter()
        self.parts.archive.article_wanted.emit(id)
        wait_until(lambda: bool(painted))
        return 1000 * (painted[0] - begun)

    def close(self) -> None:
        """Saves what there is to save, and ends."""
        shell = self._start.shell
        assert shell is not None
        shell.ended.connect(self.application.quit)
        QTimer.singleShot(0, shell.quit)
        self.application.exec()
        self._start.finish()


class Watch:
    """Measures what one thread does from ``begin`` to ``end``; made on that thread.

    Linux tells how long a thread waited for a processor (``schedstat``), and how often for anything else (its voluntary
    switches).
    """

    def __init__(self) -> None:
        self._file: io.FileIO | None = None
        with suppress(OSError):
            self._file = io.FileIO(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self.begin()

    def begin(self) -> None:
        self._begun = self._now()

    def end(self) -> Span:
        wall, own, queued, n_waits = (
            now - begun for begun, now in zip(self._begun, self._now(), strict=True)
        )
        # A thread that never waited of itself was running or wanted to: the rest of the clock was somebody else's.
        here = wall if self._file is None or n_waits else min(wall, own + queued)
        return Span(1000 * wall, 1000 * own, 1000 * here)

    def _now(self) -> tuple[float, float, float, int]:
        queued_s, n_waits = 0.0, 0
        if self._file is not None:
            self._file.seek(0)
            queued_s = int(self._file.read().split()[1]) / 1e9
            n_waits = _n_waits()
        return time.perf_counter(), time.thread_time(), queued_s, n_waits


def _n_waits() -> int:
    """How often this thread has waited of itself; Linux counts it."""
    found = 0
    if sys.platform.startswith("linux"):
        import resource

        found = resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
    return found


class Spans:
    """How long the event loop was busy between two waits, in which the window could not answer."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self._watch = Watch()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self._watch.begin)
        dispatcher.aboutToBlock.connect(self._on_about_to_block)

    def _on_about_to_block(self) -> None:
        self.spans.append(self._watch.end())


def wait_until(condition: Callable[[], bool], timeout_s: float = 60.0) -> None:
    """Runs the event loop until it holds. Raises ``TimeoutError``."""
    application = QApplication.instance()
    assert application is not None
    alarm = QTimer()
    alarm.start(50)
    end = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not come")
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle(seconds: float) -> None:
    """Lets the event loop run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()
