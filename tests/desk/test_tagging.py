"""Tags: one namespace, homonyms, and completion."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.desk.articles import new_article
from newsroom.desk.tagging import add_alias, complete_tags, ensure_tag
from newsroom.domain.article import Content, TagKind
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import TagId
from newsroom.domain.names import name_key

BY = "test"


def make(library, label: str, kind: TagKind | None = None, *, uses: int = 0, aliases: tuple[str, ...] = ()):
    tag = ensure_tag(library, label, kind, by=BY)
    for alias in aliases:
        add_alias(library, tag.id, alias, by=BY)
    for _ in range(uses):
        new_article(library, Content(tags=(tag.id,)), by=BY)
    return tag


def labels(library, text: str, **options) -> list[str]:
    return [match.tag.label for match in complete_tags(library, text, **options)]


def test_a_new_tag_is_a_topic_unless_said(library):
    assert ensure_tag(library, "  Night   trains ", by=BY).name == "Night trains"
    assert ensure_tag(library, "Night trains", by=BY).kind is TagKind.TOPIC
    assert ensure_tag(library, "Ana Ruiz", TagKind.PERSON, by=BY).kind is TagKind.PERSON
    assert ensure_tag(library, "Lindow (place)", by=BY).kind is TagKind.PLACE


def test_a_name_is_one_whatever_its_capitals_spaces_and_width(library):
    tag = ensure_tag(library, "Night trains", by=BY)
    for label in ("night TRAINS", "Night\u00a0 trains", "Ｎight trains"):
        assert ensure_tag(library, label, by=BY) == tag


def test_an_alias_stands_for_its_tag(library):
    tag = make(library, "United States", TagKind.PLACE, aliases=("US", "U.S.", "USA"))
    assert ensure_tag(library, "u.s.", by=BY).id == tag.id
    assert ensure_tag(library, "USA", TagKind.PLACE, by=BY).aliases == ("US", "U.S.", "USA")
    add_alias(library, tag.id, "us", by=BY)
    other = ensure_tag(library, "United Kingdom", by=BY)
    with pytest.raises(RefusedError, match="is a name of the tag “United States”"):
        add_alias(library, other.id, "USA", by=BY)
    with pytest.raises(NotFoundError):
        add_alias(library, TagId(999), "XX", by=BY)


def test_a_second_thing_of_the_same_name_carries_a_qualifier(library):
    place = ensure_tag(library, "Jordan", TagKind.PLACE, by=BY)
    person = ensure_tag(library, "Jordan", TagKind.PERSON, by=BY)
    assert (person.label, person.kind, person.slug) == ("Jordan (person)", TagKind.PERSON, "jordan-person")
    assert ensure_tag(library, "jordan", TagKind.PERSON, by=BY) == person
    assert ensure_tag(library, "JORDAN (person)", by=BY) == person
    assert ensure_tag(library, "Jordan", by=BY) == place
    assert ensure_tag(library, "Jordan", TagKind.PLACE, by=BY) == place
    assert ensure_tag(library, "Jordan (river)", by=BY).kind is TagKind.TOPIC
    with pytest.raises(RefusedError, match="Jordan"):
        ensure_tag(library, "Jordan (river)", TagKind.PLACE, by=BY)


@pytest.mark.parametrize("label", ["", "  ", "\u200b\n", "(person)"])
def test_a_tag_needs_a_name(library, label):
    if name_key(label):
        assert ensure_tag(library, label, by=BY).name == label.strip()
    else:
        with pytest.raises(RefusedError):
            ensure_tag(library, label, by=BY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.sampled_from([None, *TagKind]))
def test_asking_again_gives_the_same_tag(library, label, kind):
    try:
        tag = ensure_tag(library, label, kind, by=BY)
    except RefusedError:
        return
    assert ensure_tag(library, label, kind, by=BY) == tag
    assert ensure_tag(library, tag.label, by=BY) == tag


def test_completion_by_any_word_of_any_name_the_most_used_first(library):
    make(library, "Harbour strike", uses=1)
    make(library, "New Harbour", uses=3)
    make(library, "Docks", uses=2, aliases=("Harbour area",))
    make(library, "Ferries", uses=9)
    assert labels(library, "har") == ["New Harbour", "Docks", "Harbour strike"]
    assert labels(library, "stri harb") == ["Harbour strike"]
    assert labels(library, "HARBOUR") == ["New Harbour", "Docks", "Harbour strike"]
    assert [match.alias for match in complete_tags(library, "har")] == [None, "Harbour area", None]
    assert labels(library, "arbour") == []
    assert labels(library, "…") == []


def test_the_exact_name_stands_first(library):
    make(library, "US Open", uses=5)
    make(library, "United States", uses=1, aliases=("US",))
    assert labels(library, "us") == ["United States", "US Open"]


def test_nothing_typed_gives_the_most_used(library):
    for n in range(5):
        make(library, f"Tag {n}", uses=n)
    assert labels(library, "", limit=3) == ["Tag 4", "Tag 3", "Tag 2"]


def test_what_is_on_the_article_is_not_offered(library):
    tags = [make(library, f"Harbour {n}", uses=n) for n in range(4)]
    assert labels(library, "har", exclude=(tags[3].id, tags[1].id), limit=2) == ["Harbour 2", "Harbour 0"]
    assert labels(library, "", exclude=[tag.id for tag in tags]) == []


def test_among_many_the_order_is_still_exact(library):
    """Use in steps orders the index; within a step the numbers themselves do."""
    with library.store.write() as connection:
        for n in range(200):
            sql = "INSERT INTO tag (name, kind, slug, n_articles) VALUES (?, 'topic', ?, ?)"
            id = connection.exec_driver_sql(sql, (f"Harbour {n}", f"h{n}", n * 37 % 211)).lastrowid
            name = "INSERT INTO tag_name (tag_id, name, name_key, is_alias) VALUES (?, ?, ?, 0)"
            connection.exec_driver_sql(name, (id, f"Harbour {n}", f"harbour {n}"))
    uses = sorted((n * 37 % 211 for n in range(200)), reverse=True)
    for limit in (1, 5, 12, 50):
        found = [match.tag.n_articles for match in complete_tags(library, "h", limit=limit)]
        assert found == uses[:limit]


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("Ёлки", "елк"),
        ("Ελλάδα", "ελλ"),
        ("القاهرة", "القاهره"),
        ("東京", "京"),
        ("İzmir", "izm"),
        ("Łódź", "lod"),
    ],
)
def test_completion_in_many_scripts(library, label, typed):
    make(library, label)
    assert labels(library, typed) == [label]


def test_a_retired_tag_is_not_offered(library):
    tag = make(library, "Harbour")
    with library.store.write() as connection:
        connection.exec_driver_sql("UPDATE tag SET retired_at = 1 WHERE id = ?", (tag.id,))
    assert labels(library, "har") == labels(library, "harbour") == labels(library, "") == []
