"""Passages that two texts share, found again in the body and marked in the text."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.suggestions import AlikeSpan
from newsroom.gui.alike_text import in_body, joined, marked_html, of_draft, of_other


def test_ranges_that_touch_are_one() -> None:
    spans = [AlikeSpan(5, 9, 0, 4), AlikeSpan(0, 5, 4, 9), AlikeSpan(20, 20, 30, 31)]
    assert of_draft(spans) == [(0, 9)]
    assert of_other(spans) == [(0, 9), (30, 31)]


def test_places_in_the_body_count_as_the_text_does() -> None:
    headline, lede, body = "Head", "Lede", "a😀b same words"
    start = len(headline) + len(lede) + 2
    assert in_body([(0, start + 2), (start + 4, start + 8)], headline, lede, body) == [(0, 3), (5, 9)]
    assert in_body([(0, 3)], headline, lede, body) == []


@given(
    st.text("ab😀\n ", max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4)
)
def test_places_in_the_body_hold_the_same_words(body: str, ranges: list[tuple[int, int]]) -> None:
    whole = joined(ranges)
    units = body.encode("utf-16-le")
    found = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in in_body(whole, "H", "", body)]
    before = len("H") + 2
    wanted = [body[max(0, a - before) : max(0, b - before)] for a, b in whole]
    assert found == [words for words in wanted if words]


def test_the_other_text_is_shown_as_it_is_written_with_its_passages_marked() -> None:
    html = marked_html("A <b>", "", "One line\nand more.\n\nSecond & last.", [(8, 14), (29, 33)], "#eee")
    mark = '<span style="background-color: #eee">'
    assert html == (
        f"<h2>A &lt;b&gt;</h2>\n<p>O{mark}ne lin</span>e\nand more.</p>\n"
        f"<p>Se{mark}cond</span> &amp; last.</p>"
    )
