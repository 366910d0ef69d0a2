"""Tags, series and related articles put on an article by name."""

import pytest

from newsroom.desk.articles import get_article, new_article, set_fields, trash_article
from newsroom.desk.finding import find_section, find_series, find_tag
from newsroom.desk.placing import change_series, change_tags, replace_related
from newsroom.desk.sections import ensure_section
from newsroom.domain.article import Content, TagKind
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.storage.tags import add_alias, ensure_tag

BY = "test"


@pytest.fixture
def article(library):
    return new_article(library, Content(headline="Talks"), by=BY)


def labels(article):
    return [tag.label for tag in article.tags]


def test_tags_keep_their_order_and_an_alias_stands_for_its_tag(library, article):
    with library.store.write() as connection:
        add_alias(connection, ensure_tag(connection, "United States", TagKind.PLACE).id, "US")
    article = change_tags(
        library, article.id, add=["Port", "us", "person:Ana Ruiz", "PORT"], remove=[], by=BY
    )
    assert labels(article) == ["Port", "United States", "Ana Ruiz"]
    assert [tag.kind.value for tag in article.tags] == ["topic", "place", "person"]
    article = change_tags(library, article.id, add=["Strike"], remove=["US", "person:ana ruiz"], by=BY)
    assert labels(article) == ["Port", "Strike"]


def test_homonyms_carry_a_qualifier(library, article):
    article = change_tags(library, article.id, add=["place:Jordan", "person:Jordan"], remove=[], by=BY)
    assert labels(article) == ["Jordan", "Jordan (person)"]
    assert find_tag(library, "Jordan").kind is TagKind.PLACE
    assert find_tag(library, "jordan (PERSON)").kind is TagKind.PERSON
    article = change_tags(library, article.id, add=[], remove=["Jordan (person)"], by=BY)
    assert labels(article) == ["Jordan"]


def test_what_is_not_on_the_article_cannot_be_taken_off(library, article):
    with pytest.raises(RefusedError, match="no tag"):
        change_tags(library, article.id, add=["Port"], remove=["Strike"], by=BY)
    with pytest.raises(RefusedError, match="not in the series"):
        change_series(library, article.id, add=["S"], remove=["Other"], by=BY)
    assert get_article(library, article.id) == article


def test_series_keep_their_order(library, article):
    article = change_series(library, article.id, add=["One", "Two", "one"], remove=[], by=BY)
    assert [place.series.name for place in article.series] == ["One", "Two"]
    article = change_series(library, article.id, add=["Three"], remove=["ONE"], by=BY)
    assert [place.series.name for place in article.series] == ["Two", "Three"]


def test_a_new_series_may_say_how_many_articles_it_has(library, article):
    article = change_series(library, article.id, add=["The Strike (1,881)", "Plan"], remove=[], by=BY)
    assert [(place.series.name, place.count) for place in article.series] == [
        ("The Strike", 1881),
        ("Plan", 1),
    ]
    article = set_fields(library, article.id, {"series": ["the strike (7)", "Other (0)", "Port (3)"]}, by=BY)
    names = [(place.series.name, place.count) for place in article.series]
    assert names == [("The Strike", 1881), ("Other", 1), ("Port", 3)]  # of a known one it says nothing
    article = change_series(library, article.id, add=[], remove=["The Strike (1881)"], by=BY)
    assert [place.series.name for place in article.series] == ["Other", "Port"]
    with pytest.raises(RefusedError):
        change_series(library, article.id, add=["Many (" + "9" * 30 + ")"], remove=[], by=BY)


def test_putting_on_what_is_on_writes_nothing(library, article):
    article = change_tags(library, article.id, add=["Port"], remove=[], by=BY)
    assert change_tags(library, article.id, add=["port"], remove=[], by=BY) == article


def test_the_related_list_is_replaced(library, article):
    others = [new_article(library, Content(headline=f"Other {n}"), by=BY).id for n in range(3)]
    article = replace_related(library, article.id, others[::-1], by=BY)
    assert [link.id for link in article.content.related] == others[::-1]
    trash_article(library, others[0], by=BY)
    for wrong in ([article.id], [others[1]] * 2, [others[0]]):
        with pytest.raises(RefusedError, match=r"Nothing was changed\."):
            replace_related(library, article.id, wrong, by=BY)
    assert replace_related(library, article.id, [], by=BY).content.related == ()


def test_what_is_refused_leaves_no_new_name_behind(library, article):
    for add, remove in ((["Port", "person:"], []), (["Port", "\u200b\u2060"], []), (["Port"], ["Nothing"])):
        with pytest.raises(RefusedError):
            change_tags(library, article.id, add=add, remove=remove, by=BY)
        with pytest.raises(RefusedError):
            change_series(library, article.id, add=[*add[:1], f"Many ({'9' * 30})"], remove=remove, by=BY)
    for find in (find_tag, find_series):
        with pytest.raises(NotFoundError):
            find(library, "Port")
    assert get_article(library, article.id) == article


def test_names_are_found_by_name_and_by_slug(library, article):
    ensure_section(library, "Middle East", by=BY)
    change_series(library, article.id, add=["The Strike"], remove=[], by=BY)
    change_tags(
        library, article.id, add=["place:Port Ansel", "Quay (place)", "Quay (person)"], remove=[], by=BY
    )
    assert find_section(library, "middle-east") == find_section(library, "MIDDLE east")
    assert find_series(library, "the-strike") == find_series(library, "the strike")
    assert find_tag(library, "port-ansel") == find_tag(library, "PORT ansel")
    for find in (find_section, find_series, find_tag):
        for name in ("", "Nope", "\0", "\ud800", "%"):
            with pytest.raises(NotFoundError):
                find(library, name)
    with pytest.raises(NotFoundError, match=r"Quay \(person\), Quay \(place\)\. Say which"):
        find_tag(library, "quay")
