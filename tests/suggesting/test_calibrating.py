"""How far predictions are taken back: until what is said to be sure was right, and no further down."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.suggesting.calibrating import NONE, corrected, take_back

P = np.linspace(0.03, 0.99, 400)


def truth_of(p, seed=1):
    return (np.random.default_rng(seed).random(len(p)) < p).astype(float)


def sure_and_right(p, true, correction):
    sure = corrected(p, correction) >= 0.9
    return sure.sum(), true[sure].mean() if sure.any() else 1.0


def test_what_was_right_as_often_as_it_said_stays_nearly_as_it_is():
    correction = take_back([P[::2], P[1::2]], [truth_of(P[::2]), truth_of(P[1::2], 2)])
    assert np.abs(corrected(P, correction) - P).max() < 0.12


def test_too_sure_is_taken_back_where_it_was_too_sure_alone():
    true = truth_of(np.where(P > 0.5, 0.5 + (P - 0.5) / 3, P))
    correction = take_back([P], [true])
    n, right = sure_and_right(P, true, correction)
    assert correction[2] < 0.7 and right >= 0.9 and n < (P >= 0.9).sum()
    low = P < 0.3
    assert np.abs(corrected(P[low], correction) - P[low]).max() < 0.12


def test_a_few_that_were_right_are_not_taken_back_for_being_few():
    p = np.concatenate([np.full(12, 0.97), np.full(60, 0.05)])
    true = np.concatenate([np.ones(12), np.zeros(57), np.ones(3)])
    assert sure_and_right(p, true, take_back([p], [true]))[0] == 12


def test_without_a_witness_nothing_is_done():
    assert take_back([], []) == NONE == take_back([P[:20]], [np.zeros(20)])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80))
def test_the_order_is_kept_and_nothing_likely_becomes_likelier(pairs):
    p = np.array([one for one, _ in pairs])
    correction = take_back([p], [np.array([float(true) for _, true in pairs])])
    answer = corrected(np.sort(p), correction)
    assert (np.diff(answer) >= 0).all() and (answer >= 0).all() and (answer <= 1).all()
    likely = np.sort(p) >= 0.5
    assert (answer[likely] <= np.sort(p)[likely] + 1e-6).all()
