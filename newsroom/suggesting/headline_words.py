"""How far the words of other articles' headlines stand in a draft: who means another article says what it is about."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from newsroom.suggesting.features import N_WORDS, Ids, Rarity, TextBag
from newsroom.suggesting.logistic import Matrix
from newsroom.suggesting.words import numbers_of, words

_CLOSE = 25
# A word that stands in three of five texts stands close to everything.
_TELLS = 0.5
_MOST_REMEMBERED = 16_000


def headline_shares(bag: TextBag, headlines: Sequence[str], rarity: Rarity) -> Matrix:
    """A row a headline: what its words weigh in the draft, in its headline, close together there; what all weigh."""
    n = len(headlines)
    shares = np.zeros((n, 4))
    split = [*map(_distinct_numbers, headlines)]
    if not n:
        return shares
    every = np.concatenate(split)
    row_of = np.arange(n).repeat([*map(len, split)])
    weights = rarity.of(every & (N_WORDS - 1)).astype(np.float64)
    shares[:, 3] = np.maximum(np.bincount(row_of, weights, n), 1e-9)
    drafts = np.concatenate([bag.headline_word_numbers, bag.text_numbers])
    if not len(drafts):
        return shares
    own, place_of = np.unique(drafts, return_inverse=True)
    at = np.minimum(own.searchsorted(every), len(own) - 1)
    there = np.flatnonzero(own[at] == every)
    row_of, at, weights = row_of[there], at[there], weights[there]
    shares[:, 0] = np.bincount(row_of, weights, n)
    is_above = np.zeros(len(own), bool)
    is_above[place_of[: len(bag.headline_words)]] = True
    above = is_above[at]
    shares[:, 1] = np.bincount(row_of[above], weights[above], n)
    telling = weights >= _TELLS
    shares[:, 2] = _close_together(row_of[telling], at[telling], weights[telling], place_of, n)
    return shares


@lru_cache(maxsize=_MOST_REMEMBERED)
def _distinct_numbers(headline: str) -> Ids:
    """Of its words. Candidates come again with each pause in typing."""
    return np.array(numbers_of([*dict.fromkeys(words(headline))]), np.int64)


def _close_together(row_of: Ids, words: Ids, weights: Matrix, draft: Ids, n: int) -> Matrix:
    """Of each row, the greatest weight of its words within a few of the ``draft``'s; each word stands in the draft."""
    closest = np.asarray(np.bincount(row_of, weights, n), np.float64)
    of_several = (np.bincount(row_of, minlength=n) > 1)[row_of]
    if not of_several.any():
        return closest
    row_of, words, weights = row_of[of_several], words[of_several], weights[of_several]
    column_of = np.full(int(draft.max()) + 1, -1)
    column_of[words] = 0
    wanted = np.flatnonzero(column_of == 0)
    column_of[wanted] = np.arange(len(wanted))
    places = np.flatnonzero(column_of[draft] >= 0)
    # Where each word stood last, at each place where any of them stands.
    last = np.full((len(wanted), len(places)), -_CLOSE - 1)
    last[column_of[draft[places]], np.arange(len(places))] = places
    is_near = np.maximum.accumulate(last, axis=1) >= places - _CLOSE
    rows, its = np.unique(row_of, return_inverse=True)
    table = np.zeros((len(rows), len(wanted)))
    table[its, column_of[words]] = weights
    closest[rows] = (table @ is_near.astype(np.float64)).max(axis=1)
    return closest
