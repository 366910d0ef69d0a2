"""A line of the time line: a revision, and how much it changed once that is known. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from newsroom.domain.article import RevisionRow
from newsroom.domain.histories import Amount


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """``begins_day``: it is the newest of its day. ``amount`` is None until it was counted."""

    row: RevisionRow
    is_public: bool
    begins_day: bool
    amount: Amount | None

    @property
    def number(self) -> int:
        return self.row.number


def items_of(
    rows: Sequence[RevisionRow], public: int | None, amounts: Mapping[int, Amount], zone: tzinfo
) -> list[HistoryItem]:
    """The lines, newest first, as the rows are."""
    return [
        HistoryItem(row, row.number == public, begins, amounts.get(row.number))
        for row, begins in zip(rows, _beginnings(rows, zone), strict=True)
    ]


def _beginnings(rows: Sequence[RevisionRow], zone: tzinfo) -> Iterable[bool]:
    last: date | None = None
    for row in rows:
        day = row.at.astimezone(zone).date()
        yield day != last
        last = day
