"""Series are proposed only when it is sure: weights are taken back until what they are sure of was right."""

import numpy as np

from newsroom.suggesting.learning_series import taken_back
from newsroom.suggesting.logistic import probabilities
from newsroom.suggesting.series import AT_FIRST, SURE

WEIGHTS = np.array(AT_FIRST)
SHARES = np.linspace(0, 1, 200)
SIGNALS = np.stack([np.ones(200), SHARES, SHARES, SHARES > 0.9, SHARES > 0.9, np.ones(200)], axis=1)


def n_sure_and_right(weights, truth):
    sure = probabilities(SIGNALS, weights) >= SURE
    return int(sure.sum()), truth[sure].mean() if sure.any() else 1.0


def test_what_was_right_stays_as_it_is():
    assert (taken_back(WEIGHTS, SIGNALS, np.ones(200)) == WEIGHTS).all()


def test_what_was_wrong_is_proposed_less_and_keeps_its_order():
    truth = (SHARES > 0.85).astype(float)
    n_before, before = n_sure_and_right(WEIGHTS, truth)
    weights = taken_back(WEIGHTS, SIGNALS, truth)
    n_after, after = n_sure_and_right(weights, truth)
    assert before < 0.9 <= after and 0 < n_after < n_before
    order = np.argsort(SIGNALS @ WEIGHTS, kind="stable")
    assert (np.diff((SIGNALS @ weights)[order]) >= -1e-9).all()


def test_a_few_that_were_right_are_enough():
    few = SIGNALS[-3:]
    assert (taken_back(WEIGHTS, few, np.ones(3)) == WEIGHTS).all()


def test_where_nothing_can_be_told_nothing_is_proposed():
    assert n_sure_and_right(taken_back(WEIGHTS, SIGNALS, np.zeros(200)), np.zeros(200))[0] == 0
