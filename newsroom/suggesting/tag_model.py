"""What was learned about tags: linear models, how the signals are weighed, and from which probability a tag is set."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from newsroom.storage.suggestion_file import LearnedTag, SuggestionFile
from newsroom.suggesting.calibrating import NONE, UNPROVEN, Correction
from newsroom.suggesting.features import Floats, Vector, telling_first

_MOST_CACHED = 60_000
_SPEAKS = 0.3
_MOST_SPEAKING = 40
_NOTHING = 1e-3
_AT_ONCE = 16
Rows = dict[int, tuple[npt.NDArray[np.uint16], Floats]]


@dataclass(frozen=True, slots=True)
class Habits:
    """How the signals of a tag become a probability, and when a tag is set. Kept as JSON.

    ``full`` weighs the signals of tags with a linear model, ``young`` those of tags without.
    """

    full: tuple[float, ...]
    young: tuple[float, ...]
    threshold: float
    correction: Correction = NONE
    """Of the probabilities that follow (calibrating.py)."""
    counts_untagged: bool = True
    """Whether an article without tags says that none belongs: in a library where most have some."""
    usual: float = 0.0
    """What a vote of the nearest articles weighs at least, of all but the strangest texts (tag_signals.py)."""
    learned_key: int = 0
    """The newest article that was learned from."""
    n_learned: int = 0
    n_articles: int = 0
    """So many were known when it was learned."""
    learned_at: str | None = None
    figures: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> str:
        values = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(values | {"figures": dict(self.figures)})

    @classmethod
    def from_json(cls, text: str) -> "Habits":
        values: dict[str, Any] = json.loads(text)
        for name in ("full", "young", "correction"):
            if name in values:
                values[name] = tuple(values[name])
        return cls(**values)


class TagModel:
    """The models of all tags. Rows of weights come from memory or, as they are needed, from the derived file."""

    def __init__(
        self,
        habits: Habits,
        tags: list[LearnedTag],
        *,
        rows: Rows | None = None,
        file: SuggestionFile | None = None,
    ) -> None:
        self.habits = habits
        self.tags = tags
        self.place_of = {tag.tag_id: tag.place for tag in tags}
        self.thresholds = {tag.tag_id: tag.threshold for tag in tags}
        self.surest = {tag.tag_id: tag.surest for tag in tags}
        self.tag_ids = np.zeros(len(tags), np.int64)
        self._biases = np.zeros(len(tags), np.float32)
        for tag in tags:
            self.tag_ids[tag.place] = tag.tag_id
            self._biases[tag.place] = tag.bias
        self.rows: Rows = {} if rows is None else rows
        self._absent: set[int] = set()
        self._file = file

    def margins(self, vector: Vector) -> Floats:
        """What each tag's model says, by place: above 0 for yes."""
        if not self.tags:
            return self._biases
        self._fetch(vector)
        rows = [*map(self.rows.get, vector.ids.tolist())]
        found = [row for row in rows if row is not None]
        if not found:
            return self._biases
        times = vector.weights[[row is not None for row in rows]].repeat([len(row[0]) for row in found])
        places, weights = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return np.asarray(self._biases + np.bincount(places, weights * times, len(self.tags)), np.float32)

    def said(self, tags: Sequence[int], likely: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The probabilities as they are told: none surer than its tag's record allows."""
        return np.minimum(likely, [self.surest.get(tag, UNPROVEN) for tag in tags])

    def speaking_for(self, tags: Sequence[int], vector: Vector) -> dict[int, list[int]]:
        """Of the text's heaviest features, those that each tag's model counts for it, which count most first."""
        order = telling_first(vector, _MOST_SPEAKING)
        heaviest = [
            (id, row, weight)
            for id, weight in zip(vector.ids[order].tolist(), vector.weights[order], strict=True)
            if (row := self.rows.get(id)) is not None and len(row[0])
        ]
        known = [tag for tag in tags if tag in self.place_of]
        wanted = np.array([self.place_of[tag] for tag in known], np.uint16)
        speaking: dict[int, list[tuple[float, int]]] = {tag: [] for tag in tags}
        for id, (places, weights), weight in heaviest:
            at = np.minimum(places.searchsorted(wanted), len(places) - 1)
            its = weights[at]
            for n in ((places[at] == wanted) & (its > _SPEAKS)).nonzero()[0].tolist():
                speaking[known[n]].append((-float(its[n] * weight), id))
        return {tag: [id for _, id in sorted(found)] for tag, found in speaking.items()}

    def _fetch(self, vector: Vector) -> None:
        if self._file is None:
            return
        wanted = [id for id in vector.ids.tolist() if id not in self.rows and id not in self._absent]
        if not wanted:
            return
        if len(self.rows) > _MOST_CACHED:
            self.rows.clear()
            wanted = vector.ids.tolist()
        for feature, tags, weights in self._file.weights(wanted):
            self.rows[feature] = (
                np.frombuffer(tags, "<u2").astype(np.uint16),
                np.frombuffer(weights, "<f2").astype(np.float32),
            )
        if len(self._absent) > _MOST_CACHED:
            self._absent.clear()
        self._absent.update(id for id in wanted if id not in self.rows)


def packed_rows(rows: Rows) -> list[tuple[int, bytes, bytes]]:
    """The rows as the derived file keeps them."""
    return [
        (feature, places.astype("<u2").tobytes(), weights.astype("<f2").tobytes())
        for feature, (places, weights) in sorted(rows.items())
    ]


def add_rows(
    rows: Rows, model: Floats, first: int, features: npt.NDArray[np.int64], most_of_a_tag: int
) -> None:
    """Adds a block's weights, by feature; without those of each tag that matter least."""
    kept = _mattering(model, most_of_a_tag)
    for row in np.flatnonzero(kept.any(axis=1)):
        places = np.flatnonzero(kept[row])
        more = ((places + first).astype(np.uint16), model[row, places])
        before = rows.get(int(features[row]))
        if before is not None:
            more = (np.concatenate([before[0], more[0]]), np.concatenate([before[1], more[1]]))
        rows[int(features[row])] = more


def _mattering(model: Floats, most_of_a_tag: int) -> npt.NDArray[np.bool_]:
    """Which weights are kept; a few tags are looked at together, for a copy of a block takes a hundred megabytes."""
    kept = np.zeros(model.shape, bool)
    for first in range(0, model.shape[1], _AT_ONCE):
        sizes = np.abs(model[:, first : first + _AT_ONCE])
        sizes[0] = 0
        strip = sizes > _NOTHING
        if len(sizes) > most_of_a_tag:
            at = len(sizes) - most_of_a_tag
            strip &= sizes >= np.partition(sizes, at, axis=0)[at]
        kept[:, first : first + _AT_ONCE] = strip
    return kept
