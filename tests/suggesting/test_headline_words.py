"""How far another article's headline stands in a draft, against the same reckoned word by word."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.suggesting.features import N_WORDS, Rarity, TextBag
from newsroom.suggesting.headline_words import headline_shares
from newsroom.suggesting.words import numbers_of

WORDS = st.lists(
    st.sampled_from("ferry strait dredger crew town the storm harbour pilot".split()), max_size=60
)


def rarity_of(texts):
    rarity = Rarity.none()
    for text in texts:
        rarity.add(TextBag("", "", text).features[0])
    return rarity


RARITY = rarity_of(
    ["the ferry", "the strait the crew", "the dredger", "the town", "the town storm", "the pilot"] * 4
)


def weight_of(word):
    return float(RARITY.of(np.array(numbers_of([word]), np.int64) & (N_WORDS - 1))[0])


def by_hand(above, text, headline):
    words = dict.fromkeys(headline)
    places = [*above, *text]
    telling = {word for word in words if word in places and weight_of(word) >= 0.5}
    closest = max(
        (
            sum(weight_of(word) for word in telling if word in places[max(at - 25, 0) : at + 1])
            for at in range(len(places))
        ),
        default=0.0,
    )
    return (
        sum(weight_of(word) for word in words if word in places),
        sum(weight_of(word) for word in words if word in above),
        closest,
        max(sum(map(weight_of, words)), 1e-9),
    )


@given(WORDS, WORDS, st.lists(WORDS, max_size=4))
def test_it_is_what_one_finds_word_by_word(above, text, headlines):
    bag = TextBag(" ".join(above), "", " ".join(text))
    shares = headline_shares(bag, [" ".join(one) for one in headlines], RARITY)
    assert shares.shape == (len(headlines), 4)
    for row, headline in zip(shares.tolist(), headlines, strict=True):
        assert row == pytest.approx(by_hand(above, text, headline))


def test_words_far_apart_are_not_close():
    near = headline_shares(TextBag("", "", f"ferry {'x ' * 20} strait"), ["Ferry Strait"], RARITY)[0, 2]
    far = headline_shares(TextBag("", "", f"ferry {'x ' * 30} strait"), ["Ferry Strait"], RARITY)[0, 2]
    assert near == pytest.approx(weight_of("ferry") + weight_of("strait"))
    assert far == pytest.approx(max(weight_of("ferry"), weight_of("strait")))
