"""A text as numbers: hashed words with their counts, packed for the derived file, weighted by their rarity.

A feature is a word, or a word of the headline, hashed to 20 bits. Two words seldom share one; where they do, nothing
breaks. Stored, a feature takes four bytes: its number and its count.
"""

import threading
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from newsroom.suggesting.words import prose, words

N_FEATURES = 1 << 20
MOST_KEPT = 256
"""Features that are kept of one article, those that tell most."""
_COUNT_BITS = 12
_MOST_COUNTED = (1 << _COUNT_BITS) - 1
_WEIGHED_ANEW = 1.01  # the weights follow each hundredth more texts
_HEADLINE_WORD = "\x01"

Ids: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float32]


def feature_of(word: str) -> int:
    """The number of a word; the same in every process."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) & (N_FEATURES - 1)


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """Weighted features of one text, of length 1 (or empty)."""

    ids: Ids
    weights: Floats


class TextBag:
    """The words of a draft or an article, counted. Cheap to make; what follows from it is made when asked for."""

    def __init__(self, headline: str, lede: str, body: str) -> None:
        self.headline_words = words(prose(headline))
        self.text_words = words(prose(lede)) + words(prose(body))

    @cached_property
    def counts(self) -> Counter[str]:
        """Words, and words of the headline marked as such, with how often they stand in the text."""
        counted = Counter(self.headline_words)
        counted.update(self.text_words)
        counted.update(_HEADLINE_WORD + word for word in self.headline_words)
        return counted

    @cached_property
    def word_counts(self) -> dict[str, int]:
        """Words alone."""
        return {word: n for word, n in self.counts.items() if not word.startswith(_HEADLINE_WORD)}

    @cached_property
    def features(self) -> tuple[Ids, Floats]:
        """Numbers, each once, ascending, and their counts."""
        counts = self.counts
        ids = np.fromiter(map(feature_of, counts), np.int64, len(counts))
        numbers = np.fromiter(counts.values(), np.float32, len(counts))
        unique, places = np.unique(ids, return_inverse=True)
        return unique, np.bincount(places, numbers, len(unique)).astype(np.float32)


class Rarity:
    """How many of ``n`` texts have each feature, and the weight that follows."""

    def __init__(self, frequencies: npt.NDArray[np.uint32], n: int) -> None:
        self.frequencies = frequencies
        self.n = n
        self._weights: Floats | None = None
        self._tables = threading.local()
        self._n_weighed = 0

    @classmethod
    def none(cls) -> "Rarity":
        """Of no texts."""
        return cls(np.zeros(N_FEATURES, np.uint32), 0)

    def add(self, ids: Ids) -> None:
        """One more text that has these features."""
        self.frequencies[ids] += 1
        self.n += 1

    def of(self, ids: Ids) -> Floats:
        """The weight of each feature (inverse document frequency, smoothed)."""
        if self._weights is None or self.n > self._n_weighed * _WEIGHED_ANEW:
            frequencies = self.frequencies.astype(np.float32)
            weights = np.log(np.float32(self.n + 1.5) / (frequencies + np.float32(0.5)))
            self._weights, self._n_weighed = np.maximum(weights, np.float32(0.05)), self.n
        return self._weights[ids]

    def table(self, vector: Vector) -> Floats:
        """The vector's weights by feature, 0 elsewhere: this thread's own table, to be set to 0 again by who asked."""
        if not hasattr(self._tables, "table"):
            self._tables.table = np.zeros(N_FEATURES, np.float32)
        table: Floats = self._tables.table
        table[vector.ids] = vector.weights
        return table


def pack(bag: TextBag, rarity: Rarity) -> bytes:
    """The features that tell most, for the derived file."""
    ids, counts = bag.features
    if len(ids) > MOST_KEPT:
        telling = (1 + np.log(counts)) * rarity.of(ids)
        kept = np.sort(np.argsort(-telling, kind="stable")[:MOST_KEPT])
        ids, counts = ids[kept], counts[kept]
    packed = (ids << _COUNT_BITS) | np.minimum(counts, _MOST_COUNTED).astype(np.int64)
    return packed.astype("<u4").tobytes()


def unpack(packed: bytes) -> tuple[Ids, Floats]:
    """The inverse; raises ``ValueError`` for what is none."""
    numbers = np.frombuffer(packed, "<u4").astype(np.int64)
    return numbers >> _COUNT_BITS, (numbers & _MOST_COUNTED).astype(np.float32)


def weighted(ids: Ids, counts: Floats, rarity: Rarity) -> Vector:
    """Weights by count and rarity, of length 1."""
    weights = (1 + np.log(np.maximum(counts, 1))) * rarity.of(ids)
    length = float(np.sqrt(weights @ weights))
    return Vector(ids, (weights / length if length else weights).astype(np.float32))


def cosines(vector: Vector, others: list[bytes], rarity: Rarity) -> Floats:
    """How alike each packed text is to the vector, 0 to 1."""
    if not others:
        return np.zeros(0, np.float32)
    ids, counts = unpack(b"".join(others))
    sizes = np.array([len(other) // 4 for other in others])
    weights = (1 + np.log(np.maximum(counts, 1))) * rarity.of(ids)
    own = rarity.table(vector)
    rows = np.repeat(np.arange(len(others)), sizes)
    products = np.bincount(rows, weights * own[ids], len(others))
    own[vector.ids] = 0
    lengths = np.sqrt(np.bincount(rows, weights * weights, len(others)))
    return np.asarray(products / np.maximum(lengths, 1e-9), np.float32)


def likenesses(packed: list[bytes], rarity: Rarity) -> Floats:
    """How alike each packed text is to each."""
    vectors = [weighted(*unpack(one), rarity) for one in packed]
    features = np.unique(np.concatenate([vector.ids for vector in vectors])) if vectors else np.zeros(0)
    table = np.zeros((len(vectors), len(features)), np.float32)
    for row, vector in enumerate(vectors):
        table[row, np.searchsorted(features, vector.ids)] = vector.weights
    return np.asarray(table @ table.T, np.float32)
