"""Kept searches: made, put in order, asked; names that change later still lead on."""

import pytest

from newsroom.desk.articles import new_article, set_fields
from newsroom.desk.browsing import list_articles
from newsroom.desk.searches import (
    ask_search,
    change_search,
    count_search,
    counts_at_once,
    delete_search,
    find_search,
    list_searches,
    move_search,
    restore_search,
    save_search,
)
from newsroom.desk.section_desk import rename_section
from newsroom.desk.tag_desk import merge_tags, rename_tag
from newsroom.domain.article import Content
from newsroom.domain.conditions import Link
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.query import Order
from newsroom.storage.named import find_named

BY = "test"


@pytest.fixture
def tagged(library):
    article = new_article(library, Content("Harbour strike"), by=BY)
    set_fields(library, article.id, {"tags": ["Sea"], "section": "World", "series": ["The Strike"]}, by=BY)
    new_article(library, Content("Fog"), by=BY)
    return library


def names(library) -> list[str]:
    return [search.name for search in list_searches(library)]


def test_a_search_is_kept_with_its_line_and_order(tagged):
    kept = save_search(tagged, " At  sea ", "tag:Sea -fog", order=Order.UPDATED, by=BY)
    assert list_searches(tagged) == (kept,)
    assert (kept.name, kept.text, kept.order) == ("At sea", "tag:Sea -fog", Order.UPDATED)
    asked = ask_search(tagged, kept)
    assert asked.query.order is Order.UPDATED and asked.mistakes == ()
    assert [row.headline for row in list_articles(tagged, asked.query).rows] == ["Harbour strike"]
    assert count_search(tagged, kept) == 1
    assert find_search(tagged, "AT SEA") == kept


def test_what_counters_know_is_counted_at_once(tagged):
    tag = save_search(tagged, "a", "tag:Sea", by=BY)
    state = save_search(tagged, "b", "state:draft", by=BY)
    trash = save_search(tagged, "c", "is:trashed", by=BY)
    words = save_search(tagged, "d", "fog", by=BY)
    bare = save_search(tagged, "e", "is:untagged", by=BY)
    assert counts_at_once(tagged, (bare,)) == {bare.id: 1}
    assert counts_at_once(tagged, (tag, state, trash, words)) == {
        tag.id: 1,
        state.id: 2,
        trash.id: 0,
        words.id: None,
    }


def test_order_names_and_lines_change(tagged):
    _, b, c = (save_search(tagged, name, "fog", by=BY) for name in "abc")
    assert [one.name for one in move_search(tagged, c.id, 0, by=BY)] == ["c", "a", "b"]
    move_search(tagged, c.id, 99, by=BY)
    assert names(tagged) == ["a", "b", "c"]
    changed = change_search(tagged, b.id, name="B", text="tag:Sea", order=Order.OLDEST, by=BY)
    assert (changed.name, changed.text, changed.order) == ("B", "tag:Sea", Order.OLDEST)
    assert change_search(tagged, b.id, by=BY) == changed


def test_one_that_was_deleted_comes_back_to_its_place(tagged):
    for name in "abc":
        save_search(tagged, name, "tag:Sea", by=BY)
    gone = delete_search(tagged, list_searches(tagged)[1].id, by=BY)
    assert names(tagged) == ["a", "c"]
    back = restore_search(tagged, gone, 1, by=BY)
    assert names(tagged) == ["a", "b", "c"]
    assert (back.text, back.known) == (gone.text, gone.known) and back.id != gone.id


def test_what_is_refused(tagged):
    kept = save_search(tagged, "a", "fog", by=BY)
    for name, text in ((" ", "fog"), ("A", "fog"), ("b", " "), ("b", "()"), ("b", "x" * 5_000)):
        with pytest.raises(RefusedError):
            save_search(tagged, name, text, by=BY)
    delete_search(tagged, kept.id, by=BY)
    for act in (
        lambda: change_search(tagged, kept.id, name="c", by=BY),
        lambda: move_search(tagged, kept.id, 0, by=BY),
        lambda: delete_search(tagged, kept.id, by=BY),
        lambda: find_search(tagged, "a"),
    ):
        with pytest.raises(NotFoundError):
            act()


def test_names_that_change_later_still_lead_on(tagged):
    kept = save_search(tagged, "a", "section:World tag:Sea series:The-Strike", by=BY)
    with tagged.store.read() as connection:
        (section,) = find_named(connection, Link.SECTION, "World")
    rename_section(tagged, section.id, "The World", by=BY)
    with tagged.store.write() as connection:
        connection.exec_driver_sql("UPDATE tag SET name = 'Ocean', slug = 'ocean'")
        connection.exec_driver_sql("UPDATE tag_name SET name = 'Ocean', name_key = 'ocean'")
        connection.exec_driver_sql("UPDATE series SET name = 'Other', name_key = 'other', slug = 'other'")
        connection.exec_driver_sql("UPDATE section SET slug = 'other'")
    asked = ask_search(tagged, kept)
    assert asked.mistakes == () and count_search(tagged, kept) == 1
    assert [term.label for term in asked.terms] == ["The World", "Ocean", "Other"]
    again = change_search(tagged, kept.id, text=f"{kept.text} -fog", by=BY)
    assert count_search(tagged, again) == 1


def test_a_tag_that_was_merged_leads_to_the_other(tagged):
    kept = save_search(tagged, "a", "tag:Sea", by=BY)
    article = new_article(tagged, Content("Waves"), by=BY)
    set_fields(tagged, article.id, {"tags": ["Ocean"]}, by=BY)
    with tagged.store.read() as connection:
        (sea,), (ocean,) = (find_named(connection, Link.TAG, name) for name in ("Sea", "Ocean"))
    with tagged.store.write() as connection:
        connection.exec_driver_sql("UPDATE article_tag SET tag_id = ? WHERE tag_id = ?", (ocean.id, sea.id))
        connection.exec_driver_sql("DELETE FROM tag WHERE id = ?", (sea.id,))
        connection.exec_driver_sql(
            "INSERT INTO merged (kind, old_id, target_id) VALUES ('tag', ?, ?)", (sea.id, ocean.id)
        )
    assert count_search(tagged, kept) == 2


def test_acts_of_the_tag_desk_leave_a_kept_search_as_it_was(tagged):
    kept = save_search(tagged, "a", "tag:Sea", by=BY)
    other = new_article(tagged, Content("Waves"), by=BY)
    set_fields(tagged, other.id, {"tags": ["Ocean"]}, by=BY)
    with tagged.store.read() as connection:
        (sea,), (ocean,) = (find_named(connection, Link.TAG, name) for name in ("Sea", "Ocean"))
    rename_tag(tagged, sea.id, "The sea", keep_alias=False, by=BY)
    assert count_search(tagged, kept) == 1
    merge_tags(tagged, [sea.id], ocean.id, by=BY)
    assert count_search(tagged, kept) == 2 and ask_search(tagged, kept).mistakes == ()
