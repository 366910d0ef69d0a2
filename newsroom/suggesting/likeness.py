"""Texts that say the same: marks to find them by (lowest hashes of four-word shingles), how much is alike, where."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsroom.domain.suggestions import AlikeSpan
from newsroom.suggesting.words import numbers_of

_SHINGLE = 4
_FEWEST, _MOST = 16, 48
# A longer text has more marks, so that a part of it shares enough of them.
_WORDS_PER_MARK = 16
_MOST_ASKED = 96
# Far below what is called alike: of sixteen marks of a text that is alike enough, fewer are shared once in two hundred.
_SAMPLE_SHARED = 0.25
_SAME, _FEWEST_SHARED = 0.6, 3
_MASK = np.uint64((1 << 48) - 1)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
Hashes = npt.NDArray[np.uint64]


def shingles(tokens: Sequence[str]) -> Hashes:
    """A hash of each run of four words, in order; of a shorter text, of all of it."""
    return shingles_of(np.array(numbers_of(tokens), np.int64))


def shingles_of(words: npt.NDArray[np.int64]) -> Hashes:
    """The same of the words' numbers."""
    if not len(words):
        return np.zeros(0, np.uint64)
    numbers = words.astype(np.uint64)
    size = min(_SHINGLE, len(numbers))
    n_runs = len(numbers) - size + 1
    mixed = np.zeros(n_runs, np.uint64)
    for n in range(size):
        part = (numbers[n : n_runs + n] + np.uint64(n + 1)) * _MIX[n]
        mixed = (mixed ^ part ^ (part >> np.uint64(29))) * _MIX[(n + 1) % 4]
    mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed * _MIX[0]) >> np.uint64(16)) & _MASK


def distinct(hashes: Hashes) -> Hashes:
    """Each once, ascending. Sorting a few hundred is quicker than what numpy does to find them."""
    ordered = np.sort(hashes)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def marks(hashes: Hashes) -> Hashes:
    """Those that are kept of a text."""
    unique = distinct(hashes)
    return unique[: min(max(_FEWEST, len(unique) // _WORDS_PER_MARK), _MOST)]


def marks_to_ask(hashes: Hashes) -> Hashes:
    """Those that are looked up for a draft: more, so that a short text inside a long draft is found."""
    return distinct(hashes)[:_MOST_ASKED]


def could_be_alike(draft: Hashes, packed_marks: bytes) -> bool:
    """Whether the other's marks let it be worth reading it: they are a sample of its shingles by chance, and those of
    the draft that are as low are one of the draft's.
    """
    its = np.frombuffer(packed_marks, "<u8")
    if len(its) < _FEWEST:
        return True
    own = distinct(draft)
    low = own[: int(np.searchsorted(own, its[-1], side="right"))]
    shared = len(np.intersect1d(low, its, assume_unique=True))
    return shared >= _SAMPLE_SHARED * len(its) or shared >= _SAMPLE_SHARED * len(low)


def seem_the_same(one: bytes, other: bytes) -> bool:
    """Whether the marks of two texts let them be called the same story, or one a part of the other: a guess without
    reading them, for who shows one of the two. Of very short texts it is never said.
    """
    first, second = np.frombuffer(one, "<u8"), np.frombuffer(other, "<u8")
    if min(len(first), len(second)) < _FEWEST:
        return False
    # Up to there the marks of both are all that there are.
    end = min(first[-1], second[-1])
    first, second = first[first <= end], second[second <= end]
    least = min(len(first), len(second))
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return shared >= max(_FEWEST_SHARED, _SAME * least)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares of shingles: in both of all (Jaccard), of the draft in the other, of the other in the draft."""

    alike: float
    of_draft: float
    of_other: float


def likeness(draft: Hashes, other: Hashes) -> Likeness:
    """How much of each stands in the other."""
    one, two = distinct(draft), distinct(other)
    if not len(one) or not len(two):
        return Likeness(0, 0, 0)
    shared = len(np.intersect1d(one, two, assume_unique=True))
    return Likeness(shared / (len(one) + len(two) - shared), shared / len(one), shared / len(two))


def alike_spans(
    draft: Hashes,
    other: Hashes,
    draft_places: Sequence[tuple[int, int]],
    other_places: Sequence[tuple[int, int]],
) -> tuple[AlikeSpan, ...]:
    """Runs of words that stand in both, longest possible, as ranges of characters; places are those of each word."""
    where: dict[int, int] = {}
    for n, number in enumerate(other.tolist()):
        where.setdefault(number, n)
    spans: list[AlikeSpan] = []
    numbers = draft.tolist()
    size, other_size = len(draft_places) - len(numbers), len(other_places) - len(other)
    n = 0
    while n < len(numbers):
        at = where.get(numbers[n])
        if at is None:
            n += 1
            continue
        first, first_other = n, at
        while n + 1 < len(numbers) and at + 1 < len(other) and numbers[n + 1] == int(other[at + 1]):
            n, at = n + 1, at + 1
        spans.append(
            AlikeSpan(
                draft_places[first][0],
                draft_places[n + size][1],
                other_places[first_other][0],
                other_places[at + other_size][1],
            )
        )
        n += size + 1
    return tuple(spans)
