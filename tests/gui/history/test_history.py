"""The page of an article's history on a real library: the time line, two states compared, and what is put back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article
from newsroom.desk.history import keep_state
from newsroom.desk.library import Library
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import save
from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId
from newsroom.domain.merging import offer_merge
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.times import now
from newsroom.gui.features.history import HistoryPanel, build
from newsroom.gui.features.history.panel import Form, With
from newsroom.gui.features.history.putting_back import PutBack
from newsroom.gui.theme import DARK
from newsroom.storage.timeline import keep_named
from tests.gui.desks import Room, Shelf, column, empty_library, filled, nameless, opened

__all__ = ["empty_library"]
ID = ArticleId(1)
OLD = "The ferry was late.\n\nNobody was hurt.\n\nThe next one leaves at six."
NEW = "The ferry was three hours late.\n\nThe next one leaves at six, or later."


def write(library: Library, at: datetime, **changes: Any) -> None:
    with library.store.write() as connection:
        stored = stored_article(connection, ID)
        save(
            connection,
            stored,
            replace(stored.content, **changes),
            at=at,
            by="window",
        )


def fill(shelf: Shelf) -> None:
    shelf.put("Ferry late")
    noon = (now() - timedelta(days=3)).replace(hour=12)
    write(shelf.library, noon, body=OLD)
    write(shelf.library, noon + timedelta(hours=1), headline="Ferry three hours late", lede="It was late.")
    write(shelf.library, now() - timedelta(hours=1), body=NEW)


@pytest.fixture(scope="session")
def past(empty_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(empty_library, tmp_path_factory.mktemp("past"), fill)


@pytest.fixture
def library(past: Path, tmp_path: Path) -> Iterator[Library]:
    yield from opened(past, tmp_path)


class History:
    """The page with the article that it shows, and what it asked for."""

    def __init__(self, qtbot: QtBot, library: Library) -> None:
        self.room = Room[HistoryPanel](qtbot, library, lambda lanes, colors, _acting: build(lanes, colors))
        self.page = self.room.page
        self.wishes: list[PutBack] = []
        self.said: list[str] = []
        self.page.put_back_wanted.connect(self.wishes.append)
        self.page.status_message.connect(self.said.append)
        self.content: Content = get_article(library, ID).content
        self.page.show_article(ID, "Ferry", lambda: self.content)
        self.room.run()

    def choose(self, *rows: int) -> None:
        self.page.table.clearSelection()
        for n, row in enumerate(rows):
            if n:
                self.page.table.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
            self.page.table.selectRow(row)
        self.page.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.room.run()

    def compare_with(self, what: With) -> None:
        self.page.with_what.button(what).click()
        self.room.run()

    @property
    def shown(self) -> str:
        return self.page.view.toPlainText()


@pytest.fixture
def history(qtbot: QtBot, library: Library) -> History:
    return History(qtbot, library)


def test_the_time_line_tells_what_changed_newest_first(history: History) -> None:
    table = history.page.table
    assert column(table, 2)[:3] == ["Saved", "Saved", "Saved"]
    changed = column(table, 3)
    assert changed[0] == "+4 −3" and changed[1] == "+5 · headline, lede"
    assert column(table, 0)[2] == ""  # the same day as the line above


def test_a_line_is_compared_with_the_one_before_it(history: History) -> None:
    history.choose(0)
    assert "Nobody was hurt." in history.shown and "three hours late" in history.shown
    assert "4 new, 3 gone" in history.page.amount.text()
    assert "Headline" not in history.shown


def test_two_lines_are_compared_with_each_other(history: History) -> None:
    history.choose(0, 2)
    assert "Headline" in history.shown and "→" in history.page.what.text()
    assert not history.page.with_what.isEnabled()


def test_side_by_side_each_text_is_whole(history: History) -> None:
    history.choose(0)
    history.page.form.button(Form.BESIDE).click()
    assert history.page.view.document().toPlainText().count("The next one leaves at six") == 2


def test_all_is_put_back(history: History) -> None:
    history.choose(2)
    history.page.all.click()
    history.room.run()
    (wish,) = history.wishes
    assert (
        wish.values["headline"] == "Ferry late" and wish.values["body"] == OLD and "slug" not in wish.values
    )


def test_the_field_under_the_cursor_is_put_back(history: History) -> None:
    history.choose(2)
    history.compare_with(With.NOW)
    assert history.page.one_field.text() == "Restore the field: Headline"
    history.page.one_field.click()
    history.room.run()
    number = history.page.chosen[0].number
    assert history.wishes == [PutBack(number, {"headline": "Ferry late"})]


def test_a_paragraph_is_put_back_where_it_was(qtbot: QtBot, history: History) -> None:
    history.choose(1)
    assert not history.page.one_paragraph.isEnabled()
    history.compare_with(With.NOW)
    qtbot.keyClick(history.page.view, Qt.Key.Key_F3)
    history.page.one_paragraph.click()
    history.room.run()
    (wish,) = history.wishes
    assert wish.values["body"] == NEW.replace(
        "three hours late.\n\n", "three hours late.\n\nNobody was hurt.\n\n"
    )


def test_a_text_that_moved_on_is_not_touched_at_old_places(qtbot: QtBot, history: History) -> None:
    history.choose(1)
    history.compare_with(With.NOW)
    history.content = replace(history.content, body="Something else.")
    history.page.one_paragraph.click()
    history.room.run()
    assert not history.wishes and "compared anew" in history.said[-1]


def test_what_was_is_copied(history: History) -> None:
    history.choose(1)
    history.compare_with(With.NOW)
    history.page.copy.click()
    history.room.run()
    assert QGuiApplication.clipboard().text() == OLD


def test_enter_goes_into_the_comparison_and_escape_leaves(qtbot: QtBot, history: History) -> None:
    history.page.table.setFocus()
    qtbot.keyClick(history.page.table, Qt.Key.Key_Return)
    assert history.room.focus is history.page.view
    with qtbot.waitSignal(history.page.closed):
        qtbot.keyClick(history.page.view, Qt.Key.Key_Escape)


def test_the_present_gets_a_name(qtbot: QtBot, history: History, library: Library) -> None:
    with qtbot.waitSignal(history.page.keep_wanted) as asked:
        qtbot.keyClicks(history.page.name, "Before the lawyers")
        qtbot.keyClick(history.page.name, Qt.Key.Key_Return)
    keep_state(library, ID, asked.args[0], by="window")
    history.page.presenter.refresh()
    history.room.run()
    assert column(history.page.table, 2)[0] == "Before the lawyers"


def test_both_sides_of_a_conflict_are_put_together(history: History, library: Library) -> None:
    base = history.content
    theirs = replace(base, body=NEW.replace("or later", "or at seven"))
    with library.store.write() as connection:
        keep_named(connection, ID, RevisionKind.COMMON, base, at=now(), by="window")
        keep_named(connection, ID, RevisionKind.CONFLICT, theirs, at=now(), by="command line")
    history.content = replace(base, body=NEW.replace("The ferry", "The old ferry"))
    history.page.presenter.refresh()
    history.room.run()
    history.choose(0)
    assert history.page.together.isVisible()
    history.page.together.click()
    history.room.run()
    (wish,) = history.wishes
    assert wish.kind is RevisionKind.MERGED
    assert wish.values == {"body": offer_merge(base, history.content, theirs).content.body}
    assert "old ferry" in wish.values["body"] and "at seven" in wish.values["body"]


def test_the_other_side_of_a_conflict_is_looked_at_beside_what_stands_now(
    history: History, library: Library
) -> None:
    theirs = replace(history.content, body=NEW.replace("or later", "or at seven"))
    with library.store.write() as connection:
        keep_named(connection, ID, RevisionKind.CONFLICT, theirs, at=now(), by="command line")
    write(library, now(), lede="Saved over it.")
    history.page.show_article(ID, "Ferry", lambda: history.content, look_at=RevisionKind.CONFLICT)
    history.room.run()
    (chosen,) = history.page.chosen
    assert chosen.row.kind == "conflict" and history.page.together.isVisible()
    assert history.page.what.text().endswith("→ Now") and "On the command line." in history.page.amount.text()
    history.choose(0)
    history.page.presenter.refresh()
    history.room.run()
    assert history.page.chosen[0].row.kind == "saved", "only once"


def test_every_part_has_a_name_and_takes_another_look(history: History) -> None:
    assert nameless(history.page) == []
    history.page.set_look(DARK, 2.0)
    history.choose(0)
    assert "three hours late" in history.shown


def test_words_from_right_to_left_stand_so(history: History, library: Library) -> None:
    write(library, now(), body="وصلت السفينة متأخرة.", lede="It came.")
    history.page.presenter.refresh()
    history.room.run()
    history.choose(0)
    history.page.form.button(Form.BESIDE).click()
    document = history.page.view.document()
    blocks = [document.findBlockByNumber(n) for n in range(document.blockCount())]
    (arabic,) = [block for block in blocks if block.text().startswith("و")]
    assert arabic.blockFormat().layoutDirection() is Qt.LayoutDirection.RightToLeft
