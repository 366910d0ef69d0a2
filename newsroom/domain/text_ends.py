"""What two texts have in common, told quickly. Pure; in C but for some twenty steps."""

from collections import Counter
from typing import AnyStr


def same_start(one: AnyStr, other: AnyStr) -> int:
    """The length of the longest common beginning."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def same_end(one: AnyStr, other: AnyStr, limit: int) -> int:
    """The length of the longest common end, of ``limit`` at most."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def n_replaced(before: str, after: str) -> int:
    """How much of ``before`` lies between what both begin with and what both end with, in characters."""
    if before == after:
        return 0
    start = same_start(before, after)
    return len(before) - start - same_end(before, after, min(len(before), len(after)) - start)


def n_gone(before: str, after: str) -> int:
    """How long the words together are that ``before`` had more often than ``after``; those that moved are not gone."""
    gone = Counter(before.split()) - Counter(after.split())
    return sum(len(word) * n for word, n in gone.items())
