"""Lines to elements and back."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.jobs.render_places import Places, Spot
from newsroom.rendering.body import Block

BLOCKS = (Block(0, 0, "", 1), Block(2, 5, "", 1), Block(7, 7, "", 0), Block(9, 10, "", 2))


def test_places_of_lines() -> None:
    places = Places(BLOCKS)
    spots = [places.spot_of(line) for line in (0, 1, 2, 4, 6, 9, 99)]
    assert [(spot.element, spot.share) for spot in spots if spot] == [
        (0, 0.0),
        (0, 1.0),
        (1, 0.0),
        (1, 0.5),
        (1, 1.0),
        (2, 0.0),
        (2, 1.0),
    ]
    assert places.n_elements == 4


def test_lines_of_places() -> None:
    places = Places(BLOCKS)
    assert [places.line_of(element) for element in range(5)] == [0, 2, 9, 10, None]
    assert [places.line_of(1, share) for share in (0.0, 0.3, 0.99, 1.0, 7.0)] == [2, 3, 5, 5, 5]


def test_no_text_has_no_places() -> None:
    assert Places().spot_of(0) is None
    assert Places().line_of(0) is None
    assert Places((Block(4, 4, "", 1),)).spot_of(3) is None


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=20))
def test_first_line_of_a_block_goes_there_and_back(shapes: list[tuple[int, int, int]]) -> None:
    blocks, line = [], 0
    for n_lines, gap, n_elements in shapes:
        blocks.append(Block(line, line + n_lines - 1, "", n_elements))
        line += n_lines + gap
    places = Places(blocks)
    for block in blocks:
        spot = places.spot_of(block.first_line)
        assert spot is not None and spot.share == 0
        assert places.line_of(spot.element) == block.first_line


def test_elements_of_one_block_whose_lines_are_known() -> None:
    places = Places((Block(0, 30, "", 4, (0, 2, 24, 30)),))
    assert places.n_elements == 4
    assert places.spot_of(2) == Spot(1, 1, 0.0) and places.spot_of(24) == Spot(2, 1, 0.0)
    assert places.spot_of(13) == Spot(1, 1, 0.5)
    assert [places.line_of(n) for n in range(5)] == [0, 2, 24, 30, None]
    assert places.line_of(1, 0.5) == 13


def test_notes_that_stand_amid_the_text_come_last() -> None:
    places = Places((Block(0, 4, "", 3, (0, 4, 4)),))
    assert [places.line_of(n, 0.9) for n in range(3)] == [3, 4, 4]
    assert places.spot_of(2) == Spot(0, 1, 0.5)
