"""Who puts the archive in order: all that is found is tagged, and words are replaced, by keys alone; and taken back."""

from pathlib import Path
from typing import cast

import pytest

from newsroom.desk.acts import list_acts
from newsroom.desk.articles import get_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.library import open_library
from newsroom.domain.article import Content
from newsroom.domain.query import ListQuery
from newsroom.gui.features.archive.table_page import TablePage
from newsroom.gui.features.replacing import ReplacePanel
from newsroom.gui.shell.window import Page
from tests.stories.conftest import OpenWindow, Window

pytestmark = pytest.mark.stories


def contents(path: Path) -> dict[str, Content]:
    """What the library has, by headline."""
    library = open_library(path)
    try:
        rows = list_articles(library, ListQuery()).rows
        return {row.headline: get_article(library, row.id).content for row in rows}
    finally:
        library.close()


def n_acts(path: Path) -> int:
    library = open_library(path)
    try:
        return len(list_acts(library).acts)
    finally:
        library.close()


def show_table(window: Window) -> TablePage:
    window.hands.press("Ctrl+Shift+A")
    window.wait(lambda: window.page_is_open(Page.TABLE), "the table")
    page = cast("TablePage", window.parts.pages[Page.TABLE])
    window.wait(page.table.hasFocus, "the rows of the table")
    return page


def test_all_of_the_list_is_all_of_the_table(open_window: OpenWindow) -> None:
    window = open_window()
    window.wait_for_desk()
    window.open_by_search("harbour")
    window.hands.press("Ctrl+Shift+F", "Down", "Ctrl+A")
    window.wait(lambda: window.page_is_open(Page.TABLE), "the table")
    page = cast("TablePage", window.parts.pages[Page.TABLE])
    window.wait(lambda: page.marks.is_all and page.presenter.total == 1, "all that the list found, marked")
    window.wait(page.table.hasFocus, "the rows of the table")
    window.hands.press("Escape", "Ctrl+Shift+F", "Escape", "Down", "Ctrl+A")
    window.wait(lambda: page.marks.is_all and page.presenter.total == 3, "all of the library, marked")


def test_all_that_is_found_gets_a_tag_and_loses_it_again(open_window: OpenWindow, library_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    page = show_table(window)
    window.hands.press("Ctrl+A", "Alt+T")
    window.wait(page.bar.chips.edit.hasFocus, "the line for tags")
    window.hands.type("Port Ansel\n")
    window.wait(lambda: len(page.bar.chips.chips) == 1, "the tag as a chip")
    window.hands.press("Return")
    window.wait(page.bar.do.hasFocus, "what the act would do")
    assert page.bar.do.text() == "Tag 3 articles with “Port Ansel”"
    window.hands.press("Return")
    notice = window.parts.window.notice
    window.wait(lambda: "Tagged “Port Ansel”" in notice.text, "the act")
    assert all(len(content.tags) == 1 for content in contents(library_path).values())
    window.hands.press("Ctrl+Alt+Z")
    window.wait(lambda: "Undone" in notice.text, "the undo")
    assert not any(content.tags for content in contents(library_path).values())
    window.hands.press("Escape")
    window.wait(lambda: window.parts.window.page is Page.DESK, "the articles")
    window.quit()
    assert n_acts(library_path) == 1


def test_a_search_goes_into_the_table_and_its_article_out_of_it(open_window: OpenWindow) -> None:
    window = open_window()
    window.wait_for_desk()
    window.hands.press("Ctrl+Shift+F")
    window.hands.type("bridge")
    window.wait(lambda: window.parts.archive.presenter.model.rowCount() == 1, "one article in the list")
    page = show_table(window)
    window.wait(lambda: page.presenter.model.rowCount() == 1, "one article in the table")
    window.hands.press("Return")
    window.wait(lambda: window.parts.window.page is Page.DESK, "the articles")
    window.wait(lambda: window.headline == "Bridge Closed", "the article")
    assert window.parts.archive.panel.search.text() == "bridge"
    window.quit()


def test_a_word_is_replaced_in_the_archive_and_comes_back(
    open_window: OpenWindow, library_path: Path
) -> None:
    window = open_window()
    window.wait_for_desk()
    window.hands.press("Ctrl+Shift+H")
    window.wait(lambda: window.page_is_open(Page.REPLACE), "the page that replaces")
    panel = cast("ReplacePanel", window.parts.pages[Page.REPLACE])
    window.hands.type("harbour\n")
    window.hands.type("port")
    window.wait(lambda: panel.do.isEnabled() and panel.table.current is not None, "what would change")
    window.wait(lambda: panel.do.text() == "Replace 2 places in 1 article", "how much would change")
    window.hands.press("Return")
    window.wait(panel.do.hasFocus, "the button that does it")
    window.hands.press("Return")
    notice = window.parts.window.notice
    window.wait(lambda: "Replaced “harbour”" in notice.text, "the act")
    assert contents(library_path)["port Reopens"].body == "The port of Port Ansel reopened on Monday."
    window.hands.press("Ctrl+Alt+Z")
    window.wait(lambda: "Undone" in notice.text, "the undo")
    assert contents(library_path)["Harbour Reopens"].body == "The harbour of Port Ansel reopened on Monday."
    window.quit()
