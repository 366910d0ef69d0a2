"""The bars: where the article is on its way, whether it is safe, notices, and what there is to do."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Article, Content, State
from newsroom.domain.draft import Draft
from newsroom.domain.ids import ArticleId
from newsroom.gui.session import SaveState
from newsroom.gui.shell.actions import ActionBook
from newsroom.gui.shell.article_words import ArticleWords
from newsroom.gui.shell.commands import ShellCommands
from newsroom.gui.shell.notice_bar import NoticeBar
from newsroom.gui.shell.status_bar import StatusBar
from newsroom.gui.shell.top_bar import TopBar, Way
from newsroom.gui.theme import DARK, LIGHT
from newsroom.gui.when import zone_of

NOW = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)


def article(state: State, *, trashed: bool = False, headline: str = "Fog") -> Article:
    content = Content(headline)
    trashed_at = NOW if trashed else None
    return Article(
        ArticleId(1), "u", 1, state, "abcdefg", None, None, NOW, NOW, content, trashed_at=trashed_at
    )


# Words


@pytest.mark.parametrize(
    ("state", "changed", "steps", "now", "note"),
    [
        (State.DRAFT, True, ("Draft", "Published"), 0, ""),
        (State.PUBLISHED, False, ("Draft", "Published"), 1, ""),
        (State.PUBLISHED, True, ("Draft", "Published"), 1, "changes not published"),
        (State.WITHDRAWN, True, ("Draft", "Published", "Withdrawn"), 2, ""),
        (State.IN_REVIEW, False, ("Draft", "In review", "Published"), 1, ""),
    ],
)
def test_the_way_of_an_article(
    state: State, changed: bool, steps: tuple[str, ...], now: int, note: str
) -> None:
    way = ArticleWords().way_of(article(state), changed=changed)
    assert (way.steps, way.now, way.note) == (steps, now, note)


def test_what_can_be_done_follows_the_state() -> None:
    words = ArticleWords()

    def present(one: Article | None, changed: bool = False, undo: bool = False) -> set[str]:
        return words.present_words(one, changed=changed, can_undo_trash=undo)

    assert present(None) == set()
    assert present(None, undo=True) == {"undo_trash"}
    assert present(article(State.DRAFT)) == {"article", "publishable"}
    assert present(article(State.PUBLISHED)) == {"article", "published"}
    assert present(article(State.PUBLISHED), changed=True) == {"article", "published", "publishable"}
    assert present(article(State.WITHDRAWN)) == {"article", "publishable"}
    assert present(article(State.DRAFT, trashed=True)) == {"article", "trashed"}
    assert [
        words.publish_word(article(state)) for state in (State.DRAFT, State.PUBLISHED, State.WITHDRAWN)
    ] == [
        "Publish",
        "Publish update",
        "Publish again",
    ]


def test_titles_and_languages_in_words() -> None:
    words = ArticleWords()
    assert words.title_of(None) == "Newsroom"
    assert words.title_of(Draft(article(State.DRAFT, headline=" "))) == "Untitled – Newsroom"
    assert len(words.title_of(Draft(article(State.DRAFT, headline="x" * 500)))) < 100
    assert words.language_name("en") == "English"
    assert words.language_name("en-GB") == "English (GB)"
    assert words.language_name("xx-unknown") == "xx-unknown"


# The status bar


@pytest.fixture
def bar(qtbot: QtBot) -> StatusBar:
    bar = StatusBar(LIGHT, present=lambda: NOW)
    qtbot.addWidget(bar)
    bar.resize(1000, 26)
    bar.show()
    return bar


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SaveState("saved", NOW - timedelta(seconds=1)), "Saved 1 s ago"),
        (SaveState("saved", NOW - timedelta(days=30)), "Saved Thu 4 Feb"),
        (SaveState("saved"), "Saved"),
        (SaveState("unsaved"), "Not saved yet"),
        (SaveState("saving"), "Saving"),
        (SaveState("failed", message="The disk is full."), "Not saved: The disk is full."),
        (SaveState("unsaved", journal="Kept elsewhere."), "Not saved yet · Kept elsewhere."),
        (SaveState("none", journal="Kept elsewhere."), "Kept elsewhere."),
    ],
)
def test_whether_the_text_is_safe(bar: StatusBar, state: SaveState, words: str) -> None:
    bar.show_safety(state)
    assert bar.saved.isVisible() and bar.saved.text() == words
    assert bar.saved.accessibleName() == words


def test_a_long_reason_is_cut_at_its_end_and_told_whole(bar: StatusBar) -> None:
    bar.show_safety(SaveState("failed", message="The disk is full. " * 20))
    assert bar.saved.text().startswith("Not saved: The disk") and bar.saved.text().endswith("…")
    assert bar.saved.toolTip() == bar.saved.accessibleName() == "Not saved: " + "The disk is full. " * 20
    assert bar.saved.width() < 0.6 * bar.width()


def test_nothing_open_says_nothing(bar: StatusBar) -> None:
    bar.show_safety(SaveState("none"))
    assert not bar.saved.isVisible()


def test_the_clock_is_the_sites(bar: StatusBar) -> None:
    assert bar.clock.text() == "01:45 GMT"
    bar.set_zone(zone_of("Europe/Moscow"))
    assert bar.clock.text() == "04:45 MSK"


def test_messages_give_way_and_the_rest_stays(bar: StatusBar) -> None:
    bar.show_counts(1234, 6)
    bar.show_language("English")
    bar.show_library("Library", 214806)
    bar.show_message("A very long message " * 40)
    assert bar.counts.text() == "1,234 words · 6 min read"
    assert bar.library.text() == "Library · 214,806 articles"
    assert bar.message.width() < 1000 and bar.clock.geometry().right() <= bar.width()
    for colors, scale in ((DARK, 2.0), (LIGHT, 0.8)):
        bar.set_look(colors, scale)
        assert not bar.grab().isNull()


# Notices


@pytest.fixture
def notice(qtbot: QtBot) -> Iterator[NoticeBar]:
    window = QWidget()
    qtbot.addWidget(window)
    bar = NoticeBar(window)
    bar.resize(800, 40)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield bar
    window.close()


def test_a_notice_offers_its_undo_once(notice: NoticeBar, qtbot: QtBot) -> None:
    undone: list[bool] = []
    notice.show_notice("Moved to trash.", [("Undo", lambda: undone.append(True))])
    (undo,) = notice.buttons
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == [True] and not notice.isVisible()


def test_asking_for_words_waits_for_them(notice: NoticeBar, qtbot: QtBot) -> None:
    said: list[str] = []
    notice.ask("Why?", name="The notice", word="Withdraw", say=said.append)
    assert notice.line.hasFocus() and notice.line.accessibleName() == "The notice"
    qtbot.keyClick(notice.line, Qt.Key.Key_Return)
    assert not said and notice.isVisible()
    qtbot.keyClicks(notice.line, "It was not so.")
    qtbot.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    assert said == ["It was not so."] and not notice.isVisible()


def test_escape_closes_a_notice_and_tells_where_the_focus_was(notice: NoticeBar, qtbot: QtBot) -> None:
    notice.ask("Why?", name="The notice", word="Withdraw", say=lambda _: None)
    with qtbot.waitSignal(notice.left):
        qtbot.keyClick(notice.line, Qt.Key.Key_Escape)
    assert not notice.isVisible()


def test_the_next_notice_takes_the_place_of_the_last(notice: NoticeBar) -> None:
    notice.show_notice("One.", [("Undo", lambda: None)])
    notice.show_notice("Two.")
    assert notice.text == "Two." and not notice.buttons and not notice.line.isVisible()


# Above


def test_nothing_above_is_cut_keys_give_way_first(qtbot: QtBot) -> None:
    book = ActionBook()
    book.make(ShellCommands().first())
    host = QWidget()
    host.setFixedSize(1700, 60)
    qtbot.addWidget(host)
    bar = TopBar(book, LIGHT)
    bar.setParent(host)
    bar.show_way(Way(("Draft", "Published"), 1))
    bar.resize(1600, 44)
    host.show()
    seen = []
    for width in range(1600, 400, -25):
        bar.resize(width, 44)
        QApplication.processEvents()
        keys = [label for label in bar.findChildren(QLabel, "key") if label.isVisible()]
        seen.append((bool(keys), bar.way_label.isVisible()))
        if any(seen[-1]):
            shown = (bar.new, bar.preview, bar.commands, bar.primary, bar.way_label)
            cut = [w for w in shown if w.isVisible() and w.width() < w.sizeHint().width()]
            assert cut == [], width
    assert list(dict.fromkeys(seen)) == [(True, True), (False, True), (False, False)]
    bar.resize(1600, 44)
    assert bar.way_label.isVisible() and bar.findChildren(QLabel, "key")[0].isVisible()


def test_what_is_told_once_waits_and_comes_again_where_it_was_not_read(
    notice: NoticeBar, qtbot: QtBot
) -> None:
    ran: list[str] = []
    notice.show_notice("Newer", [("What is new", lambda: ran.append("news"))], waits=True)
    notice.show_notice("Ended unexpectedly", stays=True)
    notice.show_notice("Settings put aside", waits=True)
    assert notice.text == "Ended unexpectedly" and not notice._timer.isActive()
    notice.dismiss()
    qtbot.waitUntil(lambda: notice.isVisible() and notice.text == "Newer")
    notice.buttons[0].click()
    assert ran == ["news"]
    qtbot.waitUntil(lambda: notice.isVisible() and notice.text == "Settings put aside")
    notice.dismiss()
    qtbot.wait(0)
    assert notice.isHidden()
    notice.show_notice("Moved to trash.")
    notice.dismiss()
    qtbot.wait(0)
    assert notice.isHidden()


def test_in_large_letters_the_length_of_the_text_gives_way_first(bar: StatusBar) -> None:
    bar.show_counts(1234, 6)
    bar.show_library("newsroom", 1_000_000)
    bar.show_language("English")
    bar.resize(1200, 30)
    bar.show()
    whole = bar.library.sizeHint().width() + bar.language.sizeHint().width() + bar.clock.sizeHint().width()
    bar.resize(whole + 90, 30)
    assert bar.counts.width() < bar.counts.sizeHint().width()
    for part in (bar.library, bar.language, bar.clock):
        assert part.width() >= part.sizeHint().width()
