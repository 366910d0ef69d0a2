"""How many backups stay, and when the next one is due, whatever the clock does."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from newsroom.domain.backups import BackupSettings, is_due, kept, reserve, room_for_all

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
moments = st.lists(
    st.integers(0, 5_000_000).map(lambda seconds: NOON + timedelta(seconds=seconds)), unique=True
)
counts = st.integers(0, 8)
settings = st.builds(BackupSettings, n_hourly=counts, n_daily=counts, n_weekly=counts)


@given(moments, settings)
def test_the_newest_always_stays_and_no_more_than_was_said(
    made: list[datetime], chosen: BackupSettings
) -> None:
    stays = kept(made, chosen)
    assert stays <= set(made)
    assert not made or max(made) in stays
    assert len(stays) <= max(1, chosen.n_hourly + chosen.n_daily + chosen.n_weekly)
    assert kept(stays, chosen) == stays


@given(moments, settings)
def test_each_of_the_last_days_keeps_its_newest(made: list[datetime], chosen: BackupSettings) -> None:
    stays = kept(made, chosen)
    days = sorted({at.date() for at in made}, reverse=True)[: chosen.n_daily]
    assert all(max(at for at in made if at.date() == day) in stays for day in days)


def test_a_month_of_hours_becomes_hours_days_and_weeks() -> None:
    made = [NOON - timedelta(hours=n) for n in range(24 * 40)]
    stays = sorted(kept(made, BackupSettings()), reverse=True)
    assert stays[:6] == made[:6]
    assert len(stays) == 6 + 6 + 3  # today is the first of the days, this week the first of the weeks
    assert len({at.isocalendar()[:2] for at in stays}) == 4


def test_one_is_due_after_an_hour_and_one_from_the_future_says_nothing() -> None:
    assert is_due([], NOON)
    assert not is_due([NOON - timedelta(minutes=59)], NOON)
    assert is_due([NOON - timedelta(minutes=61)], NOON)
    assert is_due([NOON + timedelta(days=300)], NOON)


def test_a_disk_is_never_filled() -> None:
    assert reserve(500 << 30) == 1 << 30 and reserve(1 << 30) < 100 << 20
    assert room_for_all(40, 20) == 30
