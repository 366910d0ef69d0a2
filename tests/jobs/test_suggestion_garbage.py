"""The helper looks for garbage between answers, and never through what it has loaded."""

import gc

import pytest

from newsroom.jobs.suggestion_worker import Garbage


@pytest.fixture
def as_before():
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


def test_no_whole_look_falls_on_an_answer(as_before):
    looks = []
    gc.callbacks.append(lambda phase, info: looks.append(info["generation"]) if phase == "start" else None)
    try:
        garbage = Garbage()
        garbage.collect()
        assert gc.get_freeze_count() > 0
        del looks[:]
        kept = [[n] for n in range(50_000)]
        assert looks == []  # an answer
        garbage.collect()
        assert looks == [1]
        for _ in range(100):
            garbage.collect()
        assert looks.count(2) == 1
        assert len(kept) == 50_000
    finally:
        gc.callbacks.pop()
