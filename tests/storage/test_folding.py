"""Folding, against the tokenizer itself: where no folded form is stored, the tokenizer must make the same."""

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.storage.folding import fold, folded, segment
from newsroom.storage.matching import name_tokens

# Beyond this no character is left to the tokenizer.
LAST_ALIKE = 0x1F9FF
SURROGATES = range(0xD800, 0xE000)


def tokens(texts: Iterable[str]) -> Iterator[list[str]]:
    """What the tokenizer of the indexes makes of each text."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        count = connection.executemany("INSERT INTO t (x) VALUES (?)", ((text,) for text in texts)).rowcount
        found: list[list[str]] = [[] for _ in range(count)]
        for term, row in connection.execute("SELECT term, doc FROM v ORDER BY doc, offset"):
            found[row - 1].append(term)
        yield from found


def test_every_character_without_a_folded_form_is_folded_by_the_tokenizer():
    words = [f"q{chr(code)}q" for code in range(1, LAST_ALIKE + 0x1000) if code not in SURROGATES]
    plain = [word for word in words if folded(word) is None]
    assert len(plain) > 13_000
    unlike = [
        word
        for word, itself, ours in zip(plain, tokens(plain), tokens(map(indexed, plain)), strict=True)
        if itself != ours
    ]
    assert unlike == []


def indexed(text: str) -> str:
    """The form that would be stored if it always were."""
    return segment(fold(text))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
def test_texts_without_a_folded_form_are_folded_by_the_tokenizer(text):
    if folded(text) is None:
        (itself,), (ours,) = tokens([text]), tokens([indexed(text)])
        assert itself == ours


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_folding_twice_changes_nothing(text):
    once = fold(text)
    assert fold(once) == once


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_text_folds_like_its_decomposed_form_and_its_capitals(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ёлка", "елка"),
        ("ёлка", "ЕЛКА"),
        ("за\u0301мок", "замок"),
        ("Ελλάδα", "ελλαδα"),
        ("ΟΔΟΣ", "οδός"),
        ("μαΐου", "μαιου"),
        ("İSTANBUL", "istanbul"),
        ("ısparta", "Isparta"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Søren Ærø", "soren aero"),
        ("façade", "facade"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("إلى", "الي"),
        ("مدينة", "مدينه"),
        ("مؤتمر", "موتمر"),
        ("عـــربي", "عربي"),
        ("ﻻ", "لا"),
        ("ایران", "ايران"),
        ("٢٠١٥", "2015"),
        ("۲۰۱۵", "2015"),
        ("שָׁלוֹם", "שלום"),
        ("ＡＢＣ１２３", "abc123"),
        ("ﾃｽﾄ", "テスト"),
        ("がっこう", "がっこう"),
        ("H₂O", "h2o"),
        ("news\u00adpaper", "newspaper"),
    ],
)
def test_forms_of_one_word_are_one(one, other):
    assert name_tokens(one) == name_tokens(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("й", "и"), ("ї", "і"), ("が", "か"), ("กิน", "กน"), ("हिन्दी", "हनद"), ("Brand™", "brandtm")],
)
def test_what_readers_tell_apart_stays_apart(one, other):
    assert name_tokens(one) != name_tokens(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東京都", "東京 京都 都"),
        ("北京abc", "北京 京 abc"),
        ("東京、大阪", "東京 京 大阪 阪"),
        ("東", "東"),
    ],
)
def test_scripts_without_spaces_are_cut_into_pairs(text, expected):
    assert folded(text).replace(",", " ").replace("、", " ").split() == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain English, with “quotes” — and dashes…",
        "Zoë’s café",
        "Привет, мир",
        "Grüße".replace("ß", "ss"),
    ],
)
def test_common_texts_need_no_folded_form(text):
    assert folded(text) is None
