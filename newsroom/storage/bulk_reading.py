"""Whole articles with all that belongs to them, many at a time: what an export writes. A fixed number of statements."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.article import Article, Content, Revision
from newsroom.domain.ids import ArticleId, RevisionId, SeriesId
from newsroom.storage.articles import load_articles
from newsroom.storage.asking import ask, ask_value, id_list, known_moment
from newsroom.storage.kept import contents_of
from newsroom.storage.merged_ids import living

_IDS = "SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?"
_REVISIONS = """
SELECT id, article_id, number, kind, name, at, "by", base_id, content FROM revision
WHERE article_id IN (SELECT value FROM json_each(?)) AND kind <> 'saved' ORDER BY article_id, number
"""
_PATHS = """
SELECT path, article_id, since FROM address WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY since, path
"""
_PLACES = """
SELECT article_id, series_id, place_by_hand FROM article_series
WHERE place_by_hand IS NOT NULL AND article_id IN (SELECT value FROM json_each(?))
"""
_MARKS = """
SELECT id, uid, slug, headline, coalesce(published_at, created_at) AS at FROM article
WHERE id IN (SELECT value FROM json_each(?))
"""
_SECTIONS = "SELECT id, name, slug, position, description FROM section ORDER BY position, id"
_SERIES = "SELECT id, name, slug, description, picture, earlier_elsewhere, closed_at FROM series ORDER BY id"
_TAGS = """
SELECT t.id, t.name, t.qualifier, t.kind, t.slug, t.description, t.parent_id, t.retired_at,
       (SELECT json_group_array(name) FROM (
            SELECT name FROM tag_name WHERE tag_id = t.id AND is_alias = 1 ORDER BY id)) AS aliases
FROM tag t ORDER BY t.id
"""
_AUTHORS = """
SELECT a.id, a.name, a.slug, a.details,
       (SELECT json_group_array(name) FROM (
            SELECT name FROM author_alias WHERE author_id = a.id ORDER BY name_key)) AS aliases
FROM author a ORDER BY a.id
"""
_OLD_SLUGS = "SELECT kind, slug, target_id FROM old_slug ORDER BY kind, slug"


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """An article, its revisions but those of the fine timeline in their order, every path that ever led to it, and its
    places by hand in series."""

    article: Article
    revisions: tuple[Revision, ...]
    paths: tuple[tuple[str, datetime], ...]
    places: dict[SeriesId, int]


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """What names an article outside of its library. ``at`` is when it was published, or made."""

    uid: str
    slug: str | None
    headline: str
    at: datetime


def ids_after(connection: Connection, after: int, limit: int) -> list[ArticleId]:
    """Ids of articles, the trashed ones too, in their order."""
    return [ArticleId(row["id"]) for row in ask(connection, _IDS, (after, limit))]


def count_all(connection: Connection) -> int:
    """All articles, the trashed ones too: from counters."""
    return int(ask_value(connection, "SELECT coalesce(sum(n), 0) FROM state_count") or 0)


def load_whole(connection: Connection, ids: Collection[ArticleId]) -> list[WholeArticle]:
    """Those of the articles that there are, in the order of the ids. Raises ``LibraryError`` for a damaged revision."""
    wanted = id_list(ids)
    articles = load_articles(connection, ids)
    revisions: dict[int, list[Revision]] = {}
    rows = ask(connection, _REVISIONS, (wanted,))
    contents = contents_of(connection, [(row["id"], row["base_id"], row["content"]) for row in rows])
    for row in rows:
        content = living(connection, contents[row["id"]])
        revisions.setdefault(row["article_id"], []).append(_revision(row, content))
    paths: dict[int, list[tuple[str, datetime]]] = {}
    for row in ask(connection, _PATHS, (wanted,)):
        paths.setdefault(row["article_id"], []).append((row["path"], known_moment(row["since"])))
    places: dict[int, dict[SeriesId, int]] = {}
    for row in ask(connection, _PLACES, (wanted,)):
        places.setdefault(row["article_id"], {})[SeriesId(row["series_id"])] = row["place_by_hand"]
    return [
        WholeArticle(articles[id], tuple(revisions.get(id, ())), tuple(paths.get(id, ())), places.get(id, {}))
        for id in ids
        if id in articles
    ]


def load_marks(connection: Connection, ids: Collection[int]) -> dict[int, ArticleMark]:
    """What names these articles elsewhere. One statement."""
    return {
        row["id"]: ArticleMark(row["uid"], row["slug"], row["headline"], known_moment(row["at"]))
        for row in ask(connection, _MARKS, (id_list(ids),))
    }


def load_places(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """What articles are sorted under, by kind, with all that the library says of each; ids as they are here."""
    old: dict[tuple[str, int], list[str]] = {}
    for row in ask(connection, _OLD_SLUGS):
        old.setdefault((row["kind"], row["target_id"]), []).append(row["slug"])
    for kind, question in (
        ("section", _SECTIONS),
        ("series", _SERIES),
        ("tag", _TAGS),
        ("author", _AUTHORS),
    ):
        for row in ask(connection, question):
            for name in ("picture", "details", "aliases"):
                if name in row:
                    row[name] = json.loads(row[name]) if row[name] else None
            for name in ("closed_at", "retired_at"):
                if row.get(name) is not None:
                    row[name] = known_moment(row[name])
            old_names = old.get((f"{kind} name", row["id"]), [])
            yield kind, row | {"old_slugs": old.get((kind, row["id"]), []), "old_names": old_names}


def _revision(row: dict[str, Any], content: Content) -> Revision:
    return Revision(
        id=RevisionId(row["id"]),
        article_id=ArticleId(row["article_id"]),
        number=row["number"],
        kind=row["kind"],
        at=known_moment(row["at"]),
        by=row["by"],
        content=content,
        name=row["name"],
    )
