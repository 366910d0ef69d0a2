"""The page of backups: what there is, what is wished of it, settings saved as they change, the check-up's words."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from newsroom.desk.backups import load_settings, make_backup, save_settings
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library
from newsroom.domain.backups import BackupSettings
from newsroom.domain.health import Finding, Health, Severity
from newsroom.domain.times import now
from newsroom.gui.features.backups import BackupsPanel, build
from newsroom.gui.features.backups.words import age_words
from newsroom.gui.theme import DARK, LIGHT
from tests.gui.desks import column, nameless
from tests.jobs.manual import ManualRunner

Page = tuple[BackupsPanel, ManualRunner, Library]


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[Page]:
    library, lanes = create_library(tmp_path / "library"), ManualRunner()
    make_backup(library)
    panel = build(lanes, LIGHT)
    qtbot.addWidget(panel)
    panel.set_library(library)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    lanes.run_all()
    yield panel, lanes, library
    library.close()


def test_what_there_is_stands_in_the_list(page: Page) -> None:
    panel, _, library = page
    assert column(panel.table, 1) == ["0 articles, 0 pictures, 1 MB"]
    assert column(panel.table, 2) == [str(library.backups_folder)]
    assert "last good backup" in panel.state.text() and panel.problem.isHidden()
    assert nameless(panel) == []


def test_what_is_wished_is_told(page: Page, qtbot: QtBot) -> None:
    panel, _, _ = page
    with qtbot.waitSignal(panel.backup_wanted):
        panel.backup.click()
    with qtbot.waitSignal(panel.check_wanted) as asked:
        panel.check.click()
    assert asked.args == [False]
    panel.show_progress("Copying the database: 40 %")
    assert panel.words.text() == "Copying the database: 40 %" and panel.stop.isVisible()
    assert not panel.backup.isEnabled() and not panel.restore.isEnabled()
    with qtbot.waitSignal(panel.stop_wanted):
        panel.stop.click()
    panel.show_progress("")
    assert panel.backup.isEnabled() and panel.stop.isHidden()


def test_one_is_restored_into_a_folder_that_is_asked_for(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    panel, _, library = page
    panel.table.selectRow(0)
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    (dialog,) = panel.findChildren(QFileDialog)
    with qtbot.waitSignal(panel.restore_wanted) as wanted:
        dialog.fileSelected.emit(str(tmp_path / "new"))
    dialog.close()
    assert wanted.args[0].parent == library.backups_folder and wanted.args[1] == tmp_path / "new"


def test_settings_are_saved_as_they_are_changed(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    panel, lanes, library = page
    settings = panel.settings
    qtbot.keyClick(settings.switch, Qt.Key.Key_Space)
    settings.counts["n_daily"].setValue(14)
    settings.commit()
    (tmp_path / "stick").mkdir()
    settings.set_place(tmp_path / "stick")
    with qtbot.waitSignal(panel.settings_changed):
        lanes.run_all()
    assert load_settings(library) == BackupSettings(False, str(tmp_path / "stick"), 6, 14, 4)
    assert str(tmp_path / "stick") in settings.place.text() and settings.forget.isVisible()
    assert "switched off" in panel.state.text()
    settings.forget.click()
    lanes.run_all()
    assert load_settings(library).second_place is None
    settings.set_place(tmp_path / "nowhere")
    lanes.run_all()
    assert load_settings(library).second_place is None and "No second place" in settings.place.text()


def test_what_was_never_shown_is_not_saved(qtbot: QtBot, tmp_path: Path) -> None:
    library, other, lanes = create_library(tmp_path / "one"), create_library(tmp_path / "two"), ManualRunner()
    save_settings(library, BackupSettings(n_daily=20))
    panel = build(lanes, LIGHT)
    qtbot.addWidget(panel)
    panel.set_library(library)
    panel.save_now()  # as at the end of the program, or when another window comes to the front
    panel.settings.counts["n_weekly"].editingFinished.emit()
    lanes.run_all()
    assert load_settings(library) == BackupSettings(n_daily=20)
    panel.settings.set_place(tmp_path)  # before the library has answered what is set
    lanes.run_all()
    assert load_settings(library) == BackupSettings(second_place=str(tmp_path), n_daily=20)
    panel.set_library(other)
    panel.save_now()
    lanes.run_all()
    assert load_settings(other) == BackupSettings()
    library.close()
    other.close()


def test_what_another_window_set_meanwhile_stays(page: Page) -> None:
    panel, lanes, library = page
    save_settings(library, BackupSettings(n_daily=20))
    panel.settings.counts["n_hourly"].setValue(9)
    panel.settings.commit()
    lanes.run_all()
    assert load_settings(library) == BackupSettings(n_hourly=9, n_daily=20)


def test_what_the_check_up_found_is_said_and_can_be_mended(page: Page, qtbot: QtBot) -> None:
    panel, _, library = page
    wrong = Finding("derived", Severity.DERIVED, "Counters are wrong.")
    good = Finding("file", Severity.GOOD, "The database is there.")
    panel.show_health(Health(library.path, (good, wrong)))
    assert panel.health.text().split("\n")[1:] == ["✗ Counters are wrong.", "✓ The database is there."]
    with qtbot.waitSignal(panel.check_wanted) as asked:
        panel.mend.click()
    assert asked.args == [True]
    panel.show_health(Health(library.path, (Finding("file", Severity.DAMAGE, "It is cut."),)))
    assert "damaged" in panel.health.text() and panel.mend.isHidden()


def test_it_is_left_by_escape_and_drawn_in_every_look(page: Page, qtbot: QtBot) -> None:
    panel, _, _ = page
    for colors, scale in ((DARK, 2.0), (LIGHT, 1.0)):
        panel.set_look(colors, scale)
        assert not panel.grab().isNull()
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)


def test_ages_are_said_as_people_say_them() -> None:
    at = now()
    assert age_words(at - timedelta(minutes=5), at) == "5 min ago"
    assert age_words(at - timedelta(days=9), at) == "9 days ago"
    assert age_words(at + timedelta(days=1), at).startswith(f"{at + timedelta(days=1):%Y-%m-%d}")
