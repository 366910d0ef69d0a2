"""Dates as people and programs write them, as moments in UTC. Nothing is guessed: what may be two days is none."""

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsroom.exchange.month_names import AFTER_ORDINAL, MONTHS

_SECOND = r"(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
_CLOCK = (
    rf"(?P<hour>\d{{1,2}})(?:[:h](?P<minute>\d{{2}}){_SECOND})?\s*(?P<half>[ap]\.?m\.?(?![a-z]))?(?:\s*Uhr)?"
)
_ZONE = (
    r"(?:\s*(?P<zone>Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|(?:UTC|GMT)?[+-]\d{1,2}|UTC|GMT|[A-Z][a-z]+/[A-Za-z_/]+|[A-Z]{3,4})"
    r"(?:\s*\(?[A-Z]{2,5}\)?)?)?"
)
_TIME = rf"(?:(?:[T ,]|,?\s+(?:at|à|um|alle|ore|kl\.?)\s+|\s*,\s*)\s*{_CLOCK}{_ZONE})?"
_OF = r"(?:de\s+)?"
_DAY_FIRST = (
    r"\s*(?:[^\W\d]+,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+"
    rf"{_OF}(?P<month>[^\W\d]+)\.?,?\s+{_OF}(?P<year>\d{{4}})(?:\.|\s*г(?:\.|ода))?"
)
_FORMS = tuple(
    re.compile(form + _TIME + r"\s*", re.IGNORECASE)
    for form in (
        r"\s*(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"\s*(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"\s*(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]",
        r"\s*(?:[^\W\d]+,?\s+)?(?P<month>[^\W\d]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        _DAY_FIRST,
        r"\s*(?P<day>\d{1,2})(?:[/-]|\.\s?)(?P<month>\d{1,2})(?:[/-]|\.\s?)(?P<year>\d{4})(?:(?<=\.\d{4})\.|(?<=\.\s\d{4})\.)?",
    )
)
_ZONES = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
}
_ZONES |= {
    "PDT": -7,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "WET": 0,
    "WEST": 1,
    "MEZ": 1,
    "MESZ": 2,
}
_ZONES |= {
    "JST": 9,
    "KST": 9,
    "HKT": 8,
    "SGT": 8,
    "SAST": 2,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
    "BRT": -3,
}
_ZONE_AT_END = re.compile(r"(?<=\d)\s+\(?([A-Za-z]{3,5}|[A-Z][a-z]+/[A-Za-z_/]+)\)?$")
_LEAP_SECOND = re.compile(r"(?<=\d:[0-5]\d:)60(?!\d)")
_ORDINAL = re.compile(r"\s*(?:[^\W\d]+,?\s+)?\d{1,2}\.\s*[^\W\d]")
# A year before the thousandth, or before the first one, as WordPress writes it for no date: the reader of mails would
# take it for one of two digits, or for an hour.
_NO_YEAR = re.compile(r"(?<![\d+:-])0\d{3}(?![\d:])|(?<=[A-Z][a-z][a-z] )-\d{1,4}(?![\d:])")
_ISO = re.compile(r"\d{4}-(?:\d\d-\d\d|W\d\d-[1-7])|\d{8}T\d{4}")
_LONGEST = 80
# Programs write the year 1 for no date at all; years of 1300 to 1450 are those of Iran and of Islam.
_FIRST_YEAR = 1500
_FIRST_STAMP, _LAST_STAMP = 100_000_000, 100_000_000_000


def read_moment(value: object, zone: tzinfo) -> datetime | None:
    """The moment that a value of front matter names; without a zone it is in ``zone``, without a time its midnight.

    None where it is no date, or where day and month could be either (``03/04/2021``).
    """
    if isinstance(value, datetime):
        return _in_utc(value, zone)
    if isinstance(value, date):
        return _in_utc(datetime.combine(value, time()), zone)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_stamp(value)
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
        return None
    text = _plain(value)
    if text.isdecimal() and len(text) in (10, 13):
        return _from_stamp(int(text))
    if _ISO.match(text):
        with suppress(ValueError):
            return _in_utc(datetime.fromisoformat(text), zone)
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            found = _from_parts(match, zone)
            if found is not None:
                return found
    return _from_mail(text, zone)


def _plain(value: str) -> str:
    """With the digits of ASCII, whatever script's they are, and without the second that clocks are put back by."""
    text = value.strip()
    if not text.isascii():
        text = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)
    return _LEAP_SECOND.sub("59", text)


def _from_parts(match: re.Match[str], zone: tzinfo) -> datetime | None:
    year, month, day = int(match["year"]), match["month"], int(match["day"])
    n_month = int(month) if month.isdecimal() else _month(month.casefold(), match[0])
    if n_month is None:
        return None
    if match.re is _FORMS[-1] and "." not in match[0] and day != n_month:
        if n_month > 12 >= day:
            day, n_month = n_month, day
        elif day <= 12:
            return None
    hour = int(match["hour"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    micro = int((match["fraction"] or "0")[:6].ljust(6, "0"))
    offset = _zone(match["zone"], zone)
    if offset is None:
        return None
    try:
        moment = datetime(
            year, n_month, day, hour, int(match["minute"] or 0), int(match["second"] or 0), micro, offset
        )
    except ValueError:
        return None
    return _in_utc(moment, zone)


def _month(name: str, date: str) -> int | None:
    other = AFTER_ORDINAL.get(name) if _ORDINAL.match(date) else None
    return other or MONTHS.get(name)


def _zone(words: str | None, zone: tzinfo) -> tzinfo | None:
    if not words:
        return zone
    if "/" in words:
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(words)
        return None
    words = words.upper().removeprefix("UTC").removeprefix("GMT") or "Z" if "/" not in words else words
    if words[0] in "+-":
        digits = words[1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        if hours > 14 or minutes > 59:
            return None
        return timezone((1 if words[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes))
    hours_of = _ZONES.get(words.upper())
    return None if hours_of is None else timezone(timedelta(hours=hours_of))


def _from_stamp(value: float) -> datetime | None:
    seconds = value / 1000 if value >= _LAST_STAMP else value
    if not _FIRST_STAMP <= seconds < _LAST_STAMP:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _from_mail(text: str, zone: tzinfo) -> datetime | None:
    """``Fri, 27 Nov 2015 09:12:00 +0000``; of a zone in letters that nobody knows, none."""
    if _NO_YEAR.search(text):
        return None
    named = _ZONE_AT_END.search(text)
    known = _zone(named[1], zone) if named else zone
    try:
        found = parsedate_to_datetime(text[: named.start()] if named else text)
        return _in_utc(found.replace(tzinfo=known) if named else found, zone) if known is not None else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _in_utc(moment: datetime, zone: tzinfo) -> datetime | None:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    try:
        moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    if moment.year < _FIRST_YEAR:
        return None
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
