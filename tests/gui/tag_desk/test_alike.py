"""Tags that may be one, on a real library: side by side, merged or told apart by keys alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.tag_desk import list_tags
from newsroom.domain.ids import TagId
from newsroom.gui.features.tag_desk import TagDeskPanel
from newsroom.gui.features.tag_desk.alike_view import AlikeView
from tests.gui.desks import Room, column, nameless

Tags = Room[TagDeskPanel]


@pytest.fixture
def alike(room: Tags) -> AlikeView:
    room.page.show_alike()
    room.run()
    view = room.page.stack.currentWidget()
    assert isinstance(view, AlikeView)
    return view


def labels(room: Tags) -> set[str]:
    return {row.tag.label for row in list_tags(room.library).rows}


def test_groups_are_shown_side_by_side_with_reasons(room: Tags, alike: AlikeView) -> None:
    assert room.focus is alike.table
    assert {card.tag.label for card in alike.group.cards} >= {"US", "U.S."}
    assert alike.group.cards[0].tag.label == "US" and alike.group.target == alike.group.cards[0].tag
    assert all(card.tag.label in column(alike.table)[0] for card in alike.group.cards)
    assert alike.group.facts.text().startswith("Found because of ")
    assert "will have “US”" in alike.group.preview.text()
    assert nameless(room.page) == []


def test_enter_merges_what_takes_part_and_an_undo_brings_it_back(
    qtbot: QtBot, room: Tags, alike: AlikeView
) -> None:
    names = {card.tag.label for card in alike.group.cards}
    alike.group.cards[-1].takes_part.click()
    kept_out = alike.group.cards[-1].tag.label
    room.run()
    before = len(column(alike.table))
    alike.table.setFocus()
    qtbot.keyClick(alike.table, Qt.Key.Key_2)
    room.run()
    target = alike.group.cards[1].tag.label
    assert f"will have “{target}”" in alike.group.preview.text()
    qtbot.keyClick(alike.table, Qt.Key.Key_Return)
    assert len(column(alike.table)) == before - 1
    room.run()
    assert labels(room) & names == {target, kept_out}
    room.undo()
    assert names <= labels(room) and len(column(alike.table)) == before


def test_delete_tells_them_apart_for_good(qtbot: QtBot, room: Tags, alike: AlikeView) -> None:
    before = column(alike.table)
    alike.table.setFocus()
    qtbot.keyClick(alike.table, Qt.Key.Key_Delete)
    room.run()
    assert room.words.startswith("Told apart")
    alike.again.click()
    room.run()
    assert before[0] not in column(alike.table)
    room.undo()
    assert before[0] in column(alike.table)


def test_what_could_not_be_told_apart_is_looked_for_again(room: Tags, alike: AlikeView) -> None:
    before = column(alike.table)
    group = alike.group.group
    assert group is not None
    alike.presenter.tell_apart(replace(group, tags=(replace(group.tags[0], id=TagId(999)), group.tags[1])))
    room.run()
    assert room.failed and column(alike.table) == before


def test_without_a_pair_the_page_says_so(room: Tags, alike: AlikeView) -> None:
    while column(alike.table):
        alike.tell_apart()
        room.run()
    assert "look alike" in alike.table._empty and not alike.group.isVisible()


def test_in_other_groups_a_merged_tag_is_the_one_that_it_became(room: Tags, alike: AlikeView) -> None:
    (first, *_) = alike.presenter.groups
    one, other = first.tags[:2]
    third = replace(one, id=TagId(999), name="Third")
    alike.presenter.groups = (first, replace(first, tags=(other, third)), replace(first, tags=(one, other)))
    alike.presenter.merge(first, [other.id], one.id)
    assert [[tag.id for tag in group.tags] for group in alike.presenter.groups] == [[one.id, third.id]]


def test_a_long_name_on_a_card_has_its_lines(qtbot: QtBot, room: Tags, alike: AlikeView) -> None:
    (first, *_) = alike.presenter.groups
    long = replace(first.tags[0], name="A name that goes on for more than one line of its card, and two")
    alike.group.show_group(replace(first, tags=(long, *first.tags[1:])))
    card = alike.group.cards[0]
    qtbot.waitUntil(lambda: card.height() >= card.heightForWidth(card.width()))
