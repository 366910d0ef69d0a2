"""Learning while nobody works: it begins by itself, gives way to work, and does nothing twice."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.desk.suggesting import load_settings
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.gui.changes import ChangeBus
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.settings import Settings
from newsroom.gui.shell.suggesting import Suggesting
from tests.jobs.manual import ManualRunner


class FakeSettings(QObject):
    made = Signal(str, object)

    def view(self, section: str) -> None:
        """Never looked at."""


class Bar:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.progress: list[str] = []

    def show_message(self, text: str) -> None:
        self.said.append(text)

    def show_progress(self, text: str) -> None:
        self.progress.append(text)


class Room:
    """Suggestions with a window that only notes what it is told."""

    def __init__(self, library: Library) -> None:
        self.lanes, self.bus, self.bar = ManualRunner(), ChangeBus(), Bar()
        window = SimpleNamespace(status_bar=self.bar)
        parts = SimpleNamespace(
            lanes=self.lanes, bus=self.bus, window=window, library=library, panel=None, pages={}
        )
        self.settings = FakeSettings()
        self.suggesting = Suggesting(cast(Parts, parts), cast(Settings, self.settings))
        self.idle = self.suggesting._idle
        self.idle.setInterval(0)

    def works(self) -> list[Callable[[], Any]]:
        return [job.work for job in self.lanes.jobs if job.lane == "labour"]

    def answer(self, value: object) -> None:
        """What learns is a process: here it is said to have answered."""
        self.lanes.jobs[0].work = lambda: value
        self.lanes.run_next()


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    library = create_library(tmp_path / "library")
    made = Room(library)
    yield made
    made.idle.stop()
    library.close()


def test_a_library_just_opened_is_learned_when_nobody_works_and_once(room: Room, qtbot: QtBot) -> None:
    room.suggesting.set_library()
    qtbot.waitUntil(lambda: len(room.works()) == 1)
    with qtbot.waitSignal(room.suggesting.learned):
        room.answer(3)
    assert room.bar.said == []  # nobody had asked for it
    room.suggesting.note_work()
    qtbot.waitUntil(lambda: not room.idle.isActive())
    assert room.works() == []
    room.bus.changed.emit(ChangeSet(frozenset({Changed.ARTICLE})))
    qtbot.waitUntil(lambda: len(room.works()) == 1)


def test_it_gives_way_to_work_and_begins_again(room: Room, qtbot: QtBot) -> None:
    room.suggesting.set_library()
    qtbot.waitUntil(lambda: len(room.works()) == 1)
    token = room.lanes.jobs[0].token
    room.suggesting._on_progressed(("Learning", 1, 4))
    assert room.bar.progress == ["Learning for suggestions: 25 %"]
    room.suggesting.note_reading(7)
    assert token.cancelled
    room.lanes.jobs[0].work = token.raise_if_cancelled
    room.lanes.run_next()
    assert room.bar.progress[-1] == ""
    qtbot.waitUntil(lambda: len(room.works()) == 1)


def test_what_was_asked_for_goes_on_while_one_works(room: Room) -> None:
    room.suggesting.rebuild()
    room.suggesting.note_work()
    assert not room.lanes.jobs[0].token.cancelled
    room.answer(None)
    assert room.bar.said == ["Suggestions know the archive as it is now."]
    room.suggesting.learn()
    token = room.lanes.jobs[0].token
    room.suggesting.stop()
    assert token.cancelled


def test_one_command_turns_all_off_and_those_on_again_that_were(room: Room) -> None:
    library = room.suggesting._parts.library
    assert library is not None
    before = load_settings(library)
    room.suggesting.switch()
    room.lanes.run_all()
    assert not load_settings(library).kinds
    room.suggesting.switch()
    room.lanes.run_all()
    assert load_settings(library) == before
    assert room.bar.said == ["Suggestions are off.", "Suggestions are on."]
