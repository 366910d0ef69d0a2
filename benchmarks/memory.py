"""``memory``: what the program holds idle, with the preview, and after many articles. Linux only."""

import sys
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.generator import generate
from benchmarks.processes import run_inside

_N_ARTICLES = 1_000


def measure(folder: Path, rounds: int) -> list[Figure]:
    return _figures(folder, rounds) if sys.platform.startswith("linux") else []


def _figures(folder: Path, rounds: int) -> list[Figure]:
    generate(folder / "library", _N_ARTICLES)
    ours = [run_inside("memory", "window", folder / "library", folder, _N_ARTICLES) for _ in range(rounds)]
    seen = [run_inside("memory", "preview", folder / "library", folder) for _ in range(rounds)]
    floor = [run_inside("memory", "bare") for _ in range(rounds)]
    grown = [one["after_500_mb"] - one["after_50_mb"] for one in ours]
    return [
        _figure("idle, an article open", ours, floor, "idle_mb", 130.0, rounds),
        _figure("with the preview", seen, floor, "preview_mb", 330.0, rounds),
        Figure(
            "memory", "more from the 50th article to the 500th", median(grown), None, "MB", most=5.0, n=rounds
        ),
        Figure(
            "memory",
            "the helpers that suggest, while they are asked",
            median([one["suggesting_mb"] for one in ours]),
            None,
            "MB",
            n=rounds,
        ),
    ]


def _figure(
    what: str, ours: list[dict[str, float]], floor: list[dict[str, float]], key: str, most: float, n: int
) -> Figure:
    values, floors = ([one[key] for one in some] for some in (ours, floor))
    return Figure("memory", what, median(values), median(floors), "MB", most=most, n=n)
