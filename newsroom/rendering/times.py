"""Times as a page prints them: in the site's zone, with its short name. Words for months come from the theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from newsroom.domain.times import to_rfc3339

_LENGTH_OF_A_DAY = 10


@dataclass(frozen=True, slots=True)
class PageTime:
    """One moment, ready to print: ``27 November 2015, 09:12 GMT`` in parts. ``iso`` is RFC 3339 in UTC."""

    iso: str
    date: str
    clock: str
    zone: str
    text: str
    day: str


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a language writes a date. In ``date`` stand ``{day}``, ``{month}``, ``{year}``, in ``moment`` ``{date}``,
    ``{clock}``, ``{zone}``."""

    months: Sequence[str]
    date: str
    moment: str


@lru_cache(maxsize=64)
def zone_of(name: str) -> tzinfo:
    """The zone of an IANA name; UTC where the system does not know it (or has no zone data at all)."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError
        return UTC
    except KeyError:
        return UTC


def zone_label(moment: datetime) -> str:
    """The short name of the moment's zone: ``GMT``, ``MSK``; ``UTC+3`` for zones without letters."""
    name = moment.tzname() or ""
    if name and name[0] not in "+-":
        return name
    offset = moment.utcoffset() or timedelta()
    minutes = abs(int(offset.total_seconds())) // 60
    sign = "−" if offset < timedelta() else "+"
    rest = f":{minutes % 60:02d}" if minutes % 60 else ""
    return f"UTC{sign}{minutes // 60}{rest}" if minutes else "UTC"


@lru_cache(maxsize=256)
def page_time(moment: datetime, zone: str, words: DateWords) -> PageTime:
    """An aware moment as the page prints it."""
    local = _in_zone(moment, zone)
    day = _date_text(local, words)
    clock, label = f"{local.hour:02d}:{local.minute:02d}", zone_label(local)
    text = words.moment.replace("{clock}", clock).replace("{zone}", label).replace("{date}", day)
    return PageTime(to_rfc3339(moment), day, clock, label, text, local.date().isoformat())


def day_text(written: str, words: DateWords) -> str:
    """A day that was written as ``2015-11-27``, as the page prints days; anything else as it was written."""
    if len(written) != _LENGTH_OF_A_DAY:
        return written
    try:
        return _date_text(date.fromisoformat(written), words)
    except ValueError:
        return written


def _date_text(day: date, words: DateWords) -> str:
    text = words.date.replace("{day}", str(day.day)).replace("{year}", str(day.year))
    return text.replace("{month}", words.months[day.month - 1])


def _in_zone(moment: datetime, zone: str) -> datetime:
    try:
        return moment.astimezone(zone_of(zone))
    except OverflowError:  # the first and the last day that there is
        return moment.astimezone(UTC)
