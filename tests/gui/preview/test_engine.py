"""When WebEngine is made: never while somebody types, never at the start, at once when it is asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from newsroom.domain.cancel import CancelToken
from newsroom.gui.features.preview import engine as engine_module
from newsroom.gui.features.preview.engine import EngineChooser
from newsroom.gui.features.preview.probe import Probe
from tests.jobs.manual import ManualRunner


class FakeProbe(Probe):
    """Answers what it is told to; ``n_asked`` is how often it was really tried."""

    def __init__(self, answer: str, *, is_known: bool = True) -> None:
        super().__init__(Path("nowhere"))
        self._is_known = is_known and not answer
        self._answer = answer
        self.n_asked = 0

    def is_known_to_start(self) -> bool:
        return self._is_known

    def ask(self, token: CancelToken) -> str:
        self.n_asked += 1
        return self._answer

    def forget(self) -> None:
        self._is_known = False


Make = Callable[..., tuple[EngineChooser, list[str]]]


@pytest.fixture
def make(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Make:
    def build(
        lanes: ManualRunner, probe: Probe, *, is_starting: bool = False
    ) -> tuple[EngineChooser, list[str]]:
        monkeypatch.setattr(engine_module, "STARTING_S", 1000.0 if is_starting else -1.0)
        monkeypatch.setattr(engine_module, "QUIET_MS", 1000)
        chooser = EngineChooser(lanes, probe)
        chosen: list[str] = []
        chooser.chosen.connect(chosen.append)
        return chooser, chosen

    return build


def test_asked_for_it_is_made_at_once(make: Make) -> None:
    lanes, probe = ManualRunner(), FakeProbe("")
    chooser, chosen = make(lanes, probe)
    assert lanes.jobs == []
    chooser.want()
    lanes.run_all()
    assert chosen == [""] and probe.n_asked == 0


def test_it_is_tried_where_nobody_remembers(make: Make) -> None:
    lanes, probe = ManualRunner(), FakeProbe("a system library is missing")
    chooser, chosen = make(lanes, probe)
    chooser.want()
    lanes.run_all()
    assert chosen == ["a system library is missing"] and probe.n_asked == 1
    chooser.ask_again()
    lanes.run_all()
    assert probe.n_asked == 2


def test_at_the_start_it_waits_for_a_pause(make: Make, qtbot: QtBot) -> None:
    lanes = ManualRunner()
    chooser, chosen = make(lanes, FakeProbe(""), is_starting=True)
    field = QLineEdit()
    qtbot.addWidget(field)
    chooser.want()
    lanes.run_all()
    for _ in range(6):
        qtbot.wait(40)
        qtbot.keyClick(field, Qt.Key.Key_A)
        assert chosen == []
    qtbot.waitUntil(lambda: chosen == [""], timeout=5000)


def test_a_plain_preview_waits_for_nothing(make: Make) -> None:
    lanes = ManualRunner()
    chooser, chosen = make(lanes, FakeProbe("it ended at once"), is_starting=True)
    chooser.want()
    lanes.run_all()
    assert chosen == ["it ended at once"]


def test_what_is_hidden_again_is_not_made(make: Make, qtbot: QtBot) -> None:
    lanes = ManualRunner()
    chooser, chosen = make(lanes, FakeProbe(""), is_starting=True)
    chooser.want()
    lanes.run_all()
    chooser.unwant()
    qtbot.wait(200)
    assert chosen == []
    chooser.want()
    qtbot.waitUntil(lambda: chosen == [""], timeout=5000)
