"""The desk of tags: lists, and changes of tags as acts that can be undone."""

import pytest

from newsroom.desk.acts import list_acts, redo_act, undo_act
from newsroom.desk.articles import get_article, get_revision, new_article, save_article
from newsroom.desk.bulk import change_articles
from newsroom.desk.found_names import find_tag
from newsroom.desk.pages import page_model
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.tag_desk import (
    add_tag_alias,
    count_tags,
    delete_tags,
    describe_tag,
    get_tag_row,
    list_tags,
    make_tag_label,
    merge_tags,
    preview_tag_merge,
    reinstate_tags,
    remove_tag_alias,
    rename_tag,
    retire_tags,
    set_tag_kind,
    set_tag_parent,
)
from newsroom.desk.tagging import complete_tags, ensure_tag
from newsroom.domain.article import Content, TagKind
from newsroom.domain.bulk import RemoveTags, ReplaceTag, Selection
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ordering import Shown, Sort
from newsroom.domain.times import now
from newsroom.storage.rebuilding import find_wrong

BY = "test"


@pytest.fixture(autouse=True)
def counters_are_right(library):
    yield
    with library.store.write() as connection:
        assert find_wrong(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def tagged(library, *labels, headline="Ferry returns", published=False):
    ids = tuple(ensure_tag(library, label, by=BY).id for label in labels)
    section = ensure_section(library, "Coast", by=BY)
    content = Content(headline=headline, body="Text.", section_id=section.id, tags=ids)
    article = new_article(library, content, by=BY)
    return publish(library, article.id, by=BY) if published else article


def tags_of(library, article):
    return [tag.label for tag in get_article(library, article.id).tags]


def names(page):
    return [row.tag.label for row in page.rows]


class TestLists:
    def test_by_use_by_name_and_by_last_use(self, library):
        for labels in (["Port", "Élan"], ["Port", "apple"], ["Port"]):
            tagged(library, *labels)
        assert names(list_tags(library)) == ["Port", "apple", "Élan"]
        assert names(list_tags(library, sort=Sort.NAME)) == ["apple", "Élan", "Port"]
        assert names(list_tags(library, sort=Sort.LAST_USE)) == ["Port", "apple", "Élan"]

    def test_pages_follow_each_other(self, library):
        for n in range(25):
            tagged(library, *(f"Tag {k:02}" for k in range(n + 1)))
        for sort in Sort:
            whole = names(list_tags(library, sort=sort, limit=100))
            parts, after = [], None
            while True:
                page = list_tags(library, sort=sort, limit=7, after=after)
                parts += names(page)
                after = page.next
                if after is None:
                    break
            assert parts == whole and len(whole) == 25

    def test_of_a_kind_of_a_text_and_retired(self, library):
        ana = ensure_tag(library, "Ana Ruiz", TagKind.PERSON, by=BY)
        port = ensure_tag(library, "Port", by=BY)
        add_tag_alias(library, port.id, "Harbour", by=BY)
        retire_tags(library, [port.id], by=BY)
        assert names(list_tags(library, kinds={TagKind.PERSON})) == ["Ana Ruiz"]
        assert names(list_tags(library, "har", shown=Shown.ALL)) == ["Port"]
        assert names(list_tags(library, "har")) == []
        assert names(list_tags(library, shown=Shown.RETIRED)) == ["Port"]
        assert names(list_tags(library, "!!")) == []
        assert count_tags(library)[TagKind.PERSON] == 1
        assert get_tag_row(library, ana.id).last_used_at is None
        with pytest.raises(NotFoundError):
            get_tag_row(library, 999)

    def test_a_row_says_what_the_tag_is(self, library):
        port, city = (ensure_tag(library, name, by=BY) for name in ("Port", "City"))
        set_tag_parent(library, [port.id], city.id, by=BY)
        describe_tag(library, port.id, "Where ships lie.", by=BY)
        article = tagged(library, "Port")
        row = get_tag_row(library, port.id)
        assert (row.description, row.parent.label, row.tag.n_articles) == ("Where ships lie.", "City", 1)
        assert abs((row.last_used_at - article.updated_at).total_seconds()) < 1
        assert get_tag_row(library, city.id).n_children == 1


class TestNames:
    def test_a_renamed_tag_is_found_by_both_names_and_both_addresses(self, library):
        tag = ensure_tag(library, "Harbour", by=BY)
        rename_tag(library, tag.id, "Port", by=BY)
        assert find_tag(library, "Port").id == find_tag(library, "Harbour").id == tag.id
        row = get_tag_row(library, tag.id)
        assert (row.tag.slug, row.tag.aliases) == ("port", ("Harbour",))
        assert ensure_tag(library, "Harbour", by=BY).id == tag.id

    def test_undone_and_done_again(self, library):
        tag = ensure_tag(library, "Harbour", by=BY)
        act = rename_tag(library, tag.id, "Port (place)", keep_alias=False, by=BY).act
        undo_act(library, act.id, by=BY)
        row = get_tag_row(library, tag.id)
        assert (row.tag.label, row.tag.slug, row.tag.aliases) == ("Harbour", "harbour", ())
        redo_act(library, act.id, by=BY)
        assert get_tag_row(library, tag.id).tag.label == "Port (place)"
        with pytest.raises(RefusedError, match="not undone"):
            redo_act(library, act.id, by=BY)

    def test_an_old_address_is_nobody_else_s(self, library):
        tag = ensure_tag(library, "Harbour", by=BY)
        rename_tag(library, tag.id, "Port", keep_alias=False, by=BY)
        other = ensure_tag(library, "Harbour", by=BY)
        assert other.id != tag.id and other.slug == "harbour-2"
        rename_tag(library, other.id, "Quay", keep_alias=False, by=BY)
        rename_tag(library, tag.id, "Harbour", keep_alias=False, by=BY)
        assert get_tag_row(library, tag.id).tag.slug == "harbour"

    def test_a_name_of_another_is_refused(self, library):
        one, other = (ensure_tag(library, name, by=BY) for name in ("Port", "Quay"))
        add_tag_alias(library, other.id, "Pier", by=BY)
        for name in ("quay", "PIER", "", " \u200b"):
            with pytest.raises(RefusedError):
                rename_tag(library, one.id, name, by=BY)
        assert list_acts(library).acts[0].words.startswith("Gave")

    def test_an_undo_is_refused_where_the_name_was_given_away(self, library):
        tag = ensure_tag(library, "Harbour", by=BY)
        act = rename_tag(library, tag.id, "Port", keep_alias=False, by=BY).act
        ensure_tag(library, "Harbour", by=BY)
        with pytest.raises(RefusedError, match="was changed since"):
            undo_act(library, act.id, by=BY)
        assert get_tag_row(library, tag.id).tag.label == "Port"

    def test_aliases(self, library):
        tag = ensure_tag(library, "United States", by=BY)
        add_tag_alias(library, tag.id, "US", by=BY)
        act = make_tag_label(library, tag.id, "US", by=BY).act
        row = get_tag_row(library, tag.id)
        assert (row.tag.label, row.tag.aliases) == ("US", ("United States",))
        undo_act(library, act.id, by=BY)
        act = remove_tag_alias(library, tag.id, "us", by=BY).act
        assert get_tag_row(library, tag.id).tag.aliases == ()
        undo_act(library, act.id, by=BY)
        assert get_tag_row(library, tag.id).tag.aliases == ("US",)
        with pytest.raises(RefusedError):
            remove_tag_alias(library, tag.id, "United States", by=BY)

    def test_what_changes_nothing_is_no_act(self, library):
        tag = ensure_tag(library, "Port", by=BY)
        assert rename_tag(library, tag.id, "Port", by=BY).act is None
        assert set_tag_kind(library, [tag.id], TagKind.TOPIC, by=BY).act is None
        assert list_acts(library).acts == ()


class TestPlaces:
    def test_no_tag_stands_under_itself(self, library):
        a, b, c = (ensure_tag(library, name, by=BY).id for name in "ABC")
        set_tag_parent(library, [b], a, by=BY)
        set_tag_parent(library, [c], b, by=BY)
        for parent in (a, b, c):
            with pytest.raises(RefusedError, match="under"):
                set_tag_parent(library, [a], parent, by=BY)
        act = set_tag_parent(library, [b, c], None, by=BY).act
        assert get_tag_row(library, c).parent is None
        undo_act(library, act.id, by=BY)
        assert get_tag_row(library, c).parent.id == b

    def test_the_retired_are_not_completed_and_stay_on_their_articles(self, library):
        article = tagged(library, "Port", "Quay")
        tag = find_tag(library, "Port")
        retire_tags(library, [tag.id], by=BY)
        assert [match.tag.label for match in complete_tags(library, "")] == ["Quay"]
        assert tags_of(library, article) == ["Port", "Quay"]
        reinstate_tags(library, [tag.id], by=BY)
        assert len(complete_tags(library, "")) == 2

    def test_only_the_unused_are_deleted(self, library):
        article = tagged(library, "Port")
        port, quay = find_tag(library, "Port"), ensure_tag(library, "Quay", by=BY)
        child = ensure_tag(library, "Pier", by=BY)
        set_tag_parent(library, [child.id], quay.id, by=BY)
        add_tag_alias(library, quay.id, "Dock", by=BY)
        with pytest.raises(RefusedError, match="on articles"):
            delete_tags(library, [quay.id, port.id], by=BY)
        act = delete_tags(library, [quay.id], by=BY).act
        with pytest.raises(NotFoundError):
            find_tag(library, "Dock")
        assert get_tag_row(library, child.id).parent is None
        undo_act(library, act.id, by=BY)
        assert find_tag(library, "Dock").id == quay.id
        assert get_tag_row(library, child.id).parent.id == quay.id
        change_articles(library, Selection([article.id]), RemoveTags((port.id,)), by=BY)
        delete_tags(library, [port.id], by=BY)

    def test_a_deletion_is_not_done_again_once_the_tag_is_used(self, library):
        tag = ensure_tag(library, "Port", by=BY)
        act = delete_tags(library, [tag.id], by=BY).act
        undo_act(library, act.id, by=BY)
        tagged(library, "Port")
        with pytest.raises(RefusedError, match="in use"):
            redo_act(library, act.id, by=BY)


class TestMerging:
    def test_preview_merge_and_undo(self, library):
        one = tagged(library, "US", "Trade")
        both = tagged(library, "Trade", "U.S.", "Sea", "US")
        other = tagged(library, "U.S.", published=True)
        source, target = find_tag(library, "U.S."), find_tag(library, "US")
        preview = preview_tag_merge(library, [source.id], target.id)
        assert (preview.n_articles, preview.n_both, preview.n_public) == (2, 1, 1)
        assert preview.names == ("U.S.",) and preview.warnings == ()
        before = {a.id: get_article(library, a.id) for a in (one, both, other)}
        outcome = merge_tags(library, [source.id], target.id, by=BY)
        assert outcome.n_changed == 2 and outcome.act.n_articles == 2
        assert tags_of(library, both) == ["Trade", "US", "Sea"]
        after = get_article(library, other.id)
        assert [tag.label for tag in after.tags] == ["US"]
        assert not after.has_unpublished_changes and after.version == other.version + 1
        assert get_revision(library, after.published_revision_id).content.tags == (target.id,)
        assert [tag.name for tag in page_model(library, other.id, at=now()).tags] == ["US"]
        assert find_tag(library, "u.s.").id == target.id
        assert get_tag_row(library, target.id).tag.n_published == 1
        undo_act(library, outcome.act.id, by=BY)
        for article in (one, both, other):
            again = get_article(library, article.id)
            assert (again.content, again.tags) == (before[article.id].content, before[article.id].tags)
            assert again.has_unpublished_changes == before[article.id].has_unpublished_changes
        redo_act(library, outcome.act.id, by=BY)
        assert tags_of(library, both) == ["Trade", "US", "Sea"]

    def test_what_came_after_the_undo_is_merged_with_the_redo(self, library):
        tagged(library, "US")
        tagged(library, "U.S.")
        source, target = find_tag(library, "U.S."), find_tag(library, "US")
        act = merge_tags(library, [source.id], target.id, by=BY).act
        undo_act(library, act.id, by=BY)
        late = tagged(library, "Sea", "U.S.")
        redo_act(library, act.id, by=BY)
        assert tags_of(library, late) == ["Sea", "US"]

    def test_a_window_that_still_has_the_old_tag_loses_nothing(self, library):
        article = tagged(library, "U.S.", "Trade")
        target = ensure_tag(library, "US", by=BY)
        new = ensure_tag(library, "Sea", by=BY)
        source = find_tag(library, "U.S.")
        merge_tags(library, [source.id], target.id, by=BY)
        base = article.content
        ours = Content(
            **{f: getattr(base, f) for f in base.__dataclass_fields__} | {"tags": (*base.tags, new.id)}
        )
        saved = save_article(library, article.id, base, ours, version=article.version, by=BY)
        assert [tag.label for tag in saved.article.tags] == ["US", "Trade", "Sea"]
        assert saved.conflicts == () and saved.merged == ("tags",)

    def test_children_and_chains(self, library):
        ids = [ensure_tag(library, name, by=BY).id for name in "ABCD"]
        a, b, c, d = ids
        set_tag_parent(library, [b, d], a, by=BY)
        set_tag_parent(library, [c], b, by=BY)
        first = merge_tags(library, [a], c, by=BY).act
        assert get_tag_row(library, b).parent is None
        assert get_tag_row(library, d).parent.id == c
        second = merge_tags(library, [c], b, by=BY).act
        assert find_tag(library, "A").id == b
        with pytest.raises(RefusedError, match="changed since"):
            undo_act(library, first.id, by=BY)
        undo_act(library, second.id, by=BY)
        undo_act(library, first.id, by=BY)
        assert get_tag_row(library, c).parent.id == b and get_tag_row(library, d).parent.id == a

    def test_what_was_changed_since_is_left_and_named(self, library):
        articles = [tagged(library, "U.S.", headline=f"Story {n}") for n in range(3)]
        source, target = find_tag(library, "U.S."), ensure_tag(library, "US", by=BY)
        act = merge_tags(library, [source.id], target.id, by=BY).act
        change_articles(library, Selection([articles[1].id]), RemoveTags((target.id,)), by=BY)
        turned = undo_act(library, act.id, by=BY)
        assert turned.n_left == 1 and turned.act.n_left == 1
        assert (turned.left[0].article_id, turned.left[0].headline) == (articles[1].id, "Story 1")
        assert [tags_of(library, one) for one in articles] == [["U.S."], [], ["U.S."]]

    def test_into_itself_or_nothing_is_refused(self, library):
        tag = ensure_tag(library, "Port", by=BY)
        for sources in ([tag.id], []):
            with pytest.raises(RefusedError):
                merge_tags(library, sources, tag.id, by=BY)
        with pytest.raises(NotFoundError):
            merge_tags(library, [999], tag.id, by=BY)

    def test_split_by_a_selection(self, library):
        articles = [tagged(library, "Jordan", "Sport") for _ in range(2)]
        old, new = find_tag(library, "Jordan"), ensure_tag(library, "Jordan (person)", TagKind.PERSON, by=BY)
        act = change_articles(library, Selection([articles[0].id]), ReplaceTag(old.id, new.id), by=BY).act
        assert tags_of(library, articles[0]) == ["Jordan (person)", "Sport"]
        assert tags_of(library, articles[1]) == ["Jordan", "Sport"]
        undo_act(library, act.id, by=BY)
        assert tags_of(library, articles[0]) == ["Jordan", "Sport"]


def test_acts_on_one_tag_are_undone_in_any_order(library):
    tag = ensure_tag(library, "Harbour", by=BY)
    first = rename_tag(library, tag.id, "Port", by=BY).act
    second = set_tag_kind(library, [tag.id], TagKind.PLACE, by=BY).act
    undo_act(library, first.id, by=BY)
    row = get_tag_row(library, tag.id)
    assert (row.tag.label, row.tag.kind) == ("Harbour", TagKind.PLACE)
    undo_act(library, second.id, by=BY)
    assert get_tag_row(library, tag.id).tag.kind is TagKind.TOPIC
