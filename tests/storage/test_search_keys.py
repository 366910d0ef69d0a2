"""Search keys: unique, in the order of time, over all years."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsroom.storage.search_keys import KEYS_PER_MS, allocate_search_key, first_key
from tests.storage.making import add_article

MOMENT = datetime(2015, 11, 27, 9, 12, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
TIMES = st.datetimes(timezones=st.just(UTC))


@given(TIMES, TIMES)
def test_keys_are_ordered_as_times_are(one, other):
    assert -(2**63) <= first_key(one) < 2**63 - KEYS_PER_MS
    if one - other >= MILLISECOND:
        assert first_key(one) >= first_key(other) + KEYS_PER_MS


def test_articles_of_one_millisecond_follow_each_other(store):
    with store.write() as connection:
        keys = []
        for _ in range(3):
            keys.append(allocate_search_key(connection, MOMENT))
            add_article(connection, keys[-1])
    low = first_key(MOMENT)
    assert keys == [low, low + 1, low + 2]


def test_a_key_that_fits_is_kept(store, statements):
    with store.write() as connection:
        key = allocate_search_key(connection, MOMENT)
        add_article(connection, key)
        statements.clear()
        assert allocate_search_key(connection, MOMENT, current=key) == key
        assert statements == []
        assert allocate_search_key(connection, MOMENT + MILLISECOND, current=key) == key + KEYS_PER_MS
        assert len(statements) == 1


def test_a_full_millisecond_flows_over_into_the_next_with_room(store):
    low = first_key(MOMENT)
    with store.write() as connection:
        add_article(connection, low + KEYS_PER_MS - 1)
        add_article(connection, low + 2 * KEYS_PER_MS - 1)
        add_article(connection, low + 2 * KEYS_PER_MS + 5)
        assert allocate_search_key(connection, MOMENT) == low + 2 * KEYS_PER_MS + 6


def test_years_before_the_epoch(store):
    old = datetime(1, 1, 1, tzinfo=UTC)
    with store.write() as connection:
        key = allocate_search_key(connection, old)
        add_article(connection, key, headline="Ancient")
        add_article(connection, first_key(MOMENT), headline="Ancient")
        sql = "SELECT rowid FROM search_small WHERE search_small MATCH 'ancient' ORDER BY rowid DESC"
        assert list(connection.exec_driver_sql(sql).scalars()) == [first_key(MOMENT), key]
