"""Which states of the fine timeline stay, whatever their times."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.thinning import due_after, stretch, superfluous

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TIMES = st.lists(st.integers(-100_000, 200_000).map(lambda n: NOW - timedelta(minutes=n)), max_size=60)
SPANS = (
    (1, timedelta(minutes=1)),
    (7, timedelta(minutes=10)),
    (30, timedelta(hours=1)),
    (92, timedelta(days=1)),
)


@given(TIMES)
def test_the_newest_stays_and_a_second_look_finds_nothing(times):
    gone = superfluous(times, NOW)
    assert len(times) - 1 not in gone
    kept = [at for n, at in enumerate(times) if n not in gone]
    assert superfluous(kept, NOW) == set()


@given(TIMES.map(sorted))
def test_each_stretch_that_had_a_state_keeps_its_last(times):
    kept = set(range(len(times))) - superfluous(times, NOW)
    for n, at in enumerate(times):
        age = NOW - at
        span = next((span for days, span in SPANS if age < timedelta(days=days)), None)
        if span is not None:
            same = [
                m for m, other in enumerate(times) if stretch(other, span) == stretch(at, span) and m >= n
            ]
            assert kept & set(same) or _ages_differ(times, same)


def _ages_differ(times: list[datetime], places: list[int]) -> bool:
    """At the border between two ages a stretch may be looked at with two lengths."""
    days = {next((d for d, _ in SPANS if NOW - times[n] < timedelta(days=d)), None) for n in places}
    return len(days) > 1


@given(st.integers(0, 10_000))
def test_one_is_looked_at_again_until_age_changes_nothing_more(hours):
    at, moment = NOW, NOW
    for _ in range(5):
        due = due_after(at, moment)
        if due is None:
            break
        assert due > moment
        moment = due
    assert due_after(at, moment) is None and moment - at == timedelta(days=92)
    assert due_after(at, at + timedelta(hours=hours)) is None or hours < 92 * 24


def test_a_day_by_minutes_becomes_a_week_by_tens():
    times = [NOW - timedelta(days=2) + timedelta(minutes=n) for n in range(60)]
    assert len(times) - len(superfluous(times, NOW)) == 6
