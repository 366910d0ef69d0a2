"""The lane with its real helper process: hung, crashed, killed, overtaken; and what its owner then says."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.jobs.render_lane import RenderLane, render_whole_page
from newsroom.jobs.render_messages import (
    Answer,
    Change,
    Failed,
    Patched,
    Paused,
    Show,
    Shown,
    TextChange,
    Trouble,
)
from newsroom.jobs.render_process import SERVE
from newsroom.rendering.body import RenderError
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.rendering import models

WAIT_MS = 60_000
SLOW = "\\" * 150_000 + "a"
HELPERS = "tests.jobs.render_helpers"
Make = Callable[..., "Lane"]


class Lane:
    """A lane and its answers."""

    def __init__(self, qtbot: QtBot, serve: str, limit_s: float) -> None:
        self.answers: list[Answer] = []
        self.process = RenderLane(self.answers.append, limit_s=limit_s, serve=serve)
        self._qtbot = qtbot

    def ask(self, request: Show | Change) -> Answer:
        self.process.post(request)
        return self.next()

    def next(self) -> Answer:
        self._qtbot.waitUntil(lambda: bool(self.answers), timeout=WAIT_MS)
        answer = self.answers.pop(0)
        return self.next() if isinstance(answer, Paused) else answer

    def started(self) -> int:
        self._qtbot.waitUntil(lambda: self.process.pid is not None, timeout=WAIT_MS)
        assert self.process.pid is not None
        return self.process.pid


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Make]:
    made: list[Lane] = []

    def make(serve: str = "", *, limit_s: float = 20.0) -> Lane:
        made.append(Lane(qtbot, f"{HELPERS}:{serve}" if serve else SERVE, limit_s))
        return made[-1]

    yield make
    for one in made:
        one.process.close()


def test_pages_and_changes(lane: Make) -> None:
    one = lane()
    shown = one.ask(Show(1, models.complete()))
    assert isinstance(shown, Shown)
    assert shown.page == render_page(models.complete(), load_theme(None))
    patched = one.ask(Change(2, (TextChange(0, 0, "New: "),)))
    assert isinstance(patched, Patched) and patched.serial == 2
    assert "New: The harbour" in patched.patches[0].html


def test_a_text_that_hangs_is_named_and_the_next_page_comes(lane: Make) -> None:
    one = lane(limit_s=1.0)
    assert isinstance(one.ask(Show(1, models.complete())), Shown)
    pid = one.process.pid
    failed = one.ask(Show(2, replace(models.complete(), body=f"fine\n\n{SLOW}")))
    assert isinstance(failed, Failed)
    assert (failed.serial, failed.trouble, failed.line) == (2, Trouble.HUNG, 3)
    assert "line 3" in failed.message
    assert isinstance(one.ask(Show(3, models.complete())), Shown)
    assert one.process.pid != pid
    # The same paragraph again costs nothing.
    begun = time.monotonic()
    failed = one.ask(Show(4, replace(models.complete(), body=f"fine now\n\n{SLOW}")))
    assert isinstance(failed, Failed) and failed.trouble is Trouble.TEXT
    assert "line 3" in failed.message
    assert time.monotonic() - begun < 0.9


def test_a_change_after_a_hang_asks_for_the_whole_page(lane: Make) -> None:
    one = lane(limit_s=1.0)
    assert isinstance(one.ask(Show(1, models.complete())), Shown)
    failed = one.ask(Change(2, (TextChange(0, 0, SLOW),)))
    assert isinstance(failed, Failed) and failed.trouble is Trouble.HUNG
    lost = one.ask(Change(3, (TextChange(0, 0, "a"),)))
    assert isinstance(lost, Failed) and lost.trouble is Trouble.LOST


def test_a_newer_page_does_not_wait_for_one_that_hangs(lane: Make) -> None:
    one = lane("hang_on_word", limit_s=60.0)
    one.process.post(Show(1, replace(models.minimal(), body="hang")))
    one.started()
    shown = one.ask(Show(2, models.minimal()))
    assert isinstance(shown, Shown) and shown.serial == 2


def test_the_marks_of_what_hung_are_given_to_the_next_helper(lane: Make) -> None:
    one = lane("hang_on_word", limit_s=1.0)
    hanging = replace(models.minimal(), body="hang")
    failed = one.ask(Show(1, hanging))
    assert isinstance(failed, Failed) and (failed.trouble, failed.line) == (Trouble.HUNG, 7)
    assert isinstance(one.ask(Show(2, hanging)), Shown)


def test_a_crash_is_told_and_the_next_page_comes(lane: Make) -> None:
    one = lane("crash_once")
    failed = one.ask(Show(1, replace(models.minimal(), headline="crash")))
    assert isinstance(failed, Failed) and failed.trouble is Trouble.CRASHED
    assert isinstance(one.ask(Show(2, models.minimal())), Shown)


@pytest.mark.skipif(not hasattr(os, "kill"), reason="processes cannot be killed here")
def test_a_killed_helper_says_that_its_page_is_lost(lane: Make) -> None:
    import signal

    one = lane()
    assert isinstance(one.ask(Show(1, models.minimal())), Shown)
    assert one.process.pid is not None
    os.kill(one.process.pid, signal.SIGKILL)
    lost = one.next()
    assert isinstance(lost, Failed) and lost.trouble is Trouble.LOST
    assert isinstance(one.ask(Show(2, models.minimal())), Shown)


def test_a_helper_that_never_starts_is_given_up(
    lane: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSROOM_TEST_STARTS", str(tmp_path))
    one = lane("never_ready")
    failed = one.ask(Show(1, models.minimal()))
    assert isinstance(failed, Failed) and failed.trouble is Trouble.CRASHED
    assert len(list(tmp_path.iterdir())) == 3
    one.process.post(Show(2, models.minimal()))  # and asking on breaks nothing


def test_closing_ends_what_hangs(lane: Make) -> None:
    one = lane("hang_on_word", limit_s=60.0)
    one.process.post(Show(1, replace(models.minimal(), body="hang")))
    pid = one.started()
    one.process.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert one.process.pid is None
    one.process.post(Show(2, models.minimal()))  # nothing happens


def test_a_lane_that_was_never_used_closes(lane: Make) -> None:
    lane().process.close()


def test_what_a_library_prints_does_not_come_between(lane: Make, capfd: pytest.CaptureFixture[str]) -> None:
    one = lane("noisy")
    assert isinstance(one.ask(Show(1, models.minimal())), Shown)
    assert "one past Python" in capfd.readouterr().err


def test_a_window_that_was_busy_itself_blames_nobody(lane: Make) -> None:
    one = lane(limit_s=0.5)
    assert isinstance(one.ask(Show(1, models.minimal())), Shown)
    one.process.post(Change(2, headline="Another"))
    QCoreApplication.processEvents()
    threading.Event().wait(0.8)  # the answer lies there, and the time is up
    assert isinstance(one.next(), Patched)


def test_answers_never_come_while_something_is_asked(lane: Make) -> None:
    one = lane()
    assert isinstance(one.ask(Show(1, models.minimal())), Shown)
    one.process.close()
    other = lane()
    other.process.post(Change(1, headline="Of no page"))
    assert not other.answers
    lost = other.next()
    assert isinstance(lost, Failed) and lost.trouble is Trouble.LOST


def test_changes_that_wait_for_the_helper_go_as_one(lane: Make) -> None:
    one = lane()
    assert isinstance(one.ask(Show(1, models.minimal())), Shown)
    for serial in range(2, 12):
        one.process.post(Change(serial, (TextChange(0, 0, "a"),)))
    first, patched = one.next(), one.next()  # the first left at once
    assert isinstance(first, Patched) and first.serial == 2
    assert isinstance(patched, Patched) and patched.serial == 11
    assert "aaaaaaaaaa" in patched.patches[0].html


def test_no_thread_stands_between(lane: Make) -> None:
    before = set(threading.enumerate())
    assert isinstance(lane().ask(Show(1, models.minimal())), Shown)
    assert set(threading.enumerate()) == before


def test_whole_pages_for_a_file() -> None:
    page = render_whole_page(models.complete(), CancelToken())
    assert page == render_page(models.complete(), load_theme(None))
    with pytest.raises(RenderError, match="line 1"):
        render_whole_page(replace(models.minimal(), body=SLOW), CancelToken(), limit_s=0.3)
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        render_whole_page(models.minimal(), token)


def test_whole_pages_are_made_in_a_lane(qtbot: QtBot) -> None:
    pages: list[bytes] = []
    thread = threading.Thread(target=lambda: pages.append(render_whole_page(models.minimal(), CancelToken())))
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=WAIT_MS)
    assert pages == [render_page(models.minimal(), load_theme(None))]
