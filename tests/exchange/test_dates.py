"""Dates in every common form, and those that may be two days."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.exchange.dates import read_moment

PARIS = ZoneInfo("Europe/Paris")
DAY = datetime(2021, 3, 6, tzinfo=UTC)
MOMENT = datetime(2021, 3, 6, 10, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-06", "2021/03/06", "2021.3.6", "2021-3-6", "20210306", "March 6, 2021", "Mar 6, 2021", "Mar. 6 2021",
        "6 March 2021", "6th March 2021", "6 Mar 2021", "Saturday, March 6, 2021", "Sat, 6 Mar 2021", "06.03.2021",
        "6. März 2021", "6 марта 2021", "6 mars 2021", "6 de marzo de 2021", "2021-03-06T00:00:00Z", " 2021-03-06 ",
        "2021-03-06T00:00", "2021-03-06 00:00:00 UTC", "2021-03-06 02:00:00 +0200", "2021-03-05T19:00:00-05:00",
        "6 marca 2021", "6 березня 2021", "6 Mart 2021", "6 Μαρτίου 2021", "6 مارس 2021", "6 марта 2021 г.",
        "2021年3月6日", "2021년 3월 6일", "2021-W09-6", "Mar 6th, 2021", "1614988800", 1614988800, 1614988800000,
        date(2021, 3, 6), DAY.replace(tzinfo=None), "03/31/2021",
    ],
)  # fmt: skip
def test_a_day(text: object) -> None:
    wanted = datetime(2021, 3, 31, tzinfo=UTC) if text == "03/31/2021" else DAY
    assert read_moment(text, UTC) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-06T10:20:00Z", "2021-03-06 10:20", "2021-03-06 10:20:00.000", "2021-03-06T10:20:00+0000",
        "2021-03-06T11:20:00+01:00", "2021-03-06 05:20:00 EST", "Sat, 06 Mar 2021 10:20:00 GMT",
        "Sat, 06 Mar 2021 11:20:00 +0100", "March 6, 2021 10:20 AM", "March 6, 2021 at 10:20 am", "6 March 2021, 10:20",
        "20210306T10:20:00Z", "2021-03-06 10:20 +00", "2021-03-06 11:20 Europe/Paris", "samedi 6 mars 2021 à 10h20",
        "6. März 2021, 10:20 Uhr", "2021-03-06 11:20 +0100 CET",
        "2021-03-06T10:20:00.000000000Z", "Sat, 06 Mar 2021 05:20:00 -0500",
    ],
)  # fmt: skip
def test_a_moment(text: str) -> None:
    assert read_moment(text, UTC) == MOMENT


def test_without_a_zone_it_is_the_sites() -> None:
    assert read_moment("2021-07-06 10:00", PARIS) == datetime(2021, 7, 6, 8, tzinfo=UTC)
    assert read_moment("2021-07-06", PARIS) == datetime(2021, 7, 5, 22, tzinfo=UTC)
    assert read_moment("2021-07-06T10:00Z", PARIS) == datetime(2021, 7, 6, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    ["", "soon", "2021", "March 2021", "03/04/2021", "2021-13-01", "2021-02-30", "6 Marzember 2021", "25:00", None,
     True, [], {}, "x" * 5000, "9" * 4000, 12, -1, 1e30, "2021-03-06 13:00 pm", "2021-03-06 10:00 XYZ", "0000-00-00",
     "0001-01-01", "0001-01-01T00:00:00Z", "0000-01-01", "2021-03-06 10:00 Nowhere/Else", "2021-W60-1", "10000-01-01",
     "Thu, 01 Jan 0000 00:00:00 +0000", "Wed, 30 Nov -0001 00:00:00 +0000", "Mon, 30 Nov -001 00:00:00 +0000"],
)  # fmt: skip
def test_what_is_no_date_or_may_be_two(value: object) -> None:
    assert read_moment(value, UTC) is None


_EARLIEST = DAY.replace(year=1502, tzinfo=None)
_DATES = st.datetimes(min_value=_EARLIEST, max_value=_EARLIEST.replace(year=9999))


@given(_DATES, st.integers(-720, 720))
def test_what_isoformat_writes_is_read(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    found = read_moment(aware.isoformat(), UTC)
    assert found is not None and abs(found - aware) < timedelta(milliseconds=1)


@given(st.text(max_size=90))
def test_any_text_is_survived(text: str) -> None:
    read_moment(text, PARIS)


@pytest.mark.parametrize(
    "text",
    [
        "Sat, 6 Mar 21 11:20 CET", "2021-03-06 12:20 GMT+2", "20210306T122000+0200",
        "2021-03-06 15:50 UTC+05:30", "6 März 2021 11:20 MEZ",
        "Sat, 06 Mar 2021 19:20:00 JST", "٦ مارس ٢٠٢١ 10:20",
    ],
)  # fmt: skip
def test_a_moment_with_its_zone(text: str) -> None:
    assert read_moment(text, UTC) == MOMENT


def test_a_zone_that_nobody_knows_is_not_taken_for_the_sites() -> None:
    assert read_moment("Sat, 06 Mar 2021 10:20:00 XYZ", UTC) is None
    assert read_moment("6 March 2021 10:20 BST", UTC) is None


def test_a_second_more_at_the_end_of_a_day() -> None:
    assert read_moment("Sat, 31 Dec 2016 23:59:60 GMT", UTC) == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_years_of_other_calendars_are_none() -> None:
    assert read_moment("1399/12/16", UTC) is None


@pytest.mark.parametrize(
    "text",
    [
        "6. ožujka 2004.",
        "6. ožujak 2004",
        "6.3.2004.",
        "06. 03. 2004.",
        "6. marca 2004",
        "6 март 2004",
        "6. märts 2004",
    ],
)
def test_a_day_as_the_smaller_languages_write_it(text: str) -> None:
    assert read_moment(text, UTC) == datetime(2004, 3, 6, tzinfo=UTC)


def test_a_month_of_two_languages_is_told_by_the_point_behind_the_day() -> None:
    assert read_moment("6. listopada 2004.", UTC) == datetime(2004, 10, 6, tzinfo=UTC)
    assert read_moment("6 listopad 2004", UTC) == datetime(2004, 11, 6, tzinfo=UTC)
