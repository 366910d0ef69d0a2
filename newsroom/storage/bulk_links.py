"""Imported articles whose text gets its links after they came: read and written with as little as that takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId, RevisionId
from newsroom.storage.articles import load_article
from newsroom.storage.asking import ask_plain, ask_value, run_many
from newsroom.storage.headline_hashing import headline_hash
from newsroom.storage.kept import contents_of
from newsroom.storage.packing import packed
from newsroom.storage.timeline import rewrite

_IS_UNTOUCHED = """
SELECT 1 FROM article a JOIN import_source s ON s.article_id = a.id AND s.version = a.version WHERE a.id = ? LIMIT 1
"""
_TEXT = "UPDATE article_text SET body = ?, folded_body = ? WHERE article_id = ? AND body <> ?"
_ARTICLE = "UPDATE article SET n_words = ?, version = version + 1 WHERE id = ?"
_SOURCE = "UPDATE import_source SET version = ? WHERE article_id = ? AND version = ?"
_RELATED = """
UPDATE article_related SET other_id = ?, headline = ?, headline_hash = ?
WHERE article_id = ? AND position = ? AND other_id IS NULL
"""
_KEPT = "SELECT id, base_id, content FROM revision WHERE article_id = ? ORDER BY id"


@dataclass(frozen=True, slots=True)
class UntouchedArticle:
    """An article that nobody has changed since it was imported."""

    id: ArticleId
    version: int
    content: Content


def load_untouched(connection: Connection, id: ArticleId) -> UntouchedArticle | None:
    """The article; None where it is gone, or was changed here."""
    if ask_value(connection, _IS_UNTOUCHED, (id,)) is None:
        return None
    stored = load_article(connection, id)
    return None if stored is None else UntouchedArticle(id, stored.version, stored.content)


def load_kept(connection: Connection, article: UntouchedArticle) -> list[tuple[RevisionId, Content]]:
    """Its kept states, which the import has made, too."""
    contents = contents_of(connection, ask_plain(connection, _KEPT, (article.id,)))
    return [(RevisionId(id), content) for id, content in contents.items()]


def write_linked(
    connection: Connection,
    article: UntouchedArticle,
    content: Content,
    n_words: int,
    folded: tuple[str | None, str | None, str | None],
) -> None:
    """The text and the related list with their links, as a next version that the source is still said to have made."""
    id = article.id
    run_many(connection, _TEXT, [(content.body, folded[2], id, content.body)])
    run_many(connection, _ARTICLE, [(n_words, id)])
    run_many(connection, _SOURCE, [(article.version + 1, id, article.version)])
    run_many(
        connection,
        _RELATED,
        [
            (link.id, link.headline, headline_hash(link.headline), id, n)
            for n, link in enumerate(content.related)
            if link.id is not None
        ],
    )


def write_kept(
    connection: Connection, article: UntouchedArticle, kept: Sequence[tuple[RevisionId, Content]]
) -> None:
    """Kept states with their links: what was published is still the same as the text."""
    rewrite(connection, article.id, {id: packed(content) for id, content in kept})
