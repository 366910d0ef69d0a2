"""The page of tags on a real library: the list, one tag, several, splits; by keys and each with its undo."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.tag_desk import get_tag_row, list_tags
from newsroom.desk.tagging import complete_tags
from newsroom.domain.article import TagKind
from newsroom.domain.changes import Changed
from newsroom.domain.ordering import Shown, TagRow
from newsroom.gui.features.tag_desk import TagDeskPanel
from newsroom.gui.theme import DARK
from tests.gui.desks import Room, column, nameless

Tags = Room[TagDeskPanel]


def row_of(room: Tags, label: str) -> TagRow:
    page = list_tags(room.library, shown=Shown.ALL)
    return next(row for row in page.rows if row.tag.label == label)


def choose(room: Tags, *labels: str) -> None:
    """The cursor on the first, and the others marked, too."""
    table = room.page.tags.table
    table.setFocus()
    table.clearSelection()
    table.choose(row_of(room, labels[0]).tag.id)
    rows = table.selectionModel()
    for label in labels[1:]:
        place = room.page.tags.model.place_of(row_of(room, label).tag.id)
        assert place is not None
        index = room.page.tags.model.index(place, 0)
        rows.select(index, rows.SelectionFlag.Select | rows.SelectionFlag.Rows)
    room.run()


def test_the_most_used_come_first_and_heads_sort(room: Tags) -> None:
    table = room.page.tags.table
    assert column(table)[0] == "US" and column(table, 2)[0] == "3"
    assert set(column(table)) == {"US", "U.S.", "USA", "Floods", "الانتخابات", "Port Ansel"}
    table.horizontalHeader().sectionClicked.emit(0)
    room.run()
    assert column(table)[:2] == ["Floods", "Port Ansel"]
    assert room.page.tags.kinds.button(TagKind.TOPIC).text() == "Topics 5"


def test_the_filter_follows_the_keys(qtbot: QtBot, room: Tags) -> None:
    table, line = room.page.tags.table, room.page.tags.list.line
    table.setFocus()
    qtbot.keyClicks(table, "f")
    assert room.focus is line and line.text() == "f"
    qtbot.keyClicks(line, "lo")
    room.run()
    assert column(table) == ["Floods"]
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert room.focus is table
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert room.focus is line
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    room.run()
    assert len(column(table)) == 6
    qtbot.keyClicks(line, "nothing like it")
    room.run()
    assert column(table) == [] and "Escape" in room.page.tags.table._empty


def test_by_kind_unused_and_retired(room: Tags) -> None:
    tags = room.page.tags
    tags.kinds.button(TagKind.PLACE).click()
    room.run()
    assert column(tags.table) == ["Port Ansel"]
    tags.kinds.button("").click()
    tags.shown.button(Shown.UNUSED).click()
    room.run()
    assert column(tags.table) == ["Port Ansel"]
    tags.detail.retire.click()
    room.run()
    assert column(tags.table) == [] and room.words == "Retired “Port Ansel”"
    tags.shown.button(Shown.RETIRED).click()
    room.run()
    assert column(tags.table) == ["Port Ansel"] and tags.detail.retire.text() == "Reinstate"
    tags.detail.retire.click()
    room.run()
    assert row_of(room, "Port Ansel").retired_at is None


def test_a_name_is_changed_in_place_and_the_old_one_kept(qtbot: QtBot, room: Tags) -> None:
    choose(room, "Floods")
    tags = room.page.tags
    qtbot.keyClick(tags.table, Qt.Key.Key_Return)
    assert room.focus is tags.detail.name and tags.detail.name.selectedText() == "Floods"
    qtbot.keyClicks(tags.detail.name, "Flooding")
    qtbot.keyClick(tags.detail.name, Qt.Key.Key_Return)
    room.run()
    row = row_of(room, "Flooding")
    assert row.tag.aliases == ("Floods",)
    assert tags.detail.title.text() == "Flooding" and [c.label for c in tags.detail.aliases.chips] == [
        "Floods"
    ]
    assert Changed.TAG in room.heard[-1].kinds and room.heard[-1].by == "window"
    room.undo()
    assert row_of(room, "Floods").tag.aliases == () and tags.detail.name.text() == "Floods"


def test_without_its_old_name(room: Tags) -> None:
    choose(room, "Floods")
    room.page.tags.detail.keep.setChecked(False)
    room.page.tags.detail.name.setText("Flooding")
    room.page.save_now()
    room.run()
    assert row_of(room, "Flooding").tag.aliases == ()


def test_a_name_that_another_tag_has_is_refused_and_put_back(room: Tags) -> None:
    choose(room, "Floods")
    detail = room.page.tags.detail
    detail.name.setText("US")
    detail.name.commit()
    room.run()
    assert room.failed and detail.name.text() == "Floods" and row_of(room, "Floods")


def test_escape_brings_a_name_back(qtbot: QtBot, room: Tags) -> None:
    choose(room, "Floods")
    name = room.page.tags.detail.name
    name.setFocus()
    qtbot.keyClicks(name, " and more")
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    name.commit()
    assert name.text() == "Floods" and room.runner.jobs == []


def test_other_names_are_added_taken_off_and_made_the_name(qtbot: QtBot, room: Tags) -> None:
    choose(room, "USA")
    aliases = room.page.tags.detail.aliases
    qtbot.keyClicks(aliases.edit, "United States")
    qtbot.keyClick(aliases.edit, Qt.Key.Key_Return)
    room.run()
    assert row_of(room, "USA").tag.aliases == ("United States",)
    qtbot.keyClick(aliases.chips[0], Qt.Key.Key_Return)
    room.run()
    assert row_of(room, "United States").tag.aliases == ("USA",)
    aliases.chips[0].setFocus()
    qtbot.keyClick(aliases.chips[0], Qt.Key.Key_Delete)
    room.run()
    assert row_of(room, "United States").tag.aliases == ()


def test_kind_parent_and_description(qtbot: QtBot, room: Tags) -> None:
    choose(room, "USA")
    detail = room.page.tags.detail
    detail.kind.setCurrentIndex(detail.kind.findData(TagKind.PLACE))
    detail.kind.activated.emit(detail.kind.currentIndex())
    room.run()
    detail.parent_line.setFocus()
    qtbot.keyClicks(detail.parent_line, "port")
    room.run()
    qtbot.keyClick(detail.parent_line, Qt.Key.Key_Return)
    room.run()
    detail.description.setPlainText("A country.")
    room.page.save_now()
    room.run()
    row = row_of(room, "USA")
    assert (row.tag.kind, row.description) == (TagKind.PLACE, "A country.")
    assert row.parent is not None and row.parent.label == "Port Ansel"
    detail.parent_line.clear()
    qtbot.keyClick(detail.parent_line, Qt.Key.Key_Return)
    room.run()
    assert row_of(room, "USA").parent is None


def test_only_an_unused_tag_is_deleted(qtbot: QtBot, room: Tags) -> None:
    tags = room.page.tags
    choose(room, "US")
    assert not tags.detail.delete.isVisible()
    qtbot.keyClick(tags.table, Qt.Key.Key_Delete)
    room.run()
    assert room.failed and row_of(room, "US")
    choose(room, "Port Ansel")
    assert tags.detail.delete.isVisible()
    qtbot.keyClick(tags.table, Qt.Key.Key_Delete)
    room.run()
    assert "Port Ansel" not in column(tags.table)
    room.undo()
    assert "Port Ansel" in column(tags.table)


def test_three_names_of_one_country_become_one_by_one_key(qtbot: QtBot, room: Tags) -> None:
    choose(room, "US", "U.S.", "USA")
    tags = room.page.tags
    card = tags.several.card
    assert card.isVisible() and card.chosen == row_of(room, "US").tag.id
    assert "3 articles will have “US”" in card.preview.text() and "“U.S.”" in card.preview.text()
    assert "keep it once: 1" in card.preview.text()
    qtbot.keyClick(tags.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    room.run()
    merged = row_of(room, "US")
    assert (merged.tag.n_articles, set(merged.tag.aliases)) == (5, {"U.S.", "USA"})
    assert tags.table.current == merged and room.focus is tags.table and tags.detail.isVisible()
    assert {Changed.ARTICLE, Changed.LIST, Changed.TAG} <= room.heard[-1].kinds
    room.undo()
    assert {"US", "U.S.", "USA"} <= set(column(tags.table))
    assert row_of(room, "US").tag.n_articles == 3


def test_another_name_can_stay(room: Tags) -> None:
    choose(room, "US", "USA")
    card = room.page.tags.several.card
    card.target.setCurrentIndex(1)
    card.target.activated.emit(1)
    room.run()
    assert "will have “USA”" in card.preview.text()
    card.merge.click()
    room.run()
    assert row_of(room, "USA").tag.n_articles == 4


def test_several_are_changed_together(room: Tags) -> None:
    choose(room, "US", "USA")
    several = room.page.tags.several
    several.kind.setCurrentIndex(several.kind.findData(TagKind.PLACE))
    several.kind.activated.emit(several.kind.currentIndex())
    room.run()
    assert {row_of(room, name).tag.kind for name in ("US", "USA")} == {TagKind.PLACE}
    several.retire.click()
    room.run()
    assert row_of(room, "US").retired_at is not None
    room.undo()
    assert row_of(room, "US").retired_at is None


def test_a_split_by_search_is_counted_first(qtbot: QtBot, room: Tags) -> None:
    choose(room, "US")
    detail = room.page.tags.detail
    detail.split_button.click()
    card = detail.split
    assert room.focus is card.line and not card.split.isEnabled()
    qtbot.keyClicks(card.line, "three")
    card._timer.timeout.emit()
    room.run()
    assert card.words.text().startswith("1 article found of 3")
    qtbot.keyClick(card.line, Qt.Key.Key_Return)
    assert room.focus is card.other
    qtbot.keyClicks(card.other, "US Navy")
    room.run()
    qtbot.keyClick(card.other, Qt.Key.Key_Return)
    assert room.focus is card.split
    qtbot.keyClick(card.split, Qt.Key.Key_Return)
    room.run()
    assert row_of(room, "US Navy").tag.n_articles == 1 and row_of(room, "US").tag.n_articles == 2
    assert not card.isVisible()
    room.undo()
    assert row_of(room, "US").tag.n_articles == 3


def test_a_mistake_in_the_line_of_a_split_is_said(qtbot: QtBot, room: Tags) -> None:
    choose(room, "US")
    room.page.tags.detail.split_button.click()
    card = room.page.tags.detail.split
    qtbot.keyClicks(card.line, "before:someday")
    card._timer.timeout.emit()
    room.run()
    assert card.words.text() and "found" not in card.words.text() and not card.split.isEnabled()
    qtbot.keyClick(card.line, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_listing_the_articles_of_a_tag(qtbot: QtBot, room: Tags) -> None:
    choose(room, "USA")
    with qtbot.waitSignal(room.page.tag_wanted) as wanted:
        room.page.tags.detail.list.click()
    assert wanted.args == [row_of(room, "USA").tag.id]


def test_what_happens_elsewhere_is_shown_when_the_page_is_in_view(room: Tags) -> None:
    from newsroom.desk.tag_desk import rename_tag

    room.page.hide()
    rename_tag(room.library, row_of(room, "Floods").tag.id, "Flooding", by="test")
    room.acting.tell(frozenset({Changed.TAG}))
    assert room.runner.jobs == []
    room.page.show()
    room.run()
    assert "Flooding" in column(room.page.tags.table)


def test_everything_says_what_it_is_in_any_look(room: Tags) -> None:
    room.page.set_look(DARK, 2.0)
    assert nameless(room.page) == []


def test_another_library_or_none(room: Tags) -> None:
    room.page.set_library(None)
    assert column(room.page.tags.table) == []
    assert complete_tags(room.library, "US")[0].tag.label == "US"
    assert get_tag_row(room.library, row_of(room, "US").tag.id)
