"""The page of suggestions: its switches are saved as they are turned, and it says what is known."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.desk.suggesting import load_settings, save_settings
from newsroom.domain.suggestions import SuggestionKind, SuggestionSettings, SuggestionStatus
from newsroom.domain.times import now
from newsroom.gui.features.suggestion_settings import SuggestionSettingsPanel, build
from newsroom.gui.theme import DARK, LIGHT
from tests.jobs.manual import ManualRunner

Page = tuple[SuggestionSettingsPanel, ManualRunner, Library]


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[Page]:
    library, lanes = create_library(tmp_path / "library"), ManualRunner()
    panel = build(lanes, LIGHT)
    qtbot.addWidget(panel)
    panel.set_library(library)
    with qtbot.waitExposed(panel):
        panel.show()
    lanes.jobs = [job for job in lanes.jobs if job.lane == "read"]  # the state is told by a process
    lanes.run_all()
    yield panel, lanes, library
    library.close()


def test_a_switch_is_saved_as_it_is_turned(page: Page, qtbot: QtBot) -> None:
    panel, lanes, library = page
    assert all(box.isChecked() for box in panel.boxes.values())
    qtbot.keyClick(panel.boxes[SuggestionKind.SERIES], Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.settings_changed) as told:
        lanes.run_all()
    assert SuggestionKind.SERIES not in told.args[0].kinds
    assert load_settings(library).kinds == set(SuggestionKind) - {SuggestionKind.SERIES}


def test_a_kind_that_another_window_turned_off_stays_off(page: Page) -> None:
    panel, lanes, library = page
    save_settings(library, SuggestionSettings(tags=False))
    panel.boxes[SuggestionKind.SERIES].click()
    lanes.run_all()
    assert load_settings(library).kinds == {SuggestionKind.RELATED, SuggestionKind.DUPLICATES}


def test_it_says_what_is_known(page: Page) -> None:
    panel, _, _ = page
    presenter = panel._presenter
    presenter.status_known.emit(SuggestionStatus(0, 12, None, 0, 4096))
    assert "Nothing was learned yet" in panel.state.text() and "to be read" in panel.state.text()
    at = now() - timedelta(minutes=3)
    presenter.status_known.emit(SuggestionStatus(1204, 0, at, 17, 2_500_000))
    assert panel.state.text().split("\n") == [
        "1,204 articles are known.",
        "Last learned 3 min ago, of 17 tags.",
        "It takes 2.5 MB on the disk.",
    ]


def test_while_it_learns_it_can_be_stopped(page: Page, qtbot: QtBot) -> None:
    panel, lanes, _ = page
    with qtbot.waitSignal(panel.learn_wanted):
        panel.learn.click()
    with qtbot.waitSignal(panel.rebuild_wanted):
        panel.rebuild.click()
    panel.show_progress("Learning for suggestions: 5 %")
    assert panel.stop.isVisible() and not panel.learn.isVisible()
    assert panel.state.text() == "Learning for suggestions: 5 %"
    with qtbot.waitSignal(panel.stop_wanted):
        panel.stop.click()
    panel.show_progress("")
    assert panel.learn.isVisible() and lanes.kinds() == ["suggestions.status"]


def test_it_is_left_by_escape_and_drawn_in_every_look(page: Page, qtbot: QtBot) -> None:
    panel, _, _ = page
    for colors, scale in ((DARK, 2.0), (LIGHT, 1.0)):
        panel.set_look(colors, scale)
        assert not panel.grab().isNull()
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
