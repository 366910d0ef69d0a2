"""Learns a library's own habit of tagging: linear models a tag, and how they are weighed beside other signals.

What is weighed must have been predicted for articles that the predictor had not seen (lessons.py): so models are
trained on all articles, and on all but each fold.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from newsroom.domain.cancel import CancelToken
from newsroom.domain.suggestions import ALL_KINDS, SuggestionKind
from newsroom.storage import suggestion_source as source
from newsroom.storage.suggestion_file import LearnedTag
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.learning_related import learn_related
from newsroom.suggesting.learning_series import learn_series
from newsroom.suggesting.lessons import Lesson, folds_of, lesson_before
from newsroom.suggesting.linear import Pause, margins, train
from newsroom.suggesting.models import AT_FIRST, Models
from newsroom.suggesting.tag_model import Habits, TagModel
from newsroom.suggesting.tag_weights import LearnedWeights
from newsroom.suggesting.weighing import weighed, witness_of

MOST_WEIGHED = 10_000
_MOST_WEIGHED_OF_MUCH = 6_000
_MOST_WEIGHTS = 4_000_000
_FEWEST_WEIGHTS = 256


def learn_tags(
    archive: Archive,
    *,
    before: int = source.NEWEST,
    pause: Pause,
    token: CancelToken | None = None,
    learned_at: str | None = None,
    most_weighed: int = MOST_WEIGHED,
) -> Models:
    """Learns from what is older than a search key. Seconds for 10,000 articles; bounded for any number."""
    with archive.store.read(token) as connection:
        lesson = lesson_before(connection, archive, before)
        every = {tag for tags in lesson.tags_of.values() for tag in tags}
        sizes = lesson.sizes() if before < source.NEWEST else source.tag_sizes(connection, every)
    n_weighed = min(len(lesson.ids), most_weighed, *([_MOST_WEIGHED_OF_MUCH] if lesson.is_much else []))
    fold_of = folds_of(lesson, n_weighed)
    trained = _trained(lesson, fold_of, n_weighed, _part(pause, 0.0, 0.75))
    lesson = lesson.without_texts()
    with archive.store.read(token) as connection:
        witness = witness_of(
            connection, archive, lesson, fold_of, trained.unseen, sizes, _part(pause, 0.75, 1.0), token
        )
    habits, bounds = weighed(lesson, fold_of, witness, sizes, learned_at)
    model = trained.as_model(lesson.tags, replace(habits, n_articles=archive.n_known()), bounds)
    if before == source.NEWEST:
        return Models(model, learned=trained.weights)
    return Models(model, sizes=sizes, n_articles=len(lesson.ids))


@dataclass(frozen=True, slots=True, eq=False)
class _Trained:
    """Models trained on all articles, of which the weights that matter are kept; and what such models say of articles
    that they were not trained on, a row for each of the newest ones.
    """

    weights: LearnedWeights
    biases: npt.NDArray[np.float32]
    unseen: npt.NDArray[np.float32]

    def as_model(
        self, tags: Sequence[int], habits: Habits, bounds: Mapping[int, tuple[float, float]]
    ) -> TagModel:
        learned = [
            LearnedTag(tag, place, float(self.biases[place]), *bounds[tag]) for place, tag in enumerate(tags)
        ]
        return TagModel(habits, learned, self.weights)


def _trained(lesson: Lesson, fold_of: npt.NDArray[np.int64], n_weighed: int, pause: Pause) -> _Trained:
    n_tags = len(lesson.tags)
    most = max(_FEWEST_WEIGHTS, _MOST_WEIGHTS // max(n_tags, 1))
    trained = _Trained(
        LearnedWeights(), np.zeros(n_tags, np.float32), np.zeros((n_weighed, n_tags), np.float32)
    )
    n_folds = int(fold_of.max(initial=0)) + 1
    sets = [*(np.flatnonzero(fold_of != fold) for fold in range(n_folds)), np.arange(len(fold_of))]
    for number, first, block in train(lesson.texts, lesson.having(), sets, pause):
        last = first + block.shape[1]
        for row in np.flatnonzero(fold_of[:n_weighed] == number).tolist():
            trained.unseen[row, first:last] = margins(lesson.texts, row, block)
        if number == n_folds:
            trained.biases[first:last] = block[0]
            trained.weights.add(block, first, lesson.texts.features, most)
    return trained


def _part(pause: Pause, start: float, end: float) -> Pause:
    return lambda done: pause(start + (end - start) * min(done, 1.0))


def learn_all(
    archive: Archive,
    *,
    before: int = source.NEWEST,
    pause: Pause,
    token: CancelToken | None = None,
    learned_at: str | None = None,
    most_weighed: int = MOST_WEIGHED,
    kinds: Collection[SuggestionKind] = ALL_KINDS,
) -> Models:
    """Tags, then what makes articles related, and when a series goes on, from what is older than a search key: what
    those ``kinds`` of suggestions ask for. What is related hangs on tags.
    """
    models = Models(TagModel(AT_FIRST, [], archive.file))
    if not {SuggestionKind.TAGS, SuggestionKind.RELATED}.isdisjoint(kinds):
        models = learn_tags(
            archive,
            before=before,
            pause=_part(pause, 0.0, 0.9),
            token=token,
            learned_at=learned_at,
            most_weighed=most_weighed,
        )
    if SuggestionKind.RELATED in kinds:
        related = learn_related(archive, before=before, pause=_part(pause, 0.9, 0.95), token=token)
        models = replace(models, related=related)
    if SuggestionKind.SERIES in kinds:
        series = learn_series(archive, before=before, pause=_part(pause, 0.95, 1.0), token=token)
        models = replace(models, series=series)
    return models
