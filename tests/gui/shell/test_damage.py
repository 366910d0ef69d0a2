"""A damaged library in the real window: told in a view with ways on, each of which leads to a library beside it."""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.desk.backups import make_backup
from newsroom.desk.library import open_library
from newsroom.gui.features.damaged import DamagedView
from newsroom.gui.shell.caring import Caring
from newsroom.gui.shell.window import Page
from tests.gui.shell.conftest import HEADLINES, Program

Begin = Callable[[Path | None], Program]


def break_schema(path: Path) -> None:
    with (path / "newsroom.db").open("r+b") as file:
        file.seek(100)
        file.write(bytes(30))


def damaged_view(begin: Begin, path: Path) -> tuple[Program, DamagedView]:
    program = begin(path).show()
    program.wait(lambda: program.window.page is Page.DAMAGED)
    return program, program.shell.damage.view()


def headlines(program: Program) -> set[str]:
    model = program.parts.archive.presenter.model
    program.wait(lambda: model.rowCount() == len(HEADLINES))
    return {str(model.index(row, 0).data()) for row in range(model.rowCount())}


def test_the_last_backup_is_opened_beside_it(begin: Begin, library_path: Path, qtbot: QtBot) -> None:
    library = open_library(library_path)
    make_backup(library)
    library.close()
    break_schema(library_path)
    before = (library_path / "newsroom.db").read_bytes()
    program, view = damaged_view(begin, library_path)
    assert "damaged" in view.problem.text() and view.restore.isVisible()
    assert QApplication.focusWidget() is view.restore
    qtbot.keyClick(view.restore, Qt.Key.Key_Return)
    program.wait(lambda: program.parts.library)
    assert program.parts.library is not None
    assert program.parts.library.path == library_path.with_name("library-restored")
    assert program.window.page is Page.DESK and len(headlines(program)) == 3
    assert (library_path / "newsroom.db").read_bytes() == before


def test_what_can_be_read_is_salvaged_and_opened(begin: Begin, library_path: Path) -> None:
    break_schema(library_path)
    program, view = damaged_view(begin, library_path)
    assert view.restore.isHidden(), "there is no backup"
    view.salvage.click()
    program.wait(lambda: program.parts.library)
    assert program.parts.library is not None
    assert program.parts.library.path == library_path.with_name("library-salvaged")
    program.wait(lambda: "3 articles were saved" in program.window.notice.text)
    assert len(headlines(program)) == 3


def test_a_closer_look_says_what_is_damaged(begin: Begin, library_path: Path) -> None:
    break_schema(library_path)
    program, view = damaged_view(begin, library_path)
    view.check.click()
    program.wait(view.findings.isVisible)
    assert "✗ The database cannot be read." in view.findings.text() and not view.check.isVisible()
    view.other.click()
    assert program.window.page is Page.WELCOME


def test_where_only_words_of_the_schema_are_wrong_it_is_mended_and_opened(
    begin: Begin, library_path: Path
) -> None:
    with closing(sqlite3.connect(library_path / "newsroom.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'CREATE TABLE', 'CREATE TABME')")
    program, view = damaged_view(begin, library_path)
    assert view.mend.isHidden()
    view.check.click()
    program.wait(view.mend.isVisible)
    view.mend.click()
    program.wait(lambda: program.parts.library)
    assert program.parts.library is not None and program.parts.library.path == library_path
    assert len(headlines(program)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_or_a_folder_at_its_place_holds_nothing_up(begin: Begin, library_path: Path) -> None:
    (library_path / "newsroom.db").unlink()
    os.mkfifo(library_path / "newsroom.db")
    _, view = damaged_view(begin, library_path)
    assert "is no file" in view.problem.text()


def test_backups_are_a_page_and_an_age_in_the_status_bar(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    bar = program.window.status_bar
    program.shell.backing.show_status()
    program.wait(lambda: bar.backup.text() == "No backup")
    program.trigger("library.backup")
    program.wait(lambda: bar.backup.text().startswith("Backup "))
    bar.backup.click()
    assert program.window.page is Page.SETTINGS
    program.trigger("library.check")
    page = program.shell.backing.page
    assert page is not None and page.isVisible()
    program.wait(lambda: "whole" in page.health.text())


def test_backups_are_made_by_themselves(
    begin: Begin, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.gui.shell.backing.FIRST_MS", 1)
    program = begin(library_path).load()
    folder = library_path / "backups"
    program.wait(lambda: any(entry.name.startswith("20") for entry in folder.iterdir()))


def test_a_restored_library_is_offered(begin: Begin, library_path: Path, tmp_path: Path) -> None:
    library = open_library(library_path)
    (backup,) = make_backup(library).made
    library.close()
    program = begin(library_path).load()
    program.shell.backing.restore(backup.folder, tmp_path / "new")
    program.wait(lambda: "was restored" in program.window.notice.text)
    program.window.notice.buttons[0].click()
    program.wait(lambda: program.parts.library and program.parts.library.path == tmp_path / "new")
    program.shell.backing.restore(tmp_path / "nothing", tmp_path / "x")
    program.wait(lambda: "There is no backup" in program.window.notice.text)


def test_a_library_that_was_not_closed_in_order_is_looked_at(
    begin: Begin, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.desk.library.log_bytes", lambda _: 1)
    monkeypatch.setattr("newsroom.gui.shell.backing.FIRST_MS", 1)
    looked: list[str] = []
    # Before the window is there: its first look may come in the turn that makes it.
    monkeypatch.setattr(Caring, "begin", lambda _self, act, *_, **__: looked.append(act))
    program = begin(library_path).show()
    program.wait(lambda: looked)
    assert looked[0] == "quick"
