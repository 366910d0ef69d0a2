"""The articles nearest to a draft: candidates by the index of features, then ranked by their whole vectors."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from newsroom.domain.cancel import CancelToken
from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.features import TextBag, Vector, cosines, weighted
from newsroom.suggesting.postings import score
from newsroom.suggesting.tag_signals import Tagged

N_CANDIDATES = 90
_ENOUGH = 50
_MOST_LOOKED_AT = 3_000
_MOST_VOTERS = 40


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article and how alike it is, 0 to 1."""

    id: int
    search_key: int
    likeness: float
    facts: source.Facts


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A draft as the archive sees it."""

    bag: TextBag
    vector: Vector
    before: int
    """Only articles with a lower search key count."""
    id: int | None


def ask_for(archive: Archive, bag: TextBag, *, before: int = source.NEWEST, id: int | None = None) -> Asked:
    """The draft, weighed by the rarity of its words."""
    ids, counts = bag.features
    return Asked(bag, weighted(ids, counts, archive.rarity), before, id)


def nearest(
    connection: Connection, archive: Archive, asked: Asked, token: CancelToken | None = None
) -> list[Neighbour]:
    """Best first; without the draft itself and what is in the trash."""
    file, rarity = archive.file, archive.rarity
    ids, scores = score(file, asked.vector, rarity, archive.size)
    order = ids[np.argsort(-scores, kind="stable")[:_MOST_LOOKED_AT]].tolist()
    fresh = dict(file.fresh())
    found = _neighbours(connection, archive, asked, fresh) if fresh else []
    # As of the past, most candidates may be too new: so as many are looked at as it takes.
    for first in range(0, len(order), N_CANDIDATES):
        if token is not None:
            token.raise_if_cancelled()
        some = [id for id in order[first : first + N_CANDIDATES] if id not in fresh]
        found += _neighbours(connection, archive, asked, file.vectors(some))
        if len(found) >= _ENOUGH:
            break
    return sorted(found, key=lambda one: (-one.likeness, -one.search_key))[:N_CANDIDATES]


def _neighbours(
    connection: Connection, archive: Archive, asked: Asked, vectors: Mapping[int, bytes]
) -> list[Neighbour]:
    facts = [
        fact
        for fact in source.facts(connection, vectors)
        if fact.id != asked.id and not fact.is_trashed and fact.search_key < asked.before
    ]
    alike = cosines(asked.vector, [vectors[fact.id] for fact in facts], archive.rarity)
    return [
        Neighbour(fact.id, fact.search_key, likeness, fact)
        for fact, likeness in zip(facts, alike.tolist(), strict=True)
        if likeness > 0
    ]


def tagged_neighbours(
    connection: Connection, near: list[Neighbour], *, counts_untagged: bool
) -> list[Tagged]:
    """The first of them that can vote on tags. One without tags does where most articles have some: for none."""
    first = near[:_MOST_VOTERS]
    tags: dict[int, tuple[int, ...]] = {}
    for id, tag in source.links(connection, "tag", [one.id for one in first]):
        tags[id] = (*tags.get(id, ()), tag)
    return [
        (one.likeness, tags.get(one.id, ()))
        for one in first
        if one.id in tags or (counts_untagged and one.facts.published_at is not None)
    ]
