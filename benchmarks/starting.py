"""``start``: from the start of the process to the window painted with its list, and to the first typed letter."""

from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.generator import generate
from benchmarks.processes import run_inside

_N_ARTICLES = 10_000


def measure(folder: Path, rounds: int) -> list[Figure]:
    generate(folder / "library", _N_ARTICLES)
    ours: list[dict[str, float]] = []
    floor: list[dict[str, float]] = []
    for n in range(rounds + 1):
        answers = (run_inside("start", folder / "library", folder), run_inside("bare_start"))
        if n:  # the first of each reads the disk
            ours.append(answers[0])
            floor.append(answers[1])
    return [
        _figure("to the window painted with its list, 10,000 articles", "painted_ms", ours, floor, 1.5),
        _figure("to the first typed letter shown", "typed_ms", ours, floor, 2.0),
    ]


def _figure(
    what: str, key: str, ours: list[dict[str, float]], floor: list[dict[str, float]], most_ratio: float
) -> Figure:
    times, floors = ([one[key] for one in some] for some in (ours, floor))
    return Figure("start", what, median(times), median(floors), most_ratio=most_ratio, n=len(times))
