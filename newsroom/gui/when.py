"""Times and numbers as an editor reads them: times short near the present, whole further off. It has no clock."""

from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@lru_cache(maxsize=8)
def zone_of(name: str) -> tzinfo:
    """The zone of that IANA name; GMT where the system does not know it, or knows no zones at all."""
    # Loaded when a zone is known, which is after the window's first paint.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def zone_label(moment: datetime, zone: tzinfo) -> str:
    """``GMT``, ``CET``; an offset such as ``+03`` is written ``GMT+03``."""
    name = moment.astimezone(zone).tzname() or "GMT"
    if name == "UTC":
        return "GMT"
    return f"GMT{name}" if name[:1] in "+-" else name


def clock(moment: datetime, zone: tzinfo) -> str:
    """``01:45 GMT``"""
    return f"{moment.astimezone(zone):%H:%M} {zone_label(moment, zone)}"


def short_when(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """``01:12 GMT`` today, ``yesterday``, ``Thu 26 Nov`` this year, ``26 Nov 2015`` before."""
    local, today = moment.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return clock(moment, zone)
    if local.date() == today.date() - timedelta(days=1):
        return QCoreApplication.translate("when", "yesterday")
    month = _MONTHS[local.month - 1]
    if abs(today - local) < timedelta(days=300):
        return f"{_DAYS[local.weekday()]} {local.day} {month}"
    return f"{local.day} {month} {local.year}"


def ago(seconds: float) -> str:
    """``1 s ago``, ``5 min ago``, ``2 h ago``."""
    if seconds < 60:
        return QCoreApplication.translate("when", "{0} s ago").format(max(1, round(seconds)))
    if seconds < 3600:
        return QCoreApplication.translate("when", "{0} min ago").format(round(seconds / 60))
    return QCoreApplication.translate("when", "{0} h ago").format(round(seconds / 3600))


def number(n: int) -> str:
    """``214,806``"""
    return f"{n:,}"


def articles(n: int) -> str:
    """``1 article``, ``12 articles``."""
    if n == 1:
        return QCoreApplication.translate("when", "1 article")
    return QCoreApplication.translate("when", "{0} articles").format(number(n))
