"""An XML export is cut into items, whatever is wrong with one of them."""

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.exchange.sources import xml_parts
from newsroom.exchange.sources.xml_parts import XmlPart, parts_of


class Dripping(io.BytesIO):
    """Gives a few bytes at a time: every mark is cut somewhere."""

    def __init__(self, data: bytes, step: int) -> None:
        super().__init__(data)
        self._step = step

    def read(self, size: int | None = -1, /) -> bytes:
        del size
        return super().read(self._step)


def parts(data: bytes, step: int = 7) -> list[XmlPart]:
    return list(parts_of(Dripping(data, step)))


FILE = (
    b"<rss><channel>\n<title>t</title>\n"
    b"<item>one <![CDATA[</item> text]]></item>\n\n"
    b"<item attr='1'>two <!-- </item> --></item> between <item/>\n</channel></rss>"
)


@pytest.mark.parametrize("step", [1, 3, 64, 10_000])
def test_items_are_cut_at_their_own_brackets(step: int) -> None:
    found = parts(FILE, step)
    assert [part.data for part in found[1:]] == [
        b"<item>one <![CDATA[</item> text]]></item>",
        b"<item attr='1'>two <!-- </item> --></item>",
        b"<item/>",
    ]
    assert found[0].data.startswith(b"<rss>") and found[0].number == 0
    assert [(part.number, part.line) for part in found] == [(0, 1), (1, 3), (2, 5), (3, 5)]
    assert [FILE[part.offset :][:5] for part in found[1:]] == [b"<item"] * 3


def test_an_item_that_is_not_closed_ends_where_the_next_begins() -> None:
    found = parts(b"<rss><item>one<item>two</item></rss>")
    assert [part.data for part in found[1:]] == [b"<item>one", b"<item>two</item>"]


def test_what_the_file_breaks_off_in_is_said() -> None:
    found = parts(b"<rss>\n<item>one</item>\n<item>tw")
    assert [(part.line, bool(part.problem)) for part in found[1:]] == [(2, False), (3, True)]
    assert "cut off" in found[-1].problem


def test_a_text_without_an_end_takes_no_other_item_with_it() -> None:
    broken = b"<item><![CDATA[one</item>\n"
    good = b"<item><![CDATA[two]]></item>\n"
    found = parts(b"<rss>" + broken + good * 3 + b"</rss>")
    assert [bool(part.problem) for part in found[1:]] == [True, False, False, False]
    found = parts(b"<rss>" + good + broken + b"<item>last</item></rss>")
    assert [bool(part.problem) for part in found[1:]] == [False, True, False]


def test_other_names_within_an_item_are_content() -> None:
    found = parts(b"<feed><entry><x:entry>a</x:entry><item>b</item></entry></feed>")
    assert len(found) == 2


def test_what_is_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_parts, "LARGEST_ITEM", 2**20)
    found = parts(b"<rss><item>a</item>\n<item>" + b"x\n" * 2**20 + b"</item>\n<item>b</item></rss>", 2**16)
    assert [bool(part.problem) for part in found[1:]] == [False, True, False]
    assert [part.line for part in found[1:]] == [1, 2, 2**20 + 3]
    assert found[2].problem == "It is larger than 1 MB."


@pytest.mark.parametrize(
    "data",
    [b"<item>" * 20_000, b"<item><![CDATA[" * 20_000, b"<item " * 50_000, b"<!--" * 50_000, b"<" * 10**6],
)
def test_hostile_files_take_no_time(data: bytes) -> None:
    start = time.process_time()
    list(parts_of(io.BytesIO(data)))
    assert time.process_time() - start < 3


PIECES = st.lists(
    st.sampled_from(
        [
            b"<item>",
            b"</item>",
            b"<item",
            b"/>",
            b"<![CDATA[",
            b"]]>",
            b"<!--",
            b"-->",
            b"<entry>",
            b"x",
            b"\n",
            b"<",
        ]
    ),
    max_size=40,
)


@given(PIECES, st.integers(1, 9))
def test_parts_do_not_depend_on_how_the_file_is_read(pieces: list[bytes], step: int) -> None:
    data = b"".join(pieces)
    assert parts(data, step) == parts(data, 10_000)
    for part in parts(data, step):
        assert data[part.offset : part.offset + len(part.data)] == part.data
        assert data[: part.offset].count(b"\n") == part.line - 1


@given(PIECES)
def test_a_plain_end_is_where_looking_mark_by_mark_finds_it(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_parts._Cutter, "_plain_end", lambda self, opened: None)
        slow = parts(data, 10_000)
    assert parts(data, 10_000) == slow
