"""Names that may be of one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.likeness import Name, Pair, alike, groups_of
from newsroom.domain.ordering import Likeness


def likeness(one, other):
    pairs = list(alike([Name(1, one), Name(2, other)]))
    return pairs[0].likeness if pairs else None


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("US", "U.S.", Likeness.SPELLING),
        ("co-operation", "Cooperation", Likeness.SPELLING),
        ("Élysée", "ELYSEE", Likeness.SPELLING),
        ("White  House", "white-house", Likeness.SPELLING),
        ("Obama, Barack", "Barack Obama", Likeness.WORD_ORDER),
        ("harbour", "Harbours", Likeness.NUMBER),
        ("short story", "short stories", Likeness.NUMBER),
        ("box", "boxes", Likeness.NUMBER),
        ("Путин", "Putin", Likeness.SCRIPT),
        ("UN", "United Nations", Likeness.ABBREVIATION),
        ("USA", "US", Likeness.ABBREVIATION),
        ("USA", "United States of America", Likeness.ABBREVIATION),
        ("N.A.T.O.", "North Atlantic Treaty Organisation", Likeness.ABBREVIATION),
        ("Islamic State", "Islamc State", Likeness.TYPO),
        ("Afghanistan", "Afganistan", Likeness.TYPO),
        ("Middle East peace talks", "Midle Eaast peace talks", Likeness.TYPO),
        ("Syria", "Syrian", None),
        ("World Cup 2018", "World Cup 2019", None),
        ("us", "United States of Mars", None),
        ("bus", "bu", None),
        ("Austria", "Australia", None),
        ("Iran", "Iraq", None),
        ("", "", None),
        ("!!", "??", None),
    ],
)
def test_which_names_are_alike(one, other, why):
    assert likeness(one, other) is why and likeness(other, one) is why


def test_names_of_one_thing_are_not_compared():
    assert list(alike([Name(1, "US"), Name(1, "U.S."), Name(2, "Sea")])) == []


@given(st.lists(st.text(max_size=200), max_size=12))
def test_any_names_give_pairs_of_two_things_once(names):
    pairs = list(alike([Name(n, name) for n, name in enumerate(names)]))
    assert all(pair.one < pair.other for pair in pairs)
    assert len({(pair.one, pair.other) for pair in pairs}) == len(pairs)


@given(st.text(alphabet="abcdefgh", min_size=8, max_size=13), st.integers(0, 12), st.sampled_from("xyz"))
def test_one_wrong_or_missing_letter_of_a_long_name_is_found(name, at, letter):
    at %= len(name)
    wrong = name[:at] + letter + name[at + 1 :]
    missing = name[:at] + name[at + 1 :]
    assert likeness(name, wrong) is not None
    assert len(missing) < 7 or likeness(name, missing) is not None


def test_groups_hang_together_but_for_what_is_told_apart():
    pairs = [Pair(1, 2, Likeness.SPELLING), Pair(2, 3, Likeness.NUMBER), Pair(7, 8, Likeness.NUMBER)]
    assert [len(group) for group in groups_of(pairs, set())] == [2, 1]
    assert [len(group) for group in groups_of(pairs, {(2, 3), (7, 8)})] == [1]


def test_what_is_like_one_thing_is_not_all_one():
    """An abbreviation of two names would have made one of them, in one group with everything marked."""
    names = [
        "LA",
        "L.A.",
        "Los Angeles",
        "Latin America",
        "US",
        "USA",
        "United States",
        "United States of America",
    ]
    pairs = alike([Name(n, name) for n, name in enumerate(names)])
    groups = [
        sorted({names[id] for pair in group for id in (pair.one, pair.other)})
        for group in groups_of(pairs, set())
    ]
    assert sorted(groups) == [
        ["L.A.", "LA", "Latin America"],
        ["L.A.", "LA", "Los Angeles"],
        ["US", "USA", "United States", "United States of America"],
    ]


@given(
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda two: two[0] < two[1])), st.data()
)
def test_no_pair_is_lost_among_groups(twos, data):
    pairs = [Pair(*two, data.draw(st.sampled_from(Likeness))) for two in sorted(twos)]
    groups = groups_of(pairs, set())
    assert {pair for group in groups for pair in group} == set(pairs)


def test_many_alike_do_not_cost_their_square():
    names = [Name(n, "harbour " + "-" * n) for n in range(400)]
    assert len(list(alike(names))) < 1_000
