"""The parts of a page's model, without a library."""

import base64
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from newsroom.desk.page_parts import (
    Addresses,
    article_urls,
    linked_articles,
    page_bylines,
    page_picture,
    page_related,
    page_series,
)
from newsroom.domain.article import (
    Byline,
    Content,
    Picture,
    RelatedLink,
    Series,
    SeriesPlace,
    State,
)
from newsroom.domain.ids import ArticleId, SeriesId
from newsroom.domain.neighbours import Neighbour
from newsroom.domain.page import PageLink, PageRelated
from newsroom.domain.site import SiteSettings

SITE = Addresses(SiteSettings(address="https://news.example/"))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def neighbour(id: int, state: State = State.PUBLISHED, *, is_trashed: bool = False) -> Neighbour:
    return Neighbour(ArticleId(id), f"Headline {id}", state, is_trashed, f"/world/a{id}", "World", NOON)


def test_addresses_are_absolute_without_a_double_slash():
    assert SITE.of("/world/talks") == "https://news.example/world/talks"
    assert SITE.of(None) is None
    assert SITE.section("world") == "https://news.example/world"
    assert SITE.tag("syria") == "https://news.example/tag/syria"
    assert SITE.series("the-strike") == "https://news.example/series/the-strike"
    assert SITE.author("Zoë O’Hara") == "https://news.example/author/zoe-ohara"
    assert SITE.author("…") is None
    assert SITE.short("AbCdEf1") == "https://news.example/s/AbCdEf1"


def test_a_short_address_of_its_own_needs_no_s():
    site = SiteSettings(address="https://news.example", short_address="https://nws.example/")
    assert Addresses(site).short("AbCdEf1") == "https://nws.example/AbCdEf1"


def test_links_in_the_text_and_the_related_list_are_found():
    body = '[a](article:12) and [b](article:7 "title") but not particle:9x or article:x\n\n[r]: article:3'
    related = (RelatedLink(ArticleId(5), "Five"), RelatedLink(None, "Some other"))
    assert linked_articles(Content(body=body, related=related)) == {12, 7, 3, 5}


@given(st.text())
def test_any_text_can_be_searched_for_links(text):
    assert all(id >= 0 for id in linked_articles(Content(body=text)))


def test_related_articles_are_linked_only_where_readers_can_go():
    published, draft, withdrawn = neighbour(1), neighbour(2, State.DRAFT), neighbour(3, State.WITHDRAWN)
    trashed = neighbour(4, is_trashed=True)
    neighbours = {other.id: other for other in (published, draft, withdrawn, trashed)}
    links = [RelatedLink(ArticleId(id), f"Old {id}") for id in (4, 2, 1, 3)] + [
        RelatedLink(None, "Unresolved")
    ]
    assert page_related(links, neighbours, SITE) == (
        PageRelated("Headline 2", None),
        PageRelated("Headline 1", "https://news.example/world/a1", "World", NOON),
        PageRelated("Headline 3", None),
        PageRelated("Unresolved", None),
    )
    assert article_urls(neighbours, SITE) == ((1, "https://news.example/world/a1"),)


def test_only_the_first_series_has_neighbours():
    places = [
        SeriesPlace(Series(SeriesId(n), f"Series {n}", f"series-{n}", 1880), 1881, 1881) for n in (1, 2)
    ]
    first, second = page_series(places, (neighbour(1), neighbour(2, State.DRAFT)), SITE)
    assert (first.name, first.count, first.position) == ("Series 1", 1881, 1881)
    assert first.url == "https://news.example/series/series-1"
    assert first.previous == PageLink("Headline 1", "https://news.example/world/a1")
    assert first.next is None
    assert second.previous is None


def test_a_picture_carries_its_bytes_and_its_public_address():
    picture = page_picture(Picture("ab12.JPG", alt="A boat"), b"\xff\xd8", (40, 30), SITE)
    assert picture.data_uri == "data:image/jpeg;base64," + base64.b64encode(b"\xff\xd8").decode()
    assert (picture.url, picture.width, picture.height) == ("https://news.example/media/ab12.JPG", 40, 30)


def test_bylines_keep_their_order():
    bylines = (Byline("Ana Ruiz"), Byline("李明", place="Beijing"))
    assert [(byline.name, byline.place) for byline in page_bylines(bylines, SITE)] == [
        ("Ana Ruiz", None),
        ("李明", "Beijing"),
    ]
