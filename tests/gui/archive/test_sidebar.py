"""The sidebar: what it offers, and that a choice shows at once."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from newsroom.domain.article import Section, Series, State
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import SectionId, SeriesId
from newsroom.domain.query import Overview
from newsroom.domain.searches import SavedSearch, SearchId
from newsroom.gui.features.archive.scopes import Words, entries_of
from newsroom.gui.features.archive.sidebar_entries import EntryModel
from tests.gui.archive.conftest import NOW, Desk, OpenArchive, make_row, settle

WORDS = Words(
    "Everything", {state: state.value for state in State}, "Trash", "Searches", "Sections", "Series"
)
SERIES = tuple(Series(SeriesId(n), f"Series {n}", f"s{n}", n_published=n) for n in range(1, 30))


def lines(desk: Desk) -> list[str]:
    model = desk.archive.sidebar.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def test_states_sections_and_series_with_counts() -> None:
    overview = Overview(
        {State.DRAFT: 4, State.PUBLISHED: 41, State.READY: 1},
        (Section(SectionId(1), "World", "world", 7, 5),),
        (Series(SeriesId(3), "Tides", "tides", earlier_elsewhere=1880, n_published=1),),
        46,
        2,
    )
    assert [(entry.text, entry.count) for entry in entries_of(overview, WORDS)] == [
        ("Everything", 46),
        ("draft", 4),
        ("ready", 1),
        ("published", 41),
        ("withdrawn", 0),
        ("Trash", 2),
        ("Sections", None),
        ("World", 7),
        ("Series", None),
        ("Tides", 1881),
    ]


def test_no_headings_without_entries_and_no_endless_series() -> None:
    empty = entries_of(Overview({}, (), (), 0, 0), WORDS)
    assert [entry.text for entry in empty] == ["Everything", "draft", "published", "withdrawn", "Trash"]
    many = entries_of(Overview({}, (), SERIES, 0, 0), WORDS)
    assert sum(entry.scope is not None and entry.scope.series_id is not None for entry in many) == 12


def test_arrow_keys_choose_and_headings_are_passed(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive([make_row(1), make_row(2, state=State.DRAFT)])
    sidebar = desk.archive.sidebar
    assert lines(desk)[:3] == ["Everything, 2", "Drafts, 1", "Published, 1"]
    sidebar.activateWindow()
    qtbot.waitUntil(sidebar.isActiveWindow)
    sidebar.setFocus()
    qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    settle(desk)
    assert desk.fake.queries[-1].states == {State.DRAFT}
    assert desk.archive.presenter.model.rowCount() == 1
    for _ in range(4):
        qtbot.keyClick(sidebar, Qt.Key.Key_Down)
    assert sidebar.currentIndex().data() == "World"
    qtbot.keyClick(sidebar, Qt.Key.Key_Up)
    assert sidebar.currentIndex().data() == "Trash"


def test_a_choice_is_a_fresh_list(open_archive: OpenArchive) -> None:
    desk = open_archive([make_row(1), make_row(2, state=State.DRAFT)])
    panel = desk.archive.panel
    panel.search.setText("head")
    desk.archive.presenter.set_words("head")
    desk.archive.presenter.add_term("state:draft")
    desk.archive.sidebar.setCurrentIndex(desk.archive.sidebar.model().index(2, 0))
    settle(desk)
    assert panel.search.text() == "" and panel.filters.chips == ()
    assert desk.fake.queries[-1].states == {State.PUBLISHED}


def test_enter_goes_on_to_the_list(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive(3)
    with qtbot.waitSignal(desk.archive.sidebar.entered_list):
        qtbot.keyClick(desk.archive.sidebar, Qt.Key.Key_Return)
    assert desk.archive.panel.list.hasFocus()


def test_new_counts_leave_the_choice(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive([make_row(1), make_row(2, state=State.DRAFT)], series=SERIES[:2])
    sidebar = desk.archive.sidebar
    sidebar.setCurrentIndex(sidebar.model().index(1, 0))
    settle(desk)
    n_asked = len(desk.fake.queries)
    desk.fake.rows = [row._replace(trashed_at=NOW) if row.id == 1 else row for row in desk.fake.rows]
    desk.fake.series = SERIES[:3]
    desk.archive.apply(ChangeSet(frozenset({Changed.COUNTS})))
    settle(desk)
    assert lines(desk)[0] == "Everything, 1" and "Trash, 1" in lines(desk) and "Series 3, 3" in lines(desk)
    assert sidebar.currentIndex().data() == "Drafts"
    assert len(desk.fake.queries) == n_asked + 1, "one refresh, no new list"


def test_the_choice_is_remembered(open_archive: OpenArchive) -> None:
    desk = open_archive([make_row(1), make_row(2, state=State.DRAFT)])
    desk.archive.restore_scope("state:draft")
    settle(desk)
    assert desk.archive.scope_key == "state:draft"
    assert desk.archive.sidebar.currentIndex().data() == "Drafts"
    desk.archive.restore_scope("series:12345")
    settle(desk)
    assert desk.archive.scope_key == "state:draft"


def test_new_counts_paint_no_more_than_the_lines_that_are_others() -> None:
    """While somebody types, each save brings new counts."""
    overview = Overview({State.DRAFT: 4}, (), SERIES, 46, 2)
    model, painted = EntryModel(), []
    model.set_entries(entries_of(overview, WORDS))
    model.dataChanged.connect(lambda first, last, *_: painted.append((first.row(), last.row())))
    model.set_entries(entries_of(overview, WORDS))
    assert painted == []
    model.set_entries(entries_of(replace(overview, states={State.DRAFT: 5}), WORDS))
    assert painted == [(1, 1)]
    assert model.entries[1].count == 5


def test_a_name_that_is_being_typed_outlives_new_lines(open_archive: OpenArchive, qtbot: QtBot) -> None:
    desk = open_archive([make_row(1)])
    sidebar = desk.archive.sidebar
    sidebar.show_searches((SavedSearch(SearchId(3), "fog", "fog", NOW),), {})
    assert "fog" in " ".join(lines(desk))
    sidebar.activateWindow()
    qtbot.waitUntil(sidebar.isActiveWindow)
    sidebar.rename(next(n for n, line in enumerate(lines(desk)) if line.startswith("fog")))
    (edit,) = sidebar.findChildren(QLineEdit)
    edit.selectAll()
    qtbot.keyClicks(edit, "Fog at sea")
    sections = (Section(SectionId(8), "Coast", "coast", 1, 1), Section(SectionId(9), "Quay", "quay", 1, 1))
    sidebar.show_overview(Overview({}, sections, (), 2, 0))
    assert edit.isVisible() and edit.text() == "Fog at sea"
    # The key that takes the name does not go on to the list: the name would be asked for once more, and be gone.
    with qtbot.assertNotEmitted(sidebar.entered_list), qtbot.waitSignal(sidebar.search_renamed) as renamed:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert renamed.args == [SearchId(3), "Fog at sea"]
    qtbot.waitUntil(lambda: "Coast, 1" in lines(desk))
