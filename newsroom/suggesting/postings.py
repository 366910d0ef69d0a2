"""Which articles have a feature, and how much it weighs there: an index by which the nearest articles are found.

Kept in chunks of 65,536 ids, so that a place takes two bytes, and a weight one. Of each article only the features stand
here that tell most. It is written for a hundred articles at a time; until then they are fresh, and compared one by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from newsroom.storage.suggestion_file import SuggestionFile
from newsroom.suggesting.features import Floats, Rarity, Vector, unpack, weighted

_CHUNK_BITS = 16
_CHUNK = 1 << _CHUNK_BITS
_MOST_OF_A_TEXT = 64
_SCALE = 255
_MOST_ASKED = 48
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
    file: SuggestionFile, vector: Vector, rarity: Rarity, size: int
) -> tuple[npt.NDArray[np.int64], Floats]:
    """Articles that share features with a text, and about how alike they are.

    The heaviest features are asked for, while what they have together stays within a budget, whatever the size.
    """
    wanted = _within_budget(vector, rarity, size)
    weight_of = dict(zip(vector.ids.tolist(), vector.weights.tolist(), strict=True))
    places: dict[int, list[bytes]] = {}
    parts: dict[int, list[Floats]] = {}
    for feature, chunk, its_places, weights in file.postings(wanted):
        places.setdefault(chunk, []).append(its_places)
        part = np.frombuffer(weights, np.uint8) * np.float32(weight_of[feature] / _SCALE)
        parts.setdefault(chunk, []).append(part)
    ids, scores = [], []
    for chunk, some in places.items():
        sums = np.bincount(np.frombuffer(b"".join(some), "<u2"), np.concatenate(parts[chunk]))
        found = np.flatnonzero(sums)
        ids.append(found + (chunk << _CHUNK_BITS))
        scores.append(sums[found].astype(np.float32))
    if not ids:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    return np.concatenate(ids), np.concatenate(scores)


def _within_budget(vector: Vector, rarity: Rarity, size: int) -> list[int]:
    order = np.argsort(-vector.weights, kind="stable")[:_MOST_ASKED]
    share = size / max(rarity.n, 1)
    # A frequent word is in the index only where it is among those that tell most: seldom.
    costs = rarity.frequencies[vector.ids[order]] * share
    kept = order[np.cumsum(costs) <= max(_MOST_READ, float(costs[:1].sum()))]
    return [int(id) for id in vector.ids[kept]]


def _grouped(texts: Iterable[tuple[int, bytes]], rarity: Rarity) -> dict[int, tuple[bytes, bytes]]:
    """By feature, places and weights."""
    features, places, weights = [], [], []
    for id, packed in texts:
        vector = weighted(*unpack(packed), rarity)
        kept = np.argsort(-vector.weights, kind="stable")[:_MOST_OF_A_TEXT]
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
