"""The weights of tags' models, a row a feature: packed while they are learned, and held while they are asked for.

Packed, a weight takes four bytes: the place of its tag, and what it weighs, in half a number. So it stands in the
derived file, and who asks what was just learned gets the same.
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from newsroom.suggesting.features import Floats, Ids, Vector

# A text's features weigh about a sixteenth each: what is less moves no margin. Half of all weights are.
_NOTHING = 0.02
_AT_ONCE = 16
_ROWS_AT_ONCE = 1_000
_MOST_HELD = 60_000
# To sum a row in which each sixth tag has a weight takes longer by places than as it is.
_FULL_SHARE = 6
_MOST_FULL_BYTES = 24_000_000

PackedRow: TypeAlias = tuple[int, bytes, bytes]
"""A feature, the places of its tags in ascending order, and the weights."""
_SparseRow: TypeAlias = tuple[npt.NDArray[np.uint16], Floats]


class WeightSource(Protocol):
    """What has rows of weights: the derived file, or what was just learned."""

    def weights(self, features: Collection[int]) -> Iterable[PackedRow]:
        """Those of these features that have any."""


class _Part(NamedTuple):
    """What a block of tags has: ascending features, and from where to where the weights of each stand."""

    features: Ids
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    places: npt.NDArray[np.uint16]
    weights: npt.NDArray[np.float16]


class LearnedWeights:
    """Weights as they are learned, a block of tags after the other."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []

    def add(self, model: Floats, first: int, features: Ids, most_of_a_tag: int) -> None:
        """A block's weights, a row a feature, a column a tag, without those of each tag that matter least; ``first`` is
        the place of its first tag, ``features`` what each row is.
        """
        kept = _mattering(model, most_of_a_tag)
        rows = np.flatnonzero(kept.any(axis=1))
        n_each = np.count_nonzero(kept[rows], axis=1).astype(np.int32)
        ends = np.cumsum(n_each, dtype=np.int32)
        order = np.argsort(features[rows], kind="stable")
        self._parts.append(
            _Part(
                features[rows][order],
                (ends - n_each)[order],
                ends[order],
                (np.nonzero(kept)[1] + first).astype("<u2"),
                model[kept].astype("<f2"),
            )
        )

    def weights(self, features: Collection[int]) -> Iterator[PackedRow]:
        wanted = np.array([*features], np.int64)
        found: dict[int, list[tuple[_Part, int, int]]] = {}
        for part in self._parts:
            at = np.minimum(part.features.searchsorted(wanted), max(len(part.features) - 1, 0))
            for place in at[part.features[at] == wanted].tolist() if len(part.features) else ():
                where = (part, int(part.starts[place]), int(part.ends[place]))
                found.setdefault(int(part.features[place]), []).append(where)
        for feature, where_it_is in found.items():
            yield (
                feature,
                b"".join(part.places[start:end].tobytes() for part, start, end in where_it_is),
                b"".join(part.weights[start:end].tobytes() for part, start, end in where_it_is),
            )

    def every_row(self) -> Iterator[PackedRow]:
        """All, by ascending features."""
        if not self._parts:
            return
        features = np.unique(np.concatenate([part.features for part in self._parts])).tolist()
        for first in range(0, len(features), _ROWS_AT_ONCE):
            yield from sorted(self.weights(features[first : first + _ROWS_AT_ONCE]))


class HeldWeights:
    """Rows that were asked for, held in memory, as many as are bearable. Any thread."""

    def __init__(self, n_tags: int, source: WeightSource) -> None:
        self._n_tags = n_tags
        self._source = source
        self._lock = threading.Lock()
        self._rows: dict[int, _SparseRow | int | None] = {}
        """By feature; a number is the place of a row that is held as it is, None stands for none."""
        self._n_full = 0
        # Of the system's memory only what is written is taken.
        self._full = np.zeros((_MOST_FULL_BYTES // 4 // max(n_tags, 1), n_tags), np.float32)

    def sums(self, vector: Vector) -> Floats:
        """Of each tag, by place, the weights of the vector's features, each times what the feature weighs there."""
        with self._lock:
            at, full, sparse, rows = self._found(vector.ids.tolist())
            sums: Floats = vector.weights[full] @ self._full.take(at, axis=0)
        if not rows:
            return sums
        its_places, its_weights = zip(*rows, strict=True)
        times = vector.weights[sparse].repeat([*map(len, its_places)])
        times *= np.concatenate(its_weights)
        return np.asarray(sums + np.bincount(np.concatenate(its_places), times, self._n_tags), np.float32)

    def table(self, features: Sequence[int], places: npt.NDArray[np.int64]) -> Floats:
        """The weights of some features, a row each, for some tags, a column each."""
        table = np.zeros((len(features), len(places)), np.float32)
        wanted = places.astype(np.uint16)
        with self._lock:
            at, full, sparse, rows = self._found(features)
            table[full] = self._full[np.array(at, np.int64)[:, None], places]
        for n, (its, weights) in zip(sparse, rows, strict=True):
            found = its.searchsorted(wanted)
            found[found == len(its)] = 0
            table[n] = (its[found] == wanted) * weights[found]
        return table

    def _found(self, features: Sequence[int]) -> tuple[list[int], list[int], list[int], list[_SparseRow]]:
        """Of the rows that are held as they are, the places and which features they are of; the others after those."""
        self._fetch(features)
        at: list[int] = []
        full: list[int] = []
        sparse: list[int] = []
        rows: list[_SparseRow] = []
        for n, row in enumerate(map(self._rows.__getitem__, features)):
            if row is None:
                continue
            if isinstance(row, int):
                at.append(row)
                full.append(n)
            else:
                sparse.append(n)
                rows.append(row)
        return at, full, sparse, rows

    def _fetch(self, features: Sequence[int]) -> None:
        held = self._rows
        wanted = [feature for feature in features if feature not in held]
        if not wanted:
            return
        if len(held) > _MOST_HELD:
            held.clear()
            self._n_full = 0
            wanted = [*features]
        held.update(dict.fromkeys(wanted))
        for feature, its_places, its_weights in self._source.weights(wanted):
            places, weights = np.frombuffer(its_places, "<u2"), np.frombuffer(its_weights, "<f2")
            if len(places) * _FULL_SHARE >= self._n_tags and self._n_full < len(self._full):
                at = held[feature] = self._n_full
                self._n_full += 1
                self._full[at] = 0
                self._full[at, places] = weights
            elif len(places):
                held[feature] = (places.astype(np.uint16), weights.astype(np.float32))


def _mattering(model: Floats, most_of_a_tag: int) -> npt.NDArray[np.bool_]:
    """Which weights are kept; a few tags are looked at together, for a copy of a block takes a hundred megabytes."""
    kept = np.zeros(model.shape, bool)
    for first in range(0, model.shape[1], _AT_ONCE):
        sizes = np.abs(model[:, first : first + _AT_ONCE])
        sizes[0] = 0
        strip = sizes > _NOTHING
        if len(sizes) > most_of_a_tag:
            at = len(sizes) - most_of_a_tag
            strip &= sizes >= np.partition(sizes, at, axis=0)[at]
        kept[:, first : first + _AT_ONCE] = strip
    return kept
