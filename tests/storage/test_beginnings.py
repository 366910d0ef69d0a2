"""Beginnings of words, asked of texts: as the index of words answers, in every script."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.storage.beginnings import has_beginning
from newsroom.storage.folding import folded
from newsroom.storage.matching import name_tokens
from tests.storage.making import add_article

LETTERS = st.text("abéßçёжΆςمةى京都東กинхиßİÆK™ -'.", max_size=24)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(LETTERS, LETTERS, st.text("abéеёжم東กs", min_size=1, max_size=3))
def test_it_answers_as_the_index_does(store, headline, body, typed):
    tokens = name_tokens(typed)
    if len(tokens) != 1:
        return
    (word,) = tokens
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM article")
        add_article(connection, 1, headline=headline, body=body)
        match = {"match": f'"{word}" *'}
        hits = connection.exec_driver_sql(
            "SELECT 1 FROM search_full WHERE search_full MATCH :match", match
        ).all()
        texts = [text if (other := folded(text)) is None else other for text in (headline, body)]
        assert has_beginning(word, *texts) == bool(hits)


@pytest.mark.parametrize(
    ("word", "text", "answer"),
    [
        ("har", "The Harbour is shut", True),
        ("har", "A sharp word", False),
        ("har", "Old-harbour", True),
        ("har", "2har", False),
        ("ха", "The harbour", False),
        ("har", "Hárbour à Paris", True),
        ("har", "à sharp", False),
        ("елк", "Ёлка", True),
        ("a.b", "axb", False),
    ],
)
def test_beginnings(word, text, answer):
    assert has_beginning(word, "", text) is answer
