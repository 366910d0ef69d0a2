"""The lane's real helper process: hung, crashed, killed, overtaken; and what its owner then says."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from queue import Queue

import pytest

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.jobs.render_lane import render_whole_page
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
from newsroom.jobs.render_process import RenderProcess, Serve
from newsroom.rendering.body import RenderError
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme
from tests.jobs import render_helpers
from tests.rendering import models

WAIT_S = 60.0
SLOW = "\\" * 150_000 + "a"
Make = Callable[..., "Lane"]


class Lane:
    """A process and its answers in a queue."""

    def __init__(self, serve: Serve | None, limit_s: float) -> None:
        self.answers: Queue[Answer] = Queue()
        self.process = RenderProcess(self.answers.put, limit_s=limit_s, serve=serve)

    def ask(self, request: Show | Change) -> Answer:
        self.process.post(request)
        return self.next()

    def next(self) -> Answer:
        answer = self.answers.get(timeout=WAIT_S)
        return self.next() if isinstance(answer, Paused) else answer


@pytest.fixture
def lane() -> Iterator[Make]:
    made: list[Lane] = []

    def make(serve: Serve | None = None, *, limit_s: float = 20.0) -> Lane:
        made.append(Lane(serve, limit_s))
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
    one = lane(render_helpers.hang_on_word, limit_s=WAIT_S)
    one.process.post(Show(1, replace(models.minimal(), body="hang")))
    while one.process.pid is None:
        os.sched_yield()
    shown = one.ask(Show(2, models.minimal()))
    assert isinstance(shown, Shown) and shown.serial == 2


def test_the_marks_of_what_hung_are_given_to_the_next_helper(lane: Make) -> None:
    one = lane(render_helpers.hang_on_word, limit_s=1.0)
    hanging = replace(models.minimal(), body="hang")
    failed = one.ask(Show(1, hanging))
    assert isinstance(failed, Failed) and (failed.trouble, failed.line) == (Trouble.HUNG, 7)
    assert isinstance(one.ask(Show(2, hanging)), Shown)


def test_a_crash_is_told_and_the_next_page_comes(lane: Make) -> None:
    one = lane(render_helpers.crash_once)
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
    one = lane(render_helpers.never_ready)
    failed = one.ask(Show(1, models.minimal()))
    assert isinstance(failed, Failed) and failed.trouble is Trouble.CRASHED
    assert len(list(tmp_path.iterdir())) == 3
    one.process.post(Show(2, models.minimal()))  # and asking on breaks nothing


def test_closing_ends_what_hangs(lane: Make) -> None:
    one = lane(render_helpers.hang_on_word, limit_s=WAIT_S)
    one.process.post(Show(1, replace(models.minimal(), body="hang")))
    while (pid := one.process.pid) is None:
        os.sched_yield()
    one.process.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert one.process.pid is None
    one.process.post(Show(2, models.minimal()))  # nothing happens


def test_a_lane_that_was_never_used_closes(lane: Make) -> None:
    lane().process.close()


def test_whole_pages_for_a_file() -> None:
    page = render_whole_page(models.complete(), CancelToken())
    assert page == render_page(models.complete(), load_theme(None))
    with pytest.raises(RenderError, match="line 1"):
        render_whole_page(replace(models.minimal(), body=SLOW), CancelToken(), limit_s=0.3)
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        render_whole_page(models.minimal(), token)
