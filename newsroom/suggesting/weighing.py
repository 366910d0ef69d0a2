"""How the signals of tags are weighed, from which probability a tag is set: on predictions for articles unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsroom.domain.cancel import CancelToken
from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection
from newsroom.storage.suggestion_file import LearnedTag
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.calibrating import UNPROVEN, corrected, take_back
from newsroom.suggesting.features import Ids, TextBag
from newsroom.suggesting.lessons import Lesson
from newsroom.suggesting.linear import Pause
from newsroom.suggesting.logistic import Matrix, fit
from newsroom.suggesting.mentions import NameBook, mentioned
from newsroom.suggesting.neighbours import MOST_VOTERS, ask_for, nearest, tagged_neighbours, tags_of
from newsroom.suggesting.records import figures_of, records_of, thresholds_of, together
from newsroom.suggesting.tag_model import Habits, TagModel
from newsroom.suggesting.tag_signals import (
    FULL_AT_FIRST,
    N_MODEL_SIGNALS,
    N_SIGNALS,
    N_VOTERS,
    USUAL_AT_FIRST,
    YOUNG_AT_FIRST,
    Tagged,
    count_votes,
    gather,
    voice_of,
    weigh,
)
from newsroom.suggesting.tag_weights import LearnedWeights

_TRUST = 20.0
_RARE = 50
_ENOUGH_RARE = 50
_STRANGE = 0.05
_ENOUGH_ASKED = 20


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """What spoke for each tag that could belong to an article, all articles together, and whether it is on it."""

    tags: Ids
    signals: npt.NDArray[np.float32]
    has_model: npt.NDArray[np.bool_]
    rows: Ids
    """Which article, by its place in the lesson."""
    true: Matrix
    n_articles: int
    usual: float
    """How loud votes usually are."""


def witness_of(
    connection: Connection,
    archive: Archive,
    lesson: Lesson,
    fold_of: npt.NDArray[np.int64],
    unseen: npt.NDArray[np.float32],
    sizes: Mapping[int, int],
    pause: Pause,
    token: CancelToken | None,
) -> Witness:
    """All signals of each weighed article, as a draft would have them. ``unseen`` has its margins, a row each."""
    names = NameBook(connection)
    shell = [LearnedTag(tag, n, 0, 0, 0) for n, tag in enumerate(lesson.tags)]
    model = TagModel(Habits((), (), 0.5), shell, LearnedWeights())
    n_articles = max(len(lesson.ids), archive.n_known() if lesson.before == source.NEWEST else 0)
    asked: list[tuple[Sequence[Tagged], Mapping[int, tuple[int, int]]]] = []
    for row in range(len(unseen)):
        pause(row / len(unseen))
        id = lesson.ids[row]
        (text,) = source.texts(connection, [id])
        bag = TextBag(text.headline, text.lede, text.body)
        before = lesson.keys[id] if fold_of[row] == 0 else lesson.before
        near = nearest(connection, archive, ask_for(archive, bag, before=before, id=id), token)
        tagged = tagged_neighbours(
            near, tags_of(connection, near[:MOST_VOTERS]), counts_untagged=lesson.counts_untagged
        )
        named = mentioned(text.headline, f"{text.lede}\n{text.body}", names)
        asked.append((tagged[:N_VOTERS], named))
    usual = _usual([tagged for tagged, _ in asked])
    tags, signals, has_model, true = [], [], [], []
    for id, margins, (voters, names_in) in zip(lesson.ids, unseen, asked, strict=False):
        one = gather(model, margins, count_votes(voters, usual), names_in, sizes, n_articles)
        own = lesson.tags_of.get(id, ())
        tags.append(np.array(one.tags, np.int64))
        signals.append(one.signals.astype(np.float32))
        has_model.append(one.has_model)
        true.append(np.array([tag in own for tag in one.tags], np.float64))
    return Witness(
        np.concatenate([np.zeros(0, np.int64), *tags]),
        np.concatenate([np.zeros((0, N_SIGNALS), np.float32), *signals]),
        np.concatenate([np.zeros(0, bool), *has_model]),
        np.repeat(np.arange(len(tags)), [len(one) for one in tags]),
        np.concatenate([np.zeros(0), *true]),
        len(tags),
        usual,
    )


def weighed(
    lesson: Lesson,
    fold_of: npt.NDArray[np.int64],
    witness: Witness,
    sizes: Mapping[int, int],
    learned_at: str | None,
) -> tuple[Habits, dict[int, tuple[float, float]]]:
    """How signals are weighed; from which probability each tag is set, and how sure it may be said to be at most."""
    full, young = _fusion(witness, sizes)
    predicted = weigh(witness.signals, witness.has_model, full, young)
    is_newest = fold_of[witness.rows] == 0
    correction = take_back(predicted[is_newest], witness.true[is_newest])
    said = corrected(predicted, correction)
    records = records_of(witness.tags, said, witness.true, lesson.sizes(witness.n_articles))
    threshold, thresholds = thresholds_of(records, together(records), lesson.tags)
    habits = Habits(
        full,
        young,
        threshold,
        correction,
        counts_untagged=lesson.counts_untagged,
        usual=witness.usual,
        learned_key=max(lesson.keys.values(), default=0),
        n_learned=len(lesson.ids),
        learned_at=learned_at,
        figures=figures_of(records, witness.n_articles),
    )
    return habits, {
        tag: (thresholds.get(tag, threshold), records[tag].surest if tag in records else UNPROVEN)
        for tag in lesson.tags
    }


def _fusion(witness: Witness, sizes: Mapping[int, int]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Weights of the signals, of tags with a model and of those without."""
    full = _fitted(witness, witness.has_model, 0, FULL_AT_FIRST)
    # A tag without a model is one of few articles: it is weighed as the rare ones are that have one.
    tags, tag_of = np.unique(witness.tags, return_inverse=True)
    rare = np.array([sizes[tag] <= _RARE for tag in tags.tolist()], bool)[tag_of]
    young_of = rare if witness.true[rare].sum() >= _ENOUGH_RARE else np.ones(len(rare), bool)
    return full, _fitted(witness, young_of, N_MODEL_SIGNALS, YOUNG_AT_FIRST)


def _fitted(
    witness: Witness, wanted: npt.NDArray[np.bool_], first: int, at_first: Sequence[float]
) -> tuple[float, ...]:
    """Of some rows, from the signal ``first`` on."""
    weights = fit(witness.signals[wanted, first:], witness.true[wanted], np.array(at_first), _TRUST)
    return tuple(weights.tolist())


def _usual(asked: Sequence[Sequence[Tagged]]) -> float:
    """What a vote weighs, of all but a tenth of the texts."""
    voices = [voice_of(tagged) for tagged in asked if tagged]
    return float(np.quantile(voices, _STRANGE)) if len(voices) >= _ENOUGH_ASKED else USUAL_AT_FIRST
