"""Makes 90 % mean nine in ten: on the newest articles, as predicted from older ones alone.

Predictions for articles dealt at random look back on their own time; those for tomorrow's paper do not, and are
surer than they may be. So the newest quarter says how far the odds are to be taken back: what is likely and what is
unlikely each by itself, for what is too sure of the likely ones is often right about the others.

That is of all tags together. Where a house begins to tag otherwise, a few tags are wrong and the others stay right: so
each must have earned it, by its own record, to be called sure.
"""

import numpy as np
import numpy.typing as npt

from newsroom.suggesting.logistic import Matrix, fit, probabilities

Correction = tuple[float, float, float]
"""Of the logarithm of the odds: what is added; what it is multiplied by below 0, and above."""
NONE: Correction = (0.0, 1.0, 1.0)

_LEAST = 0.02
_TRUST = 20.0
_SLOPES_BELOW, _SLOPES_ABOVE = (0.7, 2.0), (0.4, 1.0)
# More is wanted than is said: the witness is small, and what will be asked about is newer still.
_SURE, _WANTED = 0.9, 0.97
# Of a tag that was never sure before nothing is known: it begins as if five had been, and a little fewer than nine in
# ten of them right. Twice right, it may say 90 %; once is luck. What was nearly sure is part of its record: who is
# often wrong at 85 % is not to be trusted at 95.
UNPROVEN, _AS_IF = 0.87, 5.0
_NEARLY_SURE = 0.8
_ENOUGH = 30
_BACK = 0.97
_MOST_STEPS = 40
_CERTAIN = 1e-9


def take_back(predicted: Matrix, truth: Matrix) -> Correction:
    """What to do to predictions for texts of another time, so that what is said to be sure is right often enough.

    Truth is 0 or 1.
    """
    there = predicted >= _LEAST
    if there.sum() < _ENOUGH:
        return NONE
    signals, true = _signals(predicted[there]), truth[there]
    shift, below, above = fit(signals, true, np.array(NONE), _TRUST).tolist()
    # Never surer than before: a quarter is a small witness.
    shift, below = min(shift, 0.0), float(np.clip(below, *_SLOPES_BELOW))
    above = float(np.clip(above, *_SLOPES_ABOVE))
    for _ in range(_MOST_STEPS):
        sure = probabilities(signals, np.array([shift, below, above])) >= _SURE
        if not sure.any() or true[sure].mean() >= _WANTED:
            break
        above *= _BACK
    return shift, below, above


def corrected(predicted: npt.NDArray[np.float64], correction: Correction) -> npt.NDArray[np.float64]:
    """The probabilities as they are said."""
    return probabilities(_signals(predicted), np.array(correction))


def surest(predicted: Matrix, truth: Matrix) -> float:
    """How sure a tag may be said to be at most, by what came of it whenever it was nearly sure of texts unseen."""
    came_true = truth[predicted >= _NEARLY_SURE]
    return float((came_true.sum() + _AS_IF * UNPROVEN) / (len(came_true) + _AS_IF))


def _signals(p: npt.NDArray[np.float64]) -> Matrix:
    bounded = np.clip(p, _CERTAIN, 1 - _CERTAIN)
    odds = np.log(bounded / (1 - bounded))
    return np.stack([np.ones(len(odds)), np.minimum(odds, 0), np.maximum(odds, 0)], axis=1)
