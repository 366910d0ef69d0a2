"""What comes of many new articles, in place of the triggers of their rows: counters, places, marks, and the indexes.

``triggers.py`` says the same row by row, ``rebuilding.py`` as plain questions; tests hold all three together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from newsroom.domain.article import Content, State
from newsroom.domain.ids import ArticleId
from newsroom.storage.asking import run_many
from newsroom.storage.search_index import ARTICLE_INDEXES

_TRASHED = "trashed"
_STATE = "UPDATE state_count SET n = n + ? WHERE state = ?"
_SECTION = "UPDATE section SET n_articles = n_articles + ?, n_published = n_published + ? WHERE id = ?"
_AUTHOR = "UPDATE author SET n_articles = n_articles + ? WHERE id = ?"
_TAG, _SERIES = (
    f"UPDATE {table} SET n_articles = n_articles + ?, n_published = n_published + ?, "
    f"last_key = max(CASE WHEN n_articles = 0 THEN {-(2**63) + 1} ELSE last_key END, ?) WHERE id = ?"
    for table in ("tag", "series")
)
# Of articles with one headline all are marked, or there is only one (triggers.py).
_NAMESAKES = """
UPDATE article SET is_duplicate = 1
WHERE trashed_at IS NULL AND headline_hash = ? AND is_duplicate = 0 AND EXISTS (
  SELECT 1 FROM article o INDEXED BY ix_article_headline
  WHERE o.trashed_at IS NULL AND o.headline_hash = article.headline_hash AND o.id <> article.id
)
"""
_CHANGE = "INSERT INTO article_change (article_id) VALUES (?)"


@dataclass(slots=True)
class _Used:
    """How many new articles have a tag or a series, in all and published, and the newest one's place in time."""

    n_articles: "Counter[int]" = field(default_factory=Counter)
    n_published: "Counter[int]" = field(default_factory=Counter)
    last_key: dict[int, int] = field(default_factory=dict)

    def add(self, ids: Iterable[int], key: int) -> None:
        for id in ids:
            self.n_articles[id] += 1
            self.last_key[id] = max(key, self.last_key.get(id, key))

    def rows(self) -> list[tuple[int, int, int, int]]:
        ids = self.n_articles.keys() | self.n_published.keys()
        return [
            (self.n_articles[id], self.n_published[id], self.last_key.get(id, 0), id) for id in sorted(ids)
        ]


class BulkSums:
    """Of the articles of one load: added one by one, kept at its end."""

    def __init__(self) -> None:
        self._ids: list[ArticleId] = []
        self._states: Counter[str] = Counter()
        self._sections: Counter[int] = Counter()
        self._sections_published: Counter[int] = Counter()
        self._tags = _Used()
        self._series = _Used()
        self._authors: Counter[int] = Counter()
        self._headlines: set[int] = set()

    def add(
        self,
        id: ArticleId,
        content: Content,
        *,
        state: State,
        search_key: int,
        headline_hash: int | None,
        is_trashed: bool,
    ) -> None:
        """A new article."""
        self._ids.append(id)
        self._states[_TRASHED if is_trashed else state.value] += 1
        if is_trashed:
            return
        if content.section_id is not None:
            self._sections[content.section_id] += 1
        self._tags.add(content.tags, search_key)
        self._series.add(content.series, search_key)
        self._authors.update({line.author_id for line in content.bylines if line.author_id is not None})
        if headline_hash is not None:
            self._headlines.add(headline_hash)

    def add_public(self, content: Content) -> None:
        """What readers see of one of them."""
        if content.section_id is not None:
            self._sections_published[content.section_id] += 1
        self._tags.n_published.update(content.tags)
        self._series.n_published.update(content.series)

    def keep(self, connection: Connection) -> None:
        """After their rows. A fixed number of statements."""
        run_many(connection, _STATE, [(n, state) for state, n in self._states.items()])
        sections = self._sections.keys() | self._sections_published.keys()
        run_many(
            connection,
            _SECTION,
            [(self._sections[id], self._sections_published[id], id) for id in sorted(sections)],
        )
        run_many(connection, _TAG, self._tags.rows())
        run_many(connection, _SERIES, self._series.rows())
        run_many(connection, _AUTHOR, [(n, id) for id, n in self._authors.items()])
        run_many(connection, _NAMESAKES, [(one,) for one in sorted(self._headlines)])
        run_many(connection, _CHANGE, [(id,) for id in self._ids])
        self._index(connection, self._ids)

    def _index(self, connection: Connection, ids: Sequence[ArticleId]) -> None:
        """Each index takes them as one part. Ids of one load follow one another."""
        for index in ARTICLE_INDEXES:
            run_many(connection, index.add_rows("article_id BETWEEN ? AND ?"), [(min(ids), max(ids))])
