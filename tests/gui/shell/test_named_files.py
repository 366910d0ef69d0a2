"""Files that the start names, as a file manager does: looked at in the window that has the library."""

from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.gui.session.single import WindowRequest
from newsroom.gui.shell.window import Page
from newsroom.jobs.suggestion_helper import SuggestionHelper
from tests.gui.shell.conftest import Program

Begin = Callable[..., Program]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "größe 文.md"
    file.write_text("# The river rose\n\nNobody was hurt.\n", "utf-8")
    return file


def test_a_text_is_looked_at_before_it_is_an_article(begin: Begin, library_path: Path, story: Path) -> None:
    program = begin(library_path, (story,)).load()
    program.wait(lambda: program.window.page is Page.REVIEW)
    program.wait(
        lambda: program.review is not None and "Nobody was hurt" in program.review.body.toPlainText()
    )


def test_a_text_waits_for_the_library_that_is_made_first(begin: Begin, story: Path) -> None:
    program = begin(None, (story,)).show()
    program.wait(lambda: program.window.page is Page.WELCOME)
    program.shell.entrance.make_empty()
    program.wait(lambda: program.window.page is Page.REVIEW)


def test_a_second_start_hands_its_files_to_the_window(begin: Begin, library_path: Path, story: Path) -> None:
    program = begin(library_path).load()
    program.shell.entrance.asked.emit(WindowRequest((story,)))
    program.wait(lambda: program.window.page is Page.REVIEW)


def test_what_the_system_hands_over_comes_with_what_the_start_named(
    begin: Begin, library_path: Path, story: Path
) -> None:
    program = begin(library_path)
    program.start.shell_made.connect(lambda shell: shell.open_file(story))
    program.load()
    program.wait(lambda: program.window.page is Page.REVIEW)


def test_what_has_fields_of_its_own_is_offered_as_an_import(
    begin: Begin, library_path: Path, tmp_path: Path
) -> None:
    export = tmp_path / "ferry.md"
    export.write_text("---\nheadline: Ferry returns\n---\n\nThe ferry is back.\n", "utf-8")
    program = begin(library_path, (export,)).load()
    program.wait(lambda: program.window.page is Page.IMPORTS)


def test_that_stories_which_came_are_filed_already_is_told_with_a_way_to_the_report(
    begin: Begin, library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def ask(self: SuggestionHelper, act: str, *arguments: object, **_: object) -> int:
        asked.append((act, *arguments))
        return 2

    program = begin(library_path).load()
    monkeypatch.setattr(SuggestionHelper, "ask", ask)
    text = tmp_path / "ferry.md"
    text.write_text("# Ferry\n\nThe ferry is back.\n", "utf-8")
    program.shell.importer.run([text], look_first=True)
    program.wait(lambda: "2 articles that came" in program.window.notice.text)
    told = [arguments for act, *arguments in asked if act == "tell_of_alike"]
    ((run_id, (new,)),) = told
    assert run_id == 1 and new.headline == "Ferry" and new.article_id == 4
    (report, *_) = program.window.notice.buttons
    report.click()
    program.wait(lambda: program.window.page is Page.IMPORTS)


def test_a_file_that_went_meanwhile_is_told(begin: Begin, library_path: Path, tmp_path: Path) -> None:
    program = begin(library_path, (tmp_path / "gone.md",)).load()
    program.wait(lambda: program.window.page is Page.IMPORTS)
