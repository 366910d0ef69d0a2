"""Series: places, counts and neighbours; completion."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.desk.articles import new_article, trash_article, untrash_article
from newsroom.desk.releasing import publish, withdraw
from newsroom.desk.sections import ensure_section
from newsroom.desk.series import (
    complete_series,
    ensure_series,
    neighbours,
    series_places,
    set_earlier_elsewhere,
)
from newsroom.domain.article import Content
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.ids import SeriesId
from newsroom.storage.article_writing import update_article
from newsroom.storage.articles import load_article

BY = "test"
FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def place(library, article_id, series) -> tuple[int, int]:
    (found,) = series_places(library, article_id, (series.id,))
    return found.position, found.count


def dated(library, series, day: int):
    """A published article with its time of publication given, as an import gives it."""
    section = ensure_section(library, "World", by=BY)
    content = Content(headline=f"Day {day}", body="Text.", section_id=section.id, series=(series.id,))
    article = new_article(library, content, by=BY)
    with library.store.write() as connection:
        stored = load_article(connection, article.id)
        update_article(connection, stored, stored.content, published_at=FIRST + timedelta(days=day))
    return publish(library, article.id, by=BY).id


@pytest.fixture
def series(library):
    return ensure_series(library, "Violence Erupts", earlier_elsewhere=1880, by=BY)


def test_a_draft_counts_itself_too(library, series):
    draft = new_article(library, Content(series=(series.id,)), by=BY)
    assert place(library, draft.id, series) == (1881, 1881)
    assert place(library, None, series) == (1881, 1881)
    dated(library, series, 1)
    assert place(library, draft.id, series) == (1882, 1882)


def test_places_follow_the_time_of_publication_then_the_id(library, series):
    late, early, same = (dated(library, series, day) for day in (9, 3, 3))
    assert place(library, early, series) == (1881, 1883)
    assert place(library, same, series) == (1882, 1883)
    assert place(library, late, series) == (1883, 1883)


def test_neighbours_are_public_and_ordered(library, series):
    late, early, middle = (dated(library, series, day) for day in (9, 3, 5))
    draft = new_article(library, Content(series=(series.id,)), by=BY)
    assert ids(neighbours(library, early, series.id)) == (None, middle)
    assert ids(neighbours(library, middle, series.id)) == (early, late)
    assert ids(neighbours(library, draft.id, series.id)) == (late, None)
    trash_article(library, middle, by=BY)
    assert ids(neighbours(library, early, series.id)) == (None, late)
    assert place(library, late, series) == (1882, 1882)
    untrash_article(library, middle, by=BY)
    withdraw(library, late, "It was not so.", by=BY)
    assert ids(neighbours(library, middle, series.id)) == (early, None)
    assert ids(neighbours(library, late, SeriesId(99))) == (None, None)


def ids(pair) -> tuple:
    return tuple(None if row is None else row.id for row in pair)


def test_neighbours_have_the_headline_that_readers_see(library, series):
    one, other = dated(library, series, 1), dated(library, series, 2)
    with library.store.write() as connection:
        connection.exec_driver_sql("UPDATE article SET headline = 'Unpublished' WHERE id = ?", (one,))
    before, after = neighbours(library, other, series.id)
    assert after is None and before is not None and before.headline == "Day 1"
    assert before.published_at == FIRST + timedelta(days=1)


def test_a_place_given_by_hand_orders_before_time_does(library, series):
    one, other = dated(library, series, 1), dated(library, series, 2)
    with library.store.write() as connection:
        connection.exec_driver_sql("UPDATE public_series SET place = 5 WHERE article_id = ?", (other,))
    assert place(library, other, series) == (1881, 1882)
    assert place(library, one, series) == (1882, 1882)


def test_several_series_keep_their_order_and_unknown_ones_fall_out(library, series):
    second = ensure_series(library, "Second", by=BY)
    article = dated(library, second, 1)
    found = series_places(library, article, (second.id, SeriesId(99), series.id))
    assert [(p.series.name, p.position, p.count) for p in found] == [
        ("Second", 1, 1),
        ("Violence Erupts", 1881, 1881),
    ]
    assert series_places(library, article, ()) == ()


def test_a_known_name_keeps_its_number(library, series):
    assert ensure_series(library, "violence  ERUPTS", earlier_elsewhere=5, by=BY) == series
    assert set_earlier_elsewhere(library, series.id, 12, by=BY).count == 12
    with pytest.raises(NotFoundError):
        set_earlier_elsewhere(library, SeriesId(99), 1, by=BY)


@pytest.mark.parametrize(("name", "n"), [("", 0), (" \n", 0), ("Series", -1), ("Series", 10**9)])
def test_what_is_no_series_is_refused(library, name, n):
    with pytest.raises(RefusedError):
        ensure_series(library, name, earlier_elsewhere=n, by=BY)


def test_completion_the_one_told_last_first(library):
    older, newer = (ensure_series(library, name, by=BY) for name in ("The harbour strike", "Harbour news"))
    exact = ensure_series(library, "Harbour", by=BY)
    new_article(library, Content(series=(newer.id,)), by=BY)
    assert complete_series(library, "harb")[0].id == newer.id
    assert complete_series(library, "strike har") == (older,)
    assert complete_series(library, "harbour")[0].id == exact.id
    assert len(complete_series(library, "")) == 3
    assert complete_series(library, "…") == ()
    assert ensure_series(library, "Ёлки", by=BY) in complete_series(library, "елки")
