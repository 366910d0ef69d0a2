"""Votes of the nearest articles: shares of what they weigh, and of what votes usually weigh where none is near."""

import pytest

from newsroom.suggesting.tag_signals import count_votes, voice_of

NEAR = [(0.4, (1, 2)), (0.3, (1,)), (0.2, ())]


def test_a_tag_of_all_that_are_near_has_the_whole_share() -> None:
    votes = count_votes([(0.4, (1,)), (0.3, (1,))], usual=0.0)
    assert votes.share[1] == pytest.approx(1.0)
    assert votes.nearest == {1: 0.4}


def test_the_nearer_weighs_more() -> None:
    votes = count_votes(NEAR, usual=0.0)
    assert votes.share[1] > votes.share[2] > 0.5


def test_where_votes_are_as_loud_as_usual_nothing_is_taken_from_them() -> None:
    assert count_votes(NEAR, usual=voice_of(NEAR) / 2) == count_votes(NEAR, usual=0.0)


def test_neighbours_that_are_far_speak_for_little() -> None:
    far = [(likeness / 4, tags) for likeness, tags in NEAR]
    share = count_votes(far, usual=voice_of(NEAR)).share[1]
    assert share == pytest.approx(count_votes(NEAR, usual=0.0).share[1] / 4**3)


def test_nobody_votes_for_nothing() -> None:
    assert voice_of([]) == 0.0
    assert count_votes([], usual=0.1).share == {}
