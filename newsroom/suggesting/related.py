"""Related articles: the nearest ones that readers can open, ranked by what made this library's editors link.

The weights begin as other archives taught them and follow the library's own links, and what was taken and refused.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from newsroom.domain.names import name_key
from newsroom.storage import suggestion_source as source
from newsroom.storage.search_keys import KEYS_PER_MS
from newsroom.storage.store import Connection
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.features import feature_of, likenesses
from newsroom.suggesting.neighbours import Asked, Neighbour
from newsroom.suggesting.words import words

# One; likeness of the texts; its rank; of its headline's words, the part in the text and in the headline of the draft;
# tags, series, authors in common; links to it; its age; of its headline's words, the part that stands close together in
# the draft, and the weight of that part: an editor who means another article says what it is about.
_N_SIGNALS = 12
# Where a library has no links to learn from yet: learned on the older links of another house, rounded.
AT_FIRST = (-4.8, 5.7, 2.5, 1.7, 0.4, 0.5, 1.5, 0.3, 0.85, -0.45, 1.35, 2.8)
_MOST_WEIGHED = 48
_CLOSE = 25
_TOO_ALIKE = 0.92
_BY_SCORE = 5
_POOL = 14
_TURNING = 10
_DAY = 86_400_000 * KEYS_PER_MS
_NONE: frozenset[Any] = frozenset()
Matrix = npt.NDArray[np.float64]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the draft stands on beside its text. ``tags`` with how sure it is that each belongs, 0 to 1."""

    tags: Mapping[int, float]
    series: Collection[int]
    authors: Collection[str]


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Candidates with their signals, a row each, and what is shared with the draft."""

    near: list[Neighbour]
    signals: Matrix
    shared_tags: list[int]
    same_series: list[bool]
    same_author: list[bool]
    pointed: list[int]


def weigh_candidates(
    connection: Connection, archive: Archive, asked: Asked, near: Sequence[Neighbour], standing: Standing
) -> Weighed:
    """Of the near ones, those that readers can open. ``near`` is best first."""
    public = [one for one in near if one.facts.is_public and one.search_key < asked.before][:_MOST_WEIGHED]
    ids = [one.id for one in public]
    tags, series = (
        _grouped(source.links(connection, "tag", ids)),
        _grouped(source.links(connection, "series", ids)),
    )
    authors = (
        _grouped((id, name_key(name)) for id, name in source.authors(connection, ids))
        if standing.authors
        else {}
    )
    pointed = archive.file.n_pointing(ids, asked.before)
    own_words = _places(asked.bag.headline_words + asked.bag.text_words)
    own_headline = set(asked.bag.headline_words)
    own_authors = {name_key(name) for name in standing.authors}
    newest = (
        asked.before if asked.before < source.NEWEST else max((one.search_key for one in public), default=0)
    )
    rows, shared, same_series, same_author = [], [], [], []
    its_weights = _weights(archive, [one.facts.headline for one in public])
    for rank, (one, its_words) in enumerate(zip(public, its_weights, strict=True)):
        whole = max(sum(its_words.values()), 1e-9)
        there = {word: weight for word, weight in its_words.items() if word in own_words}
        close = _closest(there, own_words)
        its_tags = tags.get(one.id, set())
        in_series = not series.get(one.id, _NONE).isdisjoint(standing.series)
        by_author = not authors.get(one.id, _NONE).isdisjoint(own_authors)
        shared.append(sum(standing.tags.get(tag, 0.0) >= 0.5 for tag in its_tags))
        same_series.append(in_series)
        same_author.append(by_author)
        rows.append(
            (
                1.0,
                one.likeness,
                1 / (1 + rank),
                sum(there.values()) / whole,
                sum(weight for word, weight in there.items() if word in own_headline) / whole,
                sum(standing.tags.get(tag, 0.0) for tag in its_tags) / math.sqrt(1 + len(its_tags)),
                float(in_series),
                float(by_author),
                math.log1p(pointed.get(one.id, 0)),
                math.log1p(max(newest - one.search_key, 0) / _DAY),
                close / whole,
                close / 10,
            )
        )
    signals = np.array(rows, np.float64).reshape(len(rows), _N_SIGNALS)
    return Weighed(public, signals, shared, same_series, same_author, [pointed.get(id, 0) for id in ids])


def choose(archive: Archive, weighed: Weighed, scores: Matrix, limit: int) -> list[int]:
    """Rows to show, in order. None says what one above it says; after the best come newest and fundamental."""
    order = np.argsort(-scores, kind="stable")[: max(_POOL, limit + 6)].tolist()
    distinct = _distinct(archive, weighed, order)
    chosen, rest = distinct[: min(limit, _BY_SCORE)], distinct[_BY_SCORE:]
    by_turns = (
        lambda row: weighed.near[row].search_key,
        lambda row: (weighed.pointed[row], scores[row]),
    )
    while rest and len(chosen) < limit:
        best = max(rest[:_TURNING], key=by_turns[len(chosen) % 2])
        rest.remove(best)
        chosen.append(best)
    return chosen


def _distinct(archive: Archive, weighed: Weighed, order: list[int]) -> list[int]:
    alike = likenesses([weighed.near[row].packed for row in order], archive.rarity)
    kept: list[int] = []
    headlines: set[str] = set()
    for n, row in enumerate(order):
        key = name_key(weighed.near[row].facts.headline)
        if key not in headlines and not (alike[n, kept] > _TOO_ALIKE).any():
            kept.append(n)
            headlines.add(key)
    return [order[n] for n in kept]


def _places(tokens: Sequence[str]) -> dict[str, list[int]]:
    """Where each word stands."""
    places: dict[str, list[int]] = {}
    for n, word in enumerate(tokens):
        places.setdefault(word, []).append(n)
    return places


def _weights(archive: Archive, headlines: Sequence[str]) -> list[dict[str, float]]:
    """Of each headline, its words by how much they tell."""
    split = [list(dict.fromkeys(words(headline))) for headline in headlines]
    every = list({word for own in split for word in own})
    rare = archive.rarity.of(np.fromiter(map(feature_of, every), np.int64, len(every)))
    telling = dict(zip(every, rare.tolist(), strict=True))
    return [{word: telling[word] for word in own} for own in split]


def _closest(wanted: Mapping[str, float], places: Mapping[str, list[int]]) -> float:
    """The greatest weight of wanted words, all of which have places, within a few words. Linear in the places."""
    if len(wanted) < 2:
        return sum(wanted.values())
    found = sorted((place, word) for word in wanted for place in places[word])
    inside: dict[str, int] = {}
    weight = best = 0.0
    first = 0
    for place, word in found:
        inside[word] = inside.get(word, 0) + 1
        if inside[word] == 1:
            weight += wanted[word]
        while found[first][0] < place - _CLOSE:
            left = found[first][1]
            inside[left] -= 1
            if not inside[left]:
                weight -= wanted[left]
            first += 1
        best = max(best, weight)
    return best


def _grouped(pairs: Iterable[tuple[int, _T]]) -> dict[int, set[_T]]:
    groups: dict[int, set[_T]] = {}
    for id, other in pairs:
        groups.setdefault(id, set()).add(other)
    return groups
