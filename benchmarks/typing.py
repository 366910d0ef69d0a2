"""``typing``: a key in a long article with everything on, beside the same key in a bare text widget."""

from dataclasses import replace
from pathlib import Path

from benchmarks.figures import Figure, median, percentile
from benchmarks.generator import generate
from benchmarks.inside.texts import long_text
from benchmarks.processes import run_inside
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
    floor: list[float] = []
    keys: list[float] = []
    spans: list[tuple[float, float]] = []
    for _ in range(rounds):  # by turns, so that both have the same machine
        floor += run_inside("keys", "bare", folder / "text.md", _PER_ROUND)["keys_ms"]
        answer = run_inside("keys", "window", folder / "library", folder, LONG_ARTICLE, _PER_ROUND)
        keys += answer["keys_ms"]
        spans += [(wall, own) for wall, own in answer["spans_ms"]]
    n = _PER_ROUND * rounds
    what = f"a key to its paint, {_WORDS:,} words"
    last = (percentile(keys, 0.99), percentile(floor, 0.99))
    busy = "the longest that the window was busy meanwhile"
    return [
        Figure("typing", f"{what}, 99 of 100", *last, most_ratio=1.5, n=n),
        Figure("typing", f"{what}, median", median(keys), median(floor), n=n),
        Figure("typing", busy, max(wall for wall, _ in spans), None, most=16.0, n=len(spans)),
        Figure(
            "typing", f"{busy}, in its own processor time", max(own for _, own in spans), None, n=len(spans)
        ),
    ]


def make_library(path: Path, text: str) -> None:
    """A small library in which one draft has this text."""
    generate(path, 200)
    library = open_library(path)
    article = get_article(library, LONG_ARTICLE)
    content = replace(article.content, body=text)
    save_article(library, article.id, article.content, content, version=article.version, by="window")
    library.close()
