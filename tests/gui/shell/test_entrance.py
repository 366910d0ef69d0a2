"""Ways to a library: made with files, in another place, opened by a folder's name; and what goes wrong on them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.gui.shell.welcome import WelcomeView
from newsroom.gui.shell.window import Page
from tests.gui.shell.conftest import Program

Begin = Callable[[Path | None], Program]


def welcome(program: Program) -> WelcomeView:
    view = program.window.findChild(WelcomeView)
    assert view is not None
    return view


def test_files_become_the_first_articles_of_a_new_library(begin: Begin, tmp_path: Path) -> None:
    story = tmp_path / "ferry.md"
    story.write_text("---\nheadline: Ferry returns\nsection: World\n---\n\nThe ferry is back.\n", "utf-8")
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    program = begin(None).show()
    program.wait(lambda: program.start.shell)
    program.shell.entrance.make_from([story, picture])
    program.wait(lambda: program.parts.archive.presenter.model.rowCount() == 1)
    program.wait(lambda: "Imported: 1." in program.window.notice.text)
    assert "Left out: 1." in program.window.notice.text and "picture.txt" in program.window.notice.text


def test_while_a_library_is_made_no_button_has_the_focus(begin: Begin) -> None:
    program = begin(None).show()
    program.wait(lambda: program.start.shell and welcome(program).choices[0].hasFocus())
    view = welcome(program)
    view.show_progress("Making the library")
    assert QApplication.focusWidget() is view
    view.show_progress("Making the library", 0.5)
    view.show_progress("")
    assert view.choices[0].hasFocus()


def test_a_new_library_goes_where_it_is_wanted_and_overwrites_nothing(begin: Begin, tmp_path: Path) -> None:
    full = tmp_path / "documents"
    full.mkdir()
    (full / "letter.txt").write_text("Dear Sir", "utf-8")
    program = begin(None).show()
    program.wait(lambda: program.start.shell)
    program.shell.entrance.choose_place(full)
    program.shell.entrance.make_empty()
    program.wait(lambda: program.parts.library)
    assert program.parts.library is not None and program.parts.library.path == full / "newsroom"
    assert (full / "letter.txt").read_text("utf-8") == "Dear Sir"


def test_one_more_library_is_offered_beside_the_open_one_and_escape_goes_back(
    begin: Begin, library_path: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load()
    program.trigger("library.new")
    assert program.window.page is Page.WELCOME and welcome(program).back.isVisible()
    assert not program.window.book["article.new"].isEnabled()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert program.window.page is Page.DESK and program.window.book["article.new"].isEnabled()


def test_a_library_that_is_not_there_keeps_the_open_one(
    begin: Begin, library_path: Path, tmp_path: Path
) -> None:
    program = begin(library_path).load()
    program.shell.desk.library_wanted.emit(tmp_path / "nowhere")
    program.wait(lambda: program.window.page is Page.WELCOME)
    assert "There is no library" in welcome(program).problem
    assert program.parts.library is not None and program.parts.library.path == library_path
    welcome(program).back.click()
    assert program.window.page is Page.DESK


def test_the_library_that_is_open_is_not_opened_again(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load()
    program.trigger("library.new")
    program.shell.entrance.open(library_path)
    assert program.window.page is Page.DESK and not program.window.notice.isVisible()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(begin: Begin, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    program = begin(None).show()
    program.wait(lambda: program.start.shell)
    program.shell.entrance.choose_place(locked / "library")
    program.shell.entrance.make_empty()
    program.wait(lambda: welcome(program).problem)
    assert "may not write" in welcome(program).problem


def test_a_broken_database_is_told_and_left_as_it_is(begin: Begin, library_path: Path) -> None:
    database = library_path / "newsroom.db"
    broken = b"SQLite format 3\x00" + b"\xff" * 4000
    database.write_bytes(broken)
    program = begin(library_path).show()
    program.wait(lambda: program.window.page is Page.DAMAGED)
    assert program.shell.damage.view().problem.text() and not program.parts.library
    assert database.read_bytes() == broken


def test_text_of_a_file_is_reviewed_and_becomes_an_article(
    begin: Begin, library_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    wire = tmp_path / "wire.txt"
    wire.write_text("PARIS, Nov 27 (Reuters) - The river rose again.\n\nNobody was hurt.\n", "utf-16")
    program = begin(library_path).load()
    program.shell.desk.read_file(wire)
    program.wait(lambda: program.window.page is Page.REVIEW)
    assert not program.window.book["article.publish"].isEnabled()
    program.wait(lambda: program.review is not None and program.review.form.isEnabled())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session = program.parts.session
    assert session is not None
    program.wait(lambda: session.draft is not None and program.window.page is Page.DESK)
    assert session.draft is not None and "river rose again" in session.draft.text("body")
    assert session.draft.value("dateline").place == "PARIS"
    editor = program.parts.editor
    assert editor is not None
    program.wait(lambda: QApplication.focusWidget() is editor.header.headline)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00", b""], ids=["picture", "empty"])
def test_a_file_without_text_is_told(begin: Begin, library_path: Path, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    program = begin(library_path).load()
    program.shell.desk.read_file(file)
    program.wait(program.window.notice.isVisible)
    assert program.window.page is Page.DESK


def test_an_article_is_read_beside_the_open_one(begin: Begin, library_path: Path) -> None:
    program = begin(library_path).load().open(1)
    assert program.parts.panel is not None and program.parts.session is not None
    program.parts.panel.beside_wanted.emit(2)
    right, session = program.window.right, program.parts.session
    program.wait(lambda: right.tab == "beside")
    view = right.content
    assert view is not None and "Night train" in view.text.toPlainText()
    assert session.article is not None and session.article.id == 1
    view.open.click()
    program.wait(lambda: session.article is not None and session.article.id == 2)
    assert right.names() == ("article", "preview")
