"""Where imported articles came from: one row a source, with what it was and which version it made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from newsroom.domain.ids import ArticleId
from newsroom.storage.tables import article, import_source


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that was imported before. ``is_edited``: its article has another version than the import left."""

    article_id: ArticleId
    headline: str
    digest: str
    is_edited: bool


def find_source(connection: Connection, source: str) -> KnownSource | None:
    """What is known of a source."""
    query = (
        select(
            import_source.c.article_id,
            import_source.c.digest,
            import_source.c.version,
            article.c.version.label("version_now"),
            article.c.headline,
        )
        .join(article, article.c.id == import_source.c.article_id)
        .where(import_source.c.source == source)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return KnownSource(ArticleId(row.article_id), row.headline, row.digest, row.version != row.version_now)


def keep_source(
    connection: Connection, source: str, article_id: ArticleId, digest: str, *, at: datetime
) -> None:
    """Notes that the article's present version is what the source says."""
    version = select(article.c.version).where(article.c.id == article_id).scalar_subquery()
    values = {"source": source, "article_id": article_id, "digest": digest, "version": version, "at": at}
    statement = insert(import_source).values(values)
    changed = {name: statement.excluded[name] for name in values if name != "source"}
    connection.execute(statement.on_conflict_do_update(index_elements=["source"], set_=changed))


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What the block writes is undone when it raises; what was written before stays."""
    with connection.begin_nested():
        yield
