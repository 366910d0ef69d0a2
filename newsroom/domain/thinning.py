"""The fine timeline grows thinner as it grows older: which of an article's saved states stay. Pure."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Up to this age, one state in so long a stretch of time. Older ones go; what happened has names, and stays.
_STEPS = (
    (timedelta(days=1), MINUTE),
    (timedelta(days=7), timedelta(minutes=10)),
    (timedelta(days=30), timedelta(hours=1)),
    (timedelta(days=92), timedelta(days=1)),
)


def stretch(at: datetime, span: timedelta = MINUTE) -> int:
    """The stretch of time that a moment is in, by its number."""
    return (at - _EPOCH) // span


def superfluous(times: Sequence[datetime], now: datetime, *, newest_stays: bool = True) -> set[int]:
    """The places of those that go, of states in the order in which they were saved, oldest first.

    In each stretch the last one stays; the newest of all too, unless something newer is kept elsewhere. A clock that
    was wrong costs nothing but that: a state from the future counts as of this minute.
    """
    gone = set()
    following: tuple[timedelta, int] | None = None
    for place in range(len(times) - 1, -1, -1):
        at = times[place]
        span = _span(now - at)
        here = None if span is None else (span, stretch(at, span))
        is_safe = newest_stays and place == len(times) - 1
        if not is_safe and (here is None or here == following):
            gone.add(place)
        else:
            following = here
    return gone


def due_after(at: datetime, now: datetime) -> datetime | None:
    """When to look again at a state of that time; None where age no longer changes anything."""
    return next((at + age for age, _ in _STEPS if at + age > now), None)


def _span(age: timedelta) -> timedelta | None:
    return next((span for oldest, span in _STEPS if age < oldest), None)
