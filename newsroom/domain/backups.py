"""Backups: what one is, how many are kept, and when the next is due. Rules only; no disk."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

EVERY = timedelta(hours=1)
_RESERVE_BYTES, _RESERVE_SHARE = 1 << 30, 0.05


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """``second_place`` is a folder on another disk, as a path; None where there is none."""

    is_on: bool = True
    second_place: str | None = None
    n_hourly: int = 6
    n_daily: int = 7
    n_weekly: int = 4


@dataclass(frozen=True, slots=True)
class Backup:
    """One that was made, verified and put in its place. ``id`` is its moment, as its folder is called."""

    id: str
    made_at: datetime
    folder: Path
    n_articles: int
    n_pictures: int
    n_bytes: int
    """Of its database; pictures are shared by all backups of a place."""


@dataclass(frozen=True, slots=True)
class PlaceState:
    """One place of backups: those in it, newest first, and why the last attempt came to nothing, if it did."""

    folder: Path
    is_second: bool
    backups: tuple[Backup, ...] = ()
    problem: str = ""

    @property
    def newest(self) -> Backup | None:
        return self.backups[0] if self.backups else None


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """All that is to be known of a library's backups."""

    settings: BackupSettings
    places: tuple[PlaceState, ...]

    @property
    def newest(self) -> Backup | None:
        """The last good one, wherever it is."""
        found = [place.newest for place in self.places if place.newest is not None]
        return max(found, key=lambda one: one.made_at, default=None)

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(place.problem for place in self.places if place.problem)


@dataclass(frozen=True, slots=True)
class CareProgress:
    """How far long care for a library is: what is done in words, and the share of that, 0 to 1, where it is known."""

    doing: str
    share: float | None = None


Tell = Callable[[CareProgress], None]


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What came of one run: ``made`` in the places that took one, ``problems`` in words of those that did not."""

    made: tuple[Backup, ...]
    problems: tuple[str, ...]
    unchanged: bool = False
    """Nothing was written since the newest one, so that none was needed."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A library that was made from a backup; ``missing`` are files of pictures that the backup no longer has whole."""

    path: Path
    made_at: datetime | None
    n_articles: int
    missing: tuple[str, ...]


def is_due(made: Iterable[datetime], now: datetime) -> bool:
    """Whether none was made within the last hour. One from the future, before the clock was set back, says nothing."""
    return not any(now - EVERY < at <= now for at in made)


def kept(made: Collection[datetime], settings: BackupSettings) -> set[datetime]:
    """Those that stay: the newest of each of the last hours, days and weeks that have any; always the newest of all.

    Counts hours that have a backup, not hours of the clock: a library that rests for a month keeps what it has.
    """
    newest_first = sorted(made, reverse=True)
    stays = set(newest_first[:1])
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (settings.n_hourly, lambda at: (at.date(), at.hour)),
        (settings.n_daily, lambda at: at.date()),
        (settings.n_weekly, lambda at: at.isocalendar()[:2]),
    )
    for n, period_of in periods:
        firsts: dict[object, datetime] = {}
        for at in newest_first:
            firsts.setdefault(period_of(at), at)
        stays.update(list(firsts.values())[:n])
    return stays


def reserve(total_bytes: int) -> int:
    """So much of a disk stays free for the work itself: 1 GB, of small disks a twentieth."""
    return min(_RESERVE_BYTES, round(total_bytes * _RESERVE_SHARE))


def room_for_all(free_bytes: int, taken_bytes: int) -> int:
    """So much may a place's backups take together: half of what would be free without them."""
    return (free_bytes + taken_bytes) // 2
