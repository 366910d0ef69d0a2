"""How unequal an archive is: few tags and series with very many articles, very many with few."""

from dataclasses import dataclass

import numpy as np

from benchmarks.generated.languages import Random
from benchmarks.generated.texts import IntArray


@dataclass(frozen=True, slots=True)
class Members:
    """Which owners (tags, series …) each article has, in an order of chance. Articles and owners count from 0."""

    starts: list[int]
    owners: list[int]

    def of(self, article: int) -> list[int]:
        return self.owners[self.starts[article] : self.starts[article + 1]]


def falling_sizes(n: int, largest: int, total: int) -> IntArray:
    """Sizes of ``n`` things, after Zipf: the first is ``largest``, each has one at least, together ``total``.

    The total is met as nearly as a power of the rank can.
    """
    ranks = np.arange(1, n + 1, dtype=np.float64)
    low, high = 0.0, 4.0
    sizes = np.ones(n, dtype=np.int64)
    for _ in range(40):
        power = (low + high) / 2
        sizes = np.maximum(1, np.rint(largest * ranks**-power)).astype(np.int64)
        low, high = (power, high) if sizes.sum() > total else (low, power)
    return sizes


def spread(
    rng: Random, sizes: IntArray, n_articles: int, is_brief: "np.ndarray[tuple[int], np.dtype[np.bool]]"
) -> tuple[IntArray, IntArray]:
    """Articles for owners of these sizes, as pairs. What ``is_brief`` was news for a while: its articles lie close."""
    width = np.where(is_brief, np.maximum(sizes * 3, n_articles // 25), n_articles)
    width = np.minimum(width, n_articles)
    first = (rng.random(len(sizes)) * (n_articles - width + 1)).astype(np.int64)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    articles = first[owners] + (rng.random(len(owners)) * width[owners]).astype(np.int64)
    return articles, owners


def spread_without_doubles(rng: Random, sizes: IntArray, n_articles: int) -> tuple[IntArray, IntArray]:
    """The same for running stories: each has exactly its size, in a while that fits it."""
    articles = []
    for size in sizes.tolist():
        width = min(n_articles, max(size * 4, n_articles // 50))
        first = int(rng.integers(n_articles - width + 1))
        articles.append(first + rng.choice(width, size=size, replace=False))
    return np.concatenate(articles), np.repeat(np.arange(len(sizes)), sizes)


def gathered(rng: Random, articles: IntArray, owners: IntArray, n_articles: int, *, main: int = 0) -> Members:
    """By article, each owner once. The last ``main`` pairs come first in their articles; else chance orders."""
    chance = rng.random(len(articles))
    if main:
        chance[-main:] -= 1.0
    order = np.lexsort((chance, articles))
    articles, owners = articles[order], owners[order]
    pairs = articles * (int(owners.max(initial=0)) + 1) + owners
    _, first = np.unique(pairs, return_index=True)
    kept = np.sort(first)
    starts = np.searchsorted(articles[kept], np.arange(n_articles + 1))
    return Members(starts.tolist(), owners[kept].tolist())
