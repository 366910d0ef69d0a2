"""Times: always aware, always UTC inside; RFC 3339 with ``Z`` outside."""

import re
from datetime import UTC, datetime

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def now() -> datetime:
    """The present, aware, UTC, to the millisecond (what the database keeps)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def to_rfc3339(moment: datetime) -> str:
    """``2015-11-27T09:12:00Z``; milliseconds only where there are some."""
    moment = moment.astimezone(UTC)
    text = moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    if moment.microsecond:
        text += f".{moment.microsecond // 1000:03d}"
    return text + "Z"


def from_rfc3339(text: str) -> datetime:
    """The inverse, to the millisecond. Seconds may be missing, the zone may not: it would be guessed.

    Raises ``ValueError``, and ``OverflowError`` at the ends of the calendar.
    """
    if not _RFC3339.fullmatch(text := text.strip()):
        raise ValueError(text)
    moment = datetime.fromisoformat(text.upper()).astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
