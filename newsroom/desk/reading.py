"""One article inside a transaction that the caller has begun."""

from dataclasses import replace

from newsroom.domain.article import Article
from newsroom.domain.errors import NotFoundError
from newsroom.domain.ids import ArticleId
from newsroom.storage.articles import load_article
from newsroom.storage.series import load_series_places
from newsroom.storage.store import Connection
from newsroom.storage.tags import load_tags


def stored_article(connection: Connection, id: ArticleId) -> Article:
    """What an act needs: its series and tags are ids only. Raises ``NotFoundError``."""
    stored = load_article(connection, id)
    if stored is None:
        raise NotFoundError(f"There is no article {id}.")
    return stored


def whole_article(connection: Connection, id: ArticleId) -> Article:
    """With all that its ids stand for. Raises ``NotFoundError``."""
    return with_places(connection, stored_article(connection, id))


def with_places(connection: Connection, article: Article) -> Article:
    """The article with its tags and its places in its series, of the content that it has."""
    content = article.content
    return replace(
        article,
        series=load_series_places(connection, article.id, content.series) if content.series else (),
        tags=load_tags(connection, content.tags),
    )
