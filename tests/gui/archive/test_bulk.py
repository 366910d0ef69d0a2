"""Acts on what is marked in the table: counted first, told in the bar, done with one undo; by keys alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article, new_article
from newsroom.desk.browsing import count_articles
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.tagging import complete_tags, ensure_tag
from newsroom.domain.article import Content, State
from newsroom.domain.bulk import Outcome
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.gui.features.archive.bulk_wishes import NEEDS, BulkAct, Need
from newsroom.gui.features.archive.bulk_words import act_word, marked_words, publish_words
from newsroom.gui.features.archive.scopes import TRASH
from tests.gui.archive.table_of import Table, show_table

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALL = (Qt.Key.Key_A, CTRL)
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
N = 6


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six articles: the first two published, the third tagged Rain, the last without a section."""
    path = tmp_path_factory.mktemp("bulk") / "library"
    library = create_library(path)
    world = ensure_section(library, "World", by="test").id
    ensure_section(library, "Coast", by="test")
    rain = ensure_tag(library, "Rain", by="test").id
    ensure_tag(library, "Rainbow Coalition", by="test")
    for n in range(1, N + 1):
        content = Content(
            headline=f"Story {n}",
            body="Words.",
            section_id=world if n < N else None,
            tags=(rain,) if n == 3 else (),
        )
        article = new_article(library, content, by="test")
        if n <= 2:
            publish(library, article.id, by="test")
    library.close()
    return path


@pytest.fixture
def library(made: Path, tmp_path: Path) -> Iterator[Library]:
    library = open_library(Path(shutil.copytree(made, tmp_path / "library")))
    yield library
    library.close()


@pytest.fixture
def table(qtbot: QtBot, library: Library, tmp_path: Path) -> Table:
    return show_table(qtbot, library, tmp_path)


def begin(table: Table, qtbot: QtBot, act: BulkAct) -> None:
    table.page.bar.begin(act)
    table.settle(qtbot)


def done(table: Table, qtbot: QtBot) -> Outcome:
    """Enter on the button that the focus is on."""
    outcomes: list[Outcome] = []
    table.acting.done.connect(outcomes.append)
    assert table.focus() is table.page.bar.do
    table.press(qtbot, ENTER)
    (outcome,) = outcomes
    return outcome


def undo(table: Table, qtbot: QtBot, outcome: Outcome) -> None:
    assert outcome.act is not None
    table.acting.undo(outcome.act.id)
    table.settle(qtbot)


def tags_of(library: Library, id: int) -> int:
    return len(get_article(library, ArticleId(id)).content.tags)


def test_a_tag_for_all_that_is_found_by_keys_and_its_undo(
    table: Table, qtbot: QtBot, library: Library
) -> None:
    bar = table.page.bar
    table.press(qtbot, ALL)
    begin(table, qtbot, BulkAct.ADD_TAGS)
    assert table.focus() is bar.chips.edit
    table.type(qtbot, "rain")
    table.press(qtbot, ENTER)
    assert [chip.label for chip in bar.chips.chips] == ["Rain"]
    table.press(qtbot, ENTER)
    assert table.words == "5 of 6 articles will change. 1 is so already."
    assert bar.do.text() == "Tag 5 articles with “Rain”"
    assert bar.publish.isVisible() and not bar.publish.isChecked()
    outcome = done(table, qtbot)
    assert (outcome.n_changed, outcome.n_already) == (5, 1)
    assert all(tags_of(library, id) == 1 for id in range(1, N + 1))
    assert table.focus() is table.page.table and bar.is_idle
    undo(table, qtbot, outcome)
    assert [tags_of(library, id) for id in range(1, N + 1)] == [0, 0, 1, 0, 0, 0]


def test_escape_does_nothing_and_goes_back_to_the_rows(table: Table, qtbot: QtBot, library: Library) -> None:
    table.press(qtbot, ALL)
    begin(table, qtbot, BulkAct.PUBLISH)
    assert table.focus() is table.page.bar.do
    table.press(qtbot, ESCAPE)
    assert table.focus() is table.page.table and not table.closed
    assert get_article(library, ArticleId(4)).state is State.DRAFT
    begin(table, qtbot, BulkAct.ADD_TAGS)
    table.press(qtbot, ESCAPE, ESCAPE)
    assert table.page.bar.is_idle and not table.closed


def test_what_cannot_be_changed_is_counted_with_its_reason(table: Table, qtbot: QtBot) -> None:
    table.press(qtbot, ALL)
    begin(table, qtbot, BulkAct.PUBLISH)
    assert table.words == (
        "3 of 6 articles will change. 2 are so already. 1 cannot be changed: It has no section."
    )
    outcome = done(table, qtbot)
    assert outcome.n_changed == 3


def test_a_new_tag_is_made_with_the_act_and_not_before(table: Table, qtbot: QtBot, library: Library) -> None:
    table.press(qtbot, Qt.Key.Key_Down, (Qt.Key.Key_Down, SHIFT))
    begin(table, qtbot, BulkAct.ADD_TAGS)
    table.type(qtbot, "Zephyr")
    table.press(qtbot, ENTER, ENTER)
    assert table.words == "All 2 articles will change. “Zephyr” is new and is made first."
    assert not complete_tags(library, "Zephyr")
    assert done(table, qtbot).n_changed == 2
    assert complete_tags(library, "Zephyr")[0].tag.n_articles == 2


def test_a_tag_that_there_is_not_cannot_be_removed(table: Table, qtbot: QtBot) -> None:
    table.press(qtbot, ALL)
    begin(table, qtbot, BulkAct.REMOVE_TAGS)
    table.type(qtbot, "Zephyr")
    table.press(qtbot, ENTER, ENTER)
    assert table.words.startswith("Nothing is called “Zephyr” here.")
    assert table.focus() is table.page.bar.chips.edit
    table.press(qtbot, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    table.type(qtbot, "rain")
    table.press(qtbot, ENTER, ENTER)
    assert table.words == "1 of 6 articles will change. 5 are so already."


def test_published_articles_can_be_published_along(table: Table, qtbot: QtBot, library: Library) -> None:
    table.press(qtbot, ALL)
    begin(table, qtbot, BulkAct.SECTION)
    table.type(qtbot, "coa")
    table.press(qtbot, ENTER)
    assert table.page.bar.do.text() == "Move 6 articles to “Coast”"
    assert table.page.bar.publish.text() == publish_words(2, 6)
    table.page.bar.publish.setChecked(True)
    outcome = done(table, qtbot)
    assert outcome.act is not None and "published along" in outcome.act.words
    first = get_article(library, ArticleId(1))
    assert first.state is State.PUBLISHED and not first.has_unpublished_changes


def test_the_trash_and_out_of_it(table: Table, qtbot: QtBot, library: Library) -> None:
    table.press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Delete)
    assert table.page.bar.do.text() == "Move 1 article to the trash"
    done(table, qtbot)
    table.page.presenter.list._refresh()
    table.settle(qtbot)
    assert count_articles(library, ListQuery()) == N - 1
    assert table.words.startswith("Nothing is marked.")
    table.page.presenter.list.choose(TRASH)
    table.settle(qtbot)
    table.page.panel.focus_list()
    table.press(qtbot, ALL, Qt.Key.Key_Delete)
    assert table.page.bar.do.text() == "Take 1 article out of the trash"
    done(table, qtbot)
    assert count_articles(library, ListQuery()) == N


@pytest.mark.parametrize(
    ("act", "line", "words"),
    [
        (BulkAct.LABEL, "Analysis", "Label 6 articles “Analysis”"),
        (BulkAct.LANGUAGE, "ar", "Set the language of 6 articles to ar"),
        (BulkAct.WITHDRAW, "It was wrong.", "Withdraw 2 articles"),
        (BulkAct.ADD_SERIES, "The Flood", "Put 6 articles into “The Flood”"),
        (BulkAct.IN_REVIEW, "", "Put 4 articles into review"),
        (BulkAct.READY, "", "Make 4 articles ready"),
    ],
)
def test_each_act_says_what_it_does_and_does_it(
    table: Table, qtbot: QtBot, act: BulkAct, line: str, words: str
) -> None:
    table.press(qtbot, ALL)
    begin(table, qtbot, act)
    if line:
        table.type(qtbot, line)
        table.press(qtbot, ENTER)
    if NEEDS.get(act) is Need.NAMES:
        table.press(qtbot, ENTER)
    assert table.page.bar.do.text() == words
    assert done(table, qtbot).n_changed > 0


def test_nothing_to_do_leads_back(table: Table, qtbot: QtBot) -> None:
    table.press(qtbot, ALL)
    begin(table, qtbot, BulkAct.UNTRASH)
    assert table.words == "Nothing would change: all 6 are so already."
    assert not table.page.bar.do.isVisible() and table.focus() is table.page.bar.cancel
    table.press(qtbot, ENTER)
    assert table.page.bar.is_idle


def test_other_marks_take_the_count_away(table: Table, qtbot: QtBot) -> None:
    table.press(qtbot, ALL)
    begin(table, qtbot, BulkAct.PUBLISH)
    assert table.page.bar.counted is not None
    table.page.table.setFocus()
    table.press(qtbot, Qt.Key.Key_Down)
    assert table.page.bar.counted is None and table.page.bar.is_idle


def test_a_list_that_moves_leaves_the_count(table: Table, qtbot: QtBot, library: Library) -> None:
    table.press(qtbot, ALL)
    begin(table, qtbot, BulkAct.PUBLISH)
    new_article(library, Content(headline="On Top"), by="test")
    table.page.apply(ChangeSet(frozenset({Changed.LIST})))
    table.page.presenter.list._refresh()
    table.settle(qtbot)
    assert table.page.bar.counted is not None


def test_every_act_has_words_and_a_place() -> None:
    for act in BulkAct:
        assert act_word(act)
    letters = [word[word.index("&") + 1].lower() for word in map(act_word, BulkAct) if "&" in word]
    assert len(letters) == len(set(letters)), "Alt reaches each of them"


def test_what_is_marked_is_told_in_whole_sentences() -> None:
    assert marked_words(0, 12_408, is_all=False) == "Nothing is marked. Ctrl+A marks all 12,408."
    assert marked_words(12_408, 12_408, is_all=True) == "All 12,408 articles found are marked."
    assert marked_words(1, 40, is_all=False) == "1 article is marked."
    assert marked_words(0, 0, is_all=False) == "Nothing is marked."
