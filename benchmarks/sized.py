"""The libraries that ``archive`` and ``search`` measure in: one of 10,000 always, and larger ones beside it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generator import generate
from newsroom.desk.library import open_library
from newsroom.desk.places import DATABASE

BASE = 10_000


@dataclass(frozen=True, slots=True)
class Sized:
    """A library and the number of its articles."""

    path: Path
    n: int

    @property
    def words(self) -> str:
        return f"{self.n:,}"


def sized_libraries(
    folder: Path, sizes: Sequence[int], given: Sequence[Path], base: int = BASE
) -> list[Sized]:
    """The smallest first: that of ``base`` articles, which all others are compared with.

    Those of ``sizes`` are made in the folder, which takes minutes from 100,000 on. Those that are given are measured
    where they are: an act is done and undone in them. An older one is brought up to date. Raises ``LibraryError``.
    """
    found = [Sized(path, _n_articles(path)) for path in given]
    known = {one.n for one in found}
    for size in sorted({base, *sizes} - known):
        path = folder / f"library-{size}"
        generate(path, size)
        found.append(Sized(path, size))
    return sorted(found, key=lambda one: one.n)


def _n_articles(path: Path) -> int:
    open_library(path).close()
    with closing(sqlite3.connect(path / DATABASE)) as driver:
        (n,) = driver.execute("SELECT count(*) FROM article").fetchone()
    return int(n)
