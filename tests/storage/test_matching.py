"""Words of a search: what is asked of the indexes, and that everything typed can be asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.domain.conditions import EVERYTHING, NOTHING, All, Either, Not, Words
from newsroom.storage.matching import loosened, match_expression, parse_prefixes, searchable, words_condition
from tests.storage.making import add_article


def expression_of(words: str, *, prefix: bool) -> str | None:
    return match_expression(searchable(words_condition(words, prefix=prefix)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("harbour strike", '("harbour") AND ("strike")'),
        ("Ёлка", '"елка"'),
        ('"harbour strike" now', '("harbour strike") AND ("now")'),
        ("“harbour strike”", '"harbour strike"'),
        ("harbour -strike", '(("harbour")) NOT (("strike"))'),
        ('harbour -"old strike" -pay', '(("harbour")) NOT (("old strike") OR ("pay"))'),
        ("twenty-one", '"twenty one"'),
        ("-strike", None),
        ("OR NOT", '("or") AND ("not")'),
        ("NEAR(a b)", '("near a") AND ("b")'),
        ("headline:x*", '"headline x"'),
        ('a"b', '("a") AND ("b")'),
        ("東京", '"東京"'),
        ("京", '"京" *'),
        ("東京abc", '"東京 京 abc"'),
        ("", None),
        ("— …", None),
    ],
)
def test_whole_words(words, expected):
    assert expression_of(words, prefix=False) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("harbour stri", '("harbour") AND ("stri" *)'),
        ("harbour s", '"harbour"'),
        ("h", None),
        ("ha", '"ha" *'),
        ("ha ", '"ha"'),
        ('"harbour stri', '"harbour stri" *'),
        ('"harbour strike"', '"harbour strike"'),
        ("東", '"東" *'),
        ("-", None),
    ],
)
def test_the_last_word_is_still_being_typed(words, expected):
    assert expression_of(words, prefix=True) == expected


def test_signs_alone_are_hopeless_but_not_while_typing():
    assert words_condition("???", prefix=False) == NOTHING
    assert searchable(words_condition("???", prefix=True)) == EVERYTHING
    assert words_condition("", prefix=False) == EVERYTHING
    assert words_condition("-strike", prefix=False) == Not(Words("strike"))


def test_words_joined_in_any_way_are_one_question():
    a, b, c = Words("a"), Words("b c"), Words("cc", is_prefix=True)
    assert match_expression(Either((a, All((b, Not(c)))))) == '("a") OR ((("b c")) NOT (("cc" *)))'
    assert match_expression(Not(a)) is None and match_expression(Either((a, Not(b)))) is None
    assert searchable(Either((Words("?"), a))) == a and searchable(Not(Words("?"))) == EVERYTHING
    assert searchable(Either((Words("?"), Words("!")))) == EVERYTHING


def test_a_phrase_loosened_is_its_words_anywhere():
    phrase = Words("harbour stri", is_prefix=True)
    assert match_expression(loosened(phrase)) == '("harbour") AND ("stri" *)'
    assert loosened(Either((Words("a"), phrase))) == Either(
        (Words("a"), All((Words("harbour"), Words("stri", is_prefix=True))))
    )


def test_half_a_character_is_no_letter():
    assert expression_of("har\ud800bour \0", prefix=False) == '"har bour"'
    assert parse_prefixes("\udfff") is None


def test_names_are_found_by_the_beginnings_of_their_words():
    assert parse_prefixes("york ne") == '"york" * AND "ne" *'
    assert parse_prefixes("U.S.") == '"u" * AND "s" *'
    assert parse_prefixes(" … ") is None


def test_a_whole_page_in_the_search_line_is_cut(store):
    expression = expression_of(" ".join(f"word{n}" for n in range(5_000)), prefix=False)
    with store.read() as connection:
        assert find(connection, expression) == []


def find(connection, expression: str) -> list[int]:
    sql = "SELECT rowid FROM search_full WHERE search_full MATCH :match"
    return list(connection.exec_driver_sql(sql, {"match": expression}).scalars())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=30), st.text('"-* ()^:+{}abÀ東ก', max_size=30)), st.booleans())
def test_anything_can_be_typed(store, words, prefix):
    with store.read() as connection:
        for expression in (expression_of(words, prefix=prefix), parse_prefixes(words)):
            if expression is not None:
                find(connection, expression)


LETTERS = st.text("abéßçёжΆςمةى京都東กินхиßİ ", min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(LETTERS, min_size=1, max_size=4), st.data())
def test_every_text_is_found_by_its_words_and_their_beginnings(store, words, data):
    text = " ".join(words)
    with store.write() as connection:
        connection.exec_driver_sql("DELETE FROM article")
        add_article(connection, 1, headline=text)
        word = data.draw(st.sampled_from(text.split() or [""]))
        beginning = word[: data.draw(st.integers(2, 12))]
        for expression in (
            expression_of(text, prefix=False),
            expression_of(word, prefix=False),
            expression_of(beginning, prefix=True),
            expression_of(f'"{text}"', prefix=False),
        ):
            if expression is not None:
                assert find(connection, expression) == [1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ёлка во дворе", "елка"),
        ("Η Ελλάδα σήμερα", "ελλαδα"),
        ("مُؤتمر في المدينة", "المدينه"),
        ("北京市的天气很好", "天气"),
        ("北京市的天气很好", "好"),
        ("北京市的天气很好", "市的天气"),
        ("สวัสดีชาวโลก", "ชาว"),
        ("İstanbul Boğazı", "istanbul bogazi"),
        ("ISPARTA", "ısparta"),
        ("東京タワー", "タワ"),
        ("हिन्दी समाचार", "हिन्दी"),
        ("ភាសាខ្មែរ", "ខ្មែរ"),
    ],
)
def test_searches_in_many_scripts(store, text, words):
    with store.write() as connection:
        add_article(connection, 5, headline="Other", body="Nothing of the kind")
        add_article(connection, 7, headline="Title", body=text)
        assert find(connection, expression_of(words, prefix=False)) == [7]


def test_ranks_tell_hits_apart(store):
    """An index with less detail would rank every hit -0.0."""
    with store.write() as connection:
        add_article(connection, 1, headline="Ferry", body="ferry ferry ferry")
        add_article(connection, 2, headline="Bridge", body="a long text about bridges and one ferry " * 3)
        for key in range(3, 30):
            add_article(connection, key, headline="Trains", body="nothing of the sort")
        for name in ("search_full", "search_small"):
            sql = f"SELECT rowid, rank FROM {name} WHERE {name} MATCH 'ferry' ORDER BY rank"
            ranks = dict(connection.exec_driver_sql(sql).all())
            assert all(rank < -0.01 for rank in ranks.values())
            assert next(iter(ranks)) == 1
        assert len(ranks) == 1
