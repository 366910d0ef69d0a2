"""What is learned from: folds that a prediction has not seen, and a sample that stands for many."""

import numpy as np
import pytest

from newsroom.suggesting import learning, linear
from newsroom.suggesting.features import Vector
from newsroom.suggesting.learning import _folds, _Lesson
from newsroom.suggesting.linear import Texts, margins, number_anew, train


def lesson_of(n, n_tags):
    ids = list(range(n, 0, -1))
    has = np.zeros((n, n_tags), bool)
    return _Lesson(
        ids, {}, Texts([], [], np.zeros(1)), list(range(n_tags)), has, True, {id: id for id in ids}, 0
    )


@pytest.mark.parametrize(
    ("n", "n_tags", "n_weighed", "expected"),
    [(80, 2, 80, 4), (80, 20, 80, 3), (80, 20, 40, 2), (80, 20, 60, 3)],
)
def test_every_weighed_article_is_in_a_fold_and_much_is_learned_from_without_it(
    monkeypatch, n, n_tags, n_weighed, expected
):
    monkeypatch.setattr(learning, "_MUCH", 1_000)
    folds = _folds(lesson_of(n, n_tags), n_weighed)
    assert set(folds[:n_weighed]) == set(range(expected))
    assert all((folds != fold).sum() >= n // 2 for fold in range(expected))
    assert (folds[: (folds == 0).sum()] == 0).all()  # the newest
    assert ((folds[n_weighed:] == -1) == (expected == 2)).all()


def vectors_of(chance, labels):
    made = []
    for label in labels:
        ids = np.unique(np.concatenate([[label], chance.integers(10, 400, 12)]))
        weights = chance.random(len(ids)).astype(np.float32) + np.float32(0.2)
        made.append(Vector(ids, weights / np.linalg.norm(weights)))
    return made


def test_a_sample_of_the_others_teaches_what_all_of_them_teach(monkeypatch):
    chance = np.random.default_rng(4)
    labels = np.where(chance.random(1_000) < 0.06, chance.integers(0, 3, 1_000), 9)
    texts = number_anew(vectors_of(chance, labels))
    has = labels[:, None] == np.arange(3)
    ((_, whole),) = train(texts, np.arange(1_000), has, lambda _: None)
    monkeypatch.setattr(linear, "_MANY", 100)
    monkeypatch.setattr(linear, "_FEWEST_OTHERS", 300)
    steps = []
    ((_, sampled),) = train(texts, np.arange(1_000), has, steps.append)
    chosen, stands_for = linear._chosen(has)
    assert 300 < len(chosen) < 400 and stands_for.sum() == pytest.approx(1_000)
    one, other = (
        np.array([margins(texts, row, model) for row in range(1_000)]) for model in (whole, sampled)
    )
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.95
    assert ((other > 0) == has).mean() > 0.99
