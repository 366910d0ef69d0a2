"""Comparisons by paragraphs: each can be put back by itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.histories import compare_fields, paragraphs_of
from newsroom.domain.text_diff import Kind, compare

TEXTS = st.lists(
    st.sampled_from(["ferry ", "late ", "\n\n", "\n", "The tide was low.\n\n"]), max_size=14
).map("".join)


@settings(deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_any_paragraph_put_back_gives_that_of_the_old_text(old, new, data):
    paragraphs = paragraphs_of(compare(old, new))
    assert "".join(old[slice(*one.old)] for one in paragraphs) == old
    assert "".join(new[slice(*one.new)] for one in paragraphs) == new
    for one in paragraphs:
        for kind, text, part in ((Kind.NEW, old, one.old), (Kind.GONE, new, one.new)):
            assert "".join(p.text for p in one.pieces if p.kind is not kind) == text[slice(*part)]
    back = data.draw(st.sets(st.sampled_from(paragraphs))) if paragraphs else set()
    mixed = "".join(old[slice(*one.old)] if one in back else new[slice(*one.new)] for one in paragraphs)
    if len(back) == len(set(paragraphs)):
        assert mixed == old


def test_a_paragraph_that_was_put_in_stands_alone():
    paragraphs = paragraphs_of(compare("One.\n\nThree.", "One.\n\nTwo.\n\nTwo and a half.\n\nThree, late."))
    assert [one.new for one in paragraphs] == [(0, 6), (6, 12), (12, 29), (29, 41)]
    assert [one.old for one in paragraphs] == [(0, 6), (6, 6), (6, 6), (6, 12)]


def test_fields_that_neither_has_are_left_out_and_words_are_counted():
    found = compare_fields({"lede": "", "body": "One."}, {"body": "One. Two."}, numbers=(1, 2))
    assert [field.field for field in found.fields] == ["body"]
    assert (found.changed, found.n_new, found.n_gone) == (("body",), 1, 0)
