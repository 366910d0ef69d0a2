"""The helper process that suggests: asked, cancelled, killed, asked again, ended."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from newsroom.desk.articles import new_article
from newsroom.desk.creating import create_library
from newsroom.desk.importing import import_report, import_sources
from newsroom.desk.library import Library
from newsroom.domain.article import Content
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NewsroomError
from newsroom.domain.ids import ArticleId
from newsroom.domain.suggestions import Suggestions, SuggestionStatus
from newsroom.jobs.suggestion_helper import HelperGoneError, SuggestionHelper, helper_of

BODY = "The harbour of Port Ansel reopened on Monday after the storm, said the mayor of the town. " * 3


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = create_library(tmp_path / "library")
    new_article(made, Content(headline="Harbour Reopens", body=BODY), by="test")
    yield made
    made.close()


@pytest.fixture
def helper(library: Library) -> SuggestionHelper:
    return helper_of(library)


def token() -> CancelToken:
    return CancelToken()


def test_it_answers_and_tells_how_far_it_is(library: Library, helper: SuggestionHelper) -> None:
    told: list[tuple[str, int, int]] = []
    status = helper.ask("learn", token=token(), progress=lambda *progress: told.append(progress))
    assert isinstance(status, SuggestionStatus) and status.n_known == 1
    assert told
    found = helper.ask("suggest", Content(headline="Harbour", body=BODY), None, token=token())
    assert isinstance(found, Suggestions) and found.is_complete
    assert [one.headline for one in found.duplicates] == ["Harbour Reopens"]
    assert helper.is_running and helper_of(library) is helper


def test_it_tells_an_import_which_stories_are_filed_already(
    library: Library, helper: SuggestionHelper, tmp_path: Path
) -> None:
    (tmp_path / "story.md").write_text(f"---\ntitle: Reopened\n---\n\n{BODY}\n", "utf-8")
    report = import_sources(library, [tmp_path / "story.md"], by="test")
    assert report.run_id is not None
    assert helper.ask("tell_of_alike", report.run_id, report.new, token=token()) == 1
    (line,) = import_report(library, report.run_id).lines
    assert "Harbour Reopens" in line.notes[0]


def test_the_window_loads_nothing_of_it() -> None:
    names = "'numpy' in sys.modules, 'newsroom.desk.suggesting' in sys.modules"
    code = f"import sys, newsroom.jobs.suggestion_helper; sys.exit(any(({names})))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_question_cancelled_is_not_answered(helper: SuggestionHelper) -> None:
    cancelled = token()
    cancelled.cancel()
    with pytest.raises(CancelledError):
        helper.ask("status", token=cancelled)
    later = token()
    threading.Timer(0.05, later.cancel).start()
    with pytest.raises(CancelledError):
        helper.ask("rebuild", token=later)  # opening the library alone takes longer
    assert isinstance(helper.ask("status", token=token()), SuggestionStatus)


def test_one_that_was_killed_is_started_again(helper: SuggestionHelper) -> None:
    helper.ask("status", token=token())
    process = helper._process
    assert process is not None
    process.kill()
    process.wait()
    assert not helper.is_running
    assert isinstance(helper.ask("status", token=token()), SuggestionStatus)


def test_one_that_does_not_begin_is_told(library: Library) -> None:
    broken = SuggestionHelper(library.path, serve="newsroom.jobs.outcome:nothing_of_this_name")
    with pytest.raises(HelperGoneError, match="as it was"):
        broken.ask("status", token=token())
    broken.close()


def test_what_is_expected_comes_with_its_words(tmp_path: Path) -> None:
    helper = SuggestionHelper(tmp_path / "nothing")
    with pytest.raises(NewsroomError, match="no library"):
        helper.ask("note_saved", ArticleId(1), token=token())
    helper.close()


def test_closed_it_answers_nothing_more(helper: SuggestionHelper) -> None:
    helper.ask("status", token=token())
    process = helper._process
    helper.close()
    assert process is not None and process.poll() is not None
    with pytest.raises(CancelledError):
        helper.ask("status", token=token())


def test_closed_while_it_begins_it_answers_nothing(
    helper: SuggestionHelper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begun(*arguments: object, **options: object) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(*arguments, **options)  # type: ignore[call-overload]  # as it was called
        helper._process = process
        helper.close()
        return process  # type: ignore[no-any-return]

    monkeypatch.setattr(
        "newsroom.jobs.suggestion_helper.subprocess", SimpleNamespace(**{**vars(subprocess), "Popen": begun})
    )
    with pytest.raises(CancelledError):
        helper.ask("status", token=token())
