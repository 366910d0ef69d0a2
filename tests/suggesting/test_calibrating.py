"""How far predictions are taken back: until what is said to be sure was right, and no further down."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.suggesting.calibrating import NONE, UNPROVEN, corrected, surest, take_back
from newsroom.suggesting.records import figures_of, records_of, thresholds_of, together

P = np.linspace(0.03, 0.99, 400)


def truth_of(p, seed=1):
    return (np.random.default_rng(seed).random(len(p)) < p).astype(float)


def sure_and_right(p, true, correction):
    sure = corrected(p, correction) >= 0.9
    return sure.sum(), true[sure].mean() if sure.any() else 1.0


def test_what_was_right_as_often_as_it_said_stays_nearly_as_it_is():
    correction = take_back(P, truth_of(P))
    assert np.abs(corrected(P, correction) - P).max() < 0.12


def test_too_sure_is_taken_back_where_it_was_too_sure_alone():
    true = truth_of(np.where(P > 0.5, 0.5 + (P - 0.5) / 3, P))
    correction = take_back(P, true)
    n, right = sure_and_right(P, true, correction)
    assert correction[2] < 0.7 and right >= 0.9 and n < (P >= 0.9).sum()
    low = P < 0.3
    assert np.abs(corrected(P[low], correction) - P[low]).max() < 0.12


def test_a_few_that_were_right_are_not_taken_back_for_being_few():
    p = np.concatenate([np.full(12, 0.97), np.full(60, 0.05)])
    true = np.concatenate([np.ones(12), np.zeros(57), np.ones(3)])
    assert sure_and_right(p, true, take_back(p, true))[0] == 12


def test_without_a_witness_nothing_is_done():
    assert take_back(P[:0], P[:0]) == NONE == take_back(P[:20], np.zeros(20))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80))
def test_the_order_is_kept_and_nothing_likely_becomes_likelier(pairs):
    p = np.array([one for one, _ in pairs])
    correction = take_back(p, np.array([float(true) for _, true in pairs]))
    answer = corrected(np.sort(p), correction)
    assert (np.diff(answer) >= 0).all() and (answer >= 0).all() and (answer <= 1).all()
    likely = np.sort(p) >= 0.5
    assert (answer[likely] <= np.sort(p)[likely] + 1e-6).all()


def test_a_tag_must_have_earned_it_to_be_called_sure():
    never, once, twice = (surest(np.full(n, 0.95), np.ones(n)) for n in range(3))
    often, wrong = surest(np.full(60, 0.95), np.ones(60)), surest(np.full(20, 0.95), np.arange(20) % 4 > 0)
    assert abs(never - UNPROVEN) < 1e-9 and never < once < 0.9 <= twice < 0.95 < often
    assert surest(np.array([0.5, 0.7]), np.zeros(2)) == never and 0.75 <= wrong < 0.8


def test_who_was_nearly_sure_and_wrong_is_not_sure():
    p = np.concatenate([np.full(10, 0.95), np.full(10, 0.85)])
    true = np.concatenate([np.ones(10), np.arange(10) % 2])
    assert surest(p[:10], true[:10]) > 0.95 and surest(p, true) < 0.8


def test_thresholds_follow_what_came_true_and_are_not_moved_by_what_may_be_said():
    tags, p = np.tile([1, 2], 40), np.tile([0.4, 0.95], 40)
    truth = np.array([(1.0, float(n % 2)) for n in range(40)]).ravel()
    records = records_of(tags, p, truth, {1: 40, 2: 20})
    general, own = thresholds_of(records, together(records), [1, 2, 3])
    assert own[1] <= 0.4 < general + 0.6 and 3 not in own
    assert records[2].surest < 0.6 and figures_of(records, 40) == {"precision_at_90": 0.0, "sure_a_text": 0.0}
    assert records_of(tags[:0], p[:0], p[:0], {}) == {} and thresholds_of({}, together({}), [1]) == (0.5, {})
