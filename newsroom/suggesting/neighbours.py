"""The articles nearest to a draft: candidates from the search index under a budget, then ranked by their vectors.

A question to the index costs what it finds. So the words that tell most are asked, the rarest first, while what they
find together stays within the budget, whatever the size of the archive; of a frequent word only the newest hits count.
"""

from dataclasses import dataclass

import numpy as np

from newsroom.domain.cancel import CancelToken
from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.features import TextBag, Vector, cosines, feature_of, weighted
from newsroom.suggesting.tag_signals import Tagged

_MOST_WORDS = 28
_MOST_HITS = 4_000
_MOST_HITS_OF_A_WORD = 2_000
N_CANDIDATES = 180
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
    keys = _candidates(connection, archive, asked, token)
    facts = [
        fact
        for fact in source.facts(connection, keys, by="search_key")
        if fact.id != asked.id and not fact.is_trashed
    ]
    vectors = archive.file.vectors([fact.id for fact in facts])
    facts = [fact for fact in facts if fact.id in vectors]
    alike = cosines(asked.vector, [vectors[fact.id] for fact in facts], archive.rarity)
    found = [
        Neighbour(fact.id, fact.search_key, float(likeness), fact)
        for fact, likeness in zip(facts, alike, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.likeness, -one.search_key))


def telling_words(archive: Archive, asked: Asked) -> list[tuple[str, float]]:
    """The words to ask for, with their weights, within the budget."""
    rarity = archive.rarity
    words = list(asked.bag.word_counts)
    if not words:
        return []
    ids = np.fromiter(map(feature_of, words), np.int64, len(words))
    counts = np.fromiter(asked.bag.word_counts.values(), np.float32, len(words))
    rare = rarity.of(ids)
    weights = (1 + np.log(counts)) * rare
    size = archive.size
    share = size / max(rarity.n, 1)
    hits = np.minimum(rarity.frequencies[ids] * share, _MOST_HITS_OF_A_WORD)
    chosen, budget = [], float(_MOST_HITS)
    for n in np.argsort(-weights, kind="stable"):
        if rarity.frequencies[ids[n]] == 0 and rarity.n >= size:
            continue
        if hits[n] <= budget:
            budget -= hits[n]
            chosen.append((words[n], float(weights[n] * rare[n])))
        if len(chosen) == _MOST_WORDS:
            break
    return chosen


def _candidates(
    connection: Connection, archive: Archive, asked: Asked, token: CancelToken | None
) -> list[int]:
    found, weights = [], []
    for word, weight in telling_words(archive, asked):
        if token is not None:
            token.raise_if_cancelled()
        hits = source.hits(connection, word, before=asked.before, most=_MOST_HITS_OF_A_WORD)
        found.append(np.array(hits, np.int64))
        weights.append(np.full(len(hits), weight))
    if not found:
        return []
    keys, places = np.unique(np.concatenate(found), return_inverse=True)
    scores = np.bincount(places, np.concatenate(weights), len(keys))
    best = np.argsort(-scores, kind="stable")[:N_CANDIDATES]
    return [int(key) for key in keys[best]]


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
