"""The words that are given as reasons: those that weigh in both texts, each once, and none that every text has."""

import numpy as np
import pytest

from newsroom.storage.suggestion_source import NEWEST
from newsroom.suggesting.features import Rarity, TextBag, pack, weighted
from newsroom.suggesting.neighbours import Asked
from newsroom.suggesting.reasons import Telling, of_series

DRAFT = "The Ferry crossed. Ferries cross the Strait, and the ferry's crew went home. A dredger dredged; it said so."


@pytest.fixture
def rarity():
    known = Rarity.none()
    for n in range(60):
        known.add(TextBag("", "", f"said and the {'went' if n % 8 == 0 else 'came'} town{n}").features[0])
    known.add(TextBag("", "", DRAFT).features[0])
    return known


def telling_of(text, rarity):
    bag = TextBag("", "", text)
    return Telling(text, Asked(bag, weighted(*bag.features, rarity), NEWEST, None), rarity)


def test_they_weigh_in_both_and_are_spelled_as_the_draft_has_them(rarity):
    other = pack(TextBag("", "", "went ferry ferry ferry dredger dredger dredgers strait said"), rarity)
    assert telling_of(DRAFT, rarity).shared_with(other) == ["Ferry", "dredger", "Strait"]


def test_what_every_text_has_is_said_only_where_there_is_nothing_else(rarity):
    telling, other = telling_of(DRAFT, rarity), pack(TextBag("", "", "the town said"), rarity)
    assert telling.shared_with(other) == []
    assert telling.shared_with(other, however_frequent=True) == ["The", "said"]
    assert telling.shared_with(b"") == [] == telling.among([])
    assert telling.among(np.arange(5).tolist(), however_frequent=True) == []


def test_what_every_text_of_a_small_language_has_is_no_reason(rarity):
    for n in range(8):
        rarity.add(TextBag("", "", f"сказал что город{n} {'паром' if n % 4 == 0 else ''}").features[0])
    telling = telling_of("Паром пришёл, сказал он", rarity)
    assert telling.shared_with(pack(TextBag("", "", "сказал паром паром"), rarity)) == ["Паром"]


def test_of_a_series_one_or_more_are_near():
    assert of_series(n_near=1, is_named=False) == ("one of the nearest articles is in it",)
    assert of_series(n_near=3, is_named=True)[0] == "3 of the nearest articles are in it"


def test_half_of_a_contraction_is_no_reason(rarity):
    other = pack(TextBag("", "", "didn didn won won ferry"), rarity)
    assert telling_of("The ferry didn’t sail, and won’t. It didn't.", rarity).shared_with(other) == ["ferry"]
    told = telling_of("They won, though the ferry won't sail.", rarity).shared_with(other)
    assert sorted(told) == ["ferry", "won"]
