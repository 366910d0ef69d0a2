"""What is learned from: folds that a prediction has not seen, and a sample that stands for many."""

from dataclasses import replace

import numpy as np
import pytest

from newsroom.suggesting import lessons, linear
from newsroom.suggesting.features import Vector
from newsroom.suggesting.lessons import Lesson, folds_of
from newsroom.suggesting.linear import NO_TEXTS, margins, number_anew, train


def lesson_of(n, n_tags):
    ids = list(range(n, 0, -1))
    return Lesson(ids, {}, NO_TEXTS, list(range(n_tags)), True, {id: id for id in ids}, 0)


@pytest.mark.parametrize(
    ("n", "n_tags", "n_weighed", "expected"),
    [(80, 2, 80, 4), (80, 20, 80, 3), (80, 20, 40, 2), (80, 20, 60, 3)],
)
def test_every_weighed_article_is_in_a_fold_and_much_is_learned_from_without_it(
    monkeypatch, n, n_tags, n_weighed, expected
):
    monkeypatch.setattr(lessons, "_MUCH", 1_000)
    folds = folds_of(lesson_of(n, n_tags), n_weighed)
    assert set(folds[:n_weighed]) == set(range(expected))
    assert all((folds != fold).sum() >= n // 2 for fold in range(expected))
    assert (folds[: (folds == 0).sum()] == 0).all()  # the newest
    assert ((folds[n_weighed:] == -1) == (expected == 2)).all()


def test_drafts_are_no_witness_of_the_newest_time_while_there_are_published_ones():
    lesson = replace(lesson_of(80, 2), drafts=frozenset(range(41, 81)))
    folds = folds_of(lesson, 80)
    assert [id for id, fold in zip(lesson.ids, folds, strict=True) if fold == 0] == list(range(40, 20, -1))
    alone = replace(lesson, drafts=frozenset(lesson.ids))
    assert np.array_equal(folds_of(alone, 80), folds_of(lesson_of(80, 2), 80))


def vectors_of(chance, labels):
    made = []
    for label in labels:
        ids = np.unique(np.concatenate([[label], chance.integers(10, 400, 12)]))
        weights = chance.random(len(ids)).astype(np.float32) + np.float32(0.2)
        made.append(Vector(ids, weights / np.linalg.norm(weights)))
    return made


def having(has):
    return [*map(np.flatnonzero, has.T)]


def test_a_sample_of_the_others_teaches_what_all_of_them_teach(monkeypatch):
    chance = np.random.default_rng(4)
    labels = np.where(chance.random(1_000) < 0.06, chance.integers(0, 3, 1_000), 9)
    vectors = vectors_of(chance, labels)
    texts = number_anew(lambda: vectors)
    has = labels[:, None] == np.arange(3)
    ((_, _, whole),) = train(texts, having(has), [np.arange(1_000)], lambda _: None)
    monkeypatch.setattr(linear, "_MANY", 100)
    monkeypatch.setattr(linear, "_FEWEST_OTHERS", 300)
    steps = []
    ((_, _, sampled),) = train(texts, having(has), [np.arange(1_000)], steps.append)
    chosen, stands_for = linear._chosen(has)
    assert 300 < chosen.sum() < 400 and stands_for[chosen].sum() == pytest.approx(1_000)
    one, other = (
        np.array([margins(texts, row, model) for row in range(1_000)]) for model in (whole, sampled)
    )
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.95
    assert ((other > 0) == has).mean() > 0.99


def test_sets_that_have_most_in_common_go_on_from_there_and_learn_nothing_from_what_they_lack():
    chance = np.random.default_rng(5)
    labels = np.where(chance.random(900) < 0.3, chance.integers(0, 3, 900), 9)
    vectors = vectors_of(chance, labels)
    texts = number_anew(lambda: vectors)
    has = labels[:, None] == np.arange(3)
    sets = [np.arange(750), np.concatenate([np.arange(600), np.arange(750, 900)]), np.arange(900)]
    parts = []
    together = [model for _, _, model in train(texts, having(has), sets, parts.append)]
    alone = [model for rows in sets for _, _, model in train(texts, having(has), [rows], lambda _: None)]
    assert parts == sorted(parts) and parts[0] >= 0 and parts[-1] <= 1
    for one, other in zip(together, alone, strict=True):
        said = [[margins(texts, row, model) for row in range(900)] for model in (one, other)]
        assert np.corrcoef(np.ravel(said[0]), np.ravel(said[1]))[0, 1] > 0.99
    lacking = has.copy()
    lacking[750:] = ~has[750:]
    again = [model for _, _, model in train(texts, having(lacking), sets, lambda _: None)]
    assert np.array_equal(together[0], again[0]) and not np.array_equal(together[1], again[1])
