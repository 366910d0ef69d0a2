"""Imported articles whose text gets its links after they came: read and written with as little as that takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId
from newsroom.domain.merging import same_content
from newsroom.storage.articles import load_article
from newsroom.storage.asking import ask, ask_value, run_many
from newsroom.storage.bulk_articles import packed
from newsroom.storage.revisions import unpack

_IS_UNTOUCHED = """
SELECT 1 FROM article a JOIN import_source s ON s.article_id = a.id AND s.version = a.version WHERE a.id = ? LIMIT 1
"""
_TEXT = "UPDATE article_text SET body = ?, folded_body = ? WHERE article_id = ?"
_ARTICLE = "UPDATE article SET n_words = ?, version = version + 1 WHERE id = ?"
_SOURCE = "UPDATE import_source SET version = ? WHERE article_id = ? AND version = ?"
_RELATED = (
    "UPDATE article_related SET other_id = ? WHERE article_id = ? AND position = ? AND other_id IS NULL"
)
_REVISIONS = "SELECT id, content FROM revision WHERE article_id = ? ORDER BY id"
_REVISION = "UPDATE revision SET content = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """An article that nobody has changed since it was imported. ``has_changes``: they are not published."""

    id: ArticleId
    version: int
    content: Content
    has_changes: bool


def load_linked(connection: Connection, id: ArticleId) -> LinkedArticle | None:
    """The article; None where it is gone, or was changed here."""
    if ask_value(connection, _IS_UNTOUCHED, (id,)) is None:
        return None
    stored = load_article(connection, id)
    if stored is None:
        return None
    return LinkedArticle(id, stored.version, stored.content, stored.has_unpublished_changes)


def write_linked(
    connection: Connection,
    linked: LinkedArticle,
    n_words: int,
    folded: tuple[str | None, str | None, str | None],
) -> None:
    """The text and the related list with their links, as a next version that the source is still said to have made.

    Kept states that said the same as the article are still the same as it: what was published changes with it.
    """
    id, content = linked.id, linked.content
    before = load_article(connection, id)
    assert before is not None
    kept = [
        row["id"]
        for row in _rows(connection, id)
        if not linked.has_changes and same_content(unpack(row["content"]), before.content)
    ]
    run_many(connection, _TEXT, [(content.body, folded[2], id)])
    run_many(connection, _ARTICLE, [(n_words, id)])
    run_many(connection, _SOURCE, [(linked.version + 1, id, linked.version)])
    run_many(
        connection,
        _RELATED,
        [(link.id, id, n) for n, link in enumerate(content.related) if link.id is not None],
    )
    data = packed(content) if kept else b""
    run_many(connection, _REVISION, [(data, revision) for revision in kept])


def _rows(connection: Connection, id: ArticleId) -> Sequence[dict[str, Any]]:
    return ask(connection, _REVISIONS, (id,))
