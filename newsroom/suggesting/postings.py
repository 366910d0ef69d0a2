"""Which articles have a feature, and how much it weighs there: an index by which the nearest articles are found.

Kept in chunks of 65,536 ids, so that a place takes two bytes, and a weight one. Of each article only the features stand
here that tell most. It is written for a hundred articles at a time; until then they are fresh, and compared one by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from newsroom.storage.suggestion_file import Posting, SuggestionFile
from newsroom.suggesting.features import Floats, Ids, Rarity, Vector, unpack, weighted

_CHUNK_BITS = 16
_CHUNK = 1 << _CHUNK_BITS
_MOST_OF_A_TEXT = 64
_SCALE = 255
_MOST_ASKED = 48
_MOST_HEADLINE_WORDS = 64
_HEADLINES_WEIGH = 1.5
_MOST_READ = 150_000


def add_postings(
    file: SuggestionFile, texts: Sequence[tuple[int, bytes]], rarity: Rarity, state: Mapping[str, object]
) -> None:
    """Puts articles, with their packed vectors, into the index; ``state`` is kept with the last of them."""
    by_chunk: dict[int, list[tuple[int, bytes]]] = {}
    for id, packed in texts:
        by_chunk.setdefault(id >> _CHUNK_BITS, []).append((id, packed))
    for chunk, some in sorted(by_chunk.items()):
        new = _grouped(some, rarity)
        file.put_postings(chunk, partial(_merged, new), list(new), [id for id, _ in some], {})
    file.put_state(state)


def score(
    file: SuggestionFile, vector: Vector, headlines: Ids, rarity: Rarity, size: int
) -> tuple[npt.NDArray[np.int64], Floats]:
    """Articles that share features with a text, and about how alike they are; who writes of another article says what
    stands in its headline, so ``headlines``, the text's words as those of a headline, count beside.

    The heaviest features are asked for, while what they have together stays within a budget, whatever the size.
    """
    weight_of = _within_budget(vector, vector.telling_first[:_MOST_ASKED], rarity, size)
    for feature, weight in _as_headlines(headlines, rarity, size).items():
        weight_of[feature] = weight_of.get(feature, 0.0) + weight
    rows = file.postings(weight_of)
    ids, scores = [], []
    for chunk in sorted({row[1] for row in rows}):
        some = [row for row in rows if row[1] == chunk]
        sums = _summed(some, [weight_of[row[0]] / _SCALE for row in some])
        found = np.flatnonzero(sums)
        ids.append(found + (chunk << _CHUNK_BITS))
        scores.append(sums[found].astype(np.float32))
    if not ids:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    return np.concatenate(ids), np.concatenate(scores)


def _summed(rows: Sequence[Posting], factors: Sequence[float]) -> npt.NDArray[np.float64]:
    """By place in the chunk, the weights of all rows, each times its factor."""
    places = np.frombuffer(b"".join([row[2] for row in rows]), "<u2")
    weights = np.frombuffer(b"".join([row[3] for row in rows]), np.uint8)
    each = np.repeat(np.array(factors, np.float32), [len(row[3]) for row in rows])
    return np.asarray(np.bincount(places, weights * each), np.float64)


def _within_budget(vector: Vector, order: Ids, rarity: Rarity, size: int) -> dict[int, float]:
    """Of features in that order, as many as may be read, with their weights."""
    share = size / max(rarity.n, 1)
    # A frequent word is in the index only where it is among those that tell most: seldom.
    costs = rarity.frequencies[vector.ids[order]] * share
    kept = order[np.cumsum(costs) <= max(_MOST_READ, float(costs[:1].sum()))]
    return dict(zip(vector.ids[kept].tolist(), vector.weights[kept].tolist(), strict=True))


def _as_headlines(headlines: Ids, rarity: Rarity, size: int) -> dict[int, float]:
    known = np.unique(headlines[rarity.frequencies[headlines] > 0])
    weights = rarity.of(known)
    length = float(np.sqrt(weights @ weights)) or 1.0
    vector = Vector(known, (weights * np.float32(_HEADLINES_WEIGH / length)).astype(np.float32))
    order = np.argsort(-vector.weights, kind="stable")[:_MOST_HEADLINE_WORDS]
    return _within_budget(vector, order, rarity, size)


def _grouped(texts: Iterable[tuple[int, bytes]], rarity: Rarity) -> dict[int, tuple[bytes, bytes]]:
    """By feature, places and weights."""
    features, places, weights = [], [], []
    for id, packed in texts:
        vector = weighted(*unpack(packed), rarity)
        kept = vector.telling_first[:_MOST_OF_A_TEXT]
        features.append(vector.ids[kept])
        places.append(np.full(len(kept), id & (_CHUNK - 1), np.uint16))
        weights.append(np.clip(np.rint(vector.weights[kept] * _SCALE), 1, _SCALE).astype(np.uint8))
    every = np.concatenate(features)
    order = np.argsort(every, kind="stable")
    known, starts = np.unique(every[order], return_index=True)
    ends = [*starts[1:].tolist(), len(order)]
    all_places, all_weights = np.concatenate(places)[order], np.concatenate(weights)[order]
    return {
        int(feature): (all_places[start:end].astype("<u2").tobytes(), all_weights[start:end].tobytes())
        for feature, start, end in zip(known, starts.tolist(), ends, strict=True)
    }


def _merged(
    new: Mapping[int, tuple[bytes, bytes]], before: Mapping[int, tuple[bytes, bytes]]
) -> Iterable[tuple[int, bytes, bytes]]:
    """The new ones first: of an article that was there already, what is new counts."""
    for feature, (places, weights) in new.items():
        if feature not in before:
            yield feature, places, weights
            continue
        all_places = np.frombuffer(places + before[feature][0], "<u2")
        unique, first = np.unique(all_places, return_index=True)
        all_weights = np.frombuffer(weights + before[feature][1], np.uint8)
        yield feature, unique.astype("<u2").tobytes(), all_weights[first].tobytes()
