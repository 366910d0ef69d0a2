"""``backup``: a whole backup beside a bare copy of the file, and the window while one is made and somebody types."""

import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import Figure, median, milliseconds, percentile
from benchmarks.processes import run_inside
from benchmarks.sized import Sized
from benchmarks.spans import span_figures, spans_of
from newsroom.desk.backup_files import copy_file
from newsroom.desk.backups import make_backup
from newsroom.desk.library import open_library
from newsroom.desk.places import DATABASE
from newsroom.storage.backing_up import copy_database


def measure(folder: Path, rounds: int, libraries: Sequence[Sized]) -> list[Figure]:
    figures: list[Figure] = []
    for library in libraries:
        place = folder / f"backups-{library.n}"
        size_mb = (library.path / DATABASE).stat().st_size / 1e6
        what = f"{library.words} articles, {size_mb:,.0f} MB:"
        ours, copies, floor = _copies(library.path, place, rounds)
        figures += [
            Figure(
                "backup",
                f"{what} copied as it is at one moment, beside a bare durable copy of the file",
                median(copies),
                median(floor),
                "s",
                n=rounds,
            ),
            Figure(
                "backup",
                f"{what} copied, verified and hashed, beside a bare durable copy",
                median(ours),
                median(floor),
                "s",
                n=rounds,
            ),
            *_in_window(library, folder, what),
        ]
        shutil.rmtree(place, ignore_errors=True)
    return figures


def _copies(path: Path, place: Path, rounds: int) -> tuple[list[float], list[float], list[float]]:
    """Whole backups, the copy alone, the bare one: by turns; what was made goes before the next."""
    ours, copies, floor = [], [], []
    library = open_library(path)
    try:
        for _ in range(rounds):
            ours.append(milliseconds(lambda: make_backup(library, to=place)) / 1000)
            shutil.rmtree(place)
            place.mkdir()
            copies.append(milliseconds(lambda: copy_database(path / DATABASE, place / "copy")) / 1000)
            (place / "copy").unlink()
            begun = time.perf_counter()
            copy_file(path / DATABASE, place / "bare")
            floor.append(time.perf_counter() - begun)
            (place / "bare").unlink()
    finally:
        library.close()
    return ours, copies, floor


def _in_window(library: Sized, folder: Path, what: str) -> list[Figure]:
    """Keys and frames with a backup beside them, and as many without: the floor."""
    seen = run_inside("backing", library.path, folder, library.n)
    during, alone = seen["during"], seen["alone"]
    figures = span_figures(
        "backup",
        f"{what} the longest turn of the event loop while one types during a backup",
        spans_of(during["spans"]),
        spans_of(alone["spans"]),
    )
    for share, name in ((0.5, "median"), (0.99, "99 of 100 below")):
        figures.append(
            Figure(
                "backup",
                f"{what} a key during a backup, {name}",
                percentile([wall for wall, _ in during["keys_ms"]], share),
                percentile([wall for wall, _ in alone["keys_ms"]], share),
                n=len(during["keys_ms"]),
            )
        )
    figures.append(Figure("backup", f"{what} made beside the work", seen["took_s"], None, "s", n=1))
    return figures
