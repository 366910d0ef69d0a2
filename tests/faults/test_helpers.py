"""Helper processes that are killed, that hang, that eat memory: no text is touched, and another one takes the place."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from typing_extensions import override

from newsroom.desk.articles import new_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.desk.pages import page_model
from newsroom.domain.article import Content
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.domain.page import PageModel
from newsroom.domain.suggestions import SuggestionStatus
from newsroom.domain.times import now
from newsroom.jobs.helper_limits import limit_memory
from newsroom.jobs.render_lane import RenderLane
from newsroom.jobs.render_messages import Failed, Ready, Show, Shown
from newsroom.jobs.render_pipe import Pipe
from newsroom.jobs.suggestion_helper import SILENCE_S, SuggestionHelper

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="processes are stopped otherwise there"),
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = create_library(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def model(library: Library) -> PageModel:
    article = new_article(library, Content(headline="Ferry", body="The ferry is back."), by="test")
    return page_model(library, article.id, at=now())


class Preview:
    """What the render lane answers."""

    def __init__(self, qtbot: QtBot, **options: Any) -> None:
        self.qtbot = qtbot
        self.answers: list[Any] = []
        self.lane = RenderLane(self.answers.append, **options)
        self._serial = 0

    def show(self, model: PageModel) -> Any:
        """Asks for the page, and waits for what comes of it."""
        self._serial += 1
        n = len(self.answers)
        self.lane.post(Show(self._serial, model))
        self.qtbot.waitUntil(lambda: len(self.answers) > n, timeout=30_000)
        return self.answers[-1]


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[Callable[..., Preview]]:
    made: list[Preview] = []

    def make(**options: Any) -> Preview:
        made.append(Preview(qtbot, **options))
        return made[-1]

    yield make
    for one in made:
        one.lane.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_renderer_that_dies_or_stops_is_followed_by_another(
    preview: Callable[..., Preview], model: PageModel, number: signal.Signals
) -> None:
    pane = preview()
    assert isinstance(pane.show(model), Shown)
    for _ in range(3 if number is signal.SIGKILL else 1):  # one that was stopped is waited for
        pid = pane.lane.pid
        assert pid is not None
        os.kill(pid, number)
        answers = len(pane.answers)
        answer = pane.show(model)
        if not isinstance(answer, Shown):  # the page was asked of the one that was stopped
            assert isinstance(answer, Failed) and answers < len(pane.answers)
            answer = pane.show(model)
        assert isinstance(answer, Shown)
        assert pane.lane.pid != pid
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def eat() -> None:
    """A renderer that wants all memory for each page."""
    limit_memory(300 << 20)
    pipe = Pipe()
    pipe.receive()
    pipe.send(Ready())
    while True:
        pipe.receive()
        kept = [bytearray(20 << 20) for _ in range(1000)]
        pipe.send(len(kept))


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no such limit")
def test_a_renderer_that_eats_memory_is_ended_by_its_limit(
    preview: Callable[..., Preview], model: PageModel, capfd: pytest.CaptureFixture[str]
) -> None:
    pane = preview(serve=f"{__name__}:eat")
    said = ""
    for _ in range(4):  # where the machine is busy, one that has hardly begun is ended for its slowness
        answer = pane.show(model)
        assert isinstance(answer, Failed) and answer.message
        said += capfd.readouterr().err
    assert "MemoryError" in said


class Impatient(SuggestionHelper):
    """Waits for one that was stopped for a moment only, and for one that starts as long as ever."""

    stopped: object = None

    @override
    def _received(self, process: "subprocess.Popen[bytes]") -> Any:
        self._silence_s = 0.3 if process is self.stopped else SILENCE_S
        return super()._received(process)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_suggestions_go_on_after_their_helper_has_died_or_stopped(
    library: Library, number: signal.Signals
) -> None:
    helper = Impatient(library.path)
    try:
        assert isinstance(helper.ask("status", token=CancelToken()), SuggestionStatus)
        process = helper._process
        assert process is not None
        helper.stopped = process
        os.kill(process.pid, number)
        assert isinstance(helper.ask("status", token=CancelToken()), SuggestionStatus)
        assert helper._process is not process and process.poll() is not None
        assert helper.n_losses == 1, "the window has a word to say about it"
    finally:
        helper.close()


def mute() -> None:
    pipe = Pipe()
    pipe.receive()
    while True:
        pipe.receive()
        time.sleep(0)


def test_one_that_never_answers_is_given_up_in_words(library: Library) -> None:
    helper = SuggestionHelper(library.path, serve=f"{__name__}:mute", silence_s=0.5)
    with pytest.raises(NewsroomError, match="article is as it was"):
        helper.ask("status", token=CancelToken())
    assert helper.n_losses == 2
    helper.close()
    assert not helper.is_running
