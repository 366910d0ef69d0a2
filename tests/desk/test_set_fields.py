"""Fields set by the names and values of ``show``: all of them, or nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.desk.articles import get_article, new_article, set_fields, trash_article
from newsroom.desk.fields import WRITABLE
from newsroom.desk.media import add_picture
from newsroom.desk.sections import list_sections
from newsroom.desk.showing import show_document
from newsroom.domain.article import Content, Dateline
from newsroom.domain.errors import NewsroomError, NotFoundError, RefusedError
from newsroom.domain.ids import ArticleId
from tests.desk.pictures import png

BY = "test"


def changed(library, changes):
    article = new_article(library, Content(headline="H"), by=BY)
    return show_document(library, set_fields(library, article.id, changes, by=BY))


def test_every_writable_field_is_set_and_shown(library):
    other = new_article(library, Content(headline="Other"), by=BY)
    picture = add_picture(library, png(4, 3))
    values = {
        "slug": "by-hand",
        "language": "pt-BR",
        "section": "Middle East",
        "label": "Breaking",
        "headline": "A = B",
        "lede": "  Spaces  kept ",
        "dateline": {"place": "PARIS", "date": "Nov 27", "credit": None},
        "bylines": [{"author_id": None, "name": "Ana Ruiz", "role": "reporting", "place": "Rome"}],
        "body": "One.\n\nTwo.\n",
        "picture": {"file": picture.file, "alt": "a", "caption": "c", "credit": "d", "date": "2026-01-01"},
        "notices": [{"kind": "correction", "text": "Wrong.", "at": "2026-03-01T10:00:00Z"}],
        "series": [{"name": "The Strike", "position": 1, "count": 1}],
        "tags": [{"name": "Harbour", "kind": "topic"}, {"name": "Ana Ruiz", "kind": "person"}],
        "related": [{"id": other.id, "headline": "Other"}, {"id": None, "headline": "Not written"}],
        "publish_at": "2027-01-01T00:00:00Z",
        "embargo_until": "2027-01-02T00:00:00.500Z",
        "extra": {"wordpress": {"id": 7, "tags": [1, "x", None]}},
    }
    assert list(values) == WRITABLE
    shown = changed(library, values)
    values["bylines"][0]["author_id"] = shown["bylines"][0]["author_id"]
    assert {name: shown[name] for name in values} == values
    assert shown["bylines"][0]["author_id"] is not None
    assert shown["version"] == 2


def test_what_show_prints_can_be_set_again_and_changes_nothing(sample):
    for id in range(1, 70):
        article = get_article(sample, ArticleId(id))
        shown = show_document(sample, article)
        again = set_fields(
            sample, article.id, {name: shown[name] for name in WRITABLE if name != "slug"}, by=BY
        )
        assert again == article


def test_an_empty_value_empties_the_field(library):
    article = new_article(library, Content(headline="H"), by=BY)
    full = {
        "label": "Breaking",
        "section": "World",
        "lede": "L",
        "dateline.place": "PARIS",
        "series": ["S"],
        "tags": ["T"],
        "publish_at": "2027-01-01T00:00:00Z",
        "extra.note": 1,
        "slug": "mine",
    }
    set_fields(library, article.id, full, by=BY)
    empty = {
        "label": "",
        "section": "",
        "lede": "",
        "dateline": None,
        "series": [],
        "tags": None,
        "publish_at": "",
        "extra.note": None,
        "slug": "",
    }
    shown = show_document(library, set_fields(library, article.id, empty, by=BY))
    before = show_document(library, article)
    for key in ("version", "updated_at"):
        del shown[key], before[key]
    assert shown == before


def test_parts_build_on_one_another_in_their_order(library):
    shown = changed(
        library, {"dateline": {"place": "ROME"}, "dateline.date": "May 3", "dateline.credit": "X"}
    )
    assert shown["dateline"] == {"place": "ROME", "date": "May 3", "credit": "X"}
    shown = changed(library, {"extra.a.b": [1], "extra.a.c": "x"})
    assert shown["extra"] == {"a": {"b": [1], "c": "x"}}


def test_no_credit_and_the_credit_of_the_site_are_told_apart(library):
    article = new_article(library, Content(headline="H"), by=BY)
    for value, credit in (({"credit": ""}, ""), ({"credit": None}, None), ({"credit": "X"}, "X"), ({}, None)):
        assert set_fields(library, article.id, {"dateline": value}, by=BY).content.dateline.credit == credit
    set_fields(library, article.id, {"dateline.credit": "X"}, by=BY)
    assert set_fields(library, article.id, {"dateline.credit": ""}, by=BY).content.dateline == Dateline()


def test_plain_forms_of_lists(library):
    other = new_article(library, Content(headline="Other"), by=BY)
    values = {
        "bylines": ["Ana"],
        "tags": ["person:Ana", "Port"],
        "series": ["S"],
        "related": [other.id, "Later"],
    }
    shown = changed(library, values)
    assert [line["name"] for line in shown["bylines"]] == ["Ana"]
    assert shown["tags"] == [{"name": "Ana", "kind": "person"}, {"name": "Port", "kind": "topic"}]
    assert shown["related"] == [{"id": other.id, "headline": "Other"}, {"id": None, "headline": "Later"}]


def test_a_notice_without_a_time_is_of_now(library):
    (notice,) = changed(library, {"notices": [{"kind": "note", "text": "x"}]})["notices"]
    assert notice["at"].endswith("Z")


def test_a_section_is_known_by_any_spelling_or_made(library):
    assert changed(library, {"section": "Middle East"})["section"] == "Middle East"
    assert changed(library, {"section": " middle  EAST "})["section"] == "Middle East"
    assert [section.slug for section in list_sections(library)] == ["middle-east"]


WRONG = [
    {"id": 7},
    {"uid": "x"},
    {"state": "published"},
    {"address": "/x"},
    {"published_at": "2026-01-01T00:00:00Z"},
    {"version": 1},
    {"nonsense": "x"},
    {"headline.text": "x"},
    {"dateline.town": "x"},
    {"picture.width": 1},
    {"headline": 7},
    {"headline": ["x"]},
    {"language": ""},
    {"language": "not a language"},
    {"slug": "…"},
    {"dateline": "PARIS"},
    {"dateline": {"town": "x"}},
    {"dateline.place": 7},
    {"bylines": "Ana"},
    {"bylines": [{"role": "author"}]},
    {"bylines": [{"name": "Ana", "role": "chief"}]},
    {"bylines": [7]},
    {"notices": [{"kind": "rumour", "text": "x"}]},
    {"notices": [{"kind": "note", "text": " "}]},
    {"notices": [{"kind": "note", "text": "x", "at": "noon"}]},
    {"series": "S"},
    {"series": [""]},
    {"tags": [{"name": "x", "kind": "colour"}]},
    {"tags": [None]},
    {"related": [99]},
    {"related": [{"id": "1", "headline": "x"}]},
    {"related": [{"id": True}]},
    {"related": [{"id": None}]},
    {"related": [0]},
    {"picture": {"alt": "x"}},
    {"picture": {"file": "absent.png"}},
    {"picture.file": "../newsroom.db"},
    {"picture.alt": "no picture"},
    {"publish_at": "noon"},
    {"embargo_until": 7},
    {"extra": [1]},
    {"extra" + ".a" * 5000: 1},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong)[:60])
def test_if_one_value_is_wrong_nothing_changes(library, wrong):
    article = new_article(library, Content(headline="H"), by=BY)
    with pytest.raises(RefusedError, match=r"Nothing was changed\.$"):
        set_fields(library, article.id, {"lede": "New", "section": "New", "tags": ["New"]} | wrong, by=BY)
    assert get_article(library, article.id) == article
    assert list_sections(library) == ()


def test_related_refuses_the_article_itself_a_double_and_a_trashed_one(library):
    article, other = (new_article(library, Content(headline=name), by=BY) for name in "ab")
    for related in ([article.id], [other.id, other.id]):
        with pytest.raises(RefusedError):
            set_fields(library, article.id, {"related": related}, by=BY)
    set_fields(library, article.id, {"related": [other.id]}, by=BY)
    trash_article(library, other.id, by=BY)
    set_fields(library, article.id, {"related": [other.id, "More"]}, by=BY)  # it was there before
    set_fields(library, article.id, {"related": []}, by=BY)
    with pytest.raises(RefusedError, match="in the trash"):
        set_fields(library, article.id, {"related": [other.id]}, by=BY)


def test_an_article_that_is_not_there(library):
    with pytest.raises(NotFoundError):
        set_fields(library, ArticleId(9), {"headline": "x"}, by=BY)


def test_setting_what_is_set_writes_nothing(library):
    article = new_article(library, Content(headline="H", dateline=Dateline("X")), by=BY)
    assert set_fields(library, article.id, {"headline": "H", "dateline.place": "X"}, by=BY) == article


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PARTS = ["dateline.place", "dateline.credit", "picture.file", "picture.alt", "extra.x", "extra.x.y"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*WRITABLE, *PARTS]), ANY_JSON, max_size=4))
def test_any_value_is_set_or_refused_in_words(library, values):
    article = new_article(library, Content(headline="H"), by=BY)
    refusal = ""
    try:
        after = set_fields(library, article.id, values, by=BY)
    except NewsroomError as error:
        after, refusal = article, str(error)
    assert get_article(library, article.id) == after
    assert refusal == "" or refusal.endswith(".")
