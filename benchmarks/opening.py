"""``open``: an article opened from the list, until its text is shown; in a small archive and in a large one."""

from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.generator import generate
from benchmarks.processes import run_inside

_SMALL, _LARGE = 1_000, 100_000
_PER_ROUND = 8
_WORDS = 150


def measure(folder: Path, rounds: int) -> list[Figure]:
    times = {}
    floors = {}
    n = _PER_ROUND * rounds
    for n_articles in (_SMALL, _LARGE):
        library = folder / f"library-{n_articles}"
        generate(library, n_articles, n_words=_WORDS)
        answer = run_inside("opening", library, folder, n_articles, n)
        times[n_articles], floors[n_articles] = median(answer["ours_ms"]), median(answer["floor_ms"])
    figures = [
        Figure("open", f"an article opened, of {size:,}", times[size], floors[size], most=30.0, n=n)
        for size in (_SMALL, _LARGE)
    ]
    what = f"the same, of {_LARGE:,} beside of {_SMALL:,}"
    return [*figures, Figure("open", what, times[_LARGE], times[_SMALL], most_ratio=1.25, n=n)]
