"""The archive by way of the desk: pages, counts, keys and the overview. Every query is tried in tests/storage."""

import pytest

from newsroom.desk.articles import new_article, trash_article
from newsroom.desk.browsing import count_articles, key_map, list_articles, overview
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.desk.series import ensure_series
from newsroom.desk.upkeep import rebuild_derived
from newsroom.domain.article import Content, State
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.query import ListQuery

BY = "test"


@pytest.fixture
def archive(library):
    section = ensure_section(library, "World", by=BY)
    series = [ensure_series(library, f"Series {n}", by=BY) for n in range(3)]
    for n in range(7):
        content = Content(f"Ferry {n}", body="Text.", section_id=section.id, series=(series[n % 2].id,))
        article = new_article(library, content, by=BY)
        if n < 3:
            publish(library, article.id, by=BY)
        if n == 6:
            trash_article(library, article.id, by=BY)
    return library


def test_rows_say_what_a_list_shows(archive):
    page = list_articles(archive, ListQuery(states=frozenset({State.PUBLISHED})), limit=2)
    assert page.more and len(page.rows) == 2
    row = page.rows[0]
    assert (row.headline, row.section, row.n_words, row.language) == ("Ferry 2", "World", 1, "en")
    assert row.state is State.PUBLISHED and row.published_at is not None and row.trashed_at is None
    rest = list_articles(archive, ListQuery(states=frozenset({State.PUBLISHED})), before=page.rows[-1].key)
    assert [row.headline for row in rest.rows] == ["Ferry 0"] and not rest.more


def test_counts_and_keys_agree_with_the_rows(archive):
    query = ListQuery("ferry")
    rows = list_articles(archive, query).rows
    assert count_articles(archive, query) == len(rows) == 6
    assert key_map(archive, query, step=2).keys == tuple(row.key for row in rows[1::2])


def test_the_overview_comes_from_counters(archive):
    seen = overview(archive)
    assert (seen.total, seen.trashed) == (6, 1)
    assert (
        seen.states[State.PUBLISHED] == 3 and seen.states[State.DRAFT] == 3 and seen.states[State.READY] == 0
    )
    (section,) = seen.sections
    assert (section.n_articles, section.n_published) == (6, 3)
    assert [series.name for series in seen.series][-1] == "Series 2"
    rebuild_derived(archive, by=BY)
    assert overview(archive) == seen


def test_what_is_no_longer_wanted_ends(archive):
    token = CancelToken()
    token.cancel()
    for ask in (list_articles, count_articles, key_map):
        with pytest.raises(CancelledError):
            ask(archive, ListQuery("ferry"), token=token)


def test_the_sample_newsroom_is_consistent(sample):
    seen = overview(sample)
    rebuild_derived(sample, by=BY)
    assert overview(sample) == seen and seen.total >= 60
