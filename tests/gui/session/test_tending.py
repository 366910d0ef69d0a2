"""What a save left to do is done some seconds later, in the write lane."""

from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from newsroom.gui.session import tending
from newsroom.gui.session.tending import Tending
from tests.jobs.manual import ManualRunner


@pytest.fixture
def tended(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The libraries that were cared for."""
    libraries: list[Any] = []

    def tend(library: Any, *, goes_on: bool) -> bool:
        """More is left after the first time."""
        libraries.append(library)
        return not goes_on

    monkeypatch.setattr("newsroom.desk.upkeep.tend", tend)
    monkeypatch.setattr(tending, "_AFTER_MS", 20)
    monkeypatch.setattr(tending, "_MORE_AFTER_MS", 10)
    return libraries


def test_after_some_writes_it_is_done_until_nothing_is_left(tended: list[Any], qtbot: QtBot) -> None:
    lanes, owner, library = ManualRunner(), QObject(), object()
    care = Tending(lanes, owner)
    care.set_library(library)  # type: ignore[arg-type]
    for _ in range(3):
        care.wait()
    assert lanes.jobs == []
    qtbot.waitUntil(lambda: bool(lanes.jobs), timeout=2000)
    lanes.run_all()
    assert tended == [library]
    qtbot.waitUntil(lambda: bool(lanes.jobs), timeout=2000)
    lanes.run_all()
    assert tended == [library, library]
    qtbot.wait(60)
    assert lanes.jobs == []


def test_a_library_that_was_left_is_let_be(tended: list[Any], qtbot: QtBot) -> None:
    lanes, owner = ManualRunner(), QObject()
    care = Tending(lanes, owner)
    care.set_library(object())  # type: ignore[arg-type]
    care.wait()
    care.set_library(None)
    qtbot.wait(60)
    assert lanes.jobs == [] and tended == []
