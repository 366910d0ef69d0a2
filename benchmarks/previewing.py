"""``preview``: a key in the text to changed pixels in the page, beside a bare patch of one block in a static page."""

from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.generator import LAST_AT
from benchmarks.inside.texts import long_text
from benchmarks.processes import run_inside
from benchmarks.typing import LONG_ARTICLE, make_library
from newsroom.desk.library import open_library
from newsroom.desk.pages import render_article_page

_PER_ROUND = 4


def measure(folder: Path, rounds: int) -> list[Figure]:
    figures = []
    for n_words in (1_000, 10_000):
        path = folder / f"library-{n_words}"
        make_library(path, long_text(n_words))
        library = open_library(path)
        page = folder / f"{n_words}.html"
        page.write_bytes(render_article_page(library, LONG_ARTICLE, at=LAST_AT))
        library.close()
        n = _PER_ROUND * rounds
        ours = run_inside("pixels", "window", path, folder, LONG_ARTICLE, n)
        floor = run_inside("pixels", "bare", page, ours["width"], ours["height"], n)
        what = f"a key to changed pixels in the page, {n_words:,} words"
        figures.append(Figure("preview", what, median(ours["ms"]), median(floor["ms"]), most_ratio=2.0, n=n))
    return figures
