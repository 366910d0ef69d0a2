"""Votes of the nearest articles: shares of what they weigh, and of what votes usually weigh where none is near. Which
tags' models speak loudest.
"""

import numpy as np
import pytest

from newsroom.storage.suggestion_file import LearnedTag
from newsroom.suggesting.models import AT_FIRST
from newsroom.suggesting.tag_model import TagModel
from newsroom.suggesting.tag_signals import MOST_BY_MODEL, count_votes, leading, voice_of
from newsroom.suggesting.tag_weights import LearnedWeights

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


@pytest.mark.parametrize("n_tags", [0, 5, MOST_BY_MODEL, 200])
def test_of_equally_loud_models_the_first_lead(n_tags: int) -> None:
    model = TagModel(AT_FIRST, [LearnedTag(1_000 + n, n, 0, 0, 0) for n in range(n_tags)], LearnedWeights())
    margins = np.round(np.random.default_rng(3).normal(size=n_tags), 1).astype(np.float32)
    expected = sorted(range(n_tags), key=lambda n: (-margins[n], n))[:MOST_BY_MODEL]
    assert leading(model, margins) == [1_000 + n for n in expected]
