"""Pieces of texts with the words marked; any article by a few words of its headline, mistyped or not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.desk.articles import new_article, trash_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.finding import parse_query, quick_open, snippets
from newsroom.desk.snippets import excerpt
from newsroom.domain.article import Content
from newsroom.domain.asked import Marked
from newsroom.domain.conditions import Words
from newsroom.domain.query import Match
from newsroom.storage.marking import places, tokens_of, wanted_words
from newsroom.storage.matching import name_tokens

BY = "test"


def shown(marked: Marked | None) -> str | None:
    """With the marks as brackets."""
    if marked is None:
        return None
    text, place = "", 0
    for start, end in marked.marks:
        text += f"{marked.text[place:start]}[{marked.text[start:end]}]"
        place = end
    return text + marked.text[place:]


def marked_in(text: str, words: str, *, prefix: bool = False) -> str:
    found = places(text, wanted_words(Words(words, prefix)))
    return str(shown(Marked(text, tuple(found))))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Harbour, a harbour.", "harbour", "The [Harbour], a [harbour]."),
        ("Ёлка и ЁЛКИ", "елка", "[Ёлка] и ЁЛКИ"),
        ("Η Ελλάδα σήμερα", "ελλαδα", "Η [Ελλάδα] σήμερα"),
        ("مُؤتمر في المدينة", "المدينه", "مُؤتمر في [المدينة]"),
        ("مُؤتمر في المدينة", "موتمر", "[مُؤتمر] في المدينة"),
        ("北京市的天气很好", "天气", "北京市的[天气]很好"),
        ("北京市的天气很好", "好", "北京市的天气很[好]"),
        ("東京タワー", "タワ", "東京[タワ]ー"),
        ("สวัสดีชาวโลก", "ชาว", "สวัสดี[ชาว]โลก"),
        ("İstanbul Boğazı", "istanbul", "[İstanbul] Boğazı"),
        ("Straße", "strasse", "[Straße]"),
        ("e\u0301te\u0301 d'été", "ete", "[e\u0301te\u0301] d'[été]"),
        ("twenty-one days", "twenty-one", "[twenty-one] days"),
        ("a b a b", "a b", "[a b] [a b]"),
    ],
)
def test_marks_stand_on_the_text_as_it_is_written(text, words, expected):
    assert marked_in(text, words) == expected


def test_of_a_beginning_the_whole_word_is_marked():
    assert marked_in("Harbours and a port", "harb", prefix=True) == "[Harbours] and a port"


TEXTS = st.text("abcéßçёжΆςمةى京都東กินхиßİ .-'\u0301\u200b", max_size=30)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_tokens_are_those_of_the_indexes_and_have_their_places(text):
    tokens = list(tokens_of(text))
    # A run at the end of the text also has its last character alone, which questions have not.
    asked = name_tokens(text)
    assert [token.text for token in tokens][: len(asked)] == asked
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)


WANTED = st.builds(Words, st.text("abC1 -", min_size=1, max_size=6), st.booleans())


@settings(max_examples=300, deadline=None)
@given(st.text("abcABC1 _.-", max_size=40), WANTED)
def test_in_ascii_the_same_is_marked_as_in_any_text(text, words):
    wanted = wanted_words(words)
    assert places(text, wanted) == places(f"{text} é", wanted)


def test_an_excerpt_is_where_most_words_are_without_markup():
    text = "one " * 80 + "## The **harbour** of [the harbour](article:7)\n\nand `more`" + " two" * 80
    found = places(text, wanted_words(Words("harbour")))
    piece = excerpt(text, found, is_markdown=True)
    assert piece.is_cut_before and piece.is_cut_after and len(piece.text) <= 220
    assert "[harbour] of the [harbour] and more two" in str(shown(piece)).replace("## ", "")
    assert "\n" not in piece.text and "article:7" not in piece.text


def test_where_a_link_leads_is_shown_only_where_nothing_else_was_found():
    text = "See [the page](https://a.example/fog/1) and [fog](article:7) here."
    both = excerpt(text, places(text, wanted_words(Words("fog"))), is_markdown=True)
    assert shown(both) == "See the page and [fog] here."
    alone = excerpt(text, places(text, wanted_words(Words("example"))), is_markdown=True)
    assert shown(alone) == "See the page (https://a.[example]/fog/1) and fog here."


@settings(max_examples=200, deadline=None)
@given(st.text("ab *[]()\n#", max_size=600), st.data())
def test_any_text_can_be_cut(text, data):
    spots = sorted(data.draw(st.lists(st.integers(0, max(len(text) - 1, 0)), max_size=6, unique=True)))
    marks = [(spot, min(spot + 1, len(text))) for spot in spots if text]
    piece = excerpt(text, marks, is_markdown=data.draw(st.booleans()))
    for start, end in piece.marks:
        assert 0 <= start < end <= len(piece.text) + 1


def test_snippets_of_rows(library):
    content = Content("Harbour strike", "A strike.", "Long ago. The harbour strike was **long**. Fog.")
    new_article(library, content, by=BY)
    new_article(library, Content("Fog", "", "No words."), by=BY)
    asked = parse_query(library, 'harbour "strike was" -ferry')
    (snippet,) = snippets(library, asked.query, list_articles(library, asked.query).rows).values()
    assert shown(snippet.headline) == "[Harbour] strike" and snippet.lede is None
    assert shown(snippet.body) == "Long ago. The [harbour] [strike was] long. Fog."
    typed = parse_query(library, "harb", match=Match.AS_YOU_TYPE)
    (snippet,) = snippets(library, typed.query, list_articles(library, typed.query).rows).values()
    assert shown(snippet.headline) == "[Harbour] strike" and snippet.body is None
    everything = parse_query(library, "is:untagged")
    assert snippets(library, everything.query, list_articles(library, everything.query).rows) == {}


@pytest.fixture
def headlines(library):
    for headline in (
        "Lindow Bridge to reopen",
        "A bridge too far",
        "Bridges of Lindow",
        "The harbour strike",
        "Striking harbours",
        "Зимняя дорога открыта",
        "東京の天気",
    ):
        new_article(library, Content(headline), by=BY)
    trash_article(library, new_article(library, Content("Lindow trashed"), by=BY).id, by=BY)
    return library


@pytest.mark.parametrize(
    ("text", "found", "is_guess"),
    [
        ("bridge", ["Bridges of Lindow", "A bridge too far", "Lindow Bridge to reopen"], False),
        ("lindow bri", ["Lindow Bridge to reopen", "Bridges of Lindow"], False),
        ("bridg lind", ["Lindow Bridge to reopen"], True),
        ("striking harbour", ["Striking harbours"], False),
        ("lindew bridge", ["Lindow Bridge to reopen", "Bridges of Lindow"], True),
        ("harbour st", ["The harbour strike"], False),
        ("harbuor strike", ["The harbour strike"], True),
        ("lindwo", ["Lindow Bridge to reopen", "Bridges of Lindow"], True),
        ("ilndow bridge", ["Lindow Bridge to reopen", "Bridges of Lindow"], True),
        ("зимния дорога", ["Зимняя дорога открыта"], True),
        ("teh harbour strike", ["The harbour strike"], True),
        ("a brigde to fra", ["A bridge too far"], True),
        ("harbuor strike teh", ["The harbour strike"], True),
        ("teh", [], False),
        ("天気", ["東京の天気"], False),
        ("xyzzyplugh", [], False),
        ("…", [], False),
        ("", [], False),
        ('") OR (', [], False),
    ],
)
def test_quick_open(headlines, text, found, is_guess):
    hits = quick_open(headlines, text)
    assert [hit.row.headline for hit in hits] == found
    assert all(hit.is_guess is is_guess and hit.marks for hit in hits)


def test_one_letter_opens_the_newest_that_have_a_word_of_it(headlines):
    found = [hit.row.headline for hit in quick_open(headlines, "b")]
    assert found and all(any(word.lower().startswith("b") for word in one.split()) for one in found)
    assert quick_open(headlines, "q") == ()


def test_quick_open_marks_what_was_meant(headlines):
    (hit,) = quick_open(headlines, "harbuor strik")
    assert shown(Marked(hit.row.headline, hit.marks)) == "The [harbour] [strike]"
    assert len(quick_open(headlines, "bridge", limit=1)) == 1


def test_of_words_that_are_all_there_one_is_doubted_before_two(library):
    one_mistake = {"Tones of the bride", "Tunes under a bridge"}
    for headline in (*one_mistake, "Tunes and a bride", "A bridge"):
        new_article(library, Content(headline), by=BY)
    hits = quick_open(library, "tones bridge")
    assert {hit.row.headline for hit in hits} == one_mistake
    assert all(hit.is_guess for hit in hits)
    assert [hit.row.headline for hit in quick_open(library, "bride tonse")] == ["Tones of the bride"]
