"""The list: any number of rows through a few pages, its cursor, its keys, and refreshes that do not jump."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt, QTimerEvent
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from newsroom.domain.article import ArticleRow, State
from newsroom.domain.cancel import CancelToken
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.query import KeyMap, ListQuery
from newsroom.gui.features.archive import build
from newsroom.gui.features.archive.list_model import ArticleListModel, in_pages
from newsroom.gui.theme import LIGHT
from tests.gui.archive.conftest import NOW, Desk, FakeArchive, OpenArchive, make_row, settle
from tests.jobs.manual import ManualRunner

CHANGED = ChangeSet(frozenset({Changed.ARTICLE, Changed.LIST}))


def headline(desk: Desk, row: int) -> str | None:
    found = desk.archive.presenter.model.row_at(row)
    return found.headline if found else None


def shown(desk: Desk) -> list[tuple[str | None, int]]:
    """The rows on the screen, with where they stand."""
    view = desk.archive.panel.list
    return [
        (headline(desk, row), view.rowViewportPosition(row))
        for row in range(view.rowAt(0), view.rowAt(view.viewport().height() - 1) + 1)
    ]


def scroll_to(desk: Desk, row: int, qtbot: QtBot) -> None:
    view = desk.archive.panel.list
    view.verticalScrollBar().setValue(row * view.rowHeight(0) + 7)
    view.viewport().grab()
    settle(desk)
    view.viewport().grab()


def test_newest_first(open_archive: OpenArchive) -> None:
    desk = open_archive(250)
    model = desk.archive.presenter.model
    assert model.rowCount() == 250
    assert headline(desk, 0) == "Headline 250"


def test_twenty_thousand_rows_through_a_few_pages(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(20_000)
    model = desk.archive.presenter.model
    assert model.rowCount() == 20_000
    assert desk.fake.n_pages_read == 1, "the key map reads no rows"
    for row in (19_990, 10_000, 40, 15_000, *range(0, 20_000, 700)):
        scroll_to(desk, row, qtbot)
        assert None not in {text for text, _ in shown(desk)}
        assert shown(desk)[0][0] == f"Headline {20_000 - desk.archive.panel.list.rowAt(0)}"
    assert model.n_pages_held <= 16
    scroll_to(desk, 0, qtbot)
    assert headline(desk, 0) == "Headline 20000"


def test_a_repaint_asks_for_the_rows_on_the_screen_only(
    open_archive: OpenArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    row_at = ArticleListModel.row_at
    monkeypatch.setattr(ArticleListModel, "row_at", lambda self, row: asked.append(row) or row_at(self, row))
    desk = open_archive(20_000)
    asked.clear()
    desk.archive.panel.list.viewport().grab()
    n_shown = len(set(asked))
    assert 0 < n_shown <= 14
    assert len(asked) <= 4 * n_shown


def test_only_rows_that_differ_are_painted_again(qtbot: QtBot) -> None:
    rows = [make_row(number) for number in range(250, 50, -1)]
    model = ArticleListModel()
    model.start(rows)
    model.set_key_map(KeyMap((rows[99].key,), 100, 200))
    announced: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _: announced.append((first.row(), last.row())))

    def renew(renewed: list[ArticleRow], total: int) -> None:
        announced.clear()
        model.renew(KeyMap((rows[99].key,), 100, total), in_pages(renewed))

    renew(rows, 200)
    assert announced == []
    renew([*rows[:120], make_row(130, "Another"), *rows[121:]], 200)
    assert announced == [(120, 120)]
    renew([rows[3], *rows[:3], *rows[4:]], 200)
    assert announced == [(0, 3), (120, 120)]
    renew(rows[:150], 150)
    assert announced == [(0, 3)]
    assert model.rowCount() == 150


def test_after_midnight_all_rows_are_painted_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [datetime(2021, 3, 6, 23, 59, tzinfo=UTC)]
    monkeypatch.setattr("newsroom.gui.features.archive.list_model.now", lambda: clock[0])
    model = ArticleListModel()
    model.start([make_row(number) for number in range(9)])
    announced = QSignalSpy(model.dataChanged)
    model.timerEvent(QTimerEvent(0))
    assert announced.count() == 0
    clock[0] += timedelta(minutes=1)
    model.timerEvent(QTimerEvent(0))
    model.timerEvent(QTimerEvent(0))
    assert announced.count() == 1
    model.set_zone(timezone(timedelta(hours=-1)))
    model.timerEvent(QTimerEvent(0))
    assert announced.count() == 2, "the other zone's day is told with the zone"


def test_a_fast_scroll_asks_for_where_it_ends(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(20_000)
    before = desk.fake.n_pages_read
    view = desk.archive.panel.list
    for row in range(0, 20_000, 500):
        view.verticalScrollBar().setValue(row * view.rowHeight(0))
        view.viewport().grab()
    settle(desk)
    assert None not in {text for text, _ in shown(desk)}
    assert desk.fake.n_pages_read - before <= 4


@pytest.mark.parametrize(
    ("key", "row"), [(Qt.Key.Key_End, 19_999), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Down, 1)]
)
def test_keys_of_the_list(open_archive: OpenArchive, qtbot: QtBot, key: Qt.Key, row: int) -> None:
    desk = open_archive(20_000)
    view = desk.archive.panel.list
    wanted = QSignalSpy(desk.archive.article_wanted)
    view.setFocus()
    qtbot.keyClick(view, key)
    assert view.currentIndex().row() == row
    view.viewport().grab()
    view._timer.timeout.emit()
    settle(desk)
    assert [wanted.at(n)[0] for n in range(wanted.count())] == [20_000 - row]
    qtbot.keyClick(view, Qt.Key.Key_PageDown if row < 10 else Qt.Key.Key_PageUp)
    assert abs(view.currentIndex().row() - row) in range(4, 14)


def test_what_the_arrows_pass_is_not_opened(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(50)
    view = desk.archive.panel.list
    wanted = QSignalSpy(desk.archive.article_wanted)
    view.setFocus()
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert wanted.count() == 0
    assert wanted.wait(1000)
    assert wanted.count() == 1 and wanted.at(0)[0] == 45


def test_enter_opens_and_goes_on_to_the_text(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(5)
    view = desk.archive.panel.list
    view.setFocus()
    with qtbot.waitSignals([desk.archive.article_wanted, desk.archive.text_wanted]):
        qtbot.keyClick(view, Qt.Key.Key_Return)


def test_a_click_opens(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(5)
    view = desk.archive.panel.list
    with qtbot.waitSignal(desk.archive.article_wanted) as wanted:
        place = view.visualRect(view.model().index(2, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [3]


def test_next_and_previous_from_anywhere(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(5)
    desk.archive.mark_open(3)
    actions = {action.objectName(): action for action in desk.archive.actions()}
    with qtbot.waitSignal(desk.archive.article_wanted) as wanted:
        actions["archive.next"].trigger()
    assert wanted.args == [2]
    desk.archive.mark_open(2)
    with qtbot.waitSignal(desk.archive.article_wanted) as wanted:
        actions["archive.previous"].trigger()
    assert wanted.args == [3]


def test_new_articles_do_not_move_what_is_read(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(5_000)
    scroll_to(desk, 2_000, qtbot)
    before = shown(desk)
    desk.fake.rows += [make_row(n) for n in range(5_001, 5_151)]
    desk.archive.apply(CHANGED)
    settle(desk)
    assert shown(desk) == before
    assert desk.archive.presenter.model.rowCount() == 5_150
    assert headline(desk, 0) == "Headline 5150"


def test_a_long_list_is_renewed_when_it_is_quiet(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(5_000)
    scroll_to(desk, 2_000, qtbot)
    desk.archive.presenter.filler._renew_ms = 100.0
    changed = desk.archive.presenter.model.row_at(2_001)
    assert changed is not None
    desk.fake.rows = [row._replace(headline="Changed") if row == changed else row for row in desk.fake.rows]
    desk.fake.rows.append(make_row(5_001))
    before = [place for _, place in shown(desk)]
    desk.archive.apply(CHANGED)
    desk.archive.presenter._refresh_timer.timeout.emit()
    desk.runner.run_all()
    assert "Changed" in {text for text, _ in shown(desk)}
    assert [place for _, place in shown(desk)] == before
    assert desk.archive.presenter.filler._quiet_timer.isActive()
    settle(desk)
    assert desk.archive.presenter.model.rowCount() == 5_001
    assert [place for _, place in shown(desk)] == before


def test_the_row_at_the_top_may_go_away(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(500)
    scroll_to(desk, 200, qtbot)
    before = shown(desk)
    first = desk.archive.presenter.model.row_at(desk.archive.panel.list.rowAt(0))
    assert first is not None
    desk.fake.trash(first.id)
    desk.archive.apply(CHANGED)
    settle(desk)
    now = dict(shown(desk))
    assert first.headline not in now
    assert [now[text] for text, _ in before[1:]] == [place for _, place in before[1:]]


def test_at_the_top_new_articles_are_seen(open_archive: OpenArchive) -> None:
    desk = open_archive(500)
    desk.fake.rows.append(make_row(501))
    desk.archive.apply(CHANGED)
    settle(desk)
    assert shown(desk)[0] == ("Headline 501", 0)


def test_the_cursor_stays_with_its_article(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(50)
    view = desk.archive.panel.list
    wanted = QSignalSpy(desk.archive.article_wanted)
    view.setFocus()
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert wanted.wait(1000)
    desk.archive.mark_open(47)
    desk.fake.rows.append(make_row(51))
    desk.archive.apply(CHANGED)
    settle(desk)
    assert view.cursor_row is not None and view.cursor_row.id == 47
    assert wanted.count() == 1, "a refresh opens nothing"


def test_delete_asks_for_the_trash_and_the_cursor_goes_on(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(50)
    view = desk.archive.panel.list
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.archive.trash_asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked.args == [49]
    desk.fake.trash(49)
    desk.archive.apply(CHANGED)
    settle(desk)
    assert view.cursor_row is not None and view.cursor_row.id == 48
    assert view.hasFocus()
    desk.fake.rows = [row._replace(trashed_at=None) for row in desk.fake.rows]
    desk.archive.apply(CHANGED)
    settle(desk)
    assert headline(desk, 1) == "Headline 49", "an undo brings it back to its place"


def test_in_the_trash_delete_asks_nothing(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive([make_row(1)._replace(trashed_at=NOW)])
    {action.objectName(): action for action in desk.archive.actions()}["archive.trash"].trigger()
    settle(desk)
    view = desk.archive.panel.list
    view.setFocus()
    with qtbot.assertNotEmitted(desk.archive.trash_asked):
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert view.cursor_row is not None
    menu = view.rows_menu(view.chosen)
    with qtbot.waitSignal(desk.archive.untrash_asked) as asked:
        menu.actions()[1].trigger()
    assert asked.args == [1]


def test_the_open_article_is_marked_where_it_stands(open_archive: OpenArchive) -> None:
    desk = open_archive(5)
    view = desk.archive.panel.list
    plain = view.viewport().grab().toImage()
    desk.archive.mark_open(4)
    marked = view.viewport().grab().toImage()
    area = view.visualRect(view.model().index(1, 0))
    assert marked.pixelColor(area.x() + 1, area.center().y()).name() == "#b3261e"
    assert plain.pixelColor(area.x() + 1, area.center().y()).name() != "#b3261e"
    assert view.cursor_row is not None and view.cursor_row.id == 4


def test_rows_in_words(open_archive: OpenArchive) -> None:
    draft = make_row(2, state=State.DRAFT)._replace(headline=" ", section=None, n_words=1)
    desk = open_archive([make_row(1, "Nets cut"), draft])
    model = desk.archive.presenter.model
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 0).data(role) == "Nets cut. Published, World, 6 Mar 2021"
    assert model.index(0, 0).data(role) == "Untitled. Draft, 1 word, 6 Mar 2021"
    assert model.index(0, 0).data() == "Untitled"


def test_a_first_look_is_gone_on_with(qtbot: QtBot) -> None:
    runner = ManualRunner()
    archive = build(runner, LIGHT)
    for widget in (archive.panel, archive.sidebar):
        qtbot.addWidget(widget)
        widget.resize(320, 640)
        widget.show()
    fake = FakeArchive([make_row(n) for n in range(1, 251)])
    token = CancelToken()
    archive.show_first(fake.page(ListQuery(), None, 100, token), fake.overview())
    desk = Desk(archive, runner, fake)
    view = archive.panel.list
    view.verticalScrollBar().setValue(20 * view.rowHeight(0) + 7)
    before = shown(desk)
    archive.restore_scope("state:draft")
    assert runner.jobs == [] and archive.presenter.model.rowCount() == 100
    archive.restore_scope("")
    archive.presenter.set_questions(fake)
    assert archive.sidebar.scopes and shown(desk) == before, "nothing is blank meanwhile"
    settle(desk)
    assert archive.presenter.model.rowCount() == 250 and shown(desk) == before


def test_a_search_before_the_library_is_open(qtbot: QtBot) -> None:
    runner = ManualRunner()
    archive = build(runner, LIGHT)
    for widget in (archive.panel, archive.sidebar):
        qtbot.addWidget(widget)
    fake = FakeArchive([make_row(n) for n in range(1, 31)])
    archive.show_first(fake.page(ListQuery(), None, 100, CancelToken()), fake.overview())
    qtbot.keyClicks(archive.panel.search, "headline 12")
    assert archive.presenter.model.rowCount() == 30
    archive.presenter.set_questions(fake)
    settle(Desk(archive, runner, fake))
    assert archive.panel.search.text() == "headline 12" and archive.presenter.model.rowCount() == 1
