"""Contents that are packed in two parts are those that are packed at once."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.article import Content
from newsroom.domain.ids import TagId
from newsroom.storage.kept import unpack
from newsroom.storage.packing import pack_texts, packed

TEXT = st.text(st.characters(codec="utf-8"), max_size=300)


@given(TEXT, TEXT, TEXT, st.lists(st.integers(1, 2**40), max_size=5))
def test_what_was_packed_before_is_the_beginning_of_the_whole(
    headline: str, lede: str, body: str, tags: list[int]
) -> None:
    content = Content(headline=headline, lede=lede, body=body, tags=tuple(map(TagId, tags)))
    assert unpack(packed(content, pack_texts(headline, lede, body))) == content
    assert unpack(packed(content)) == content


def test_a_beginning_that_says_something_else_is_not_taken() -> None:
    content = Content(headline="Rain", lede="It rained.", body="All day. " * 200)
    begun = pack_texts(content.headline, content.lede, content.body)
    for other in (replace(content, body="Sun."), replace(content, headline="Sun"), replace(content, lede="")):
        assert unpack(packed(other, begun)) == other
