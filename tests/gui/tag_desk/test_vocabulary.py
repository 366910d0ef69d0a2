"""Vocabularies in the page of tags: brought in, mapped to tags by proposals and by hand, removed."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.tag_desk import list_tags
from newsroom.domain.ordering import TagRow
from newsroom.gui.features.tag_desk import TagDeskPanel
from newsroom.gui.features.tag_desk.vocabulary_view import VocabularyView
from tests.gui.desks import Room, column

Tags = Room[TagDeskPanel]
CONCEPTS = "code,name,definition,broader\nt:1,disaster,,\nt:2,floods,Too much water.,t:1\nt:3,storm,,t:1\n"


@pytest.fixture
def view(room: Tags, tmp_path: Path) -> VocabularyView:
    room.page.show_tab(2)
    room.run()
    path = tmp_path / "topics.csv"
    path.write_text(CONCEPTS, encoding="utf-8")
    view = room.page.stack.currentWidget()
    assert isinstance(view, VocabularyView)
    view.read_file(path)
    room.run()
    return view


def row_of(room: Tags, label: str) -> TagRow:
    return next(row for row in list_tags(room.library).rows if row.tag.label == label)


def test_a_file_brings_concepts_and_proposals(room: Tags, view: VocabularyView) -> None:
    assert column(view.table) == ["topics"] and column(view.table, 2) == ["3"]
    assert column(view.proposal_table) == ["Floods"] and column(view.proposal_table, 3) == ["t:2"]
    assert view.bring_in.isEnabled()


def test_what_is_marked_is_accepted_by_enter(qtbot: QtBot, room: Tags, view: VocabularyView) -> None:
    view.proposal_table.setFocus()
    view.proposal_table.selectRow(0)
    qtbot.keyClick(view.proposal_table, Qt.Key.Key_Return)
    room.run()
    concept = row_of(room, "Floods").concept
    assert concept is not None and concept.code == "t:2"
    assert column(view.proposal_table) == [] and column(view.table, 3) == ["1"]
    room.undo()
    assert row_of(room, "Floods").concept is None and column(view.proposal_table) == ["Floods"]


def test_all_are_accepted_by_one_button(room: Tags, view: VocabularyView) -> None:
    view.accept_all.click()
    room.run()
    assert row_of(room, "Floods").concept is not None


def test_a_tag_is_made_of_a_concept(qtbot: QtBot, room: Tags, view: VocabularyView) -> None:
    view.concept.setFocus()
    qtbot.keyClicks(view.concept, "sto")
    room.run()
    qtbot.keyClick(view.concept, Qt.Key.Key_Return)
    room.run()
    made = row_of(room, "storm").concept
    assert made is not None and made.code == "t:3"


def test_a_tag_says_what_it_stands_for(qtbot: QtBot, room: Tags, view: VocabularyView) -> None:
    room.page.show_tab(0)
    tags = room.page.tags
    tags.table.choose(row_of(room, "USA").tag.id)
    line = tags.detail.concept
    assert line.isVisible()
    line.setFocus()
    qtbot.keyClicks(line, "disa")
    room.run()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    room.run()
    assert row_of(room, "USA").concept is not None and line.text() == "disaster (t:1)"
    line.clear()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    room.run()
    assert row_of(room, "USA").concept is None


def test_a_vocabulary_is_removed_and_comes_back(room: Tags, view: VocabularyView) -> None:
    view.accept_all.click()
    room.run()
    view.remove.click()
    room.run()
    assert column(view.table) == [] and row_of(room, "Floods").concept is None
    assert not room.page.tags.detail.concept.isVisibleTo(room.page.tags.detail)
    room.undo()
    room.run()
    assert column(view.table) == ["topics"] and row_of(room, "Floods").concept is not None


def test_a_file_that_is_none_is_refused_in_words(room: Tags, view: VocabularyView, tmp_path: Path) -> None:
    said: list[str] = []
    room.page.status_message.connect(said.append)
    path = tmp_path / "other.json"
    path.write_text(json.dumps({"nothing": 1}), encoding="utf-8")
    view.read_file(path)
    room.run()
    assert said and column(view.table) == ["topics"]
