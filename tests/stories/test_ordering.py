"""An editor puts the archive in order, by keys alone: tags, a series, an undo, the log."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from newsroom.desk.articles import set_fields
from newsroom.desk.browsing import list_articles
from newsroom.desk.library import open_library
from newsroom.desk.series_desk import list_members, list_series
from newsroom.desk.tag_desk import list_tags
from newsroom.domain.query import ListQuery
from newsroom.gui.shell.window import Page
from tests.stories.conftest import OpenWindow, Window

pytestmark = pytest.mark.stories
NAMES = ("US", "U.S.", "USA")


@pytest.fixture
def sorted_path(library_path: Path) -> Path:
    """Each of the three stories has one of the country's names, and all are in one series."""
    library = open_library(library_path)
    rows = list_articles(library, ListQuery()).rows
    for row, name in zip(rows, NAMES, strict=True):
        set_fields(library, row.id, {"tags": [name], "series": ["The Coast"]}, by="test")
    library.close()
    return library_path


def labels(path: Path) -> set[str]:
    library = open_library(path)
    try:
        return {row.tag.label for row in list_tags(library).rows}
    finally:
        library.close()


def in_order(path: Path) -> list[str]:
    library = open_library(path)
    try:
        series = list_series(library).rows[0].series
        return [member.article.headline for member in list_members(library, series.id).members]
    finally:
        library.close()


def wait_for_notice(window: Window, words: str) -> None:
    window.wait(lambda: words in window.parts.window.notice.text, f"the notice “{words}”")


def wait_for_rows(window: Window, n: int) -> None:
    """The table that has the focus has so many."""

    def are_there() -> bool:
        focus = QApplication.focusWidget()
        model = getattr(focus, "model", None)
        return model is not None and model().rowCount() == n

    window.wait(are_there, f"{n} rows")


def test_three_names_become_one_and_three_again(open_window: OpenWindow, sorted_path: Path) -> None:
    window = open_window()
    window.wait_for_desk()
    window.hands.come_to_front()
    window.hands.press("Ctrl+Shift+T")
    window.wait(lambda: window.page_is_open(Page.TAGS), "the desk of tags")
    wait_for_rows(window, 3)
    window.hands.press("Ctrl+A")
    window.hands.press("Ctrl+M")
    wait_for_notice(window, "Merged")
    wait_for_rows(window, 1)
    window.hands.press("Ctrl+Alt+Z")
    wait_for_notice(window, "Undone")
    wait_for_rows(window, 3)
    window.hands.press("Ctrl+Shift+Y")
    window.wait(lambda: window.page_is_open(Page.ACTS), "the log")
    wait_for_rows(window, 1)
    window.hands.press("Ctrl+Y")
    wait_for_notice(window, "Done again")
    window.hands.press("Escape")
    window.wait(lambda: window.parts.window.page is Page.DESK, "the articles")
    window.quit()
    assert len(labels(sorted_path)) == 1


def test_a_series_is_put_in_order_and_left_at_once(open_window: OpenWindow, sorted_path: Path) -> None:
    before = in_order(sorted_path)
    window = open_window()
    window.wait_for_desk()
    window.hands.come_to_front()
    window.hands.press("Ctrl+Shift+J")
    window.wait(lambda: window.page_is_open(Page.SERIES), "the desk of series")
    wait_for_rows(window, 1)
    window.hands.press("Return")
    wait_for_rows(window, 3)
    window.hands.press("Down", "Up", "Alt+Down", "Alt+Down")
    window.quit()
    assert in_order(sorted_path) == [before[1], before[2], before[0]]
