"""The program ends in the middle of a sentence; the next start has it, where it was, with its undo."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article
from newsroom.desk.library import open_library
from newsroom.domain.ids import ArticleId
from newsroom.gui.session import Timings
from newsroom.gui.widgets.focus import has_focus_inside
from tests.stories.conftest import OpenWindow, Window

pytestmark = pytest.mark.stories


def killed(window: Window, library: Path) -> Path:
    """The library as a kill at this moment leaves it, at its own place."""
    session = window.parts.session
    assert session is not None and session.draft is not None
    window.wait(lambda: any((library / "journal").iterdir()), "a journal")
    window.hands.rest(300)
    kept = library.with_name("kept")
    shutil.copytree(library, kept)
    window.quit()
    shutil.rmtree(library)
    return kept.rename(library)


@pytest.fixture
def never_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is saved but when the program is left."""
    monkeypatch.setattr(
        "newsroom.gui.session.session.Timings", lambda: Timings(idle_ms=3_600_000, longest_ms=3_600_000)
    )


def test_a_sentence_that_was_not_saved_is_there_again(
    open_window: OpenWindow, library_path: Path, never_by_itself: None
) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("ferry")
    window.hands.press("Ctrl+End")
    window.hands.type(" Nobody was hurt")
    killed(window, library_path)
    window = open_window()
    window.wait_for_desk()
    window.wait(lambda: "nobody was hurt" in body(window).casefold(), "the sentence")
    recovering = window.start.shell._wiring.features.recovering if window.start.shell else None
    assert recovering is not None and recovering._bar is not None
    bar = recovering._bar
    assert bar.isVisible() and "Recovered" in bar.words.text() and "Ferry Aground" in bar.headline.text()
    editor = window.parts.editor
    assert editor is not None and has_focus_inside(editor.body)  # and on it goes
    window.hands.type(" at all.")
    assert body(window).endswith("Nobody was hurt at all.")
    window.hands.click(bar.difference)
    window.wait(lambda: window.parts.window.right.tab == "difference", "the difference")
    window.hands.click(bar.saved)
    window.wait(lambda: body(window).endswith("Corran Banks."), "the saved version")
    assert not bar.isVisible() and window.parts.window.right.tab == "article"
    editor.focus_body()
    window.hands.press("Ctrl+Z")
    window.wait(lambda: body(window).endswith("Nobody was hurt at all."), "the recovered text by undo")
    window.hands.press("Ctrl+Z", "Ctrl+Z")
    assert "Nobody" in body(window) and "at all" not in body(window)
    window.quit()


def test_undo_and_cursor_survive_an_orderly_end(open_window: OpenWindow, library_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("bridge")
    window.hands.press("Ctrl+End")
    window.hands.type(" Again.")
    window.hands.press("Left", "Left")
    window.quit()
    window = open_window()
    window.wait_for_desk()
    window.wait(lambda: body(window).endswith(" Again."), "the article")
    editor = window.parts.editor
    assert editor is not None
    window.wait(lambda: editor.body.selection()[0] == len(body(window)) - 2, "the cursor's place")
    window.hands.press("Ctrl+Z")
    window.wait(lambda: "Again" not in body(window), "the text as before")
    window.quit()
    library = open_library(library_path)
    assert "Again" not in get_article(library, ArticleId(2)).content.body
    library.close()


def body(window: Window) -> str:
    return window.draft.text("body") if window.draft else ""


def test_keeping_the_text_is_one_key_away(
    open_window: OpenWindow, library_path: Path, never_by_itself: None
) -> None:
    window = open_window()
    window.wait_for_desk()
    window.hands.press("Ctrl+N")
    window.hands.type("Never")
    window.wait(lambda: bool(window.draft and window.draft.id), "its row")
    window.hands.type(" Saved")
    killed(window, library_path)
    window = open_window()
    window.wait_for_desk()
    window.wait(lambda: window.headline == "Never Saved", "the new article")
    recovering = window.start.shell._wiring.features.recovering if window.start.shell else None
    assert recovering is not None and recovering._bar is not None
    bar = recovering._bar
    assert bar.isVisible() and not bar.open.isVisible()
    bar.keep.setFocus(Qt.FocusReason.OtherFocusReason)
    window.hands.press("Escape")
    assert not bar.isVisible()
    window.wait_until_saved()
    window.quit()
    library = open_library(library_path)
    (found,) = [n for n in range(4, 8) if _headline(library, n) == "Never Saved"]
    assert found == 4
    library.close()


def _headline(library: object, n: int) -> str:
    from newsroom.desk.library import Library
    from newsroom.domain.errors import NotFoundError

    assert isinstance(library, Library)
    try:
        return get_article(library, ArticleId(n)).content.headline
    except NotFoundError:
        return ""


def test_a_fault_in_the_window_costs_no_text(
    qtbot: QtBot, open_window: OpenWindow, library_path: Path
) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("harbour")
    editor = window.parts.editor
    assert editor is not None

    class Faulty(QObject):
        def on_changed(self) -> None:
            raise ZeroDivisionError

    faulty = Faulty()
    editor.draft_changed.connect(faulty.on_changed)
    with qtbot.capture_exceptions() as exceptions:
        window.hands.press("Ctrl+End")
        window.hands.type(" On it goes.")
    editor.draft_changed.disconnect(faulty.on_changed)
    assert exceptions and body(window).endswith(" On it goes.")
    window.wait_until_saved()
    window.quit()
    library = open_library(library_path)
    assert get_article(library, ArticleId(1)).content.body.endswith(" On it goes.")
    library.close()
