"""What a benchmark answers: figures, each beside the floor that was measured in the same run."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


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


def as_table(figures: Sequence[Figure]) -> str:
    """Aligned columns for a person."""
    lines = [("name", "what", "ours", "floor", "ratio", "target", ""), *map(_line, figures)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    right = (False, False, True, True, True, True, False)
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
        figure.target,
        {True: "kept", False: "MISSED", None: ""}[figure.is_met],
    )


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all stay below, or equal."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(work: Callable[[], object]) -> float:
    """Wall time of one run."""
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


def by_turns(
    n: int, ours: Callable[[], object], floor: Callable[[], object]
) -> tuple[list[float], list[float]]:
    """``n`` times each, one after the other, so that both have the same machine. The first of each does not count."""
    times: tuple[list[float], list[float]] = ([], [])
    for round_ in range(n + 1):
        for place, work in zip(times, (ours, floor), strict=True):
            spent = milliseconds(work)
            if round_:
                place.append(spent)
    return times


def _number(value: float, unit: str) -> str:
    return f"{value:.3f} {unit}" if value < 1 else f"{value:.1f} {unit}"
