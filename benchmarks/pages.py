"""``page``: one page from stored text, where the text has changed and where it has not."""

from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.figures import Figure, by_turns, median
from benchmarks.generator import LAST_AT, generate
from newsroom.desk.browsing import list_articles
from newsroom.desk.library import Library, open_library
from newsroom.desk.pages import page_model, render_article_page
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.rendering.page import render_page
from newsroom.rendering.theme import load_theme

_PER_ROUND = 40
_WORDS = 1_000
_EXTENSIONS = ["tables", "footnotes", "attr_list", "def_list", "abbr", "sane_lists", "fenced_code"]


def measure(folder: Path, rounds: int) -> list[Figure]:
    import jinja2
    import markdown

    generate(folder / "library", 300, n_words=_WORDS)
    library = open_library(folder / "library")
    theme = load_theme(None)
    article = _article(library)
    model = page_model(library, article, at=LAST_AT)
    page = render_page(model, theme).decode()
    plain = jinja2.Environment(autoescape=True).from_string(_as_template(page, model.headline, model.lede))
    converter = markdown.Markdown(extensions=_EXTENSIONS)
    serial = count()
    n = _PER_ROUND * rounds

    def same() -> None:
        render_page(model, theme)

    def bare_same() -> None:
        plain.render(headline=model.headline, lede=model.lede).encode()

    def changed() -> None:
        render_page(replace(model, body=f"{model.body}\n\n{next(serial)}"), theme)

    def bare_changed() -> None:
        converter.reset()
        converter.convert(f"{model.body}\n\n{next(serial)}")

    def from_library() -> None:
        render_article_page(library, article, at=LAST_AT)

    words = f"{model.n_words:,} words"
    figures = []
    for what, ours, floor, most in (
        (f"a page, text unchanged, {words}", same, bare_same, 1.0),
        (f"a page, text changed, {words}", changed, bare_changed, None),
        (f"a page read from the library, text unchanged, {words}", from_library, bare_same, None),
    ):
        times, floors = by_turns(n, ours, floor)
        figures.append(Figure("page", what, median(times), median(floors), most=most, n=n))
    library.close()
    return figures


def _article(library: Library) -> ArticleId:
    """The one in English whose length is nearest to the wanted one."""
    rows = [row for row in list_articles(library, ListQuery(), limit=300).rows if row.language == "en"]
    return min(rows, key=lambda row: abs(row.n_words - _WORDS)).id


def _as_template(page: str, headline: str, lede: str) -> str:
    """The same page for a bare template engine: two values to print, the rest as it is."""
    body = page.replace("{%", "{ %").replace("{{", "{ {").replace("{#", "{ #")
    return body.replace(headline, "{{ headline }}").replace(lede, "{{ lede }}")
