"""Times as the file has them: exact in every year that there is."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsroom.storage.asking import known_moment, stored_moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = (stored_moment(datetime(year, 1, 1, tzinfo=UTC)) for year in (1, 9999))


@given(st.integers(_FIRST, _LAST) | st.integers(0, 4_100_000_000_000))
def test_a_moment_is_exact_and_goes_back(milliseconds: int) -> None:
    moment = known_moment(milliseconds)
    assert moment == _EPOCH + timedelta(milliseconds=milliseconds)
    assert moment.tzinfo is UTC and stored_moment(moment) == milliseconds
