"""An editor's small errands, by keys alone, each to its end in the library."""

import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.desk.articles import get_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.library import open_library
from newsroom.domain.article import Article, State
from newsroom.domain.query import ListQuery
from newsroom.gui.shell.window import Page
from tests.stories.conftest import OpenWindow

pytestmark = pytest.mark.stories
ROOT = Path(__file__).resolve().parents[2]


def stored(path: Path, headline: str) -> Article:
    """The one article of that headline, as the library has it."""
    library = open_library(path)
    try:
        rows = list_articles(library, ListQuery()).rows + list_articles(library, ListQuery(trashed=True)).rows
        (row,) = (row for row in rows if row.headline == headline)
        return get_article(library, row.id)
    finally:
        library.close()


def n_stored(path: Path) -> int:
    library = open_library(path)
    try:
        return len(list_articles(library, ListQuery()).rows)
    finally:
        library.close()


def test_typing_and_quitting_at_once_loses_nothing(open_window: OpenWindow, library_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    window.hands.press("Ctrl+N")
    window.hands.type("Council Votes\n")
    window.hands.type("One sentence of lede.\n")
    window.hands.type("The council voted — at last.")
    window.quit()
    article = stored(library_path, "Council Votes")
    assert article.content.lede == "One sentence of lede."
    assert article.content.body == "The council voted — at last."


def test_a_new_article_never_typed_in_leaves_nothing(open_window: OpenWindow, library_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    window.hands.press("Ctrl+N")
    window.hands.rest(100)
    window.hands.press("Ctrl+N")
    window.quit()
    assert n_stored(library_path) == 3


def test_switching_articles_saves_each_and_undo_comes_back(
    open_window: OpenWindow, library_path: Path
) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("harbour")
    window.hands.press("Ctrl+1", "End")
    window.hands.type(" Again")
    window.open_by_search("ferry")
    window.hands.press("Ctrl+1", "End")
    window.hands.type(" Off")
    window.open_by_search("harbour")
    assert window.headline == "Harbour Reopens Again"
    window.hands.press("Ctrl+1", "Ctrl+Z")
    window.quit()
    assert (
        stored(library_path, "Ferry Aground Off").content.body == "A ferry ran aground off the Corran Banks."
    )
    assert stored(library_path, "Harbour Reopens ").content.headline == "Harbour Reopens "


def test_what_the_command_line_changes_is_seen_and_nothing_typed_is_lost(
    open_window: OpenWindow, library_path: Path
) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("harbour")
    id = window.article.id
    window.hands.press("Ctrl+1", "End")
    window.hands.type(" Today")
    command(library_path, "set", str(id), "lede=From the command line")
    window.wait(
        lambda: window.draft is not None and window.draft.text("lede") == "From the command line", "the lede"
    )
    window.wait_until_saved()
    shown = command(library_path, "show", str(id))
    assert "Harbour Reopens Today" in shown and "From the command line" in shown
    window.quit()


def test_publishing_by_keys(open_window: OpenWindow, library_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("bridge")
    window.hands.press("Ctrl+1", "End")
    window.hands.type(" Again")
    window.hands.press("Ctrl+Return")
    window.wait(lambda: window.article.state is State.PUBLISHED, "the publication")
    window.quit()
    article = stored(library_path, "Bridge Closed Again")
    assert article.address == "/world/bridge-closed-again"
    assert not article.has_unpublished_changes


def test_what_was_missing_is_said_until_it_is_published(open_window: OpenWindow) -> None:
    window = open_window()
    window.wait_for_desk()
    window.hands.press("Ctrl+N")
    window.hands.type("Ferry Back\nAfter nine years.\nIt left at noon.")
    window.hands.press("Ctrl+Return")
    notice = window.parts.window.notice
    window.wait(lambda: notice.isVisible() and "It has no section." in notice.text, "the notice")
    window.hands.press("Ctrl+Shift+E")
    window.hands.type("World")
    window.hands.press("Return", "Ctrl+Return")
    window.wait(lambda: window.article.state is State.PUBLISHED, "the publication")
    window.wait(notice.isHidden, "the end of the notice")
    window.quit()


def test_the_trash_and_back_by_keys(open_window: OpenWindow, library_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("ferry")
    id = window.article.id
    window.hands.press("Ctrl+Shift+Delete")
    session = window.parts.session
    assert session is not None
    window.wait(lambda: session.can_undo_trash, "the trash")
    window.hands.press("Ctrl+K")
    window.hands.type("Undo moving to trash")
    window.hands.press("Return")
    window.wait(lambda: not session.can_undo_trash, "the article out of the trash")
    window.wait(lambda: session.draft is not None and session.draft.id == id, "the article open again")
    assert not window.parts.window.notice.isVisible(), "there is nothing left to take back"
    window.quit()
    assert stored(library_path, "Ferry Aground").trashed_at is None


def test_the_next_start_shows_the_article_that_was_open(open_window: OpenWindow, library_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("ferry")
    id = window.article.id
    window.quit()
    window = open_window()
    window.wait(lambda: window.draft is not None, "the article that was open")
    assert window.article.id == id


def test_site_settings_by_keys(open_window: OpenWindow, library_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    window.hands.press("Ctrl+Comma")
    window.wait(lambda: window.page_is_open(Page.SETTINGS), "the settings")
    window.hands.type("publication")
    window.wait(lambda: window.settings_found == ("site",), "the site's settings alone")
    window.hands.press("Return")
    window.wait(lambda: window.focus_name == "Name of the publication", "its first row")
    window.hands.press("Ctrl+A")
    window.hands.type("The Ansel Courier")
    window.hands.press("Escape")
    window.quit()
    library = open_library(library_path)
    assert library.site().name == "The Ansel Courier"
    library.close()


def test_a_second_start_brings_the_first_window_to_the_front(
    open_window: OpenWindow, library_path: Path
) -> None:
    window = open_window()
    window.wait_for_desk()
    second = subprocess.Popen(
        [sys.executable, "-m", "newsroom", "--library", str(library_path)], cwd=ROOT, stderr=subprocess.PIPE
    )
    window.wait(lambda: second.poll() is not None, "the end of the second start")
    assert second.stderr is not None
    assert second.returncode == 0, second.stderr.read().decode()
    second.stderr.close()
    window.quit()


def command(library: Path, *arguments: str) -> str:
    """One command of the command line, in a process of its own, while the window is open."""
    done = subprocess.run(
        [sys.executable, "-m", "newsroom", "--library", str(library), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_library_moved_away_while_it_is_open_loses_nothing(
    open_window: OpenWindow, library_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("harbour")
    elsewhere = library_path.rename(tmp_path / "elsewhere")
    window.hands.press("Ctrl+1", "End")
    window.hands.type(" Today")
    session = window.parts.session
    assert session is not None
    window.wait(lambda: session.save_state.kind == "failed", "the word that nothing is saved")
    assert "no longer at its place" in session.save_state.message
    window.quit()
    assert not library_path.exists()
    elsewhere.rename(library_path)
    window = open_window()
    window.wait_for_desk()
    window.quit()
    assert stored(library_path, "Harbour Reopens Today")
