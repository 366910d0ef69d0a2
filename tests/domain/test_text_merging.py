"""Three texts: what two people wrote in different places is in the outcome, and nothing is lost where they touch."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.article import Content
from newsroom.domain.merging import offer_merge
from newsroom.domain.text_merging import merge_texts

TEXTS = st.lists(st.sampled_from(["ferry ", "late ", "the ", "\n\n", ", ", "harbour "]), max_size=12).map(
    "".join
)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_one_who_changed_nothing_gets_the_others_text(base, changed):
    assert merge_texts(base, base, changed).text == changed
    assert merge_texts(base, changed, base).text == changed
    assert merge_texts(base, changed, changed) == merge_texts(base, changed, base)


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_where_nothing_touches_both_sides_give_the_same(base, ours, theirs):
    one, other = merge_texts(base, ours, theirs), merge_texts(base, theirs, ours)
    if not one.touching:
        assert not other.touching and one.text == other.text
    if not one.n_taken:
        assert one.text == ours


@settings(deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_paragraphs_apart_are_put_together(first, ours, second, theirs):
    middle = "\n\nThe tide was low all day.\n\n"
    merged = merge_texts(f"{first}{middle}{second}", f"{ours}{middle}{second}", f"{first}{middle}{theirs}")
    if not merged.touching:
        assert merged.text == f"{ours}{middle}{theirs}"


@pytest.mark.parametrize(
    ("ours", "theirs", "text", "n_touching"),
    [
        ("The old ferry was late.", "The ferry was late today.", "The old ferry was late today.", 0),
        ("The boat was late.", "The ship was late.", "The boat was late.", 1),
        ("The ferry was very late.", "The ferry was rather late.", "The ferry was very late.", 1),
        ("A boat was late.", "The ferry was late, again.", "A boat was late, again.", 0),
    ],
)
def test_what_touches_stays_ours(ours, theirs, text, n_touching):
    merged = merge_texts("The ferry was late.", ours, theirs)
    assert (merged.text, len(merged.touching)) == (text, n_touching)


def test_an_offer_takes_other_fields_and_words_that_do_not_touch():
    base = Content(headline="Ferry", lede="It was late.", body="One.\n\nTwo.\n\nThree.")
    ours = replace(base, headline="Old ferry", body="One, ours.\n\nTwo.\n\nThree.", label="News")
    theirs = replace(base, headline="New ferry", lede="It came.", body="One.\n\nTwo.\n\nThree, theirs.")
    offer = offer_merge(base, ours, theirs)
    assert offer.content == replace(ours, lede="It came.", body="One, ours.\n\nTwo.\n\nThree, theirs.")
    assert (offer.taken, offer.touching) == (("lede", "body"), ("headline",))
