"""Learns a library's own habit of tagging: linear models, the weighing of signals, the thresholds.

What is weighed must have been predicted for articles that the predictor had not seen: the articles are dealt into
folds, and each fold is asked of models that were trained on the others. The thresholds stand on the same predictions.
"""

import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from newsroom.domain.cancel import CancelToken
from newsroom.storage import suggestion_source as source
from newsroom.storage.store import Connection
from newsroom.storage.suggestion_file import LearnedTag
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.calibrating import UNPROVEN, corrected, take_back
from newsroom.suggesting.features import TextBag, unpack, weighted
from newsroom.suggesting.learning_related import learn_related
from newsroom.suggesting.learning_series import learn_series
from newsroom.suggesting.linear import Pause, Texts, margins, number_anew, train
from newsroom.suggesting.logistic import fit
from newsroom.suggesting.mentions import NameBook, mentioned
from newsroom.suggesting.models import Models
from newsroom.suggesting.neighbours import MOST_VOTERS, ask_for, nearest, tagged_neighbours, tags_of
from newsroom.suggesting.records import figures_of, records_of, thresholds_of, together
from newsroom.suggesting.tag_model import Habits, Rows, TagModel, add_rows
from newsroom.suggesting.tag_signals import (
    FULL_AT_FIRST,
    N_VOTERS,
    USUAL_AT_FIRST,
    YOUNG_AT_FIRST,
    Evidence,
    Tagged,
    count_votes,
    gather,
    voice_of,
    weigh,
)

MOST_ARTICLES = 20_000
MOST_WEIGHED = 10_000
_MOST_WEIGHED_OF_MUCH = 6_000
MOST_TAGS = 2_000
_NEWEST_OF_A_TAG = 60
_LEAST_ARTICLES = 2
_FOLDS = 4
_FEWER_FOLDS, _FEWEST_FOLDS = 3, 2
_NEWEST_SHARE = 4
_MUCH = 4_000_000
_MOST_WEIGHTS = 8_000_000
_FEWEST_WEIGHTS = 256
_TRUST = 20.0
_RARE = 50
_ENOUGH_RARE = 50
_STRANGE = 0.05
_ENOUGH_ASKED = 20


@dataclass(frozen=True, slots=True, eq=False)
class _Lesson:
    """What is learned from: articles, newest first, with their vectors and tags."""

    ids: list[int]
    tags_of: Mapping[int, tuple[int, ...]]
    texts: Texts
    tags: list[int]
    has: npt.NDArray[np.bool_]
    counts_untagged: bool
    keys: Mapping[int, int]
    """Their places in time."""
    before: int

    @property
    def is_much(self) -> bool:
        """Whether it takes minutes."""
        return self.has.size > _MUCH

    def without_texts(self) -> "_Lesson":
        """What is still needed when all models are trained."""
        return replace(self, texts=number_anew([]), has=self.has[:0])

    def sizes(self, most: int | None = None) -> Counter[int]:
        """On how many of them, or of the first of them, each tag is."""
        return Counter(tag for id in self.ids[:most] for tag in self.tags_of.get(id, ()))


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
        lesson = _lesson(connection, archive, before)
        sizes = lesson.sizes() if before < source.NEWEST else _sizes_now(connection, lesson)
    n_weighed = min(len(lesson.ids), most_weighed, *([_MOST_WEIGHED_OF_MUCH] if lesson.is_much else []))
    fold_of = _folds(lesson, n_weighed)
    trained = _trained(lesson, fold_of, n_weighed, _part(pause, 0.0, 0.75))
    lesson = lesson.without_texts()
    with archive.store.read(token) as connection:
        evidences, usual = _evidences(
            connection, archive, lesson, fold_of, trained.unseen, sizes, _part(pause, 0.75, 1.0), token
        )
    habits, bounds = _weighed(lesson, fold_of, evidences, sizes, learned_at)
    habits = replace(habits, n_articles=archive.n_known(), usual=usual)
    model = trained.as_model(lesson.tags, habits, bounds)
    if before == source.NEWEST:
        return Models(model)
    return Models(model, sizes=sizes, n_articles=len(lesson.ids))


@dataclass(frozen=True, slots=True, eq=False)
class _Trained:
    """Models trained on all articles, of which the weights that matter are kept; and what such models say of articles
    that they were not trained on, a row for each of the newest ones.
    """

    rows: Rows
    biases: npt.NDArray[np.float32]
    unseen: npt.NDArray[np.float32]

    def as_model(
        self, tags: Sequence[int], habits: Habits, bounds: Mapping[int, tuple[float, float]]
    ) -> TagModel:
        learned = [
            LearnedTag(tag, place, float(self.biases[place]), *bounds[tag]) for place, tag in enumerate(tags)
        ]
        return TagModel(habits, learned, rows=self.rows)


def _trained(lesson: _Lesson, fold_of: npt.NDArray[np.int64], n_weighed: int, pause: Pause) -> _Trained:
    n_tags = len(lesson.tags)
    most = max(_FEWEST_WEIGHTS, _MOST_WEIGHTS // max(n_tags, 1))
    trained = _Trained({}, np.zeros(n_tags, np.float32), np.zeros((n_weighed, n_tags), np.float32))
    n_folds = int(fold_of.max(initial=0)) + 1
    sets = [np.flatnonzero(fold_of != fold) for fold in range(n_folds)]
    for number, first, block in train(lesson.texts, lesson.has, [*sets, np.arange(len(fold_of))], pause):
        last = first + block.shape[1]
        for row in np.flatnonzero(fold_of[:n_weighed] == number).tolist():
            trained.unseen[row, first:last] = margins(lesson.texts, row, block)
        if number == n_folds:
            trained.biases[first:last] = block[0]
            add_rows(trained.rows, block, first, lesson.texts.features, most)
    return trained


def _part(pause: Pause, start: float, end: float) -> Pause:
    return lambda done: pause(start + (end - start) * min(done, 1.0))


def _lesson(connection: Connection, archive: Archive, before: int) -> _Lesson:
    chosen, counts_untagged = _choose(connection, before)
    vectors = archive.file.vectors(chosen)
    ids = [id for id in chosen if id in vectors]
    tags_of = _tags_of(connection, ids)
    weighted_vectors = [weighted(*unpack(vectors[id]), archive.rarity) for id in ids]
    counts = Counter(tag for tags in tags_of.values() for tag in tags)
    often = sorted(
        (tag for tag, n in counts.items() if n >= _LEAST_ARTICLES), key=lambda tag: (-counts[tag], tag)
    )
    known = source.tag_sizes(connection, often[:MOST_TAGS])
    often = [
        tag for tag in often[:MOST_TAGS] if tag in known
    ]  # the most frequent first: linear.py wants that
    places = {tag: place for place, tag in enumerate(often)}
    has = np.zeros((len(ids), len(often)), bool)
    for row, id in enumerate(ids):
        for tag in tags_of.get(id, ()):
            if tag in places:
                has[row, places[tag]] = True
    keys = {id: key for id, key in chosen.items() if id in vectors}
    return _Lesson(ids, tags_of, number_anew(weighted_vectors), often, has, counts_untagged, keys, before)


def _choose(connection: Connection, before: int) -> tuple[dict[int, int], bool]:
    """Newest articles, and of each tag so many more that it can be learned; with their keys, newest first."""
    listed = source.newest_listed(connection, MOST_ARTICLES, before=before)
    keys = {id: key for id, key, _ in listed}
    if len(listed) == MOST_ARTICLES:
        for tag, _ in source.most_used_tags(connection, _LEAST_ARTICLES, MOST_TAGS):
            more = source.newest_with_tag(connection, tag, _NEWEST_OF_A_TAG, before=before)
            keys |= {id: key for id, key in more if id not in keys}
    tagged = {id for id, _ in source.links(connection, "tag", keys)}
    published = {id for id, _, was_published in listed if was_published}
    counts_untagged = len(published & tagged) * 2 >= len(published)
    kept = {id: key for id, key in keys.items() if id in tagged or (counts_untagged and id in published)}
    return kept, counts_untagged


def _tags_of(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    tags: dict[int, tuple[int, ...]] = {}
    for id, tag in source.links(connection, "tag", ids):
        tags[id] = (*tags.get(id, ()), tag)
    return tags


def _sizes_now(connection: Connection, lesson: _Lesson) -> dict[int, int]:
    every = {tag for tags in lesson.tags_of.values() for tag in tags}
    return source.tag_sizes(connection, every)


def _folds(lesson: _Lesson, n_weighed: int) -> npt.NDArray[np.int64]:
    """0 for the newest quarter, which is predicted from what is older alone; the others are dealt by their ids.

    Those that are not weighed are in none, -1, where enough of them are learned from: then one more fold will do.
    """
    n = len(lesson.ids)
    has_enough_beside = lesson.is_much and n >= 2 * n_weighed
    n_folds = _FEWEST_FOLDS if has_enough_beside else _FEWER_FOLDS if lesson.is_much else _FOLDS
    n_others, n_newest = n_folds - 1, n // _NEWEST_SHARE
    folds = np.array([1 + zlib.crc32(str(id).encode()) % n_others for id in lesson.ids], np.int64)
    newest = np.argsort(-np.array([lesson.keys[id] for id in lesson.ids], np.int64), kind="stable")
    if has_enough_beside:
        folds[n_weighed:] = -1
        n_newest = n_weighed // 2
    folds[newest[:n_newest]] = 0
    return folds


def _evidences(
    connection: Connection,
    archive: Archive,
    lesson: _Lesson,
    fold_of: npt.NDArray[np.int64],
    unseen: npt.NDArray[np.float32],
    sizes: Mapping[int, int],
    pause: Pause,
    token: CancelToken | None,
) -> tuple[list[Evidence], float]:
    """All signals of each weighed article, as a draft would have them; and how loud votes usually are."""
    names = NameBook(connection)
    shell = TagModel(Habits((), (), 0.5), [LearnedTag(tag, n, 0, 0, 0) for n, tag in enumerate(lesson.tags)])
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
    return [
        gather(shell, margins, count_votes(tagged, usual), named, sizes, n_articles)
        for margins, (tagged, named) in zip(unseen, asked, strict=True)
    ], usual


def _usual(asked: Sequence[Sequence[Tagged]]) -> float:
    """What a vote weighs, of all but a tenth of the texts."""
    voices = [voice_of(tagged) for tagged in asked if tagged]
    return float(np.quantile(voices, _STRANGE)) if len(voices) >= _ENOUGH_ASKED else USUAL_AT_FIRST


def _weighed(
    lesson: _Lesson,
    fold_of: npt.NDArray[np.int64],
    evidences: Sequence[Evidence],
    sizes: Mapping[int, int],
    learned_at: str | None,
) -> tuple[Habits, dict[int, tuple[float, float]]]:
    """How signals are weighed; from which probability each tag is set, and how sure it may be said to be at most."""
    truth = [
        np.array([tag in lesson.tags_of.get(id, ()) for tag in evidence.tags], np.float64)
        for id, evidence in zip(lesson.ids, evidences, strict=False)
    ]
    full, young = _fusion(evidences, truth, sizes)
    newest = [row for row in range(len(evidences)) if fold_of[row] == 0]
    predicted = [weigh(evidence, full, young) for evidence in evidences]
    correction = take_back([predicted[row] for row in newest], [truth[row] for row in newest])
    said = [corrected(one, correction) for one in predicted]
    records = records_of(evidences, said, truth, lesson.sizes(len(evidences)))
    threshold, thresholds = thresholds_of(records, together(records), lesson.tags)
    habits = Habits(
        full,
        young,
        threshold,
        correction,
        counts_untagged=lesson.counts_untagged,
        learned_key=max(lesson.keys.values(), default=0),
        n_learned=len(lesson.ids),
        learned_at=learned_at,
        figures=figures_of(records, len(evidences)),
    )
    return habits, {
        tag: (thresholds.get(tag, threshold), records[tag].surest if tag in records else UNPROVEN)
        for tag in lesson.tags
    }


def _fusion(
    evidences: Sequence[Evidence], truth: Sequence[npt.NDArray[np.float64]], sizes: Mapping[int, int]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Weights of the signals, of tags with a model and of those without."""
    if not evidences:
        return FULL_AT_FIRST, YOUNG_AT_FIRST
    signals = np.concatenate([evidence.signals for evidence in evidences])
    true = np.concatenate(truth)
    has_model = np.concatenate([evidence.has_model for evidence in evidences])
    size = np.array([sizes[tag] for evidence in evidences for tag in evidence.tags])
    full = fit(signals[has_model], true[has_model], np.array(FULL_AT_FIRST), _TRUST)
    # A tag without a model is one of few articles: it is weighed as the rare ones are that have one.
    rare = size <= _RARE
    young_of = rare if true[rare].sum() >= _ENOUGH_RARE else np.ones(len(true), bool)
    young = fit(signals[young_of][:, 3:], true[young_of], np.array(YOUNG_AT_FIRST), _TRUST)
    return tuple(full.tolist()), tuple(young.tolist())


def learn_all(
    archive: Archive,
    *,
    before: int = source.NEWEST,
    pause: Pause,
    token: CancelToken | None = None,
    learned_at: str | None = None,
    most_weighed: int = MOST_WEIGHED,
) -> Models:
    """Tags, then what makes articles related, and when a series goes on, from what is older than a search key."""
    models = learn_tags(
        archive,
        before=before,
        pause=_part(pause, 0.0, 0.9),
        token=token,
        learned_at=learned_at,
        most_weighed=most_weighed,
    )
    related = learn_related(archive, before=before, pause=_part(pause, 0.9, 0.95), token=token)
    series = learn_series(archive, before=before, pause=_part(pause, 0.95, 1.0), token=token)
    return replace(models, related=related, series=series)
