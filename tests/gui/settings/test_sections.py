"""The sections that the settings bring themselves: what they show, and what they tell that is wished."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk import kept
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.domain.kept import KeptKind
from newsroom.gui.features.settings import (
    Appearance,
    AppearanceView,
    LibraryView,
    Limits,
    PrivacyView,
    WritingHabits,
    WritingView,
)
from newsroom.gui.features.settings.sizes import size_words
from tests.gui.desks import nameless
from tests.jobs.manual import ManualRunner

KEY = Qt.Key
LIMITS = Limits((80, 200, 100), (70, 180, 100), (44, 110, 74), (130, 220, 160))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = create_library(tmp_path / "library")
    yield library
    library.close()


def test_appearance_tells_each_change_and_shows_what_commands_did(qtbot: QtBot) -> None:
    view = AppearanceView(LIMITS)
    qtbot.addWidget(view)
    told: list[tuple[str, object]] = []
    view.changed.connect(lambda name, value: told.append((name, value)))
    now = Appearance("dark", 110, 100, 120, 70, 160)
    view.show_appearance(now)
    assert told == [] and view.mode.value == "dark" and view.scale.value == 110 and nameless(view) == []
    view.mode.choices.button("contrast").click()
    view.scale.more.click()
    qtbot.keyClick(view.measure.box, KEY.Key_Down)
    view.line_height.less.click()
    view.list_share.less.click()
    view.article_share.box.setValue(1000)
    assert told == [
        ("mode", "contrast"), ("scale", 120), ("measure", 68), ("line_height", 155), ("list_share", 95),
        ("article_share", 180),
    ]  # fmt: skip
    assert not view.article_share.more.isEnabled()


def test_a_size_can_be_given_back_as_it_came(qtbot: QtBot) -> None:
    view = AppearanceView(LIMITS)
    qtbot.addWidget(view)
    told: list[tuple[str, object]] = []
    view.changed.connect(lambda name, value: told.append((name, value)))
    view.show_appearance(Appearance("light", 100, 100, 100, 90, 160))
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    row = view.measure
    assert row.back.isVisible() and not view.scale.back.isVisible() and not view.line_height.back.isVisible()
    row.back.setFocus()
    qtbot.keyClick(row.back, KEY.Key_Space)
    assert told == [("measure", 74)] and not row.back.isVisible() and row.box.hasFocus()
    row.more.click()
    assert row.back.isVisible()


def test_writing_takes_a_language_and_says_which_way_it_runs(qtbot: QtBot) -> None:
    view = WritingView()
    qtbot.addWidget(view)
    chosen: list[str] = []
    quotes: list[bool] = []
    view.language_chosen.connect(chosen.append)
    view.smart_quotes_chosen.connect(quotes.append)
    view.show_site_language("en-GB")
    view.show_habits(WritingHabits(True, ""))
    line = view.language.line
    assert line.placeholderText() == "As the site: en-GB" and "left to right" in view.language._hint_words
    qtbot.keyClicks(line, "ar")
    assert chosen[-1] == "ar" and view.language._hint_words == "Arabic, from right to left."
    qtbot.keyClicks(line, "!")
    assert chosen[-1] == "ar" and view.language.problem and view.language._hint_words == ""
    line.selectAll()
    qtbot.keyClick(line, KEY.Key_Delete)
    assert chosen[-1] == "" and not view.language.problem
    view.smart_quotes.box.click()
    assert quotes == [False] and nameless(view) == []


def test_the_library_says_where_it_is_and_how_large(library: Library, qtbot: QtBot) -> None:
    lanes = ManualRunner()
    view = LibraryView(lanes)
    qtbot.addWidget(view)
    view.set_library(library)
    view.show()
    lanes.run_all()
    assert view.place.value == str(library.path) and view.room.value.startswith("0 articles, ")
    assert nameless(view) == []
    with qtbot.waitSignal(view.folder_wanted) as wanted:
        view.show_folder.click()
    assert wanted.args == [library.path]
    for button, signal in ((view.other, view.other_wanted), (view.new, view.new_wanted)):
        with qtbot.waitSignal(signal):
            button.click()
    view.set_library(None)
    assert not view.show_folder.isEnabled() and view.place.value == ""


def test_privacy_tells_all_places_and_deletes_what_may_go(
    library: Library, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "state_folder", lambda: tmp_path / "state")
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path / "cache")
    report = tmp_path / "state" / "reports" / "report-1.txt"
    report.parent.mkdir(parents=True)
    report.write_text("x" * 1234)
    lanes = ManualRunner()
    view = PrivacyView(lanes, tmp_path)
    qtbot.addWidget(view)
    view.set_library(library)
    view.show()
    lanes.run_all()
    assert str(library.path) in str(view.rows[KeptKind.LIBRARY].value) and nameless(view) == []
    assert str(view.rows[KeptKind.REPORTS].value).startswith("1.2 kB: ")
    delete = view._delete_buttons[KeptKind.REPORTS]
    with qtbot.waitSignal(view.folder_wanted) as wanted:
        view._folder_buttons[KeptKind.REPORTS].click()
    assert wanted.args == [report.parent]
    with qtbot.waitSignal(view.said):
        delete.click()
        lanes.run_all()
    assert not report.exists() and not delete.isEnabled()
    assert str(view.rows[KeptKind.REPORTS].value).startswith("Nothing now.")
    with qtbot.waitSignal(view.forget_wanted):
        view.forget.click()
    view.set_library(None)
    lanes.run_all()
    assert view.rows[KeptKind.LIBRARY].value == "No library is open."


@pytest.mark.parametrize(
    ("n", "words"),
    [(0, "0 B"), (999, "999 B"), (1500, "1.5 kB"), (82_000, "82 kB"), (3_200_000_000, "3.2 GB")],
)
def test_sizes_in_words(n: int, words: str) -> None:
    assert size_words(n) == words
