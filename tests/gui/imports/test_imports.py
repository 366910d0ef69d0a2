"""The page of imports on a real library: offered, begun, watched, stopped, reported, begun again."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import set_fields
from newsroom.desk.browsing import list_articles
from newsroom.desk.creating import create_library
from newsroom.desk.kinds import SourceKind
from newsroom.desk.library import Library, open_library
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.importing import ImportCounts, ImportProgress, ImportRun, Outcome, ReportLine, RunState
from newsroom.domain.query import ListQuery
from newsroom.gui.changes import ChangeBus
from newsroom.gui.features.imports import ImportsPanel, build
from newsroom.gui.features.imports.presenter import ImportOrder, order_of
from newsroom.gui.features.imports.words import (
    ending_words,
    kind_word,
    place_words,
    progress_words,
    run_details,
)
from newsroom.gui.theme import DARK, LIGHT
from tests.jobs.manual import ManualRunner

NOW = datetime(2026, 11, 26, 14, tzinfo=UTC)
GOOD = "---\ntitle: {0}\ndate: 2021-03-0{1}\nsection: World\n---\n\nThe river rose again, {0} said.\n"


class Room:
    """The page, its library, its runner, and what it said."""

    def __init__(self, qtbot: QtBot, library: Library, folder: Path) -> None:
        self.library, self.folder = library, folder
        self.runner = ManualRunner()
        self.bus = ChangeBus()
        self.heard: list[ChangeSet] = []
        self.said: list[str] = []
        self.ends: list[str] = []
        self.bus.changed.connect(self.heard.append)
        self.panel: ImportsPanel = build(self.runner, LIGHT, self.bus)
        qtbot.addWidget(self.panel)
        self.panel.resize(1200, 700)
        self.panel.status_message.connect(self.said.append)
        self.panel.ended.connect(self.ends.append)
        self.panel.set_library(library)
        self.runner.run_all()

    def write(self, *names: str) -> list[Path]:
        paths = []
        for n, name in enumerate(names, start=1):
            path = self.folder / f"{name}.md"
            path.write_text(GOOD.format(name.title(), n), encoding="utf-8")
            paths.append(path)
        return paths

    def headlines(self) -> set[str]:
        return {row.headline for row in list_articles(self.library, ListQuery()).rows}

    def lines(self) -> list[tuple[Outcome, str]]:
        return [(line.outcome, line.headline) for line in self.panel.report.model.rows]

    def begin(self, *sources: Path, **options: bool) -> None:
        self.panel.begin(ImportOrder(tuple(sources), **options))
        self.runner.run_all()


@pytest.fixture(scope="module")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imports") / "library"
    create_library(path).close()
    return path


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, empty_library: Path) -> Iterator[Room]:
    library = open_library(shutil.copytree(empty_library, tmp_path / "library"))
    folder = tmp_path / "sources"
    folder.mkdir()
    yield Room(qtbot, library, folder)
    library.close()


def test_what_is_offered_waits_for_enter(qtbot: QtBot, room: Room) -> None:
    room.panel.show()
    sources = room.write("anna", "bela")
    room.panel.offer(sources)
    card = room.panel.order_card
    assert card.isVisible() and room.panel.focusWidget() is card.begin and room.headlines() == set()
    qtbot.keyClick(card.begin, Qt.Key.Key_Return)
    assert not card.isVisible() and room.panel.progress_card.isVisible()
    room.runner.run_all()
    assert room.headlines() == {"Anna", "Bela"}
    assert not room.panel.progress_card.isVisible()
    assert room.heard[-1].kinds == frozenset(Changed)
    assert len(room.panel.runs.rows) == 1


def test_a_try_changes_nothing_and_has_a_report(qtbot: QtBot, room: Room) -> None:
    broken = room.folder / "broken.md"
    broken.write_bytes(b"\x00\x01\x02\xff\xfe" * 100)
    room.panel.offer([*room.write("anna"), broken])
    qtbot.mouseClick(room.panel.order_card.trial, Qt.MouseButton.LeftButton)
    room.runner.run_all()
    assert room.headlines() == set() and room.panel.runs.rows == [] and room.heard == []
    assert (Outcome.SKIPPED, "") in room.lines()
    assert "nothing was changed" in room.panel.report._counts.text()


def test_what_was_tried_is_one_key_from_being_imported(qtbot: QtBot, room: Room) -> None:
    room.begin(*room.write("cleo"))
    with qtbot.waitActive(room.panel):
        room.panel.show()
    room.panel.offer(room.write("anna"))
    card = room.panel.order_card
    card.pages.setChecked(True)
    qtbot.keyClick(card.trial, Qt.Key.Key_Return)
    assert not card.isVisible()
    room.runner.run_all()
    assert card.isVisible() and room.panel.focusWidget() is card.begin and card.pages.isChecked()
    assert not room.panel.runs_table.selected, "the report is of none of the imports so far"
    qtbot.keyClick(card.begin, Qt.Key.Key_Return)
    room.runner.run_all()
    assert not card.isVisible() and room.headlines() == {"Cleo", "Anna"}
    assert len(room.panel.runs_table.selected) == 1


def test_a_try_takes_the_keys_from_nobody(qtbot: QtBot, room: Room) -> None:
    with qtbot.waitActive(room.panel):
        room.panel.show()
    room.panel.offer(room.write("anna"))
    qtbot.keyClick(room.panel.order_card.trial, Qt.Key.Key_Return)
    room.panel.runs_table.setFocus()
    room.runner.run_all()
    assert room.panel.order_card.isVisible() and room.panel.focusWidget() is room.panel.runs_table


def test_the_library_that_comes_is_not_asked_to_take_what_was_tried_in_another(room: Room) -> None:
    room.panel.offer(room.write("anna"))
    room.panel.order_card.trial.click()
    room.panel.set_library(None)
    room.runner.run_all()
    assert room.panel.presenter.order is None


def test_the_report_of_a_run_by_outcome(qtbot: QtBot, room: Room) -> None:
    empty = room.folder / "empty.md"
    empty.write_text("", encoding="utf-8")
    (anna,) = room.write("anna")
    room.begin(anna, empty)
    assert "Imported: 1." in room.panel.report._counts.text()
    id = list_articles(room.library, ListQuery()).rows[0].id
    set_fields(room.library, id, {"lede": "Changed here."}, by="test")
    anna.write_text(GOOD.format("Anna Again", 1), encoding="utf-8")
    room.begin(anna, empty)
    assert {outcome for outcome, _ in room.lines()} >= {Outcome.CONFLICT, Outcome.SKIPPED}
    room.panel.report.outcome_chosen.emit(Outcome.CONFLICT)
    room.runner.run_all()
    assert [outcome for outcome, _ in room.lines()] == [Outcome.CONFLICT]
    with qtbot.waitSignal(room.panel.article_wanted) as wanted:
        qtbot.keyClick(room.panel.report.table, Qt.Key.Key_Return)
    assert wanted.args == [id]
    room.panel.runs_table.choose(room.panel.runs.rows[1].id)
    room.runner.run_all()
    assert {outcome for outcome, _ in room.lines()} == {Outcome.SKIPPED}


def test_what_is_said_of_many_can_be_looked_at_by_itself(qtbot: QtBot, room: Room) -> None:
    room.write("anna")
    for name in ("a.xyz", "b.xyz", "c.qqq"):
        (room.folder / name).write_text("?", encoding="utf-8")
    groups = room.panel.report._groups
    for dry_run in (True, False):
        room.begin(room.folder, dry_run=dry_run)
        assert groups.isEnabled() and groups.itemText(1).startswith("2 × ")
        groups.setFocus()
        qtbot.keyClick(groups, Qt.Key.Key_Down)
        room.runner.run_all()
        assert [line.place for line in room.panel.report.model.rows] == ["a.xyz", "b.xyz"]
        qtbot.keyClick(groups, Qt.Key.Key_Up)
        room.runner.run_all()
        assert len(room.lines()) == 3
    room.panel.report.outcome_chosen.emit(Outcome.IMPORTED)
    room.runner.run_all()
    assert groups.count() == 1 and not groups.isEnabled()


def test_importing_it_again_brings_only_what_is_new(qtbot: QtBot, room: Room) -> None:
    room.write("anna")
    room.begin(room.folder)
    room.write("anna", "bela")
    assert room.panel._again.isEnabled()
    qtbot.mouseClick(room.panel._again, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(room.panel.order_card.begin, Qt.MouseButton.LeftButton)
    room.runner.run_all()
    assert room.headlines() == {"Anna", "Bela"}
    newest = room.panel.runs.rows[0].counts
    assert (newest.n_imported, newest.n_unchanged) == (1, 1)


def test_only_one_import_at_a_time_and_it_can_be_stopped(room: Room) -> None:
    sources = room.write("anna", "bela")
    room.panel.begin(order_of(sources[:1]))
    room.panel.begin(order_of(sources[1:]))
    room.panel.offer(sources[1:])
    assert len(room.said) == 2 and not room.panel.order_card.isVisible()
    (job,) = [job for job in room.runner.jobs if job.lane == "labour"]
    room.panel.progress_card.cancel.click()
    assert job.token.cancelled
    room.runner.run_all()
    assert room.panel.presenter.running is None


def test_another_library_ends_what_runs(room: Room, tmp_path: Path) -> None:
    room.panel.begin(order_of(room.write("anna")))
    (job,) = [job for job in room.runner.jobs if job.lane == "labour"]
    room.panel.set_library(None)
    assert job.token.cancelled


def test_out_of_sight_the_end_is_told(room: Room) -> None:
    room.begin(*room.write("anna"))
    assert room.ends == ["Imported: 1."]


def test_progress_in_words() -> None:
    counts = ImportCounts(n_imported=12_000, n_skipped=408)
    progress = ImportProgress(counts, 186_000, 812.4, 200.0, "export.xml: item 12408")
    assert progress_words(progress) == "12,408 of 186,000 · 812 a second · about 3 min left"
    assert progress_words(ImportProgress(counts, None, 3.0, None, "")) == "12,408 so far · 3 a second"


def test_every_kind_has_its_words() -> None:
    words = [kind_word(kind) for kind in (None, *SourceKind)]
    assert all(words) and len(set(words)) == len(words)


def test_names_looks_and_escape(qtbot: QtBot, room: Room) -> None:
    room.panel.set_look(DARK, 1.5)
    for button in room.panel.findChildren(QAbstractButton):
        assert button.accessibleName() or button.text() or button.objectName().startswith("qt_"), button
    with qtbot.waitSignal(room.panel.closed):
        qtbot.keyClick(room.panel.runs_table, Qt.Key.Key_Escape)


def test_how_an_import_ended_that_was_cut_short() -> None:
    def words(state: RunState, message: str | None = None) -> str:
        counts = ImportCounts(n_imported=4_240)
        return ending_words(ImportRun(1, state, "me", ("a/",), None, NOW, NOW, 6_000, counts, message))

    assert words(RunState.DONE) == ""
    assert (
        words(RunState.CANCELLED)
        == "It was stopped at 4,240 of 6,000; importing the same again goes on there."
    )
    assert words(RunState.FAILED, "The disk is full.").startswith(
        "The disk is full. It failed at 4,240 of 6,000"
    )
    run = ImportRun(1, RunState.CANCELLED, "me", ("a/",), None, NOW, NOW, None, ImportCounts())
    assert run_details(run, NOW, UTC).startswith("Stopped · ")


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("/drive/site/", "posts/a.md", "posts/a.md"),
        ("/drive/export.xml", "item 12, line 340", "export.xml: item 12, line 340"),
        ("C:\\drive\\story.txt", "", "story.txt"),
    ],
)
def test_a_line_says_where_in_the_source_it_stands(source: str, place: str, words: str) -> None:
    assert place_words(ReportLine(Outcome.SKIPPED, source, place)) == words
