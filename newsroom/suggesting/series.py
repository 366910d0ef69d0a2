"""Series that a draft seems to go on with: one or two at most, and only when it is sure."""

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
_SURE = 0.5
_MOST = 2
_VOTERS = 15
_SHARPNESS = 3
_MONTH = 30 * 86_400_000 * KEYS_PER_MS
_ASLEEP_MONTHS = 18


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """A series, how sure it is, and why."""

    id: int
    name: str
    probability: float
    n_near: int
    is_named: bool


def choose_series(
    connection: Connection,
    asked: Asked,
    near: Sequence[Neighbour],
    series: Groups,
    weights: Sequence[float] = AT_FIRST,
) -> list[SeriesChoice]:
    """Best first; a closed one, and one that was told last long ago, is not news."""
    first = near[:_VOTERS]
    if not first:
        return []
    likeness = {one.id: one.likeness for one in first}
    members: dict[int, list[int]] = {}
    for id in likeness:
        for series_id in series.get(id, ()):
            members.setdefault(series_id, []).append(id)
    if not members:
        return []
    total = sum(value**_SHARPNESS for value in likeness.values()) + 1e-9
    now = asked.before if asked.before < source.NEWEST else max(one.search_key for one in near)
    in_headline, in_text = set(asked.bag.headline_words), asked.bag.every_word
    found = []
    for row in source.series_facts(connection, list(members)):
        months = max(now - row["last_key"], 0) / _MONTH
        if row["closed_at"] is not None or months > _ASLEEP_MONTHS:
            continue
        ids = members[row["id"]]
        name = words(row["name"])
        named = [sum(word in there for word in name) / max(len(name), 1) for there in (in_headline, in_text)]
        signals = (
            1.0,
            sum(likeness[id] ** _SHARPNESS for id in ids) / total,
            max(likeness[id] for id in ids),
            *named,
            float(np.log1p(months)),
        )
        p = float(probabilities(np.array([signals]), np.array(weights))[0])
        found.append(SeriesChoice(row["id"], row["name"], p, len(ids), named[1] == 1))
    sure = sorted((one for one in found if one.probability >= _SURE), key=lambda one: -one.probability)
    return sure[:_MOST]
