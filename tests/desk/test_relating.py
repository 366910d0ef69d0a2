"""Related articles: found while typing, and what is wrong with each."""

import pytest

from newsroom.desk.articles import get_article, new_article, trash_article
from newsroom.desk.relating import describe_related, search_related
from newsroom.desk.releasing import publish, withdraw
from newsroom.desk.sections import ensure_section
from newsroom.domain.article import Content, RelatedLink
from newsroom.domain.ids import ArticleId

BY = "test"


@pytest.fixture
def articles(library) -> dict[str, ArticleId]:
    section = ensure_section(library, "World", by=BY)

    def make(name: str, **values) -> ArticleId:
        content = Content(headline=f"Ferry {name}", body="Text.", section_id=section.id, **values)
        return new_article(library, content, by=BY).id

    made = {name: make(name) for name in ("published", "draft", "withdrawn", "trashed", "listed")}
    for name in ("published", "withdrawn", "listed"):
        publish(library, made[name], by=BY)
    withdraw(library, made["withdrawn"], "It was not so.", by=BY)
    trash_article(library, made["trashed"], by=BY)
    made["itself"] = make("itself", related=(RelatedLink(made["listed"], ""),))
    return made


PROBLEMS = {
    "published": "",
    "draft": "The article is not published yet.",
    "withdrawn": "The article was withdrawn.",
    "listed": "It is in the list already.",
    "itself": "This is the article itself.",
}


def test_search_says_at_once_what_is_wrong(library, articles):
    found = search_related(library, "ferr", article_id=articles["itself"])
    assert {candidate.row.id: candidate.problem for candidate in found} == {
        articles[name]: problem for name, problem in PROBLEMS.items()
    }
    assert all(candidate.link == RelatedLink(candidate.row.id, candidate.row.headline) for candidate in found)
    assert len(search_related(library, "ferr", article_id=None, limit=2)) == 2
    assert search_related(library, "nothing of the sort", article_id=None) == ()


def test_entries_are_described_in_their_order_as_they_are_now(library, articles):
    links = [
        RelatedLink(articles["published"], "An old headline"),
        RelatedLink(None, "Not here yet"),
        RelatedLink(articles["trashed"], ""),
        RelatedLink(articles["published"], ""),
        RelatedLink(articles["itself"], ""),
        RelatedLink(ArticleId(999), "Gone"),
    ]
    found = describe_related(library, articles["itself"], links)
    assert [candidate.problem for candidate in found] == [
        "",
        "No article has this headline yet.",
        "The article is in the trash.",
        "It is in the list already.",
        "This is the article itself.",
        "The article is not in the library.",
    ]
    assert [candidate.link.headline for candidate in found[:2]] == ["Ferry published", "Not here yet"]
    assert [candidate.row is None for candidate in found] == [False, True, False, False, False, True]
    assert describe_related(library, None, ()) == ()


def test_a_headline_that_no_article_has_yet_stands_in_a_list_once(library):
    links = (RelatedLink(None, "To come"), RelatedLink(None, "Another"), RelatedLink(None, "TO  come"))
    first = new_article(library, Content(headline="First", related=links), by=BY)
    assert [link.headline for link in first.content.related] == ["To come", "Another"]
    other = new_article(library, Content(headline="To come"), by=BY)
    assert [link.id for link in get_article(library, first.id).content.related] == [other.id, None]
