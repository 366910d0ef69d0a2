"""Vocabularies in the library, and tags that may be one."""

import pytest

from newsroom.desk.acts import redo_act, undo_act
from newsroom.desk.articles import new_article
from newsroom.desk.tag_desk import add_tag_alias, get_tag_row, merge_tags, retire_tags
from newsroom.desk.tag_duplicates import find_duplicates, not_the_same
from newsroom.desk.tagging import ensure_tag
from newsroom.desk.vocabulary import (
    complete_concepts,
    find_concept,
    import_vocabulary,
    list_vocabularies,
    map_tags,
    propose_mappings,
    remove_vocabulary,
    tag_from_concept,
)
from newsroom.domain.article import Content, TagKind
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import LibraryError, NotFoundError, RefusedError
from newsroom.domain.ordering import Likeness

BY = "test"
TABLE = """\
code,name (en),name (ar),definition (en),broader
1,economy,اقتصاد,All about money,
2,trade,تجارة,,1
3,free trade,,,2
"""


@pytest.fixture
def topics(library, tmp_path):
    path = tmp_path / "topics.csv"
    path.write_text(TABLE, "utf-8")
    return import_vocabulary(library, path, by=BY)


def rewritten(library, tmp_path, table, **options):
    path = tmp_path / "topics.csv"
    path.write_text(table, "utf-8")
    return import_vocabulary(library, path, by=BY, **options)


def test_imported_completed_and_found(library, topics):
    assert (topics.name, topics.language, topics.n_concepts, topics.n_mapped) == ("topics", "en", 3, 0)
    assert [match.concept.name for match in complete_concepts(library, "trade")] == ["trade", "free trade"]
    assert find_concept(library, "3").name == "free trade" and find_concept(library, "TRADE").code == "2"
    for text in ("", "!", "nothing"):
        assert complete_concepts(library, text) == ()
    with pytest.raises(NotFoundError):
        find_concept(library, "nothing")


def test_a_concept_becomes_a_tag_under_the_nearest_that_has_one(library, topics):
    economy = tag_from_concept(library, find_concept(library, "1").id, by=BY)
    free = tag_from_concept(library, find_concept(library, "3").id, by=BY)
    assert get_tag_row(library, free.id).parent.id == economy.id
    assert get_tag_row(library, free.id).concept.code == "3"
    assert tag_from_concept(library, find_concept(library, "3").id, by=BY).id == free.id
    known = ensure_tag(library, "Trade", TagKind.EVENT, by=BY)
    assert tag_from_concept(library, find_concept(library, "2").id, by=BY).id == known.id
    assert get_tag_row(library, known.id).parent is None
    with pytest.raises(NotFoundError):
        tag_from_concept(library, 99, by=BY)


def test_mapped_by_name_and_undone(library, topics):
    tag = ensure_tag(library, "Commerce", by=BY)
    add_tag_alias(library, tag.id, "Trade", by=BY)
    (proposal,) = propose_mappings(library)
    assert (proposal.tag.id, proposal.concept.code, proposal.name) == (tag.id, "2", "Trade")
    act = map_tags(library, {tag.id: proposal.concept.id}, by=BY).act
    assert propose_mappings(library) == () and list_vocabularies(library)[0].n_mapped == 1
    other = ensure_tag(library, "Deals", by=BY)
    second = map_tags(library, {other.id: proposal.concept.id}, by=BY).act
    assert get_tag_row(library, tag.id).concept is None
    undo_act(library, second.id, by=BY)
    assert get_tag_row(library, tag.id).concept.code == "2"
    undo_act(library, act.id, by=BY)
    assert get_tag_row(library, tag.id).concept is None
    with pytest.raises(RefusedError, match="One tag"):
        map_tags(library, {tag.id: proposal.concept.id, other.id: proposal.concept.id}, by=BY)
    with pytest.raises(NotFoundError):
        map_tags(library, {tag.id: 99}, by=BY)


def test_a_merge_keeps_the_mapping(library, topics):
    tag, other = ensure_tag(library, "Trade", by=BY), ensure_tag(library, "Commerce", by=BY)
    map_tags(library, {tag.id: find_concept(library, "2").id}, by=BY)
    act = merge_tags(library, [tag.id], other.id, by=BY).act
    assert get_tag_row(library, other.id).concept.code == "2"
    undo_act(library, act.id, by=BY)
    assert get_tag_row(library, tag.id).concept.code == "2"
    assert get_tag_row(library, other.id).concept is None


def test_brought_up_to_date_in_another_language(library, topics, tmp_path):
    tag = tag_from_concept(library, find_concept(library, "2").id, by=BY)
    table = TABLE.replace("3,free trade,,,2\n", "4,barter,مقايضة,,2\n")
    again = rewritten(library, tmp_path, table, language="ar")
    assert (again.id, again.language, again.n_concepts) == (topics.id, "ar", 4)
    assert get_tag_row(library, tag.id).concept.name == "تجارة"
    assert find_concept(library, "3").is_retired
    assert [match.concept.code for match in complete_concepts(library, "free")] == []
    remove_vocabulary(library, again.id, by=BY)
    assert list_vocabularies(library) == () and get_tag_row(library, tag.id).concept is None
    with pytest.raises(NotFoundError):
        remove_vocabulary(library, again.id, by=BY)


def test_its_removal_is_undone_with_concepts_parents_and_mappings(library, topics):
    tag = tag_from_concept(library, find_concept(library, "3").id, by=BY)
    before = (list_vocabularies(library), find_concept(library, "3"))
    act = remove_vocabulary(library, topics.id, by=BY).act
    assert act.words == "Removed the vocabulary “topics”" and list_vocabularies(library) == ()
    undo_act(library, act.id, by=BY)
    assert (list_vocabularies(library), find_concept(library, "3")) == before
    assert get_tag_row(library, tag.id).concept.code == "3"
    redo_act(library, act.id, by=BY)
    assert list_vocabularies(library) == () and get_tag_row(library, tag.id).concept is None


def test_a_removal_is_not_undone_over_another_of_its_name(library, topics, tmp_path):
    act = remove_vocabulary(library, topics.id, by=BY).act
    rewritten(library, tmp_path, TABLE)
    with pytest.raises(RefusedError, match="topics"):
        undo_act(library, act.id, by=BY)
    assert list_vocabularies(library)[0].n_concepts == 3


def test_what_cannot_be_imported_changes_nothing(library, tmp_path):
    with pytest.raises(LibraryError):
        import_vocabulary(library, tmp_path / "nowhere.csv", by=BY)
    with pytest.raises(RefusedError):
        rewritten(library, tmp_path, "just,a\ntable,of\n")
    assert list_vocabularies(library) == ()


class TestDuplicates:
    def test_groups_the_most_used_first_and_what_is_told_apart(self, library):
        us, dotted, usa = (ensure_tag(library, name, by=BY) for name in ("US", "U.S.", "USA"))
        for name in ("Jordan (person)", "Jordan (place)", "Harbour", "Harbours", "Sea"):
            ensure_tag(library, name, by=BY)
        new_article(library, Content(headline="A", tags=(usa.id,)), by=BY)
        first, second = find_duplicates(library)
        assert [tag.label for tag in first.tags] == ["USA", "US", "U.S."]
        assert first.reasons == {Likeness.SPELLING, Likeness.ABBREVIATION}
        assert [tag.label for tag in second.tags] == ["Harbour", "Harbours"]
        act = not_the_same(library, [us.id, usa.id, dotted.id], by=BY).act
        assert len(find_duplicates(library)) == 1
        undo_act(library, act.id, by=BY)
        retire_tags(library, [second.tags[0].id], by=BY)
        assert len(find_duplicates(library)) == 1

    def test_ended_by_a_token(self, library):
        ensure_tag(library, "US", by=BY)
        token = CancelToken()
        token.cancel()
        with pytest.raises(CancelledError):
            find_duplicates(library, token=token)
