"""What a check-up of a library finds, and what a salvage saved. Words for people; no disk."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    """Looked at, and nothing is wrong."""
    NOTE = "note"
    """Worth knowing; nothing is wrong with the library itself."""
    DERIVED = "derived"
    """Wrong, and can be made anew from what is right: ``--repair``."""
    DAMAGE = "damage"
    """What people wrote may be affected: restore or salvage."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``what`` is a word for programs; ``details`` are single places, not all of many."""

    what: str
    severity: Severity
    words: str
    details: tuple[str, ...] = ()
    is_mended: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """A whole check-up."""

    path: Path
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> Severity:
        order = list(Severity)
        open_ones = [one.severity for one in self.findings if not one.is_mended]
        return max(open_ones, key=order.index, default=Severity.GOOD)

    @property
    def is_damaged(self) -> bool:
        return self.worst is Severity.DAMAGE

    @property
    def can_be_mended(self) -> bool:
        return any(one.severity is Severity.DERIVED and not one.is_mended for one in self.findings)


@dataclass(frozen=True, slots=True)
class Lost:
    """An article of which something could not be read; ``what`` in a sentence."""

    article_id: int
    headline: str
    what: str


@dataclass(frozen=True, slots=True)
class Salvaged:
    """A new library made of what could be read. ``expected`` is how many articles there should be, if known."""

    path: Path
    n_articles: int
    expected: int | None
    n_whole: int
    """Articles of which all is there."""
    lost: tuple[Lost, ...]
    n_pages: int
    n_bad_pages: int
    rows: dict[str, int]
    """Rows that were saved of each table of what people wrote."""
    notes: tuple[str, ...]

    @property
    def n_missing(self) -> int:
        return max(0, (self.expected or 0) - self.n_articles)
