"""Words asked of texts: as the index of words answers, in every script."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from newsroom.domain.conditions import Condition, Not, Words, all_of, either_of
from newsroom.storage import asked_texts
from newsroom.storage.asked_texts import has_words, question, question_of_beginning
from newsroom.storage.folding import fold, folded
from newsroom.storage.matching import match_expression, name_tokens, searchable
from tests.storage.making import add_article

LETTERS = st.text("abéßçёжΆςمةى京都東กинхиßİÆK™ŉþ½²٣\u0301 -'.š\0", max_size=24)
QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
PHRASES = st.builds(Words, st.text("abéеём東ก京n2 -", min_size=1, max_size=5), is_prefix=st.booleans())
WORDS = st.recursive(
    PHRASES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(either_of),
        st.tuples(inner, inner.map(Not) | inner).map(all_of),
    ),
    max_leaves=4,
)


def has(asked: str, *texts: str) -> bool:
    """As a statement asks: with folded letters, and with bytes of what the index folds."""
    return has_words(asked, *(folded(text) or text.encode() for text in texts))


def is_hit(connection, headline: str, body: str, match: str) -> bool:
    connection.exec_driver_sql("DELETE FROM article")
    add_article(connection, 1, headline=headline, body=body)
    hits = "SELECT 1 FROM search_full WHERE search_full MATCH :match"
    return bool(connection.exec_driver_sql(hits, {"match": match}).all())


@QUIET
@given(LETTERS, LETTERS, st.text("abéеёжم東กs", min_size=1, max_size=3))
def test_a_beginning_is_there_where_the_index_has_it(store, headline, body, typed):
    tokens = name_tokens(typed)
    if len(tokens) == 1:
        with store.write() as connection:
            found = has(question_of_beginning(tokens[0]), headline, "", body)
            assert found is is_hit(connection, headline, body, f'"{tokens[0]}" *')


@QUIET
@given(LETTERS, LETTERS, WORDS)
@example("", "กกa", Words("กกa"))
@example("", "東京都 n", Words("東京都 n"))
def test_words_are_there_where_the_index_has_them(store, headline, body, words: Condition):
    words = searchable(words)
    match = match_expression(words)
    if match:
        with store.write() as connection:
            found = has(question(words), headline, "", body)
            assert found is is_hit(connection, headline, body, match)


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
    assert has(question_of_beginning(word), "", text) is answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (Words("harbour strike"), True),
        (Words("harbour stri", is_prefix=True), True),
        (Words("harbour stri"), False),
        (Words("strike harbour"), False),
        # One in the headline, one in the text: not side by side, though both are there.
        (Words("over the"), False),
        (all_of((Words("over"), Words("harbour"))), True),
        (all_of((Words("over"), Not(Words("harbour")))), False),
        (either_of((Words("ferry"), Words("THE"))), True),
    ],
)
def test_words_and_phrases(words, answer):
    assert has(question(words), "Is it over", "", "The harbour — strike goes on") is answer
    assert has(question(words), "Is it over", "", "The Harbour, Strike goes on") is answer


def test_only_latin_letters_become_letters_of_ascii():
    """Of what is kept as it is. So a text that has none of them is told by its letters of ASCII alone."""
    kept = [c for c in map(chr, range(0x80, 0x20000)) if not 0xD800 <= ord(c) < 0xE000 and folded(c) is None]
    others = [c for c in kept if not c.encode().startswith(asked_texts._FIRST_OF_LATIN)]
    assert len(others) > 10_000
    for letter in others:
        words = name_tokens(f"left{letter}right")
        assert words == ["left", "right"] or words == [f"left{fold(letter)}right"], letter
        assert not any(one.isascii() and one.isalnum() for one in fold(letter)), letter


def test_a_text_in_another_alphabet_is_told_by_its_own_words():
    """Its bytes alone would say yes: a letter that stands beside is passed over there."""
    for text, answer in (("дnuя ri", False), ("д nu ri я", True), ("„nu” – ri", True), ("nuд ri", False)):
        assert has(question(Words("nu ri")), "Д", text) is answer, text


def test_latin_letters_become_those_of_the_index():
    latin = [c for c in map(chr, range(0x80, 0x2100)) if asked_texts._LATIN.fullmatch(c)]
    for letter in latin:
        for text in (f"n{letter}u {letter}", f"{letter.upper()}ri", f"{letter}ß é"):
            small = asked_texts._in_ascii(text.encode())
            if small is not None:
                assert re.findall("[0-9a-z]+", small.decode()) == name_tokens(text), letter


def test_signs_that_are_passed_over_are_none_to_the_index_either(store):
    """Every character that a plain text may have: it parts words there, too."""
    signs = [c for c in map(chr, range(0x80, 0x3000)) if asked_texts._PLAIN.fullmatch(c)]
    assert len(signs) > 40
    with store.write() as connection:
        for place, sign in enumerate(signs):
            add_article(connection, place + 1, headline=f"left{sign}right")
        hits = "SELECT count(*) FROM search_full WHERE search_full MATCH '\"left right\"'"
        assert connection.exec_driver_sql(hits).scalar_one() == len(signs)
    assert all(name_tokens(f"left{sign}right") == ["left", "right"] for sign in signs)
