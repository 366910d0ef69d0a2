"""Series that a draft seems to go on with: one or two at most, and only when it is sure.

The weights begin as a cautious editor would set them, and follow what the library's own articles are filed in
(learning_series.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsroom.storage import suggestion_source as source
from newsroom.storage.search_keys import KEYS_PER_MS
from newsroom.storage.store import Connection
from newsroom.suggesting.logistic import probabilities
from newsroom.suggesting.neighbours import Asked, Groups, Neighbour
from newsroom.suggesting.words import words

# Signals: one; share of the nearest, weighed by likeness; likeness of the nearest member; the name's words in the
# headline and in the text; months since it was told last, as a logarithm.
AT_FIRST = (-5.0, 5.0, 5.0, 2.0, 1.5, -0.8)
SURE = 0.7
_MOST = 2
_VOTERS = 15
_SHARPNESS = 3
_MONTH = 30 * 86_400_000 * KEYS_PER_MS
_ASLEEP_MONTHS = 18
Signals = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """A series, how sure it is, and why."""

    id: int
    name: str
    probability: float
    n_near: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class WeighedSeries:
    """A series that could go on: what speaks for it."""

    id: int
    name: str
    signals: Signals
    n_near: int
    is_named: bool


def choose_series(
    connection: Connection,
    asked: Asked,
    near: Sequence[Neighbour],
    series: Groups,
    weights: Sequence[float] = AT_FIRST,
) -> list[SeriesChoice]:
    """Best first, and only where it is sure; a closed one, and one that was told last long ago, is not news."""
    found = weigh_series(connection, asked, near, series)
    if not found:
        return []
    sure = probabilities(np.array([one.signals for one in found]), np.array(weights)).tolist()
    chosen = [
        SeriesChoice(one.id, one.name, p, one.n_near, one.is_named)
        for one, p in zip(found, sure, strict=True)
        if p >= SURE
    ]
    return sorted(chosen, key=lambda one: -one.probability)[:_MOST]


def weigh_series(
    connection: Connection, asked: Asked, near: Sequence[Neighbour], series: Groups
) -> list[WeighedSeries]:
    """Those of the nearest articles that are open and awake at the time that is asked about."""
    likeness = {one.id: one.likeness for one in near[:_VOTERS]}
    members: dict[int, list[int]] = {}
    for id in likeness:
        for series_id in series.get(id, ()):
            members.setdefault(series_id, []).append(id)
    if not members:
        return []
    total = sum(value**_SHARPNESS for value in likeness.values()) + 1e-9
    now = asked.before if asked.before < source.NEWEST else max(one.search_key for one in near)
    found = []
    for row in source.series_facts(connection, list(members), before=asked.before):
        months = max(now - row["last_key"], 0) / _MONTH
        if months > _ASLEEP_MONTHS or _was_closed(row["closed_at"], asked.before):
            continue
        ids = members[row["id"]]
        in_headline, in_text = _named(row["name"], asked)
        share = sum(likeness[id] ** _SHARPNESS for id in ids) / total
        nearest = max(likeness[id] for id in ids)
        signals = (1.0, share, nearest, in_headline, in_text, float(np.log1p(months)))
        found.append(WeighedSeries(row["id"], row["name"], signals, len(ids), in_text == 1))
    return found


def _was_closed(closed_ms: int | None, before: int) -> bool:
    return closed_ms is not None and closed_ms * KEYS_PER_MS < before


def _named(name: str, asked: Asked) -> tuple[float, float]:
    """The share of the name's words in the headline, and in the text."""
    own = words(name)
    above, everywhere = set(asked.bag.headline_words), asked.bag.every_word
    n = max(len(own), 1)
    return sum(word in above for word in own) / n, sum(word in everywhere for word in own) / n
