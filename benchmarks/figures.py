"""What a benchmark answers: figures, each beside the floor that was measured in the same run."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Figure:
    """``ours`` and ``floor`` in ``unit``. A target is a most, of the ratio or of ours; both may be given."""

    name: str
    what: str
    ours: float
    floor: float | None
    unit: str = "ms"
    most_ratio: float | None = None
    most: float | None = None
    least: float | None = None
    """Of qualities, which are better when they are greater."""
    n: int = 0
    """How many single measurements stand behind it."""
    own: float | None = None
    own_floor: float | None = None
    """Both in the processor time of the thread that did it: steadier where a machine does something else, too."""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.floor if self.floor else None

    @property
    def is_met(self) -> bool | None:
        """Whether it keeps its target; None where there is none."""
        kept = []
        if self.most_ratio is not None and self.ratio is not None:
            kept.append(self.ratio <= self.most_ratio)
        if self.most is not None:
            kept.append(self.ours <= self.most)
        if self.least is not None:
            kept.append(self.ours >= self.least)
        return all(kept) if kept else None

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "what": self.what,
            "ours": self.ours,
            "floor": self.floor,
            "ratio": self.ratio,
            "unit": self.unit,
            "target": self.target or None,
            "met": self.is_met,
            "n": self.n,
            **({} if self.own is None else {"own": self.own, "own_floor": self.own_floor}),
        }

    @property
    def target(self) -> str:
        """In words: ``2x``, ``30 ms``."""
        parts = [f"{self.most_ratio:g}x"] if self.most_ratio is not None else []
        if self.most is not None:
            parts.append(f"{self.most:g} {self.unit}")
        if self.least is not None:
            parts.append(f"at least {self.least:g} {self.unit}".rstrip())
        return ", ".join(parts)


def tell(figures: Sequence[Figure]) -> None:
    """Those of one library, as they come: a run at a million takes half an hour, and may break off."""
    print(as_table(figures), file=sys.stderr, flush=True)


def as_table(figures: Sequence[Figure]) -> str:
    """Aligned columns for a person; those of processor time only where there is some."""
    lines = [
        ("name", "what", "ours", "floor", "ratio", "processor", "floor", "ratio", "target", ""),
        *map(_line, figures),
    ]
    right = [False, False, *[True] * 7, False]
    if all(one.own is None for one in figures):
        lines = [(*line[:5], *line[8:]) for line in lines]
        right = [*right[:5], *right[8:]]
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            text.rjust(width) if is_right else text.ljust(width)
            for text, width, is_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    )


def _line(figure: Figure) -> tuple[str, ...]:
    return (
        figure.name,
        figure.what,
        _number(figure.ours, figure.unit),
        "" if figure.floor is None else _number(figure.floor, figure.unit),
        "" if figure.ratio is None else f"{figure.ratio:.2f}x",
        "" if figure.own is None else _number(figure.own, figure.unit),
        "" if figure.own_floor is None else _number(figure.own_floor, figure.unit),
        f"{figure.own / figure.own_floor:.2f}x" if figure.own and figure.own_floor else "",
        figure.target,
        {True: "kept", False: "MISSED", None: ""}[figure.is_met],
    )


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all stay below, or equal."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Spent(NamedTuple):
    """Milliseconds of one run: of the clock, and of processor time of the thread that did it."""

    wall: float
    own: float


def spent(work: Callable[[], object]) -> Spent:
    begun, own = time.perf_counter(), time.thread_time()
    work()
    return Spent(1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - own))


def milliseconds(work: Callable[[], object]) -> float:
    """Wall time of one run."""
    return spent(work).wall


def by_turns(
    n: int, ours: Callable[[], object], floor: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """Wall times of ``n`` runs each, as ``spent_by_turns`` takes them."""
    times, floors = spent_by_turns(n, ours, floor)
    return [one.wall for one in times], [one.wall for one in floors]


def spent_by_turns(
    n: int, ours: Callable[[], object], floor: Callable[[], object]
) -> tuple[list[Spent], list[Spent]]:
    """``n`` times each, one after the other, so that both have the same machine. The first of each does not count."""
    times: tuple[list[Spent], list[Spent]] = ([], [])
    for round_ in range(n + 1):
        for place, work in zip(times, (ours, floor), strict=True):
            one = spent(work)
            if round_:
                place.append(one)
    return times


def timed(
    name: str,
    what: str,
    ours: Sequence[Spent],
    floor: Sequence[Spent] = (),
    *,
    share: float | None = None,
    most: float | None = None,
    most_ratio: float | None = None,
) -> Figure:
    """The figure of many runs: their median, or what ``share`` of them stay below."""

    def of(values: list[float]) -> float | None:
        return None if not values else median(values) if share is None else percentile(values, share)

    return Figure(
        name,
        what,
        of([one.wall for one in ours]) or 0.0,
        of([one.wall for one in floor]),
        most=most,
        most_ratio=most_ratio,
        n=len(ours),
        own=of([one.own for one in ours]),
        own_floor=of([one.own for one in floor]),
    )


def _number(value: float, unit: str) -> str:
    return f"{value:.3f} {unit}" if value < 1 else f"{value:.1f} {unit}"
