"""What was learned about tags: linear models, how the signals are weighed, and from which probability a tag is set."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from newsroom.storage.suggestion_file import LearnedTag
from newsroom.suggesting.calibrating import NONE, UNPROVEN, Correction
from newsroom.suggesting.features import Floats, Vector
from newsroom.suggesting.tag_weights import HeldWeights, WeightSource

_SPEAKS = 0.3
_MOST_SPEAKING = 40


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
    """The models of all tags; their weights come from the derived file, or from what was just learned. Any thread."""

    def __init__(self, habits: Habits, tags: list[LearnedTag], weights: WeightSource) -> None:
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
        self._weights = HeldWeights(len(tags), weights)

    def margins(self, vector: Vector) -> Floats:
        """What each tag's model says, by place: above 0 for yes."""
        return self._biases + self._weights.sums(vector) if self.tags else self._biases

    def said(self, tags: Sequence[int], likely: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The probabilities as they are told: none surer than its tag's record allows."""
        return np.minimum(likely, [self.surest.get(tag, UNPROVEN) for tag in tags])

    def speaking_for(self, tags: Sequence[int], vector: Vector) -> dict[int, list[int]]:
        """Of the text's heaviest features, those that each tag's model counts for it, which count most first."""
        speaking: dict[int, list[int]] = {tag: [] for tag in tags}
        known = [tag for tag in tags if tag in self.place_of]
        if not known:
            return speaking
        order = vector.telling_first[:_MOST_SPEAKING]
        ids = vector.ids[order]
        its = self._weights.table(ids.tolist(), np.array([self.place_of[tag] for tag in known]))
        counted = its * vector.weights[order, None]
        for column, tag in enumerate(known):
            there = np.flatnonzero(its[:, column] > _SPEAKS)
            first = np.lexsort((ids[there], -counted[there, column]))
            speaking[tag] = ids[there[first]].tolist()
        return speaking
