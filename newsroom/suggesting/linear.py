"""Linear models, one a tag: support vector machines with squared hinge loss, by dual coordinate descent.

The method is that of Hsieh, Chang, Lin, Keerthi and Sundararajan (ICML 2008), with all tags of a block taken a step
together for each text, so that numpy does the work. No outside library is needed.

What several sets of texts have in common is learned once, and each set goes on from there: only ever with more texts,
for what was learned from a text cannot be taken out again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from newsroom.suggesting.features import N_FEATURES, Floats, Ids, Vector

_EPOCHS = 8
# From what was learned of most of the same texts.
_MORE_EPOCHS = 3
_COST = 1.0
# A text that has the tag weighs so much more than one that has it not: most tags are rare.
_COST_OF_HAVING = 4.0
_SLACK_OF_HAVING = np.float32(1 / (2 * _COST * _COST_OF_HAVING))
_YES, _NO = np.float32(1), np.float32(-1)
_SMALLEST_STEP = 1e-3
_CLOSE_ENOUGH = 0.01
_BLOCK = 128
_BETWEEN_PAUSES = 16
# Of many texts, those without any tag of a block are learned from by a sample, each for as many as it stands for.
_MANY = 8_000
_FEWEST_OTHERS = 4_000

Pause = Callable[[float], None]
"""Called often while learning, with how much is done, 0 to 1: raises ``CancelledError``, lets other threads run."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Vectors over features that are numbered anew, the most frequent first, from 1; 0 is the same in every text, a
    tag's own leaning. What is often needed stands together in memory so, and all texts stand one after the other.
    """

    places: npt.NDArray[np.int32]
    weights: Floats
    starts: Ids
    """Where each text begins, and where the last one ends."""
    features: Ids
    """The number outside of each, ``features[0]`` meaning nothing."""

    def of(self, row: int) -> tuple[npt.NDArray[np.int32], Floats]:
        """One text's places and weights."""
        start, end = self.starts[row : row + 2]
        return self.places[start:end], self.weights[start:end]


NO_TEXTS = Texts(np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(1, np.int64), np.zeros(1, np.int64))


def number_anew(vectors: Callable[[], Iterable[Vector]], least_texts: int = 2) -> Texts:
    """Keeps the features that at least so many texts have. ``vectors`` is called twice, and none of them is held."""
    counts = np.zeros(N_FEATURES, np.int32)
    n_texts = 0
    for vector in vectors():
        counts[vector.ids] += 1
        n_texts += 1
    known = np.flatnonzero(counts >= least_texts)
    order = np.argsort(-counts[known], kind="stable")
    place_of = np.zeros(N_FEATURES, np.int32)
    place_of[known[order]] = np.arange(1, len(known) + 1)
    n = int(counts[known].sum()) + n_texts
    places, weights = np.zeros(n, np.int32), np.ones(n, np.float32)
    starts = np.zeros(n_texts + 1, np.int64)
    end = 0
    for row, vector in enumerate(vectors()):
        its = place_of.take(vector.ids)
        is_known = its > 0
        first, end = end + 1, end + 1 + int(np.count_nonzero(is_known))
        places[first:end] = its[is_known]
        weights[first:end] = vector.weights[is_known]
        starts[row + 1] = end
    return Texts(places, weights, starts, np.concatenate([[-1], known[order]]))


def train(
    texts: Texts, having: Sequence[Ids], sets: Sequence[Ids], pause: Pause
) -> Iterator[tuple[int, int, Floats]]:
    """Models of a block of tags after another, learned from each of the ``sets`` of texts, rows in ascending order: the
    number of the set; the place of the block's first tag; weights, a row a feature, a column a tag.

    ``having`` says of each tag which rows have it: best the tags by how frequent they are, so that those of a block are
    alike in that. Holds two blocks at a time.
    """
    n_tags = len(having)
    shared = _shared(sets)
    for first in range(0, n_tags, _BLOCK):
        part = _within(pause, first / n_tags, min(_BLOCK, n_tags - first) / n_tags)
        block = _Block(texts, _having(having[first : first + _BLOCK], len(texts.starts) - 1))
        share = 1 / (len(sets) + 1)
        common = block.learned(shared, None, _within(part, 0.0, share)) if len(shared) else None
        for number, rows in enumerate(sets):
            yield number, first, block.learned(rows, common, _within(part, (number + 1) * share, share)).model


def _having(rows_of: Sequence[Ids], n_texts: int) -> npt.NDArray[np.bool_]:
    has = np.zeros((n_texts, len(rows_of)), bool)
    for tag, rows in enumerate(rows_of):
        has[rows, tag] = True
    return has


def _shared(sets: Sequence[Ids]) -> Ids:
    """The rows that all have, where they are most of each: else each is learned by itself."""
    shared = reduce(np.intersect1d, sets) if len(sets) > 1 else np.zeros(0, np.int64)
    return shared if len(shared) * 2 > max(map(len, sets)) else shared[:0]


def _chosen(has: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Which texts a block is learned from, and for how many each stands."""
    n = len(has)
    chosen = np.asarray(has.any(axis=1), bool)
    others = np.flatnonzero(~chosen)
    n_others = max(_FEWEST_OTHERS, n - len(others))
    if n <= _MANY or n_others * 2 >= len(others):
        return np.ones(n, bool), np.ones(n, np.float32)
    stands_for = np.where(chosen, 1, len(others) / n_others).astype(np.float32)
    chosen[np.random.default_rng(1).choice(others, n_others, replace=False)] = True
    return chosen, stands_for


def _within(pause: Pause, start: float, share: float) -> Pause:
    return lambda done: pause(start + done * share)


@dataclass(frozen=True, slots=True, eq=False)
class _Learned:
    """Models of a block, and the texts that they were learned from, each with what it says of each tag (its duals)."""

    model: Floats
    rows: Ids
    duals: Floats


class _Block:
    """Tags whose models are learned together."""

    def __init__(self, texts: Texts, has: npt.NDArray[np.bool_]) -> None:
        self._texts = texts
        self._has = has
        self._is_chosen, self._stands_for = _chosen(has)
        longest = int(np.diff(texts.starts).max(initial=0))
        self._near = np.empty((longest, has.shape[1]), np.float32)
        self._moves = np.empty_like(self._near)

    def learned(self, rows: Ids, before: _Learned | None, pause: Pause) -> _Learned:
        """From these texts; going on from what was learned ``before``, of some of them."""
        rows = rows[self._is_chosen[rows]]
        slack = (1 / (2 * _COST * self._stands_for[rows])).astype(np.float32)
        learned = self._begun(rows, before)
        order = np.random.default_rng(0)  # the same texts give the same model
        n_epochs = _EPOCHS if before is None else _MORE_EPOCHS
        for epoch in range(n_epochs):
            largest = 0.0
            for step, i in enumerate(order.permutation(len(rows))):
                if step % _BETWEEN_PAUSES == 0:
                    pause((epoch + step / len(rows)) / n_epochs)
                largest = max(largest, self._step(learned, i, slack[i]))
            if largest < _CLOSE_ENOUGH:
                break
        return learned

    def _begun(self, rows: Ids, before: _Learned | None) -> _Learned:
        duals = np.zeros((len(rows), self._has.shape[1]), np.float32)
        if before is None:
            model = np.zeros((len(self._texts.features), self._has.shape[1]), np.float32)
            return _Learned(model, rows, duals)
        duals[np.searchsorted(rows, before.rows)] = before.duals
        return _Learned(before.model.copy(), rows, duals)

    def _step(self, learned: _Learned, i: int, slack_of_others: np.float32) -> float:
        """One text, all tags: whole rows of weights are copied there and back, which is quicker than to pick those of
        the tags that move. Answers the largest move.
        """
        row, dual, model = learned.rows[i], learned.duals[i], learned.model
        # Of all texts together, these would take as much memory again as what is learned.
        has = self._has[row]
        signs, slack = np.where(has, _YES, _NO), np.where(has, _SLACK_OF_HAVING, slack_of_others)
        places, weights = self._texts.of(row)
        near, moves = self._near[: len(places)], self._moves[: len(places)]
        model.take(places, 0, out=near, mode="clip")
        gradient = signs * (weights @ near) - 1 + dual * slack
        change = np.maximum(dual - gradient / (weights @ weights + slack), 0) - dual
        sizes = np.abs(change)
        change[sizes <= _SMALLEST_STEP] = 0
        largest = float(sizes.max(initial=0.0))
        if largest <= _SMALLEST_STEP:
            return 0.0
        dual += change
        np.multiply(weights[:, None], change * signs, out=moves)
        near += moves
        model[places] = near
        return largest


def margins(texts: Texts, row: int, model: Floats) -> Floats:
    """What the models say of one text: above 0 for yes."""
    places, weights = texts.of(row)
    answer: Floats = weights @ model[places]
    return answer
