"""A text as numbers: hashed words with their counts, packed for the derived file, weighted by their rarity.

A feature is a word, a word of the headline, or a part of a long word, each hashed. Two seldom share one; where they do,
nothing breaks. Stored, a feature takes four bytes: its number and its count.

Parts, runs of four characters, are for languages that write several words as one: who never saw ``Haushaltsdebatte``
knows ``Debatte``. They have numbers of their own, above those of words.
"""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from newsroom.suggesting.words import numbers_of, prose, words

N_WORDS = 1 << 20
"""Numbers of words; a word's is its hash's lowest bits."""
_N_PARTS = 1 << 18
N_FEATURES = N_WORDS + _N_PARTS
MOST_KEPT = 256
"""Features that are kept of one article, those that tell most."""
_COUNT_BITS = 11
_MOST_COUNTED = (1 << _COUNT_BITS) - 1
_LEAST_WEIGHT = np.float32(0.05)
_HEADLINE_WORD = "\x01"
_LONG_WORD, _PART = 7, 4
# A longer text says the same in other words; there, parts took the places of words that tell more.
_MOST_IN_PARTS = 24
# What a feature weighs by how often it stands in a text.
_OF_COUNTS = 1 + np.log(np.maximum(np.arange(_MOST_COUNTED + 1, dtype=np.float32), 1))

Ids: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Vector:
    """Weighted features of one text, of length 1 (or empty)."""

    ids: Ids
    weights: Floats

    @cached_property
    def telling_first(self) -> Ids:
        """Places of its heaviest words, and after all of them, of its heaviest parts: these are for short texts."""
        order = np.argsort(-self.weights, kind="stable")
        is_part = self.ids[order] >= N_WORDS
        return np.concatenate([order[~is_part], order[is_part]])


class TextBag:
    """The words of a draft or an article. Cheap to make; what follows from it is made when asked for."""

    def __init__(self, headline: str, lede: str, body: str) -> None:
        self.headline_words = words(prose(headline))
        self.text_words = words(prose(lede)) + words(prose(body))

    @cached_property
    def headline_word_numbers(self) -> Ids:
        """A number for each word of the headline, in order."""
        return np.array(numbers_of(self.headline_words), np.int64)

    @cached_property
    def text_numbers(self) -> Ids:
        """A number for each word of the text, in order."""
        return np.array(numbers_of(self.text_words), np.int64)

    @cached_property
    def every_word(self) -> frozenset[str]:
        """Words alone, each once."""
        return frozenset(self.headline_words).union(self.text_words)

    @cached_property
    def features(self) -> tuple[Ids, Floats]:
        """Numbers, each once, ascending, and their counts."""
        words = np.concatenate(
            [
                self.headline_word_numbers,
                headline_numbers(self.headline_words),
                self.text_numbers,
            ]
        )
        parts = np.array(numbers_of(_parts([*self.headline_words, *self.text_words])), np.int64)
        numbers = np.concatenate([words & (N_WORDS - 1), N_WORDS + (parts & (_N_PARTS - 1))])
        numbers.sort()
        starts = np.flatnonzero(np.concatenate([numbers[:1] >= 0, numbers[1:] != numbers[:-1]]))
        return numbers[starts], np.diff(starts, append=len(numbers)).astype(np.float32)


def headline_numbers(words: Iterable[str]) -> Ids:
    """The features of words as those of a headline."""
    return np.array(numbers_of([_HEADLINE_WORD + word for word in words]), np.int64) & (N_WORDS - 1)


def _parts(words: Sequence[str]) -> list[str]:
    """Of each long word of a short text."""
    if len(words) > _MOST_IN_PARTS:
        return []
    return [
        word[n : n + _PART]
        for word in words
        if len(word) >= _LONG_WORD and not word.isdigit()
        for n in range(len(word) - _PART + 1)
    ]


class Rarity:
    """How many of ``n`` texts have each feature, and the weight that follows."""

    def __init__(self, frequencies: npt.NDArray[np.uint32], n: int) -> None:
        self.frequencies = frequencies
        self.n = n
        self._logs: Floats | None = None
        self._tables = threading.local()

    @classmethod
    def none(cls) -> "Rarity":
        """Of no texts."""
        return cls(np.zeros(N_FEATURES, np.uint32), 0)

    def add(self, ids: Ids) -> None:
        """One more text that has these features."""
        self.frequencies[ids] += 1
        self.n += 1
        if self._logs is not None:
            self._logs[ids] = _log_of(self.frequencies[ids])

    def of(self, ids: Ids) -> Floats:
        """The weight of each feature (inverse document frequency, smoothed)."""
        if self._logs is None:
            self._logs = _log_of(self.frequencies)
        weights = np.float32(np.log(self.n + 1.5)) - self._logs.take(ids)
        return np.asarray(np.maximum(weights, _LEAST_WEIGHT, out=weights), np.float32)

    def table(self, vector: Vector) -> Floats:
        """The vector's weights by feature, 0 elsewhere: this thread's own table, to be set to 0 again by who asked."""
        if not hasattr(self._tables, "table"):
            self._tables.table = np.zeros(N_FEATURES, np.float32)
        table: Floats = self._tables.table
        table[vector.ids] = vector.weights
        return table

    def columns(self, ids: Ids) -> Ids:
        """A place below ``len(ids)`` for each, the same for the same feature: sorting them would take longer."""
        table = self.table(Vector(ids, np.arange(len(ids), dtype=np.float32)))
        columns = table.take(ids).astype(np.int64)
        table[ids] = 0
        return columns


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


def looked_for(ids: Ids) -> npt.NDArray[np.uint32]:
    """The features as ``weights_in`` wants them."""
    return (ids << _COUNT_BITS).astype(np.uint32)


def weights_in(packed: bytes, wanted: npt.NDArray[np.uint32]) -> tuple[Ids, Floats]:
    """Of features that are ``looked_for``, the places of those that a packed text has, and what each weighs by how
    often it stands there.
    """
    numbers = np.frombuffer(packed, "<u4")
    if not len(numbers):
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    found = numbers.take(np.searchsorted(numbers, wanted), mode="clip")
    there = np.flatnonzero(found ^ wanted <= _MOST_COUNTED)
    return there, _OF_COUNTS.take(found[there] & _MOST_COUNTED)


def weighted(ids: Ids, counts: Floats, rarity: Rarity) -> Vector:
    """Weights by count and rarity, of length 1."""
    weights = (1 + np.log(np.maximum(counts, 1))) * rarity.of(ids)
    length = float(np.sqrt(weights @ weights))
    return Vector(ids, (weights / length if length else weights).astype(np.float32))


def cosines(vector: Vector, others: Sequence[bytes], rarity: Rarity) -> Floats:
    """How alike each packed text is to the vector, 0 to 1."""
    answer = np.zeros(len(others), np.float32)
    rows = [n for n, other in enumerate(others) if other]
    if not rows:
        return answer
    ids, weights, starts = _weighed_together([others[n] for n in rows], rarity)
    own = rarity.table(vector)
    products = np.add.reduceat(weights * own.take(ids), starts)
    own[vector.ids] = 0
    lengths = np.sqrt(np.add.reduceat(weights * weights, starts))
    answer[rows] = products / lengths
    return answer


def likenesses(packed: Sequence[bytes], rarity: Rarity) -> Floats:
    """How alike each packed text is to each; none of them may be empty."""
    if not packed:
        return np.zeros((0, 0), np.float32)
    ids, weights, starts = _weighed_together(packed, rarity)
    table = np.zeros((len(packed), len(ids)), np.float32)
    table[np.repeat(np.arange(len(packed)), np.diff(starts, append=len(ids))), rarity.columns(ids)] = weights
    table /= np.sqrt(np.add.reduceat(weights * weights, starts))[:, None]
    return np.asarray(table @ table.T, np.float32)


def _weighed_together(packed: Sequence[bytes], rarity: Rarity) -> tuple[Ids, Floats, Ids]:
    """Features and weights of all texts, one after the other, and where each text begins. Not of length 1."""
    numbers = np.frombuffer(b"".join(packed), "<u4")
    ids = (numbers >> _COUNT_BITS).astype(np.int64)
    weights = _OF_COUNTS.take(numbers & _MOST_COUNTED) * rarity.of(ids)
    starts = np.zeros(len(packed), np.int64)
    np.cumsum([len(one) // 4 for one in packed[:-1]], out=starts[1:])
    return ids, weights, starts


def _log_of(frequencies: npt.NDArray[np.uint32]) -> Floats:
    return np.asarray(np.log(frequencies.astype(np.float32) + np.float32(0.5)), np.float32)
