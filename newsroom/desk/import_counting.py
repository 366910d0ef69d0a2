"""How far an import is: counts, rate and time left. And which keys it has met, in little memory."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from mmap import mmap

from newsroom.domain.importing import ImportCounts, ImportProgress, Outcome

MOST_ALIKE = 1_000
_MOST_SAYINGS = 20_000
_TELL_S = 0.1
_WINDOW_S = 15.0
_FEW = 100_000
_BITS = 28
_N_PLACES = 6
_FIELDS = {
    Outcome.IMPORTED: "n_imported",
    Outcome.UPDATED: "n_updated",
    Outcome.UNCHANGED: "n_unchanged",
    Outcome.CONFLICT: "n_conflicts",
    Outcome.SKIPPED: "n_skipped",
}


class Tally:
    """Counts outcomes and tells of them, some ten times a second, on the import's own thread."""

    def __init__(self, tell: Callable[[ImportProgress], None] | None) -> None:
        self._tell = tell
        self._counts: Counter[str] = Counter()
        self._told_at = 0.0
        self._seen: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])
        self.n_total: int | None = None
        self.source: Callable[[], str] = str
        """Says where it is, when that is to be told."""
        self.is_linking = False

    @property
    def counts(self) -> ImportCounts:
        return ImportCounts(**self._counts)

    def add(self, outcome: Outcome) -> None:
        """One item came to that."""
        self._counts[_FIELDS[outcome]] += 1

    def mark(self) -> Counter[str]:
        """The counts as they are, for ``back_to``."""
        return Counter(self._counts)

    def back_to(self, mark: Counter[str]) -> None:
        """What was counted since did not come."""
        self._counts = mark

    def add_linked(self, n: int) -> None:
        """So many articles got links."""
        self._counts["n_linked"] += n

    def tell(self, *, now: bool = False) -> None:
        """Says how far it is, unless that was said a moment ago."""
        moment = time.monotonic()
        if self._tell is None or (not now and moment - self._told_at < _TELL_S):
            return
        self._told_at = moment
        counts = self.counts
        rate = self._rate(moment, counts.n_done)
        left = None
        if self.n_total is not None and rate > 0:
            left = max(0, self.n_total - counts.n_done) / rate
        self._tell(ImportProgress(counts, self.n_total, rate, left, self.source(), self.is_linking))

    def _rate(self, moment: float, n_done: int) -> float:
        """Items a second, of the last seconds."""
        self._seen.append((moment, n_done))
        while len(self._seen) > 2 and moment - self._seen[0][0] > _WINDOW_S:
            self._seen.popleft()
        begun, n_then = self._seen[0]
        return (n_done - n_then) / (moment - begun) if moment > begun else 0.0


class Sayings:
    """Sentences that are said of many items: after some thousand times, one is counted instead."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()

    def new(self, notes: Iterable[str]) -> list[str]:
        """Those that are still worth a line."""
        kept = []
        for note in notes:
            if len(self._times) < _MOST_SAYINGS or note in self._times:
                self._times[note] += 1
            if self._times[note] <= MOST_ALIKE:
                kept.append(note)
        return kept

    def often(self) -> list[str]:
        """What was said more often, with how often."""
        return [
            f"{note} (This was said of {times} items; {MOST_ALIKE} of them have a line.)"
            for note, times in self._times.items()
            if times > MOST_ALIKE
        ]


class SeenKeys:
    """Which keys were met. One in some thousand millions is taken for met that was not; memory grows up to 40 MB."""

    def __init__(self) -> None:
        self._few: set[int] | None = set()
        self._bits = mmap(-1, 1 << (_BITS - 3))  # the system gives pages when they are written to

    def add(self, key: str) -> bool:
        """Notes the key; answers whether it was met before."""
        mark = hash(key)  # 64 bits, other ones in each process: nobody can make keys that meet
        if self._few is None:
            return self._set(mark)
        if mark in self._few:
            return True
        self._few.add(mark)
        if len(self._few) > _FEW:
            for one in self._few:
                self._set(one)
            self._few = None
        return False

    def _set(self, mark: int) -> bool:
        """Whether all of its bits were set; they are now."""
        place, step = mark & ((1 << _BITS) - 1), (mark >> _BITS) | 1
        was_met = True
        for _ in range(_N_PLACES):
            byte, bit = place >> 3, 1 << (place & 7)
            if not self._bits[byte] & bit:
                was_met = False
                self._bits[byte] |= bit
            place = (place + step) & ((1 << _BITS) - 1)
        return was_met
