"""Logistic regression over a handful of signals, by Newton's method, pulled towards what is known already."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

_ROUNDS = 30
_STEEPEST = 30.0
# What is reckoned on the way takes no memory to speak of.
_AT_ONCE = 8_192
Matrix = npt.NDArray[np.float64]


def probabilities(signals: npt.NDArray[np.floating], weights: Matrix) -> Matrix:
    """A probability for each row of signals."""
    z = np.empty(len(signals))
    for part in _parts(len(signals)):
        z[part] = signals[part] @ weights
    np.clip(z, -_STEEPEST, _STEEPEST, out=z)
    return np.asarray(1 / (1 + np.exp(-z)))


def fit(signals: npt.NDArray[np.floating], truth: Matrix, known: Matrix, trust: float) -> Matrix:
    """Weights that fit the truth (0 or 1 a row), pulled towards ``known`` as if by ``trust`` observations."""
    weights = known.copy()
    n = len(weights)
    if not len(signals):
        return weights
    squares = sum(np.square(signals[part], dtype=np.float64).sum(0) for part in _parts(len(signals)))
    pull = trust * np.maximum(squares / len(signals), 1e-4)
    for _ in range(_ROUNDS):
        gradient, curvature = pull * (weights - known), np.diag(pull)
        for part in _parts(len(signals)):
            its, true = signals[part].astype(np.float64), truth[part]
            p = probabilities(its, weights)
            gradient += its.T @ (p - true)
            curvature += (its * np.maximum(p * (1 - p), 1e-6)[:, None]).T @ its
        step = np.linalg.solve(curvature + 1e-9 * np.eye(n), gradient)
        largest = float(np.abs(step).max())
        weights -= step * min(1.0, 2.0 / max(largest, 1e-12))
        if largest < 1e-6:
            break
    return weights


def _parts(n: int) -> Iterator[slice]:
    return (slice(first, first + _AT_ONCE) for first in range(0, n, _AT_ONCE))
