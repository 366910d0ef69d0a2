"""Logistic regression over a handful of signals, by Newton's method, pulled towards what is known already."""

import numpy as np
import numpy.typing as npt

_ROUNDS = 30
_STEEPEST = 30.0
Matrix = npt.NDArray[np.float64]


def probabilities(signals: npt.NDArray[np.floating], weights: Matrix) -> Matrix:
    """A probability for each row of signals."""
    z = np.clip(signals @ weights, -_STEEPEST, _STEEPEST)
    return np.asarray(1 / (1 + np.exp(-z)))


def fit(
    signals: Matrix, truth: Matrix, known: Matrix, trust: float, *, importance: Matrix | None = None
) -> Matrix:
    """Weights that fit the truth (0 or 1 a row), pulled towards ``known`` as if by ``trust`` observations."""
    weights = known.copy()
    n = len(weights)
    if not len(signals):
        return weights
    spread = np.maximum((signals * signals).mean(0), 1e-4)
    pull = trust * spread
    rows = np.ones(len(truth)) if importance is None else importance
    for _ in range(_ROUNDS):
        p = probabilities(signals, weights)
        gradient = signals.T @ (rows * (p - truth)) + pull * (weights - known)
        curvature = (signals * (rows * np.maximum(p * (1 - p), 1e-6))[:, None]).T @ signals + np.diag(pull)
        step = np.linalg.solve(curvature + 1e-9 * np.eye(n), gradient)
        largest = float(np.abs(step).max())
        weights -= step * min(1.0, 2.0 / max(largest, 1e-12))
        if largest < 1e-6:
            break
    return weights
