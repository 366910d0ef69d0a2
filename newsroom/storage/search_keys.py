"""Search keys: an article's place in time as one unique integer, the row id of the search indexes.

A key is the time in milliseconds since 1970 times 4096, plus an offset that tells articles of one millisecond apart.
Years 1 to 9999 fit into 61 bits; times before 1970 have negative keys, in the same order.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from newsroom.storage.asking import ask_value

KEYS_PER_MS = 4096
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LAST = "SELECT max(search_key) FROM article WHERE search_key BETWEEN ? AND ?"


def first_key(moment: datetime) -> int:
    """The lowest key of an aware time's millisecond."""
    return (moment - _EPOCH) // _MILLISECOND * KEYS_PER_MS


def allocate_search_key(connection: Connection, moment: datetime, *, current: int | None = None) -> int:
    """A free key for that time, after those that have it already; ``current`` where it still fits.

    When a millisecond is full (an import of days without hours), the next one with room. To be called inside the
    write transaction that uses the key. One statement in the common case.
    """
    low = first_key(moment)
    if current is not None and low <= current < low + KEYS_PER_MS:
        return current
    while True:
        last = _last_key(connection, low)
        if last is None:
            return low
        if last + 1 < low + KEYS_PER_MS:
            return last + 1
        low += KEYS_PER_MS


def allocate_search_keys(connection: Connection, moments: Sequence[datetime]) -> list[int]:
    """The same for many that come together: a free key for each, those of one time in the order given."""
    last_given: dict[int, int | None] = {}
    keys = []
    for moment in moments:
        low = first_key(moment)
        while True:
            if low not in last_given:
                last_given[low] = _last_key(connection, low)
            last = last_given[low]
            key = low if last is None else last + 1
            if key < low + KEYS_PER_MS:
                break
            low += KEYS_PER_MS
        last_given[low] = key
        keys.append(key)
    return keys


def _last_key(connection: Connection, low: int) -> int | None:
    last: int | None = ask_value(connection, _LAST, (low, low + KEYS_PER_MS - 1))
    return last
