"""Which words may be names of tags is held in memory, and is never behind the library: any act may change names."""

import pytest

from newsroom.desk.acts import last_act, undo_act
from newsroom.desk.creating import create_library
from newsroom.desk.tag_desk import (
    add_tag_alias,
    delete_tags,
    merge_tags,
    remove_tag_alias,
    rename_tag,
    retire_tags,
)
from newsroom.desk.tagging import ensure_tag
from newsroom.storage.suggestion_source import state_of_names
from newsroom.suggesting import mentions
from newsroom.suggesting.mentions import LibraryNames, NameStarts, mentioned

BY = "test"


@pytest.fixture
def library(tmp_path):
    made = create_library(tmp_path / "library")
    yield made
    made.close()


@pytest.fixture
def named_in(library):
    starts = NameStarts()

    def ask(text):
        with library.store.read() as connection:
            return set(mentioned("", text, LibraryNames(connection, starts)))

    return ask


def test_names_come_go_and_change(library, named_in):
    assert named_in("The North Sea ferry") == set()
    sea = ensure_tag(library, "North Sea", by=BY).id
    ferry = ensure_tag(library, "Ferry", by=BY).id
    assert named_in("The North Sea ferry, the north-sea ferry") == {sea, ferry}
    rename_tag(library, ferry, "Boats", by=BY, keep_alias=False)
    assert named_in("The North Sea ferry and boats") == {sea, ferry}
    assert named_in("The ferry") == set()
    undo_act(library, last_act(library).id, by=BY)
    assert named_in("The ferry") == {ferry}
    merge_tags(library, [sea], ferry, by=BY)
    assert named_in("The North Sea") == {ferry}
    retire_tags(library, [ferry], by=BY)
    assert named_in("The ferry") == set()


def test_each_act_that_changes_names_changes_their_state(library):
    def state():
        with library.store.read() as connection:
            return state_of_names(connection)

    seen = [state()]
    one, other = (ensure_tag(library, name, by=BY).id for name in ("Alpha", "Gamma"))
    for act in (
        lambda: ensure_tag(library, "Delta", by=BY),
        lambda: rename_tag(library, one, "Alphb", keep_alias=False, by=BY),
        lambda: rename_tag(library, one, "Alpha", keep_alias=False, by=BY),
        lambda: undo_act(library, last_act(library).id, by=BY),
        lambda: add_tag_alias(library, one, "Zeta", by=BY),
        lambda: remove_tag_alias(library, one, "Zeta", by=BY),
        lambda: add_tag_alias(library, one, "Zetb", by=BY),
        lambda: delete_tags(library, [other], by=BY),
        lambda: undo_act(library, last_act(library).id, by=BY),
    ):
        act()
        assert state() not in seen
        seen.append(state())


def test_where_there_are_too_many_the_library_is_asked_about_all(library, named_in, monkeypatch):
    monkeypatch.setattr(mentions, "_MOST_HELD", 1)
    sea = ensure_tag(library, "North Sea", by=BY).id
    ferry = ensure_tag(library, "Ferry", by=BY).id
    assert named_in("The North Sea ferry") == {sea, ferry}
