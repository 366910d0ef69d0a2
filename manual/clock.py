"""The program's clock, set to one morning, so that the same window gives the same picture on any day."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest import mock

from newsroom.domain import times

MORNING = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)


@contextmanager
def hold_time() -> Iterator[None]:
    """While it is entered, whoever imports ``now`` gets that morning's; it goes on from there."""
    begun = time.monotonic()

    def now() -> datetime:
        return MORNING + timedelta(seconds=time.monotonic() - begun) / 10

    with mock.patch.object(times, "now", now):
        yield
