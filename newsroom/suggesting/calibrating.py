"""Makes 90 % mean nine in ten: on the newest articles, as predicted from older ones alone.

Predictions for articles dealt at random look back on their own time; those for tomorrow's paper do not, and are
surer than they may be. So the newest quarter says how far the weights are to be taken back.
"""

from collections.abc import Sequence

import numpy as np

from newsroom.suggesting.logistic import Matrix, fit, probabilities
from newsroom.suggesting.tag_signals import Evidence, weigh

Weights = tuple[float, ...]

_LEAST = 0.2
_TRUST = 20.0
_LEAST_SLOPE = 0.4
_SURE, _WANTED = 0.9, 0.92
_IMAGINED_WRONG = 2
_ENOUGH = 30
_BACK = 0.97
_MOST_STEPS = 40
_CONSTANT_OF_FULL, _CONSTANT_OF_YOUNG = 3, 0


def take_back(
    evidences: Sequence[Evidence], truth: Sequence[Matrix], full: Weights, young: Weights
) -> tuple[Weights, Weights]:
    """The weights of both kinds of tags, so that what is said to be sure was right often enough."""
    if not evidences:
        return full, young
    p = np.concatenate([weigh(evidence, full, young) for evidence in evidences])
    true = np.concatenate(truth)
    likely = (p >= _LEAST) & (p < 1)
    if likely.sum() < _ENOUGH:
        return full, young
    odds, true = np.log(p[likely] / (1 - p[likely])), true[likely]
    signals = np.stack([np.ones(len(odds)), odds], axis=1)
    shift, slope = fit(signals, true, np.array([0.0, 1.0]), _TRUST).tolist()
    # Never surer than before: a quarter is a small witness.
    shift, slope = min(shift, 0.0), float(np.clip(slope, _LEAST_SLOPE, 1.0))
    for _ in range(_MOST_STEPS):
        sure = probabilities(signals, np.array([shift, slope])) >= _SURE
        # Some more that were wrong are imagined: a few that were right prove nothing.
        if not sure.any() or true[sure].sum() >= _WANTED * (sure.sum() + _IMAGINED_WRONG):
            break
        slope *= _BACK
    return _scaled(full, shift, slope, _CONSTANT_OF_FULL), _scaled(young, shift, slope, _CONSTANT_OF_YOUNG)


def _scaled(weights: Weights, shift: float, slope: float, constant: int) -> Weights:
    return tuple(weight * slope + (shift if n == constant else 0.0) for n, weight in enumerate(weights))
