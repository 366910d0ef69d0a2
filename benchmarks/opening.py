"""``open``: an article opened from the list, until its text is shown; in a small archive and in a large one."""

from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.generator import generate
from benchmarks.processes import run_inside

_SMALL, _LARGE = 1_000, 100_000
_PER_ROUND = 8
_WORDS = 150


def measure(folder: Path, rounds: int) -> list[Figure]:
    sizes = (_SMALL, _LARGE)
    for size in sizes:
        generate(_library(folder, size), size, n_words=_WORDS)
    ours: dict[int, list[float]] = {size: [] for size in sizes}
    floor: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(rounds):  # by turns, so that both have the same machine
        for size in sizes:
            answer = run_inside("opening", _library(folder, size), folder, size, _PER_ROUND)
            ours[size] += answer["ours_ms"]
            floor[size] += answer["floor_ms"]
    n = _PER_ROUND * rounds
    figures = [
        Figure(
            "open", f"an article opened, of {size:,}", median(ours[size]), median(floor[size]), most=30.0, n=n
        )
        for size in sizes
    ]
    what = f"the same, of {_LARGE:,} beside of {_SMALL:,}"
    return [*figures, Figure("open", what, median(ours[_LARGE]), median(ours[_SMALL]), most_ratio=1.25, n=n)]


def _library(folder: Path, size: int) -> Path:
    return folder / f"library-{size}"
