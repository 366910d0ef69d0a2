"""Related articles: the nearest ones that readers can open, ranked by what made this library's editors link.

The weights begin as other archives taught them and follow the library's own links, and what was taken and refused.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from newsroom.domain.names import name_key
from newsroom.storage import suggestion_source as source
from newsroom.storage.search_keys import KEYS_PER_MS
from newsroom.storage.store import Connection
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.features import likenesses
from newsroom.suggesting.headline_words import headline_shares
from newsroom.suggesting.likeness import seem_the_same
from newsroom.suggesting.logistic import Matrix
from newsroom.suggesting.neighbours import Asked, Groups, Neighbour

# One; likeness of the texts; its rank; of its headline's words, the part in the text and in the headline of the draft;
# tags, series, authors in common; links to it; its age; of its headline's telling words, the part that stands close in
# the draft, and the weight of that part: an editor who means another article says what it is about.
_N_SIGNALS = 12
# Where a library has no links to learn from yet: learned on the older links of another house, rounded.
AT_FIRST = (-4.8, 5.7, 2.5, 1.7, 0.4, 0.5, 1.5, 0.3, 0.85, -0.45, 1.35, 2.8)
_MOST_WEIGHED = 56
# So alike that it is the same; alike enough that it may be, if the texts' marks say so.
_TOO_ALIKE, _PERHAPS_ALIKE = 0.92, 0.4
_FAIRLY_SURE = 0.5
_BY_SCORE = 5
_POOL = 14
_TURNING = 10
_DAY = 86_400_000 * KEYS_PER_MS


@dataclass(frozen=True, slots=True)
class Standing:
    """What the draft stands on beside its text. ``tags`` with how sure it is that each belongs, 0 to 1."""

    tags: Mapping[int, float]
    series: Collection[int]
    authors: Collection[str]


@dataclass(frozen=True, slots=True, eq=False)
class Belonging:
    """The tags and the series of near articles."""

    tags: Groups
    series: Groups


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Candidates with their signals, a row each, and what is shared with the draft."""

    near: list[Neighbour]
    signals: Matrix
    shared_tags: list[int]
    same_series: list[bool]
    same_author: list[bool]
    pointed: list[int]


def openable(near: Sequence[Neighbour], asked: Asked) -> list[Neighbour]:
    """Of the near ones, best first, those that readers can open, as many as are weighed."""
    return [one for one in near if one.facts.is_public and one.search_key < asked.before][:_MOST_WEIGHED]


def weigh_candidates(
    connection: Connection,
    archive: Archive,
    asked: Asked,
    public: Sequence[Neighbour],
    belonging: Belonging,
    standing: Standing,
) -> Weighed:
    """What makes each of the ``openable`` ones related."""
    ids = [one.id for one in public]
    pointed = archive.file.n_pointing(ids, asked.before)
    by_author = _by_author(connection, ids, standing)
    newest = (
        asked.before if asked.before < source.NEWEST else max((one.search_key for one in public), default=0)
    )
    sure, own_series = standing.tags, set(standing.series)
    tags_of = [belonging.tags.get(id, ()) for id in ids]
    sure_of = [[sure[tag] for tag in its if tag in sure] for its in tags_of]
    same_series = [not own_series.isdisjoint(belonging.series.get(id, ())) for id in ids]
    same_author = [id in by_author for id in ids]
    n_pointing = [pointed.get(id, 0) for id in ids]
    headlines = [one.facts.headline for one in public]
    in_text, in_headline, close, whole = headline_shares(asked.bag, headlines, archive.rarity).T
    columns = (
        np.ones(len(ids)),
        [one.likeness for one in public],
        1 / np.arange(1, len(ids) + 1),
        in_text / whole,
        in_headline / whole,
        [*map(sum, sure_of)] / np.sqrt([1 + len(its) for its in tags_of]),
        same_series,
        same_author,
        np.log1p(n_pointing),
        np.log1p([max(newest - one.search_key, 0) / _DAY for one in public]),
        close / whole,
        close / 10,
    )
    signals = np.empty((len(ids), _N_SIGNALS))
    for column, signal in enumerate(columns):
        signals[:, column] = signal
    shared = [sum(p >= _FAIRLY_SURE for p in its) for its in sure_of]
    return Weighed([*public], signals, shared, same_series, same_author, n_pointing)


def _by_author(connection: Connection, ids: Sequence[int], standing: Standing) -> set[int]:
    """Those of the articles that one of the draft's authors wrote."""
    if not standing.authors:
        return set()
    own = {name_key(name) for name in standing.authors}
    lines = source.authors(connection, ids)
    same = {name for name in {name for _, name in lines} if name_key(name) in own}
    return {id for id, name in lines if name in same}


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
    """Without those that say what one before them says, and of a story and a part of it only the better one."""
    near = [weighed.near[row] for row in order]
    alike = likenesses([one.packed for one in near], archive.rarity)
    doubtful = np.flatnonzero((alike > _PERHAPS_ALIKE).sum(axis=1) > 1)  # each is like itself
    marks = archive.file.marks([near[n].id for n in doubtful.tolist()]) if len(doubtful) else {}
    kept: list[int] = []
    headlines: set[str] = set()
    for n, one in enumerate(near):
        key = name_key(one.facts.headline)
        if key not in headlines and not any(
            alike[n, other] > _TOO_ALIKE
            or (
                alike[n, other] > _PERHAPS_ALIKE
                and seem_the_same(marks.get(one.id, b""), marks.get(near[other].id, b""))
            )
            for other in kept
        ):
            kept.append(n)
            headlines.add(key)
    return [order[n] for n in kept]
