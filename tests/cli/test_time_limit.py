"""Work that never ends is ended."""

import contextlib
import signal

import pytest

import newsroom.cli.time_limit as limit
from newsroom.cli.time_limit import time_limit
from newsroom.domain.errors import RefusedError


def forever() -> None:
    while True:
        with contextlib.suppress(Exception):
            sum(range(1000))


def test_what_takes_too_long_is_stopped_in_words():
    words = r"^Counting took longer than 0\.05 seconds and was stopped\.$"
    with pytest.raises(RefusedError, match=words), time_limit(0.05, "Counting"):
        forever()


@pytest.fixture
def interruptible():
    """A shell that starts the tests in the background has them ignore the key."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_it_is_stopped_where_the_system_has_no_timer_too(monkeypatch, interruptible):
    monkeypatch.setattr(limit, "_limit", limit._interrupt)
    with pytest.raises(RefusedError, match="took longer"), time_limit(0.05, "Counting"):
        forever()
    with pytest.raises(KeyboardInterrupt), time_limit(60, "Counting"):
        raise KeyboardInterrupt


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no such timer")
def test_what_is_done_in_time_is_left_alone_and_so_is_the_timer():
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(60, "Counting"):
        done = sum(range(10))
    with pytest.raises(ZeroDivisionError), time_limit(60, "Counting"):
        done = 1 // 0
    assert done == 45
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before
