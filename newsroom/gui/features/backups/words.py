"""Backups and findings as people read them."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from newsroom.domain.backups import Backup, BackupStatus
from newsroom.domain.health import Health, Severity
from newsroom.gui.when import ago, articles, number, short_when

_DAY_S = 86_400
_LONG_S = 2 * _DAY_S


def size_words(n_bytes: int) -> str:
    """``1.2 GB``, ``340 MB``."""
    if n_bytes >= 1e9:
        return _tr("{0} GB").format(f"{n_bytes / 1e9:.1f}")
    return _tr("{0} MB").format(f"{max(1, round(n_bytes / 1e6))}")


def age_words(at: datetime, now: datetime) -> str:
    """``5 min ago``, ``3 days ago``; of one from before the clock was set back, its moment."""
    seconds = (now - at).total_seconds()
    if seconds < 0:
        return f"{at:%Y-%m-%d %H:%M}"
    if seconds < _LONG_S:
        return ago(seconds)
    return _tr("{0} days ago").format(number(round(seconds / _DAY_S)))


def content_words(backup: Backup) -> str:
    """What is in it."""
    return _tr("{0}, {1} pictures, {2}").format(
        articles(backup.n_articles), number(backup.n_pictures), size_words(backup.n_bytes)
    )


def status_words(status: BackupStatus, now: datetime) -> str:
    """The last good one and its age, in a line."""
    if status.newest is None:
        return _tr("There is no backup yet.")
    words = _tr("The last good backup: {0}.").format(short_when(status.newest.made_at, now, UTC))
    if not status.settings.is_on:
        words += " " + _tr("By itself none is made: that is switched off.")
    return words


def health_words(health: Health) -> str:
    """What a check-up found, finding by finding, what is wrong first."""
    order = list(Severity)
    found = sorted(health.findings, key=lambda one: -order.index(one.severity))
    lines = [_summary(health)]
    for one in found:
        mark = {Severity.GOOD: "✓", Severity.NOTE: "·"}.get(one.severity, "✓" if one.is_mended else "✗")
        mended = " " + _tr("It was mended.") if one.is_mended else ""
        lines.append(f"{mark} {one.words}{mended}")
    return "\n".join(lines)


def _summary(health: Health) -> str:
    if health.is_damaged:
        return _tr("The library is damaged.")
    if health.can_be_mended:
        return _tr("Something that is derived is wrong, and can be made anew. No text is affected.")
    return _tr("The library is whole.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("backups", text)
