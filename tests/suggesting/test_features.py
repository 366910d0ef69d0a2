"""Texts as numbers: words and the parts of long ones, what is told first, and that both survive being packed."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.suggesting.features import (
    N_FEATURES,
    N_WORDS,
    Rarity,
    TextBag,
    cosines,
    pack,
    unpack,
    weighted,
)


def rarity_of(*texts):
    rarity = Rarity.none()
    for text in texts:
        rarity.add(TextBag("", "", text).features[0])
    return rarity


def test_a_compound_is_like_what_it_is_made_of():
    texts = ["Die Haushaltsdebatte dauerte lange.", "Eine Debatte um den Haushalt.", "Regen am Wochenende."]
    rarity = rarity_of(*texts)
    asked, *others = [TextBag("", "", text) for text in texts]
    alike = cosines(weighted(*asked.features, rarity), [pack(one, rarity) for one in others], rarity)
    assert alike[0] > 3 * alike[1] and alike[0] > 0.2


def test_short_words_and_numbers_have_no_parts():
    ids, _ = TextBag("A news item", "", "in 20160405 they said no more than that").features
    assert (ids < N_WORDS).all()


def test_words_are_told_before_parts():
    text = "Bundesverfassungsgericht entscheidet. " + "Ein Wort steht hier."
    vector = weighted(*TextBag("", "", text).features, rarity_of("etwas anderes"))
    told = vector.ids[vector.telling_first]
    n_words = int((vector.ids < N_WORDS).sum())
    assert 0 < n_words < len(told) and (told[:n_words] < N_WORDS).all() and (told[n_words:] >= N_WORDS).all()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60))
def test_what_is_packed_is_unpacked(text, headline):
    bag = TextBag(headline, "", text)
    ids, counts = bag.features
    assert (np.diff(ids) > 0).all() and (ids < N_FEATURES).all() and (ids >= 0).all()
    if len(ids) <= 256:
        again, n = unpack(pack(bag, Rarity.none()))
        assert again.tolist() == ids.tolist() and n.tolist() == counts.tolist()
