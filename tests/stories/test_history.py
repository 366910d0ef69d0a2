"""An editor looks at what a text was and takes a part of it back; two who write at once lose nothing."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt

from newsroom.desk.articles import get_article, save_article
from newsroom.desk.history import list_history
from newsroom.desk.library import Library, open_library
from newsroom.domain.ids import ArticleId
from newsroom.gui.features.editor import ArticleEditor
from newsroom.gui.features.history import HistoryPanel
from newsroom.gui.session import Timings
from newsroom.gui.shell.window import Page
from newsroom.gui.widgets.focus import has_focus_inside
from tests.stories.conftest import OpenWindow, Window

pytestmark = pytest.mark.stories


def body(window: Window) -> str:
    draft = window.draft
    assert draft is not None
    return draft.text("body")


def editor_of(window: Window) -> ArticleEditor:
    editor = window.parts.editor
    assert editor is not None
    return editor


def library_of(window: Window) -> Library:
    library = window.parts.library
    assert library is not None
    return library


def history(window: Window) -> HistoryPanel:
    window.hands.press("F7")
    window.wait(lambda: window.parts.window.page is Page.HISTORY, "the history")
    panel = cast("HistoryPanel", window.parts.pages[Page.HISTORY])
    window.wait(lambda: panel.view.comparison is not None, "a comparison")
    return panel


def kinds(window: Window, id: ArticleId) -> list[str]:
    return [row.kind for row in list_history(library_of(window), id).rows]


def test_what_was_written_over_is_taken_back(open_window: OpenWindow, library_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("ferry")
    assert window.draft is not None
    id = window.draft.id
    was = body(window)
    editor_of(window).focus_body()
    window.hands.press("Ctrl+A")
    window.hands.type("Nothing happened.")
    panel = history(window)
    assert kinds(window, id)[-1] == "created"
    assert "ran aground" in panel.view.toPlainText() and "Nothing happened" in panel.view.toPlainText()
    # The lowest line is the article as it was made. All of it comes back, as a revision of its own.
    assert has_focus_inside(panel.table)
    window.hands.press(*["Down"] * (panel.model.rowCount() - 1))
    window.wait(lambda: panel.chosen[0].row.kind == "created", "the first line")
    window.hands.click(panel.all)
    window.wait(lambda: kinds(window, id)[0] == "restored", "the restored one")
    assert body(window) == was
    window.hands.press("Escape")
    window.wait(lambda: window.parts.window.page is Page.DESK, "the desk")
    editor_of(window).focus_body()
    window.hands.press("Ctrl+Z")
    window.wait(lambda: body(window) == "Nothing happened.", "what was written, by undo")
    window.quit()


def test_two_who_write_at_once_keep_both_and_put_them_together(
    open_window: OpenWindow, library_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "newsroom.gui.session.session.Timings",
        lambda: Timings(idle_ms=3_600_000, longest_ms=3_600_000, watch_ms=3_600_000),
    )
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("ferry")
    assert window.draft is not None
    id = window.draft.id
    editor_of(window).focus_body()
    window.hands.press("Ctrl+End")
    window.hands.type(" Nobody was hurt.")
    other = open_library(library_path)
    try:
        article = get_article(other, id)
        theirs = replace(article.content, body="Late on Monday, a" + article.content.body[1:])
        save_article(other, id, article.content, theirs, version=article.version, by="command line")
    finally:
        other.close()
    window.hands.press("Ctrl+S")
    notice = window.parts.window.notice
    window.wait(lambda: "both are kept" in notice.text, "the notice")
    assert body(window) == "A ferry ran aground off the Corran Banks. Nobody was hurt."
    assert {"conflict", "common"} <= set(kinds(window, id))
    (together,) = [button for button in notice.buttons if "touch" in button.text()]
    together.setFocus(Qt.FocusReason.TabFocusReason)
    window.hands.press("Space")
    both = "Late on Monday, a ferry ran aground off the Corran Banks. Nobody was hurt."
    window.wait(lambda: body(window) == both, "both texts in one")
    window.wait(lambda: kinds(window, id)[0] == "merged", "the merged one")
    window.quit()
