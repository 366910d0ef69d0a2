"""Weights of tags' models: packed and asked for again they are what was learned, whichever way a row is held."""

import numpy as np
import pytest

from newsroom.suggesting import tag_weights
from newsroom.suggesting.features import Vector
from newsroom.suggesting.tag_weights import HeldWeights, LearnedWeights

N_TAGS = 40
FEATURES = np.array([-1, 70, 5, 900, 33, 12, 600])
"""As they are numbered anew: 0 is nobody's, the others by how frequent they are."""
# By feature, how many of the tags have a weight: all of them, some, one, none.
FILLED = {70: 40, 5: 20, 900: 3, 33: 1, 12: 0, 600: 7}


@pytest.fixture
def dense():
    chance = np.random.default_rng(2)
    weights = np.zeros((len(FEATURES), N_TAGS), np.float32)
    weights[0] = chance.normal(size=N_TAGS)  # leanings: kept elsewhere
    for row, feature in enumerate(FEATURES[1:].tolist(), 1):
        places = chance.permutation(N_TAGS)[: FILLED[feature]]
        weights[row, places] = chance.uniform(0.1, 2, len(places)).astype(np.float16)
    return weights


@pytest.fixture
def learned(dense):
    learned = LearnedWeights()
    for first in range(0, N_TAGS, 16):
        learned.add(dense[:, first : first + 16], first, FEATURES, most_of_a_tag=100)
    return learned


def vector_of(*features):
    return Vector(np.array(sorted(features)), np.linspace(0.2, 0.9, len(features)).astype(np.float32))


def summed(dense, vector):
    rows = {feature: row for row, feature in enumerate(FEATURES.tolist())}
    return sum(
        weight * dense[rows[id]]
        for id, weight in zip(vector.ids.tolist(), vector.weights, strict=True)
        if id in rows
    )


def test_every_row_is_told_once_in_order_and_the_leanings_are_not(learned, dense):
    rows = {feature: (places, weights) for feature, places, weights in learned.every_row()}
    assert list(rows) == [5, 33, 70, 600, 900]
    for row, feature in enumerate(FEATURES.tolist()):
        if feature in rows:
            places, weights = np.frombuffer(rows[feature][0], "<u2"), np.frombuffer(rows[feature][1], "<f2")
            assert places.tolist() == np.flatnonzero(dense[row]).tolist()
            assert np.array_equal(weights, dense[row][dense[row] != 0])


def test_of_each_tag_those_are_kept_that_matter_most(dense):
    learned = LearnedWeights()
    learned.add(dense, 0, FEATURES, most_of_a_tag=2)
    kept = np.zeros(N_TAGS, int)
    for _, places, _ in learned.every_row():
        kept[np.frombuffer(places, "<u2")] += 1
    assert kept.max() == 2


def test_what_moves_no_margin_is_not_kept(dense):
    learned = LearnedWeights()
    learned.add(np.where(dense > 1, dense, dense / 100).astype(np.float32), 0, FEATURES, most_of_a_tag=100)
    every = np.concatenate([np.frombuffer(weights, "<f2") for _, _, weights in learned.every_row()])
    assert sorted(every) == sorted(dense[1:][dense[1:] > 1].astype(np.float16))


@pytest.mark.parametrize("full_share", [1, 3, 1_000])
def test_sums_are_those_of_the_weights_themselves(monkeypatch, learned, dense, full_share):
    monkeypatch.setattr(tag_weights, "_FULL_SHARE", full_share)
    held = HeldWeights(N_TAGS, learned)
    for features in ((5, 70), (33,), (5, 12, 33, 70, 600, 900), (12, 77), (70, 900)):
        vector = vector_of(*features)
        assert held.sums(vector) == pytest.approx(summed(dense, vector) + np.zeros(N_TAGS), abs=1e-5)
    assert held.sums(Vector(np.zeros(0, np.int64), np.zeros(0, np.float32))).tolist() == [0] * N_TAGS


@pytest.mark.parametrize("full_share", [1, 3, 1_000])
def test_a_table_has_the_weights_of_some_features_for_some_tags(monkeypatch, learned, dense, full_share):
    monkeypatch.setattr(tag_weights, "_FULL_SHARE", full_share)
    held = HeldWeights(N_TAGS, learned)
    places = np.array([39, 0, 17])
    table = held.table([600, 12, 70, 77, 5], places)
    assert np.array_equal(table[[0, 2, 4]], dense[[6, 1, 2]][:, places])
    assert not table[[1, 3]].any()


def test_what_is_held_is_bounded_and_asked_for_once(monkeypatch, learned, dense):
    asked = []

    class Counting:
        def weights(self, features):
            asked.append(sorted(features))
            return learned.weights(features)

    monkeypatch.setattr(tag_weights, "_MOST_HELD", 3)
    monkeypatch.setattr(tag_weights, "_MOST_FULL_BYTES", 4 * N_TAGS)
    held = HeldWeights(N_TAGS, Counting())
    first, second = vector_of(5, 70, 77, 900), vector_of(5, 33)
    for vector in (first, first, second, second, first):
        assert held.sums(vector) == pytest.approx(summed(dense, vector), abs=1e-5)
    assert asked == [[5, 70, 77, 900], [5, 33], [70, 77, 900]]
