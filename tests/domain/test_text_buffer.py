"""The chunked text counts as Qt counts and never loses a unit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.text_buffer import (
    TextBuffer,
    from_units,
    one_line_end,
    storable,
    to_units,
    utf16_length,
)

TEXTS = st.text(st.sampled_from("ab \n😀é中\U0001d11e\ud83d\ude00"), max_size=40)


@given(TEXTS)
def test_length_counts_utf16_units(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le", "surrogatepass")) // 2 == len(to_units(text))


def test_a_pair_of_surrogates_may_be_cut_and_joins_again() -> None:
    buffer = TextBuffer("a😀b")
    assert buffer.replace(2, 1, "") == "\ude00"
    assert buffer.text() == "a\ud83db"
    buffer.replace(2, 0, "\ude00")
    assert buffer.text() == "a😀b"


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 30_000),
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 9000), TEXTS), max_size=30),
)
def test_edits_give_what_a_plain_string_gives(n: int, edits: list[tuple[int, int, str]]) -> None:
    start = ("word 😀 more\n" * 3000)[:n]
    buffer, model = TextBuffer(start), to_units(start)
    for where, length, inserted in edits:
        position = where % (len(model) + 1)
        n_removed = min(length, len(model) - position)
        assert buffer.replace(position, n_removed, inserted) == from_units(
            model[position : position + n_removed]
        )
        model = model[:position] + to_units(inserted) + model[position + n_removed :]
        assert len(buffer) == len(model)
        assert buffer.slice_units(position, len(model) - position) == model[position:]
    assert buffer.text() == from_units(model)


def test_a_place_outside_is_refused_and_nothing_changes() -> None:
    buffer = TextBuffer("abc")
    for position, length in ((-1, 0), (4, 0), (2, 2), (1, -1)):
        with pytest.raises(ValueError, match="no text at"):
            buffer.replace(position, length, "x")
    assert buffer.text() == "abc"


def test_an_edit_copies_a_chunk_and_not_the_text() -> None:
    buffer = TextBuffer("x" * 5_000_000)
    buffer.replace(2_500_000, 0, "y")
    before = list(buffer.pieces())
    buffer.replace(2_500_001, 0, "y")
    after = list(buffer.pieces())
    assert sum(1 for old, new in zip(before, after, strict=True) if old is not new) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\u2029b\u2028c", "a\nb\nc"), ("a\u00a0b", "a\u00a0b")],
)
def test_line_ends_become_one(text: str, expected: str) -> None:
    assert one_line_end(text) == expected


def test_what_no_database_keeps_is_replaced_one_for_one() -> None:
    assert storable("a\x00b\ud800c😀") == "a\ufffdb\ufffdc😀"


@given(st.lists(st.integers(0, 9000), min_size=1, max_size=6), st.integers(0, 10**9))
def test_lines_are_found_across_chunks(lengths: list[int], where: int) -> None:
    text = "\n".join("x" * length for length in lengths)
    buffer = TextBuffer(text)
    position = where % (len(text) + 1)
    assert buffer.line_start(position) == text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    assert buffer.line_end(position) == (end if end >= 0 else len(text))
