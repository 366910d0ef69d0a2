"""Other articles as a page may name them: the public face of those that have one."""

from collections.abc import Collection
from itertools import islice

from sqlalchemy import Connection, func, select

from newsroom.domain.article import State
from newsroom.domain.ids import ArticleId
from newsroom.domain.neighbours import Neighbour
from newsroom.storage.tables import article, public_article, section

# SQLite takes some thousands of values in one statement.
_BATCH = 500
_QUERY = (
    select(
        article.c.id,
        article.c.state,
        article.c.trashed_at,
        article.c.address,
        article.c.published_at,
        func.coalesce(public_article.c.headline, article.c.headline).label("headline"),
        section.c.name.label("section"),
    )
    .outerjoin(public_article, public_article.c.article_id == article.c.id)
    .outerjoin(section, section.c.id == func.coalesce(public_article.c.section_id, article.c.section_id))
)


def load_neighbours(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, Neighbour]:
    """Those of the ids that the library has."""
    found = {}
    rest = iter(sorted(ids))
    while batch := list(islice(rest, _BATCH)):
        for row in connection.execute(_QUERY.where(article.c.id.in_(batch))):
            found[ArticleId(row.id)] = Neighbour(
                id=ArticleId(row.id),
                headline=row.headline,
                state=State(row.state),
                is_trashed=row.trashed_at is not None,
                address=row.address,
                section=row.section,
                published_at=row.published_at,
            )
    return found
