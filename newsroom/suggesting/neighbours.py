"""The articles nearest to a draft: candidates by the index of features, then ranked by their whole vectors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from newsroom.domain.cancel import CancelToken
from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.features import (
    N_WORDS,
    Floats,
    Ids,
    TextBag,
    Vector,
    cosines,
    headline_numbers,
    weighted,
)
from newsroom.suggesting.postings import score
from newsroom.suggesting.tag_signals import Tagged

N_CANDIDATES = 90
_ENOUGH = 80
_MOST_KEPT = 96  # a few more than are wanted: some are in the trash
_MOST_LOOKED_AT = 3_000
MOST_VOTERS = 40


Groups: TypeAlias = Mapping[int, Sequence[int]]
"""Of articles, the tags or the series."""


class Neighbour(NamedTuple):
    """An article and how alike it is, 0 to 1."""

    id: int
    search_key: int
    likeness: float
    facts: source.Facts
    packed: bytes
    """Its features (features.py)."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A draft as the archive sees it."""

    bag: TextBag
    vector: Vector
    before: int
    """Only articles with a lower search key count."""
    id: int | None


def ask_for(archive: Archive, bag: TextBag, *, before: int = source.NEWEST, id: int | None = None) -> Asked:
    """The draft, weighed by the rarity of its words.

    Of the parts of words, those that other texts have: where all others are long, none has any, and the beginning of a
    story would be taken for something that nobody knows.
    """
    ids, counts = bag.features
    if len(ids) and ids[-1] >= N_WORDS:
        n_own = 1 if id else 0
        known = (ids < N_WORDS) | (archive.rarity.frequencies[ids] > n_own)
        ids, counts = ids[known], counts[known]
    return Asked(bag, weighted(ids, counts, archive.rarity), before, id)


def nearest(
    connection: Connection, archive: Archive, asked: Asked, token: CancelToken | None = None
) -> list[Neighbour]:
    """Best first; without the draft itself and what is in the trash."""
    file, rarity = archive.file, archive.rarity
    ids, scores = score(file, asked.vector, headline_numbers(asked.bag.every_word), rarity, archive.size)
    fresh = archive.fresh
    found: list[Neighbour] = []
    # As of the past, most candidates may be too new: so as many are looked at as it takes.
    for first, some in _by_score(ids, scores):
        if token is not None:
            token.raise_if_cancelled()
        vectors = file.vectors([id for id in some if id not in fresh])
        if not first:
            vectors.update(fresh)
        found += _neighbours(connection, archive, asked, vectors)
        if len(found) >= _ENOUGH:
            break
    return sorted(found, key=lambda one: (-one.likeness, -one.search_key))[:N_CANDIDATES]


def _by_score(ids: Ids, scores: Floats) -> Iterator[tuple[int, list[int]]]:
    """The best, and then those after them, as many at a time as are compared; the first may be none."""
    for first in range(0, min(max(len(ids), 1), _MOST_LOOKED_AT), N_CANDIDATES):
        # The first are what is nearly always enough: they are picked out, the others put into order only when needed.
        if first == 0 and len(ids) > N_CANDIDATES:
            best = np.argpartition(-scores, N_CANDIDATES)[:N_CANDIDATES]
            yield 0, ids[best].tolist()
            continue
        if first <= N_CANDIDATES:
            ids = ids[np.argsort(-scores, kind="stable")[:_MOST_LOOKED_AT]]
        yield first, ids[first : first + N_CANDIDATES].tolist()


def _neighbours(
    connection: Connection, archive: Archive, asked: Asked, vectors: Mapping[int, bytes]
) -> list[Neighbour]:
    alike = dict(
        zip(vectors, cosines(asked.vector, [*vectors.values()], archive.rarity).tolist(), strict=True)
    )
    best = sorted((id for id in alike if alike[id] > 0), key=lambda id: (-alike[id], -id))
    if asked.before == source.NEWEST:
        best = best[:_MOST_KEPT]
    return [
        Neighbour(fact.id, fact.search_key, alike[fact.id], fact, vectors[fact.id])
        for fact in source.facts(connection, best)
        if fact.id != asked.id and not fact.is_trashed and fact.search_key < asked.before
    ]


def tagged_neighbours(near: list[Neighbour], tags: Groups, *, counts_untagged: bool) -> list[Tagged]:
    """The first of them that can vote on tags. One without tags does where most articles have some: for none."""
    return [
        (one.likeness, tags.get(one.id, ()))
        for one in near[:MOST_VOTERS]
        if one.id in tags or (counts_untagged and one.facts.published_at is not None)
    ]


def tags_of(connection: Connection, near: Sequence[Neighbour]) -> Groups:
    """The tags of each that has some."""
    return source.groups(connection, "tag", dict.fromkeys(one.id for one in near))


def series_of(connection: Connection, near: Sequence[Neighbour]) -> Groups:
    """The series of each that is in some."""
    return source.groups(connection, "series", dict.fromkeys(one.id for one in near))
