"""The real window in archives of any size: its memory, and how long it is busy while a search is typed."""

from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.processes import run_inside
from benchmarks.sized import Sized

_MORE_MB, _FRAME_MS = 50.0, 16.0
_N_SEARCHES = 25


def window_figures(libraries: list[Sized], folder: Path, rounds: int) -> list[Figure]:
    return figures_of(libraries, {sized.n: _window(sized, folder, rounds) for sized in libraries})


def _window(sized: Sized, folder: Path, rounds: int) -> dict[str, list[float]]:
    answers = [
        run_inside("searching", sized.path, folder, seed, _N_SEARCHES) for seed in range(max(1, rounds // 2))
    ]
    return {
        "mb": [one["mb"] for one in answers],
        "own_ms": [own for one in answers for _, own, _ in one["spans"]],
        "key_ms": [ms for one in answers for ms in one["keys_ms"]],
    }


def figures_of(libraries: list[Sized], windows: dict[int, dict[str, list[float]]]) -> list[Figure]:
    figures = []
    base = libraries[0]
    for sized in libraries:
        seen = windows[sized.n]
        mb = median(seen["mb"])
        more = mb - median(windows[base.n]["mb"])
        what = f"memory of the window, searched and scrolled, {sized.words}"
        figures.append(Figure("archive", what, mb, median(windows[base.n]["mb"]), "MB", n=len(seen["mb"])))
        if sized is not base:
            what = f"more memory than with {base.words}, {sized.words}"
            figures.append(Figure("archive", what, more, None, "MB", most=_MORE_MB, n=len(seen["mb"])))
        what = f"the longest that the window was busy while a search was typed, {sized.words}"
        figures.append(
            Figure("archive", what, max(seen["own_ms"]), None, most=_FRAME_MS, n=len(seen["own_ms"]))
        )
        what = f"a key of a search to its rows in the window, {sized.words}"
        figures.append(Figure("archive", what, median(seen["key_ms"]), None, n=len(seen["key_ms"])))
    return figures
