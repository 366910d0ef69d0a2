"""``save``: one durable save of an article, beside a transaction of the bare driver that leaves the same bytes."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.figures import Figure, by_turns, median
from benchmarks.generator import generate
from newsroom.desk.articles import get_article, save_article
from newsroom.desk.browsing import list_articles
from newsroom.desk.library import DATABASE, Library, open_library
from newsroom.domain.article import Article, State
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.storage.connecting import Access, connect
from newsroom.storage.packing import packed

_N_ARTICLES = 1_000
_PER_ROUND = 20
_WORDS = 500


def measure(folder: Path, rounds: int) -> list[Figure]:
    generate(folder / "library", _N_ARTICLES, n_words=_WORDS)
    shutil.copy(folder / "library" / DATABASE, folder / "raw.db")
    library = open_library(folder / "library")
    n = _PER_ROUND * rounds
    try:
        article = get_article(library, _draft(library))
        with closing(connect(folder / "raw.db", Access.SHARED)) as raw:
            ours, floor = by_turns(n, _Saves(library, article), _RawSaves(raw, article))
        with closing(_plain(folder / "plain.db", article)) as plain:
            again, plain_floor = by_turns(n, _Saves(library, article), _PlainSaves(plain, article))
    finally:
        library.close()
    words = len(article.content.body.split())
    what = f"a durable save, {words} words, beside"
    return [
        Figure(
            "save",
            f"{what} the same rows, indexes and history by sqlite3",
            median(ours),
            median(floor),
            most_ratio=2.0,
            n=n,
        ),
        Figure("save", f"{what} the text in a plain table", median(again), median(plain_floor), n=n),
    ]


class _Saves:
    """Each call writes a sentence at the end anew and saves, as the window does after a pause."""

    def __init__(self, library: Library, article: Article) -> None:
        self._library, self._article = library, get_article(library, article.id)
        self._serial = count(1)

    def __call__(self) -> None:
        article = self._article
        content = replace(article.content, body=_rewritten(article.content.body, next(self._serial)))
        saved = save_article(
            self._library, article.id, article.content, content, version=article.version, by="window"
        )
        self._article = saved.article


class _RawSaves:
    """The leanest transaction that leaves a library as such a save does: the floor.

    The same three rows in a copy of the same file, so with the same triggers, indexes and both full-text indexes, and
    as durable (write-ahead log, ``synchronous=FULL``). The third is the state of this minute in the article's history,
    already packed. What a save costs beyond it is ours: reading what is stored, merging, rules, counting, packing, the
    article that is answered.
    """

    def __init__(self, raw: sqlite3.Connection, article: Article) -> None:
        self._raw, self._id, self._body = raw, article.id, article.content.body
        self._serial = count(1)
        (self._key,) = raw.execute("SELECT max(search_key) FROM article").fetchone()
        self._state = packed(article.content)
        add = """
            INSERT INTO revision (article_id, number, kind, at, "by", content) VALUES (?, 1000, 'saved', 0, '', ?)
        """
        self._revision = raw.execute(add, (self._id, self._state)).lastrowid

    def __call__(self) -> None:
        serial = next(self._serial)
        self._body = _rewritten(self._body, serial)
        key = self._key + serial
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute(
            "UPDATE article_text SET search_key = ?, body = ? WHERE article_id = ?",
            (key, self._body, self._id),
        )
        self._raw.execute(
            "UPDATE article SET search_key = ?, version = ?, n_words = ?, updated_at = ? WHERE id = ?",
            (key, serial + 1, serial, serial, self._id),
        )
        state = self._state[:-4] + serial.to_bytes(4)
        self._raw.execute(
            "UPDATE revision SET content = ?, at = ? WHERE id = ?", (state, serial, self._revision)
        )
        self._raw.execute("COMMIT")


class _PlainSaves:
    """The text alone into a table of two columns, as durably: the floor of who keeps no index at all."""

    def __init__(self, raw: sqlite3.Connection, article: Article) -> None:
        self._raw, self._id, self._body = raw, article.id, article.content.body
        self._serial = count(1)

    def __call__(self) -> None:
        self._body = _rewritten(self._body, next(self._serial))
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute("UPDATE text SET body = ? WHERE id = ?", (self._body, self._id))
        self._raw.execute("COMMIT")


def _draft(library: Library) -> ArticleId:
    """One in English whose length is nearest to the wanted one."""
    rows = list_articles(library, ListQuery(states=frozenset({State.DRAFT}))).rows
    english = [row for row in rows if row.language == "en"]
    return min(english, key=lambda row: abs(row.n_words - _WORDS)).id


def _rewritten(body: str, serial: int) -> str:
    """Its last sentence another one, as long each time, so that it is the same work each time."""
    return f"{body.removesuffix(_sentence(serial - 1))}{_sentence(serial)}"


def _sentence(serial: int) -> str:
    return f" Nobody could say when, {serial:05} times.\n"


def _plain(path: Path, article: Article) -> sqlite3.Connection:
    path.touch()
    raw = connect(path, Access.SHARED)
    raw.execute("CREATE TABLE text (id INTEGER PRIMARY KEY, body TEXT)")
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO text VALUES (?, ?)", [(id, article.content.body) for id in range(1, _N_ARTICLES + 1)]
    )
    raw.execute("COMMIT")
    return raw
