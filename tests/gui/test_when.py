"""Times as they are told in lists and bars."""

import sys
import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest

from newsroom.gui.when import ago, articles, clock, number, short_when, zone_label, zone_of

NOW = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Etc/GMT", "01:45 GMT"),
        ("Europe/Paris", "02:45 CET"),
        ("Asia/Dubai", "05:45 GMT+04"),
        ("no/such/zone", "01:45 GMT"),
        ("../../etc/passwd", "01:45 GMT"),
        ("", "01:45 GMT"),
    ],
)
def test_the_clock_names_its_zone(zone: str, words: str) -> None:
    assert clock(NOW, zone_of(zone)) == words


def test_utc_is_called_gmt() -> None:
    assert zone_label(NOW, UTC) == "GMT"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "01:45 GMT"), (1, "yesterday"), (2, "Thu 4 Mar"), (400, "31 Jan 2020"), (-200, "Wed 22 Sep")],
)
def test_short_times(days: int, words: str) -> None:
    assert short_when(NOW - timedelta(days=days), NOW, zone_of("Etc/GMT")) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "1 s ago"), (-3, "1 s ago"), (59, "59 s ago"), (60, "1 min ago"), (7300, "2 h ago")],
)
def test_ages(seconds: float, words: str) -> None:
    assert ago(seconds) == words


def test_numbers_are_grouped() -> None:
    assert number(214_806) == "214,806"


def test_a_system_without_zones_tells_all_times_in_gmt(monkeypatch: pytest.MonkeyPatch) -> None:
    before = zoneinfo.TZPATH
    for name in ("tzdata", *(name for name in list(sys.modules) if name.startswith("tzdata."))):
        monkeypatch.setitem(sys.modules, name, None)  # the zones that a tool of the tests brings
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    zone_of.cache_clear()
    try:
        assert clock(NOW, zone_of("Asia/Kabul")) == clock(NOW, zone_of("Etc/GMT"))
        assert clock(NOW, zone_of("Etc/GMT")).endswith(" GMT")
    finally:
        zoneinfo.reset_tzpath(to=before)
        zoneinfo.ZoneInfo.clear_cache()
        zone_of.cache_clear()


def test_one_article_is_one() -> None:
    assert [articles(n) for n in (0, 1, 12_000)] == ["0 articles", "1 article", "12,000 articles"]
