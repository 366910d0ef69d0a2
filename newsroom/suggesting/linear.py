"""Linear models, one a tag: support vector machines with squared hinge loss, by dual coordinate descent.

The method is that of Hsieh, Chang, Lin, Keerthi and Sundararajan (ICML 2008), with all tags of a block taken a step
together for each text, so that numpy does the work. No outside library is needed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsroom.suggesting.features import Floats, Vector

_EPOCHS = 8
_COST = 1.0
# A text that has the tag weighs so much more than one that has it not: most tags are rare.
_COST_OF_HAVING = 4.0
_SMALLEST_STEP = 1e-3
_CLOSE_ENOUGH = 0.01
_BLOCK = 256
_BETWEEN_PAUSES = 16
# Of many texts, those without any tag of a block are learned from by a sample, each for as many as it stands for.
_MANY = 8_000
_FEWEST_OTHERS = 4_000

Pause = Callable[[float], None]
"""Called often while learning, with how much is done, 0 to 1: raises ``CancelledError``, lets other threads run."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Vectors over features that are numbered anew, from 1; 0 is the same in every text, a tag's own leaning."""

    places: list[npt.NDArray[np.int64]]
    weights: list[Floats]
    features: npt.NDArray[np.int64]
    """The number outside of each, ``features[0]`` meaning nothing."""


def number_anew(vectors: Sequence[Vector], least_texts: int = 2) -> Texts:
    """Keeps the features that at least so many texts have."""
    if not vectors:
        return Texts([], [], np.zeros(1, np.int64))
    every = np.concatenate([vector.ids for vector in vectors])
    known, counts = np.unique(every, return_counts=True)
    features = np.concatenate([[-1], known[counts >= least_texts]])
    places, weights = [], []
    for vector in vectors:
        found = np.minimum(np.searchsorted(features, vector.ids), len(features) - 1)
        is_known = features[found] == vector.ids
        places.append(np.concatenate([[0], found[is_known]]))
        weights.append(np.concatenate([[1.0], vector.weights[is_known]]).astype(np.float32))
    return Texts(places, weights, features)


def train(
    texts: Texts, rows: npt.NDArray[np.int64], has: npt.NDArray[np.bool_], pause: Pause
) -> Iterator[tuple[int, Floats]]:
    """Models of a block of tags after another: the place of its first tag; weights, a row a feature, a column a tag.

    ``has`` says which of the texts in ``rows`` have which tag: best the tags by how frequent they are, so that those of
    a block are alike in that. Holds one block at a time.
    """
    n_tags = has.shape[1]
    for first in range(0, n_tags, _BLOCK):
        block = has[:, first : first + _BLOCK]
        chosen, stands_for = _chosen(block)
        part = _within(pause, first / n_tags, block.shape[1] / n_tags)
        yield first, _train_block(texts, rows[chosen], block[chosen], stands_for, part)


def _chosen(has: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.int64], Floats]:
    """Which texts a block is learned from, and for how many each stands."""
    n = len(has)
    tagged = has.any(axis=1)
    others = np.flatnonzero(~tagged)
    n_others = max(_FEWEST_OTHERS, n - len(others))
    if n <= _MANY or n_others * 2 >= len(others):
        return np.arange(n), np.ones(n, np.float32)
    sample = np.random.default_rng(1).choice(others, n_others, replace=False)
    stands_for = np.where(tagged, 1, len(others) / n_others).astype(np.float32)
    chosen = np.sort(np.concatenate([np.flatnonzero(tagged), sample]))
    return chosen, stands_for[chosen]


def _within(pause: Pause, start: float, share: float) -> Pause:
    return lambda done: pause(start + done * share)


def _train_block(
    texts: Texts,
    rows: npt.NDArray[np.int64],
    has: npt.NDArray[np.bool_],
    stands_for: Floats,
    pause: Pause,
) -> Floats:
    n, n_tags = has.shape
    model = np.zeros((len(texts.features), n_tags), np.float32)
    signs = np.where(has, 1, -1).astype(np.float32)
    slack = np.where(has, 1 / (2 * _COST * _COST_OF_HAVING), 1 / (2 * _COST * stands_for[:, None]))
    slack = slack.astype(np.float32)
    duals = np.zeros((n, n_tags), np.float32)
    order = np.random.default_rng(0)  # the same texts give the same model
    for epoch in range(_EPOCHS):
        largest = 0.0
        for step, i in enumerate(order.permutation(n)):
            if step % _BETWEEN_PAUSES == 0:
                pause((epoch + step / n) / _EPOCHS)
            places, weights = texts.places[rows[i]], texts.weights[rows[i]]
            sign, dual = signs[i], duals[i]
            gradient = sign * (weights @ model[places]) - 1 + dual * slack[i]
            moved = np.maximum(dual - gradient / (weights @ weights + slack[i]), 0)
            change = moved - dual
            tags = np.flatnonzero(np.abs(change) > _SMALLEST_STEP)
            if len(tags):
                duals[i, tags] = moved[tags]
                model[places[:, None], tags] += weights[:, None] * (change[tags] * sign[tags])
                largest = max(largest, float(np.abs(change[tags]).max()))
        if largest < _CLOSE_ENOUGH:
            break
    return model


def margins(texts: Texts, row: int, model: Floats) -> Floats:
    """What the models say of one text: above 0 for yes."""
    answer: Floats = texts.weights[row] @ model[texts.places[row]]
    return answer
