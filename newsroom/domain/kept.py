"""What the program keeps on a machine, and where: told to its user in the window, so that nothing is hidden."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class KeptKind(StrEnum):
    """A kind of thing that is kept. ``REPORTS`` and ``CACHE`` may be deleted: nothing is lost with them."""

    LIBRARY = "library"
    PICTURES = "pictures"
    BACKUPS = "backups"
    DERIVED = "derived"
    JOURNAL = "journal"
    ELSEWHERE = "elsewhere"
    SETTINGS = "settings"
    REPORTS = "reports"
    CACHE = "cache"


DELETABLE = frozenset({KeptKind.REPORTS, KeptKind.CACHE})


@dataclass(frozen=True, slots=True)
class Kept:
    """One place. ``n_files`` and ``n_bytes`` are 0 where there is nothing, or where it cannot be read."""

    kind: KeptKind
    path: Path
    n_files: int = 0
    n_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """A library on its disk. ``n_bytes`` of all of it; ``n_free`` None where the system does not tell."""

    path: Path
    n_articles: int
    n_bytes: int
    n_free: int | None
    read_only: bool = False
