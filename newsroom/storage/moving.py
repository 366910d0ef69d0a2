"""Moves many articles to other places in time at once: the search indexes let go of all before they take any back.

An index that is written in the order of its row ids writes a few large parts. One article after another, each leaving
an old place and taking a new one, it writes a part for each, and merges them: three times the work.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.ids import ArticleId
from newsroom.storage.asking import run_many
from newsroom.storage.search_index import ARTICLE_INDEXES, many_texts
from newsroom.storage.search_keys import allocate_search_keys

_FEW = 20
_TABLE = "CREATE TEMP TABLE IF NOT EXISTS moved (id INTEGER PRIMARY KEY, key INTEGER NOT NULL)"
_MOVED = "article_id IN (SELECT id FROM moved)"
_TEXTS = f"UPDATE article_text SET search_key = (SELECT key FROM moved WHERE id = article_id) WHERE {_MOVED}"
_ARTICLES = (
    "UPDATE article SET search_key = (SELECT key FROM moved WHERE moved.id = article.id) "
    "WHERE id IN (SELECT id FROM moved)"
)
_ONE = "UPDATE article SET search_key = ? WHERE id = ?"


class Moves:
    """Articles that are to get another place in time, gathered while each is written; ``make`` moves them."""

    def __init__(self) -> None:
        self._moments: dict[ArticleId, datetime] = {}

    def add(self, id: ArticleId, moment: datetime) -> None:
        """The article stands after those that have this moment already, in the order in which they were added."""
        self._moments[id] = moment

    def make(self, connection: Connection) -> None:
        """In the write transaction that changed the rest: until then lists show the articles at their old places."""
        keys = allocate_search_keys(connection, list(self._moments.values()))
        rows = list(zip(self._moments, keys, strict=True))
        self._moments.clear()
        if len(rows) < _FEW:
            run_many(connection, _ONE, [(key, id) for id, key in rows])
        else:
            _move(connection, rows)


@contextmanager
def many_moved(connection: Connection) -> Iterator[Moves]:
    """Hundreds of articles are written in the block; after it those that move are moved, in large pieces."""
    moves = Moves()
    with many_texts(connection):
        yield moves
        moves.make(connection)


def _move(connection: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """The triggers of the indexes rest meanwhile. All in one transaction: no other connection sees it."""
    driver: Any = connection.connection.driver_connection
    driver.execute(_TABLE)
    driver.execute("DELETE FROM moved")
    driver.executemany("INSERT INTO moved (id, key) VALUES (?, ?)", rows)
    for index in ARTICLE_INDEXES:
        driver.execute(index.let_updates_pass())
        driver.execute(index.remove_rows(_MOVED))
    driver.execute(_TEXTS)
    for index in ARTICLE_INDEXES:
        driver.execute(index.add_rows(_MOVED))
        driver.execute(index.follow_updates())
    # What repeats the key follows by trigger; the texts have it already.
    driver.execute(_ARTICLES)
