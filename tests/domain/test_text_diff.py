"""Two texts compared word by word: exact for any, readable for those of people."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain import text_diff
from newsroom.domain.text_diff import Kind, compare, count_words, edits
from newsroom.domain.text_words import BLANKS, words_behind_blanks, words_of

WORDS = [
    "ferry",
    "the",
    "’s",
    " ",
    "  ",
    "\n",
    "\n\n",
    ",",
    "é",
    "e\u0301",
    "東",
    "京",
    "قَ",
    "ни",
    "👨‍👩‍👧",
    "🇩🇪",
    "\r",
    "\x0b",
]
TEXTS = st.lists(st.sampled_from(WORDS)).map("".join) | st.text()


@settings(deadline=None)  # the first call makes the patterns
@given(TEXTS, TEXTS)
def test_the_pieces_are_the_texts(old, new):
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.NEW) == old
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.GONE) == new
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(one is not other for one, other in pairwise(kinds))


@settings(deadline=None)  # the first call makes the patterns
@given(TEXTS, TEXTS)
def test_edits_make_the_new_text(old, new):
    made, at = [], 0
    for edit in edits(old, new):
        assert at <= edit.start <= edit.end and (edit.start < edit.end or edit.text)
        made += [old[at : edit.start], edit.text]
        at = edit.end
    assert "".join([*made, old[at:]]) == new


@settings(deadline=None)  # the first call makes the patterns
@given(TEXTS)
def test_a_text_is_like_itself(text):
    assert edits(text, text) == ()
    assert "".join(words_of(text)) == text
    pieces = words_behind_blanks(text)
    assert "".join(pieces) == text
    words = [word for word in words_of(text) if word == "\n" or not word.isspace()]
    assert [word for piece in pieces if (word := piece.lstrip(BLANKS))] == words


def shown(old: str, new: str) -> str:
    marks = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in compare(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The ferry is late.", "The ferry was late.", "The ferry [-is-][+was+] late."),
        ("The ferry is late.", "The old ferry is late.", "The [+old +]ferry is late."),
        ("One.\n\nTwo.", "One.\n\nAnd.\n\nTwo.", "One.\n\n[+And.\n\n+]Two."),
        ("a  b", "a b", "a[-  -][+ +]b"),
        ("Ана сказала", "Анна сказала", "[-Ана-][+Анна+] сказала"),
        ("وصلت السفينة", "وصلت السفينة أمس", "وصلت السفينة[+ أمس+]"),
        ("東京の港", "大阪の港", "[-東京-][+大阪+]の港"),
        ("กินข้าว", "กินข้าวแล้ว", "กินข้าว[+แล้ว+]"),
        ("cafe\u0301 noir", "cafe noir", "[-cafe\u0301-][+cafe+] noir"),
        ("👨‍👩‍👧!", "👨‍👩‍👦!", "[-👨‍👩‍👧-][+👨‍👩‍👦+]!"),
        # A comma and a short word that both have by chance part nothing.
        (
            "slow boats, old men",
            "fast trains, rich women",
            "[-slow boats, old men-][+fast trains, rich women+]",
        ),
        # Of the places that give the same text the one that a person would name.
        ("The dog.\n\nThe end.", "The dog.\n\nThe cat.\n\nThe end.", "The dog.\n\n[+The cat.\n\n+]The end."),
        ("A.\n\nC.", "A.\n\nB.\n\nC.", "A.\n\n[+B.\n\n+]C."),
        ("One.", "One.\n\nTwo.", "One.[+\n\nTwo.+]"),
        ("It was. It is.", "It was. It might. It is.", "It was. [+It might. +]It is."),
        ("", "New.", "[+New.+]"),
        ("Old.", "", "[-Old.-]"),
    ],
)
def test_what_a_person_reads(old, new, expected):
    assert shown(old, new) == expected


def test_words_are_counted_and_signs_are_not():
    assert count_words(compare("The ferry, is late", "The old ferry was — late!")) == (2, 1)


def test_a_stretch_that_is_too_long_is_replaced_as_a_whole(monkeypatch):
    monkeypatch.setattr(text_diff, "_MOST_PAIRS", 3)
    assert shown("so one two three ok", "so four two five ok") == "so [-one two three-][+four two five+] ok"
    assert shown("A.\nB.\nC.\nD", "A.\nX.\nC.\nD") == "A.\n[-B.-][+X.+]\nC.\nD"


def test_more_words_than_there_are_letters_below_the_halves_of_letters() -> None:
    """Words are numbered as letters; numbers of surrogates are passed over."""
    words = [f"w{n}" for n in range(57_000)]
    few = [*words[:3_000], "stranger", *words[-3_000:]]
    pieces = compare(" ".join(words), " ".join(few))
    assert [piece.kind for piece in pieces] == [Kind.SAME, Kind.GONE, Kind.NEW, Kind.SAME]
    assert pieces[2].text == "stranger" and pieces[3].text.split() == words[-3_000:]
