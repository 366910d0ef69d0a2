"""``save``: one durable save of an article beside a raw transaction with the same bytes."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.figures import Figure, by_turns, median
from benchmarks.generator import generate
from newsroom.desk.articles import get_article, save_article
from newsroom.desk.library import Library, open_library
from newsroom.domain.article import Article, State
from newsroom.domain.ids import ArticleId

_N_ARTICLES = 1_000
_PER_ROUND = 20
_DRAFT = ArticleId(500)


def measure(folder: Path, rounds: int) -> list[Figure]:
    generate(folder / "library", _N_ARTICLES)
    library = open_library(folder / "library")
    try:
        article = get_article(library, _DRAFT)
        assert article.state is State.DRAFT
        with closing(_raw(folder / "raw.db", article)) as raw:
            n = _PER_ROUND * rounds
            ours, floor = by_turns(n, _Saves(library, article), _RawSaves(raw, article))
    finally:
        library.close()
    words = len(article.content.body.split())
    what = f"a durable save, {words} words, a sentence added"
    return [Figure("save", what, median(ours), median(floor), most_ratio=2.0, n=n)]


class _Saves:
    """Each call adds a sentence and saves, as the window does after a pause."""

    def __init__(self, library: Library, article: Article) -> None:
        self._library, self._article = library, article

    def __call__(self) -> None:
        article = self._article
        content = replace(article.content, body=_longer(article.content.body))
        saved = save_article(
            self._library, article.id, article.content, content, version=article.version, by="window"
        )
        self._article = saved.article


class _RawSaves:
    """The same texts into two plain tables, as durably, with neither index nor trigger."""

    def __init__(self, raw: sqlite3.Connection, article: Article) -> None:
        self._raw, self._content = raw, article.content
        self._version = count(2)

    def __call__(self) -> None:
        self._content = content = replace(self._content, body=_longer(self._content.body))
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute(
            "UPDATE article SET version = ?, headline = ?, updated_at = ? WHERE id = ?",
            (next(self._version), content.headline, 1, _DRAFT),
        )
        self._raw.execute(
            "UPDATE article_text SET headline = ?, lede = ?, body = ? WHERE id = ?",
            (content.headline, content.lede, content.body, _DRAFT),
        )
        self._raw.execute("COMMIT")


def _longer(body: str) -> str:
    """A sentence more, and at the front one less when it grows too long to be the same work each time."""
    return f"{body[24:] if len(body) > 6_000 else body} Nobody could say when.\n"


def _raw(path: Path, article: Article) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, version INT, headline TEXT, updated_at INT)")
    raw.execute("CREATE TABLE article_text (id INTEGER PRIMARY KEY, headline TEXT, lede TEXT, body TEXT)")
    content = article.content
    raw.execute("BEGIN")
    for id in range(1, _N_ARTICLES + 1):
        raw.execute("INSERT INTO article VALUES (?, 1, ?, 1)", (id, content.headline))
        texts = (id, content.headline, content.lede, content.body)
        raw.execute("INSERT INTO article_text VALUES (?, ?, ?, ?)", texts)
    raw.execute("COMMIT")
    return raw
