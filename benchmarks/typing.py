"""``typing``: a key in a long article with everything on, beside the same key in a bare text widget."""

from dataclasses import replace
from pathlib import Path

from benchmarks.figures import Figure, median, percentile
from benchmarks.generator import generate
from benchmarks.inside.texts import long_text
from benchmarks.processes import run_inside
from benchmarks.spans import Span, span_figures, spans_of
from newsroom.desk.articles import get_article, save_article
from newsroom.desk.library import open_library
from newsroom.domain.ids import ArticleId

_WORDS = 10_000
_PER_ROUND = 80
LONG_ARTICLE = ArticleId(100)


def measure(folder: Path, rounds: int) -> list[Figure]:
    text = long_text(_WORDS)
    (folder / "text.md").write_text(text, "utf-8")
    make_library(folder / "library", text)
    floor: list[tuple[float, float]] = []
    keys: list[tuple[float, float]] = []
    spans: list[Span] = []
    for _ in range(rounds):  # by turns, so that both have the same machine
        floor += run_inside("keys", "bare", folder / "text.md", _PER_ROUND)["keys_ms"]
        answer = run_inside("keys", "window", folder / "library", folder, LONG_ARTICLE, _PER_ROUND)
        keys += answer["keys_ms"]
        spans += spans_of(answer["spans"])
    n = _PER_ROUND * rounds
    what = f"a key to its paint, {_WORDS:,} words"
    (wall, own), (floor_wall, floor_own) = _apart(keys), _apart(floor)
    last = (percentile(wall, 0.99), percentile(floor_wall, 0.99))
    last_own = (percentile(own, 0.99), percentile(floor_own, 0.99))
    busy_what = "the longest that the window was busy meanwhile"
    own_what = "in its own processor time"
    return [
        Figure("typing", f"{what}, 99 of 100", *last, most_ratio=1.5, n=n),
        Figure("typing", f"{what}, 99 of 100, {own_what}", *last_own, n=n),
        Figure("typing", f"{what}, median", median(wall), median(floor_wall), n=n),
        Figure("typing", f"{what}, median, {own_what}", median(own), median(floor_own), n=n),
        *span_figures("typing", busy_what, spans, None),
    ]


def _apart(pairs: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    """Wall times, and the thread's own."""
    return [wall for wall, _ in pairs], [own for _, own in pairs]


def make_library(path: Path, text: str) -> None:
    """A small library in which one draft has this text."""
    generate(path, 200)
    library = open_library(path)
    article = get_article(library, LONG_ARTICLE)
    content = replace(article.content, body=text)
    save_article(library, article.id, article.content, content, version=article.version, by="window")
    library.close()
