"""All that was learned of one library, as one thing: asked together, kept together, swapped together."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from newsroom.storage.suggestion_file import SuggestionFile
from newsroom.suggesting import related, series
from newsroom.suggesting.tag_model import Habits, TagModel
from newsroom.suggesting.tag_signals import FULL_AT_FIRST, USUAL_AT_FIRST, YOUNG_AT_FIRST
from newsroom.suggesting.tag_weights import LearnedWeights

_HABITS, _RELATED, _SERIES = "habits", "related", "series"
AT_FIRST = Habits(FULL_AT_FIRST, YOUNG_AT_FIRST, 0.5, usual=USUAL_AT_FIRST)


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """``sizes`` and ``n_articles`` say how many articles each tag had at the time; None and 0 for as it is now."""

    tags: TagModel
    related: tuple[float, ...] = related.AT_FIRST
    series: tuple[float, ...] = series.AT_FIRST
    sizes: Mapping[int, int] | None = None
    n_articles: int = 0
    learned: LearnedWeights = field(default_factory=LearnedWeights)
    """The weights of the tags' models, where they were just learned."""

    @classmethod
    def load(cls, file: SuggestionFile) -> "Models":
        """What the derived file has, else what every library begins with."""
        habits = file.state(_HABITS)
        tags = TagModel(AT_FIRST, [], file)
        if habits is not None:
            tags = TagModel(Habits.from_json(habits), file.learned_tags(), file)
        return cls(tags, _weights(file, _RELATED, related.AT_FIRST), _weights(file, _SERIES, series.AT_FIRST))

    def keep(self, file: SuggestionFile) -> None:
        """Puts what was just learned in the place of the old, at once."""
        state = {
            _HABITS: self.tags.habits.to_json(),
            _RELATED: json.dumps(self.related),
            _SERIES: json.dumps(self.series),
        }
        file.put_model(self.learned.every_row(), self.tags.tags, state)


def _weights(file: SuggestionFile, name: str, at_first: tuple[float, ...]) -> tuple[float, ...]:
    kept = file.state(name)
    values = tuple(json.loads(kept)) if kept is not None else at_first
    return values if len(values) == len(at_first) else at_first
