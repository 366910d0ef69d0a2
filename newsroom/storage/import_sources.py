"""Where imported articles came from: one row an item, with what it said and which version of the article it made."""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.ids import ArticleId
from newsroom.storage.asking import ask, id_list, run_many, stored_moment

_KNOWN = """
SELECT s.source, s.article_id, s.digest, s.version, a.version AS version_now, a.headline
FROM import_source s JOIN article a ON a.id = s.article_id
WHERE s.source IN (SELECT value FROM json_each(?))
"""
_UIDS = "SELECT id, uid, headline FROM article WHERE uid IN (SELECT value FROM json_each(?))"
_HEADLINES = """
SELECT DISTINCT headline_hash FROM article INDEXED BY ix_article_headline
WHERE trashed_at IS NULL AND headline_hash IN (SELECT value FROM json_each(?))
"""
_KEEP = """
INSERT INTO import_source (source, article_id, digest, version, at) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (source) DO UPDATE SET article_id = excluded.article_id, digest = excluded.digest,
                                   version = excluded.version, at = excluded.at
"""
_SAW = "UPDATE import_source SET digest = ?, at = ? WHERE source = ?"


@dataclass(frozen=True, slots=True)
class KnownSource:
    """An item that was imported before. ``is_edited``: its article has another version than the import left."""

    article_id: ArticleId
    headline: str
    digest: str
    is_edited: bool


def find_sources(connection: Connection, names: Iterable[str]) -> dict[str, KnownSource]:
    """What is known of these items, by their names. One statement."""
    rows = ask(connection, _KNOWN, (json.dumps(list(names)),))
    return {
        row["source"]: KnownSource(
            ArticleId(row["article_id"]), row["headline"], row["digest"], row["version"] != row["version_now"]
        )
        for row in rows
    }


def find_uids(connection: Connection, uids: Collection[str]) -> dict[str, KnownSource]:
    """Articles of these uids, as if they were known from somewhere and changed since."""
    rows = ask(connection, _UIDS, (json.dumps(list(uids)),)) if uids else []
    return {
        row["uid"]: KnownSource(ArticleId(row["id"]), row["headline"], "", is_edited=True) for row in rows
    }


def known_headlines(connection: Connection, hashes: Collection[int]) -> set[int]:
    """Those of these headlines, as ``headline_hash`` has them, that an article outside the trash has. One statement."""
    return (
        {row["headline_hash"] for row in ask(connection, _HEADLINES, (id_list(hashes),))} if hashes else set()
    )


def keep_sources(
    connection: Connection, rows: Iterable[tuple[str, ArticleId, str, int]], *, at: datetime
) -> None:
    """Notes name, article, digest and version: that this version of the article is what the item says."""
    moment = stored_moment(at)
    run_many(connection, _KEEP, [(*row, moment) for row in rows])


def saw_source(connection: Connection, name: str, digest: str, *, at: datetime) -> None:
    """Notes what the item says now, without saying that its article says so: an editor has changed that."""
    run_many(connection, _SAW, [(digest, stored_moment(at), name)])


def writing_mark(connection: Connection) -> tuple[int, int]:
    """Of a write transaction, at its beginning and its end: equal to the last one's where nobody has written since."""
    driver: Any = connection.connection.driver_connection
    (version,) = driver.execute("PRAGMA data_version").fetchone()
    return version, driver.total_changes


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What the block writes is undone when it raises; what was written before stays. One at a time."""
    driver: Any = connection.connection.driver_connection
    driver.execute("SAVEPOINT import_item")
    try:
        yield
    except BaseException:
        # A full disk takes the whole transaction back, and the savepoint with it: what to tell is that it is full.
        if driver.in_transaction:
            driver.execute("ROLLBACK TO import_item")
            driver.execute("RELEASE import_item")
        raise
    driver.execute("RELEASE import_item")
