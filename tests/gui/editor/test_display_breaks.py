"""Positions of the text and of the document lead into each other, whatever is broken and edited."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.gui.features.editor.display_breaks import (
    LONG_PARAGRAPH,
    PIECE,
    DisplayBreaks,
    break_offsets,
    piece_end,
)

BREAK = "¶"


def built(text: str, positions: list[int]) -> tuple[DisplayBreaks, str]:
    breaks = DisplayBreaks()
    places = sorted({1 + position % (len(text) - 1) for position in positions})
    for place in places:
        breaks.add(place)
    shown = "".join((BREAK if n in places else "") + character for n, character in enumerate(text))
    return breaks, shown


@given(st.text("abc", min_size=2, max_size=30), st.lists(st.integers(0, 99), max_size=6))
def test_positions_lead_back(text: str, positions: list[int]) -> None:
    breaks, shown = built(text, positions)
    for position in range(len(text) + 1):
        for after in (True, False):
            assert breaks.text_position(breaks.document_position(position, after=after)) == position
    for place, character in enumerate(shown):
        assert breaks.is_break(place) == (character == BREAK)
        assert breaks.text_position(place) == len(shown[:place].replace(BREAK, ""))
    assert breaks.shown(0, text, len(shown)).replace("\n", BREAK) == shown


@given(
    st.text("abc", min_size=2, max_size=30),
    st.lists(st.integers(0, 99), max_size=6),
    st.integers(0, 99),
    st.integers(0, 12),
    st.text("xyz", max_size=5),
)
def test_breaks_follow_edits(text: str, positions: list[int], where: int, n: int, inserted: str) -> None:
    breaks, shown = built(text, positions)
    place = where % (len(shown) + 1)
    n_removed = min(n, len(shown) - place)
    n_breaks = breaks.edited(place, n_removed, len(inserted))
    assert n_breaks == shown[place : place + n_removed].count(BREAK)
    shown = shown[:place] + inserted + shown[place + n_removed :]
    assert [breaks.is_break(n) for n in range(len(shown))] == [c == BREAK for c in shown]


def test_pieces_end_at_a_space_and_never_inside_a_pair() -> None:
    assert piece_end("word " * 4000) == PIECE
    assert piece_end("x" * 100) == 100
    pairs = "x" + "\ud83d\ude00" * PIECE
    assert pairs[piece_end(pairs) - 1] == "\ude00"


def test_only_long_paragraphs_are_broken() -> None:
    assert break_offsets("x" * LONG_PARAGRAPH + "\n" + "y" * LONG_PARAGRAPH) == []
    offsets = break_offsets("short\n" + "z" * (LONG_PARAGRAPH + 1))
    assert offsets[0] == 6 + PIECE
    assert len(offsets) == LONG_PARAGRAPH // PIECE
