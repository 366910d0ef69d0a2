"""The language of the search line: what is read, that anything can be read, and that it prints as it was read."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.query_language.dates import read_span
from newsroom.domain.query_language.filter_names import FilterName
from newsroom.domain.query_language.parsing import MOST_PARTS, parse_line
from newsroom.domain.query_language.printing import print_parts
from newsroom.domain.query_language.syntax import (
    Choice,
    Filter,
    Group,
    Minus,
    Part,
    Phrase,
    Word,
)

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a b", (A, B)),
        ('"a b" c', (Phrase("a b"), C)),
        ("“a b„c", (Phrase("a b"), C)),
        ("-a -b", (Minus(A), Minus(B))),
        ('-"a b" -tag:x', (Minus(Phrase("a b")), Minus(Filter(FilterName.TAG, "x")))),
        ("a b OR c", (A, Choice((B, C)))),
        ("a OR b OR c", (Choice((A, B, C)),)),
        ("a OR -b", (Choice((A, Minus(B))),)),
        ("(a b) OR c", (Choice((Group((A, B)), C)),)),
        ("(a OR b) OR c", (Choice((A, B, C)),)),
        ("a (b c)", (A, B, C)),
        ("-(a b) c", (Minus(Group((A, B))), C)),
        ("-(a OR b)", (Minus(Choice((A, B))),)),
        ("((a))", (A,)),
        ("a) b (c", (A, B, C)),
        ("()", ()),
        ("har*", (Word("har", is_prefix=True),)),
        ("*", ()),
        ("- a", (A,)),
        ("twenty-one", (Word("twenty-one"),)),
        ("or", (Word("or"),)),
        ("http://x 12:30 xtag:y", (Word("http://x"), Word("12:30"), Word("xtag:y"))),
        ('tag:"Middle East" TAG:sea', (Filter(FilterName.TAG, "Middle East"), Filter(FilterName.TAG, "sea"))),
        ("tag：北京", (Filter(FilterName.TAG, "北京"),)),
        ("language:ar", (Filter(FilterName.LANGUAGE, "ar"),)),
        ("(tag:a OR tag:b)", (Choice((Filter(FilterName.TAG, "a"), Filter(FilterName.TAG, "b"))),)),
        ("date:2021-01..2021-06", (Filter(FilterName.DATE, "2021-01..2021-06"),)),
        ('tag:"Middle', (Filter(FilterName.TAG, "Middle"),)),
        ("tag: a", (Filter(FilterName.TAG, ""), A)),
        ('""', ()),
    ],
)
def test_what_is_read(text, parts):
    assert parse_line(text).parts == parts


@pytest.mark.parametrize(
    ("text", "span"), [("OR a", (0, 2)), ("a OR", (2, 4)), ("a OR OR b", (5, 7)), ("(a OR) b", (3, 5))]
)
def test_an_or_without_its_two_sides_is_a_mistake_with_its_place(text, span):
    line = parse_line(text)
    assert [mistake.span for mistake in line.mistakes] == [span]
    assert all(isinstance(part, Word | Choice) for part in line.parts)


def test_places_of_parts():
    line = parse_line('x -tag:"Middle East" (a OR b')
    _, minus, choice = line.parts
    assert isinstance(minus, Minus) and isinstance(minus.part, Filter) and isinstance(choice, Choice)
    assert line.text[slice(*minus.span)] == '-tag:"Middle East"'
    assert line.text[slice(*minus.part.span)] == 'tag:"Middle East"'
    assert line.text[slice(*minus.part.value_span)] == "Middle East"
    assert line.text[slice(*choice.span)] == "a OR b"


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("har", True),
        ("har ", False),
        ('"har', True),
        ('"har"', False),
        ("tag:g", True),
        ('tag:"g"', False),
        ("har*", False),
    ],
)
def test_what_stands_last_may_go_on(text, is_open):
    (part,) = parse_line(text).parts
    assert isinstance(part, Word | Phrase | Filter) and part.is_open is is_open


def test_of_a_whole_page_the_beginning_is_read():
    line = parse_line("word " * 5_000)
    assert len(line.parts) == MOST_PARTS and len(line.mistakes) == 1
    deep = parse_line("(" * 5_000 + "a" + ")" * 5_000)
    assert deep.parts == (A,)


PIECES = [
    "a",
    "b*",
    "OR",
    "-",
    "(",
    ")",
    " ",
    " ",
    '"',
    "tag:",
    "x",
    "state:",
    "“",
    "--",
    "*",
    "-tag:y",
    "：",
    "（",
    "\u00a0",
]
LINES = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@settings(max_examples=500, deadline=None)
@given(LINES)
def test_anything_can_be_read_and_prints_as_it_was_read(text):
    line = parse_line(text)
    printed = print_parts(line.parts)
    again = parse_line(printed)
    assert again.parts == line.parts and again.mistakes == ()
    assert print_parts(again.parts) == printed
    for part in line.parts:
        assert 0 <= part.span.start < part.span.end <= len(text)


WORDS = st.text("abcé北京", min_size=1, max_size=5)
ATOMS = st.one_of(
    st.builds(Word, WORDS, st.booleans()),
    st.builds(Phrase, st.lists(WORDS, min_size=1, max_size=3).map(" ".join)),
    st.builds(Filter, st.sampled_from(FilterName), st.text("ab (:", max_size=6).map(str.strip)),
)


def made_of(inner: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    not_a_choice = inner.filter(lambda part: not isinstance(part, Choice))
    not_a_group = inner.filter(lambda part: not isinstance(part, Group))
    return st.one_of(
        st.builds(Minus, inner),
        st.builds(Choice, st.lists(not_a_choice, min_size=2, max_size=3).map(tuple)),
        st.builds(Group, st.lists(not_a_group, min_size=2, max_size=3).map(tuple)),
    )


@settings(max_examples=120, deadline=None)
@given(st.lists(st.recursive(ATOMS, made_of, max_leaves=8), max_size=4))
def test_any_tree_prints_and_reads_as_itself(parts):
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Group) else (part,))]
    assert parse_line(print_parts(flat)).parts == tuple(flat)


NOW = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)
EAST = timezone(timedelta(hours=3))


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=EAST)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021", moment(2021, 1, 1), moment(2022, 1, 1)),
        ("2020-02", moment(2020, 2, 1), moment(2020, 3, 1)),
        ("2020-12", moment(2020, 12, 1), moment(2021, 1, 1)),
        ("2021-3-6", moment(2021, 3, 6), moment(2021, 3, 7)),
        ("Today", moment(2021, 3, 6), moment(2021, 3, 7)),
        ("yesterday", moment(2021, 3, 5), moment(2021, 3, 6)),
        ("7d", moment(2021, 2, 27), None),
        ("2w", moment(2021, 2, 20), None),
        ("1m", moment(2021, 2, 6), None),
        ("1y", moment(2020, 3, 6), None),
        ("2021-01..2021-06", moment(2021, 1, 1), moment(2021, 7, 1)),
        ("..2020", None, moment(2021, 1, 1)),
        ("yesterday..", moment(2021, 3, 5), None),
        ("2021..2021", moment(2021, 1, 1), moment(2022, 1, 1)),
    ],
)
def test_days_and_spans_in_the_zone(text, start, end):
    span = read_span(text, now=NOW, zone=EAST)
    assert span is not None and (span.start, span.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "2021-13",
        "2021-02-30",
        "0000",
        "9999",
        "9999y",
        "soon",
        "21",
        "2022..2021",
        "7",
        "٢٠٢١",
        "a..b",
    ],
)
def test_what_is_no_day(text):
    assert read_span(text, now=NOW, zone=EAST) is None


@given(st.text("0123456789-.dwmy todayester", max_size=20))
def test_any_text_may_stand_for_a_day(text):
    span = read_span(text, now=NOW, zone=EAST)
    if span is not None and span.start is not None and span.end is not None:
        assert span.start < span.end
