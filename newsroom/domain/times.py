"""Times: always aware, always UTC inside; RFC 3339 with ``Z`` outside."""

from datetime import UTC, datetime


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
    """The inverse. A time without a zone is taken as UTC. Raises ``ValueError``."""
    moment = datetime.fromisoformat(text.strip())
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)
