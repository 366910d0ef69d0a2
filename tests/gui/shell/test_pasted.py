"""Text that is looked at before it is a draft: left, put away, brought back, and never lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from newsroom.gui.features.pasting.view import PasteReview
from newsroom.gui.shell.window import Page
from tests.gui.shell.conftest import Program

Begin = Callable[..., Program]

WIRE = "World\nPARIS, Nov 27 (Reuters) - The river rose again.\n\nNobody was hurt.\n"


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    file = tmp_path / "wire.txt"
    file.write_text(WIRE, "utf-8")
    return file


def look_at(program: Program, wire: Path, qtbot: QtBot, typed: str) -> PasteReview:
    program.shell.desk.read_file(wire)
    program.wait(lambda: program.window.page is Page.REVIEW)
    program.wait(lambda: program.review is not None and program.review.body.text)
    assert program.review is not None
    qtbot.keyClicks(program.review.form.headline, typed)
    return program.review


def test_left_while_it_is_looked_at_it_is_a_draft_at_the_next_start(
    begin: Begin, library_path: Path, wire: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load()
    look_at(program, wire, qtbot, "Never accepted")
    program.quit()
    program.start.finish()
    again = begin(library_path).load()
    session = again.parts.session
    assert session is not None
    again.wait(lambda: session.draft is not None and session.article is not None and session.article.section)
    assert session.draft is not None and session.article is not None
    assert session.draft.text("headline") == "Never accepted"
    assert session.article.section is not None and session.article.section.name == "World"
    assert "pasted" not in session.article.extra


def test_put_away_with_changes_it_is_offered_once_more(
    begin: Begin, library_path: Path, wire: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load()
    review = look_at(program, wire, qtbot, "Typed here")
    qtbot.keyClick(review.form.headline, Qt.Key.Key_Escape)
    assert program.window.page is Page.DESK
    program.wait(program.window.notice.isVisible)
    (back,) = [one for one in program.window.notice.findChildren(QAbstractButton) if "Bring" in one.text()]
    back.click()
    assert program.window.page is Page.REVIEW and review.form.headline.text == "Typed here"


def test_put_away_as_it_was_read_nothing_is_said(
    begin: Begin, library_path: Path, wire: Path, qtbot: QtBot
) -> None:
    program = begin(library_path).load()
    review = look_at(program, wire, qtbot, "")
    qtbot.keyClick(review.form.headline, Qt.Key.Key_Escape)
    assert program.window.page is Page.DESK and not program.window.notice.isVisible()
