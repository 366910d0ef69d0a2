"""Words that a mistyped one may have been, compared with a look at every word that there is."""

from collections.abc import Collection

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.storage.search_index import FULL, SMALL
from newsroom.storage.vocabulary import Meant, meant_by, words_alike, words_beginning
from tests.storage.making import add_article

_WORD = st.text("abcx", min_size=1, max_size=9) | st.text("абвё", min_size=4, max_size=6)


def _is_one_away(word: str, other: str) -> bool:
    """By one letter left out, put in, changed, or two side by side that are swapped."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    start = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if start is None:
        return True
    word, other = word[start:], other[start:]
    swapped = word[1:2] + word[:1] + word[2:]
    return other in (word[1:], swapped) or other[1:] in (word, word[1:])


def _expected(words: Collection[str], typed: str, *, is_prefix: bool) -> set[Meant]:
    beginnings = {word[:n] for word in words for n in range(1, len(word))} - set(words)
    near = {Meant(word) for word in words if _is_one_away(typed, word)}
    if is_prefix:
        near |= {Meant(start, is_whole=False) for start in beginnings if _is_one_away(typed, start)}
    return {one for one in near if one.text[0] == typed[0]} or near


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(words=st.sets(_WORD, min_size=1, max_size=25), typed=st.text("abcx", min_size=4, max_size=7) | _WORD)
@pytest.mark.parametrize("is_prefix", [False, True])
def test_all_that_are_one_mistake_away(store, is_prefix, words, typed):
    words = {word.replace("ё", "е") for word in words}
    typed = typed.replace("ё", "е")
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM article")
        add_article(connection, 1, headline=" ".join(words))
        found = meant_by(connection, typed, is_prefix=is_prefix)
        expected = _expected(words, typed, is_prefix=is_prefix) if len(typed) > 3 else set()
        if expected or len(typed) < 8:
            assert set(found) == expected and len(found) == len(expected)
        wholes = [one.is_whole for one in found]
        assert wholes == sorted(wholes, reverse=True)


@pytest.mark.parametrize("word", ["паром", "κύμα", "ساحل", "ferry"])
def test_each_mistake_is_found_in_any_alphabet(store, word):
    with store.write() as connection:
        add_article(connection, 1, headline=word)
        (folded,) = words_beginning(connection, "", limit=1)
        for n in range(1, len(folded)):
            missing, extra = folded[:n] + folded[n + 1 :], folded[:n] + folded[n - 1] + folded[n:]
            other = folded[:n] + folded[0] + folded[n + 1 :]
            for typed in {missing, extra, other} - {folded}:
                if len(typed) > 3:
                    assert words_alike(connection, typed) == [folded], typed


def test_the_likeliest_first_and_the_farthest_only_where_none_is_near(store):
    with store.write() as connection:
        add_article(connection, 1, headline="baord board bard boarde broad pressing harbourmaster")
        assert words_alike(connection, "baord") == ["board", "bard"]
        assert words_alike(connection, "borad", limit=1) == ["board"]
        assert words_alike(connection, "bord") == ["baord", "board", "bard"]
        assert words_alike(connection, "harborumastr") == ["harbourmaster"]
        assert words_alike(connection, "harborumastr", index=FULL) == ["harbourmaster"]
        assert meant_by(connection, "harborumas", is_prefix=True) == [Meant("harbourmas", is_whole=False)]
        assert meant_by(connection, "harborums", is_prefix=True) == [Meant("harbourmaster")]
        assert words_alike(connection, "lressing") == ["pressing"]
        # A word after all: no other first letter is thought of.
        assert meant_by(connection, "lressing", is_right=True) == []


def test_the_way_is_short_however_many_words_there_are(store):
    """Leaps of the index: a look at each of the words would take twice as many steps."""
    with store.write() as connection:
        letters = "abcdefghij"
        for n, first in enumerate(letters):
            words = (first + b + c + d + "nnn" for b in letters for c in letters for d in letters)
            add_article(connection, n + 1, headline=" ".join(words))
        driver = connection.connection.driver_connection
        n_steps = 0

        def on_progress() -> int:
            nonlocal n_steps
            n_steps += 1
            return 0

        driver.set_progress_handler(on_progress, 1)
        try:
            assert words_alike(connection, "abcdnnm", index=SMALL) == ["abcdnnn"]
        finally:
            driver.set_progress_handler(None, 1)
        assert n_steps < 40_000


def test_where_few_words_begin_alike_a_leap_settles_all_between_them(store):
    with store.write() as connection:
        add_article(connection, 1, headline="abcdefgh zebra")
        asked: list[str] = []
        connection.connection.driver_connection.set_trace_callback(asked.append)
        try:
            assert words_alike(connection, "abcdxfgh") == ["abcdefgh"]
        finally:
            connection.connection.driver_connection.set_trace_callback(None)
        # Hundreds of candidates.
        assert sum(line.startswith("SELECT term") for line in asked) < 10


def test_what_was_pasted_is_no_slip(store):
    """An address, a key: to look for what it may have been would take gigabytes."""
    with store.write() as connection:
        add_article(connection, 1, headline="ferry")
        assert (
            meant_by(connection, "f" * 100_000) == []
            and meant_by(connection, "f" * 100_000, is_prefix=True) == []
        )
        assert words_alike(connection, "ferrry") == ["ferry"]
