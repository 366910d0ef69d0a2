"""The floors of lists and searches: statements written by hand for ``sqlite3``, each the best way to its rows.

The connection is set up as the program's own are, so that only what the program adds is measured.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any

from newsroom.desk.places import DATABASE
from newsroom.storage.connecting import Access, connect

PAGE = 100
_AFTER_ALL = (1 << 63) - 1
_ROW = (
    "a.id, a.search_key, a.headline, a.state, s.name, a.label, a.language, a.n_words, a.updated_at, "
    "a.published_at, a.trashed_at"
)
_SECTION = "LEFT JOIN section s ON s.id = a.section_id"
_ARTICLES = (
    f"SELECT {_ROW} FROM article a INDEXED BY {{index}} {_SECTION} WHERE a.trashed_at IS NULL {{held}}"
)
_LINKED = (
    f"SELECT {_ROW} FROM article_{{kind}} l INDEXED BY ix_article_{{kind}}_list "
    f"CROSS JOIN article a ON a.id = l.article_id {_SECTION} WHERE l.{{kind}}_id = ? AND l.is_trashed = 0"
)
_TWO_TAGS = (
    f"SELECT {_ROW} FROM article_tag l INDEXED BY ix_article_tag_list CROSS JOIN article_tag o "
    "ON o.article_id = l.article_id AND o.tag_id = ? "
    f"CROSS JOIN article a ON a.id = l.article_id {_SECTION} WHERE l.tag_id = ? AND l.is_trashed = 0"
)
_FOUND = (
    f"SELECT {_ROW} FROM {{index}} f CROSS JOIN article a ON a.search_key = f.rowid {_SECTION} "
    "WHERE {index} MATCH ? AND a.trashed_at IS NULL"
)
_FOUND_UNDER_TAG = (
    f"SELECT {_ROW} FROM search_full f CROSS JOIN article a ON a.search_key = f.rowid {_SECTION} "
    "WHERE search_full MATCH ? AND a.trashed_at IS NULL AND EXISTS "
    "(SELECT 1 FROM article_tag o WHERE o.article_id = a.id AND o.tag_id = ?)"
)
_LIST_UNDER_TAG = (
    f"SELECT {_ROW} FROM article_tag l INDEXED BY ix_article_tag_list CROSS JOIN article a ON a.id = l.article_id "
    f"{_SECTION} WHERE l.tag_id = ? AND l.is_trashed = 0 "
    "AND l.search_key IN (SELECT rowid FROM search_full WHERE search_full MATCH ?)"
)
_BEST = (
    f"SELECT {_ROW} FROM (SELECT rowid AS key, bm25(search_full, 8.0, 3.0, 1.0) AS rank FROM search_full "
    "WHERE search_full MATCH ? ORDER BY rowid DESC LIMIT 50000) f "
    f"CROSS JOIN article a ON a.search_key = f.key {_SECTION} WHERE a.trashed_at IS NULL ORDER BY f.rank"
)
_SERIES = (
    "SELECT id, name, slug, earlier_elsewhere, n_published, description FROM series "
    "ORDER BY last_key DESC, id DESC LIMIT 50"
)
Rows = list[tuple[Any, ...]]


class Raw:
    """One connection, for one thread."""

    def __init__(self, library: Path) -> None:
        self._path = library / DATABASE
        self.connection = connect(self._path, Access.SHARED)

    def __enter__(self) -> "Raw":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def everything(self, before: int | None = None) -> Rows:
        return self._page(_ARTICLES.format(index="ix_article_listed", held=""), (), "a.search_key", before)

    def by_state(self, state: str, before: int | None = None) -> Rows:
        statement = _ARTICLES.format(index="ix_article_state", held="AND a.state = ?")
        return self._page(statement, (state,), "a.search_key", before)

    def by_section(self, id: int, before: int | None = None) -> Rows:
        statement = _ARTICLES.format(index="ix_article_section", held="AND a.section_id = ?")
        return self._page(statement, (id,), "a.search_key", before)

    def by_link(self, kind: str, id: int, before: int | None = None) -> Rows:
        return self._page(_LINKED.format(kind=kind), (id,), "l.search_key", before)

    def by_two_tags(self, rarer: int, other: int, before: int | None = None) -> Rows:
        return self._page(_TWO_TAGS, (other, rarer), "l.search_key", before)

    def found(self, index: str, words: str) -> Rows:
        """The newest hits, from an index's own expression."""
        return self._page(_FOUND.format(index=index), (words,), "f.rowid", None)

    def found_under_tag(self, words: str, tag: int, *, is_rare: bool) -> Rows:
        """Along the tag's list where that is short, else along the hits."""
        if is_rare:
            return self._page(_LIST_UNDER_TAG, (tag, words), "l.search_key", None)
        return self._page(_FOUND_UNDER_TAG, (words, tag), "f.rowid", None)

    def best(self, words: str) -> Rows:
        """The best of the newest 50,000 hits."""
        return self.connection.execute(f"{_BEST} LIMIT {PAGE + 1}", (words,)).fetchall()

    def sidebar(self) -> Rows:
        rows: Rows = []
        for statement in (
            "SELECT state, n FROM state_count",
            "SELECT id, name, slug, n_articles, n_published FROM section ORDER BY position, id",
            _SERIES,
        ):
            rows += self.connection.execute(statement).fetchall()
        return rows

    def ask(self, statement: str, values: Sequence[Any] = ()) -> Rows:
        return self.connection.execute(statement, values).fetchall()

    def first_look(self) -> Rows:
        """Opens the file anew and reads the first list."""
        with closing(connect(self._path, Access.SHARED)) as connection:
            statement = _ARTICLES.format(index="ix_article_listed", held="")
            return connection.execute(f"{statement} ORDER BY a.search_key DESC LIMIT {PAGE + 1}").fetchall()

    def _page(self, statement: str, values: Sequence[Any], key: str, before: int | None) -> Rows:
        last = _AFTER_ALL if before is None else before
        newest = f"{statement} AND {key} < ? ORDER BY {key} DESC LIMIT {PAGE + 1}"
        return self.connection.execute(newest, (*values, last)).fetchall()
