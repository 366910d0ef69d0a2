"""The helper that cares for a library: answers, tells how far it is, is ended, and may break without harm."""

import os
import signal
import sys
import time
from pathlib import Path
from threading import Timer

import pytest

from newsroom.desk.backups import status_of
from newsroom.desk.creating import create_library
from newsroom.domain.backups import CareProgress
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.jobs import care_helper
from newsroom.jobs.care_helper import care
from newsroom.jobs.helper_limits import limit_memory
from newsroom.jobs.render_pipe import Pipe


@pytest.fixture
def library(tmp_path: Path) -> Path:
    create_library(tmp_path / "library", sample=True).close()
    return tmp_path / "library"


def test_it_does_what_it_is_asked_for_and_tells_how_far_it_is(library: Path, tmp_path: Path) -> None:
    told: list[CareProgress] = []
    report = care("backup", library, False, None, token=CancelToken(), tell=told.append)
    assert [one.id for one in report.made] == [one.id for one in status_of(library).places[0].backups]
    assert {one.doing for one in told} >= {"Copying the database", "Verifying the copy"}
    assert not care("check", library, token=CancelToken()).is_damaged
    restored = care("restore", report.made[0].folder / "newsroom.db", tmp_path / "new", token=CancelToken())
    assert restored.n_articles == 69
    assert care("quick", library, token=CancelToken()) == ""
    assert care("salvage", library, tmp_path / "saved", token=CancelToken()).n_whole == 69


def test_what_is_refused_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(NewsroomError, match="There is no library"):
        care("check", tmp_path / "nowhere", token=CancelToken())


def test_it_is_ended_and_leaves_nothing(library: Path) -> None:
    token = CancelToken()
    with pytest.raises(CancelledError):
        care("backup", library, False, 1000.0, token=token, tell=lambda _: token.cancel())
    assert not status_of(library).places[0].backups
    with pytest.raises(CancelledError):
        care("check", library, token=token)


def hangs() -> None:
    pipe = Pipe()  # held: without a name it would be closed at once, which is an end
    pipe.receive()
    time.sleep(600)


def breaks() -> None:
    pipe = Pipe()
    pipe.receive()
    os.kill(os.getpid(), signal.SIGKILL)


def eats() -> None:
    limit_memory(300 << 20)
    pipe = Pipe()
    pipe.receive()
    kept = []
    try:
        while True:
            kept.append(bytearray(20 << 20))
            if len(kept) > 100:
                break
    except MemoryError:
        pass
    n = len(kept)
    kept.clear()
    pipe.send(("done", n))


def test_one_that_hangs_is_killed_when_nobody_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(care_helper, "_END_S", 0.2)
    token = CancelToken()
    Timer(0.5, token.cancel).start()
    with pytest.raises(CancelledError):
        care("check", token=token, serve=f"{__name__}:hangs")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_one_that_is_killed_is_said() -> None:
    with pytest.raises(NewsroomError, match="ended by itself"):
        care("check", token=CancelToken(), serve=f"{__name__}:breaks")


@pytest.mark.skipif(sys.platform != "linux", reason="the system has no such limit")
def test_its_memory_has_a_limit() -> None:
    assert care("check", token=CancelToken(), serve=f"{__name__}:eats") < 20
