"""Many articles that get another place in time together: keys, what repeats them, and both indexes follow."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.storage.moving import Moves, many_moved
from newsroom.storage.search_index import ARTICLE_INDEXES
from newsroom.storage.search_keys import KEYS_PER_MS, allocate_search_key, allocate_search_keys, first_key
from tests.storage.making import add_article, add_tag

AT = datetime(2020, 5, 1, 12, tzinfo=UTC)


def _places(connection):
    return dict(connection.exec_driver_sql("SELECT id, search_key FROM article").all())


def _repeated(connection, table):
    return dict(connection.exec_driver_sql(f"SELECT article_id, search_key FROM {table}").all())


def _found(connection, word):
    rows = connection.exec_driver_sql(
        "SELECT a.id FROM search_full f JOIN article a ON a.search_key = f.rowid "
        "WHERE search_full MATCH ? ORDER BY f.rowid",
        (word,),
    )
    return [id for (id,) in rows]


def _made(store, n):
    with store.write() as connection:
        tag = add_tag(connection, "Harbour")
        return [
            add_article(connection, first_key(AT + timedelta(days=i)), body=f"common word{i}", tags=(tag,))
            for i in range(n)
        ]


@pytest.mark.parametrize("n", [3, 40], ids=["a few, one by one", "many, together"])
def test_what_is_moved_is_found_at_its_new_place(store, n):
    ids = _made(store, n + 1)
    later = AT + timedelta(days=9_000)
    with store.write() as connection, many_moved(connection) as moves:
        for id in reversed(ids[1:]):
            moves.add(id, later)
    with store.read() as connection:
        places = _places(connection)
        assert _repeated(connection, "article_text") == _repeated(connection, "article_tag") == places
        assert [places[id] for id in reversed(ids[1:])] == list(range(first_key(later), first_key(later) + n))
        assert _found(connection, "common") == [ids[0], *reversed(ids[1:])]
        assert _found(connection, f"word{n}") == [ids[n]]
    with store.write() as connection:
        assert all(index.agrees(connection) for index in ARTICLE_INDEXES)


def test_the_indexes_follow_changes_again_after_a_move(store):
    ids = _made(store, 30)
    with store.write() as connection:
        moves = Moves()
        for id in ids:
            moves.add(id, AT - timedelta(days=400))
        moves.make(connection)
    with store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE article_text SET body = 'afterwards' WHERE article_id = ?", (ids[7],)
        )
        assert _found(connection, "afterwards") == [ids[7]]
        assert _found(connection, "word7") == []
        assert all(index.agrees(connection) for index in ARTICLE_INDEXES)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offsets=st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_keys_given_together_are_those_given_one_by_one(store, offsets):
    moments = [AT + timedelta(milliseconds=offset) for offset in offsets]
    with store.read() as connection:
        keys = allocate_search_keys(connection, moments)
        assert len(set(keys)) == len(keys)
        assert keys[0] == allocate_search_key(connection, moments[0])
        assert [key // KEYS_PER_MS for key in keys] == [
            first_key(moment) // KEYS_PER_MS for moment in moments
        ]


def test_a_full_millisecond_gives_way_to_the_next(store):
    with store.read() as connection:
        keys = allocate_search_keys(connection, [AT] * (KEYS_PER_MS + 2))
    assert keys[-1] == first_key(AT) + KEYS_PER_MS + 1
    assert len(set(keys)) == KEYS_PER_MS + 2
