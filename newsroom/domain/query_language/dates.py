"""Days and spans as a line of search has them: ``2021``, ``2021-03-06``, ``today``, ``7d``, ``2021-01..2021-06``."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(?P<n>\d{1,4})(?P<unit>[dwmy])", re.ASCII)
_BETWEEN = ".."
_DAYS = {"today": 0, "yesterday": 1}


@dataclass(frozen=True, slots=True)
class DateSpan:
    """From ``start`` until before ``end``, aware, in UTC; None is open."""

    start: datetime | None
    end: datetime | None


def read_span(text: str, *, now: datetime, zone: tzinfo) -> DateSpan | None:
    """A day, month or year; so many days, weeks, months or years up to now; two of them with ``..`` between, or one.

    None for anything else, and for a span that ends before it begins. Days begin at midnight in ``zone``.
    """
    text = text.strip().lower()
    first, between, last = text.partition(_BETWEEN)
    if not between:
        return _one(first, now, zone)
    start = _one(first, now, zone) if first.strip() else DateSpan(None, None)
    end = _one(last, now, zone) if last.strip() else DateSpan(None, None)
    if start is None or end is None or text == _BETWEEN:
        return None
    if start.start is not None and end.end is not None and end.end <= start.start:
        return None
    return DateSpan(start.start, end.end)


def _one(text: str, now: datetime, zone: tzinfo) -> DateSpan | None:
    text = text.strip()
    today = now.astimezone(zone).date()
    try:
        if text in _DAYS:
            day = today - timedelta(days=_DAYS[text])
            return _days(day, day, zone)
        if match := _DATE.fullmatch(text):
            return _days(*_named(match), zone)
        if match := _AGO.fullmatch(text):
            return DateSpan(_midnight(_back(today, int(match["n"]), match["unit"]), zone), None)
    except (ValueError, OverflowError):
        return None
    return None


def _named(match: re.Match[str]) -> tuple[date, date]:
    """The first and the last day. Raises ``ValueError``."""
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    if match["day"] is not None:
        return date(year, month, day), date(year, month, day)
    if match["month"] is not None:
        first = date(year, month, 1)
        return first, first.replace(day=calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _back(today: date, n: int, unit: str) -> date:
    """The day from which on it is the last ``n`` of that unit. Raises ``OverflowError``, ``ValueError``."""
    if unit in "dw":
        return today - timedelta(days=n * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - n * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _days(first: date, last: date, zone: tzinfo) -> DateSpan:
    return DateSpan(_midnight(first, zone), _midnight(last + timedelta(days=1), zone))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
