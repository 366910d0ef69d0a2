"""Names that must be free before they are taken: slugs, short codes, and the paths that ever were public."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from newsroom.domain.ids import ArticleId
from newsroom.domain.slugs import new_short_code, numbered
from newsroom.storage.tables import address, article


def free_slug(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """The slug itself or the next number of it, ``talks-2``. Asks a logarithm of times, however many are taken."""
    if not is_taken(wanted):
        return wanted
    taken, free = 1, 2
    while is_taken(numbered(wanted, free)):
        taken, free = free, free * 2
    while free - taken > 1:
        middle = (taken + free) // 2
        if is_taken(numbered(wanted, middle)):
            taken = middle
        else:
            free = middle
    return numbered(wanted, free)


def free_article_slug(
    connection: Connection, wanted: str, *, article_id: ArticleId | None = None, prefix: str | None = None
) -> str:
    """A slug that no other article has.

    With a ``prefix`` (``/world/``), also one whose path never led to another article.
    """

    def is_taken(slug: str) -> bool:
        owner = connection.execute(select(article.c.id).where(article.c.slug == slug)).scalar_one_or_none()
        if owner not in (None, article_id):
            return True
        return prefix is not None and article_at(connection, prefix + slug) not in (None, article_id)

    return free_slug(wanted, is_taken)


def free_short_code(connection: Connection) -> str:
    """Seven characters that no article has."""
    while True:
        code = new_short_code()
        query = select(article.c.id).where(article.c.short_code == code)
        if connection.execute(query).first() is None:
            return code


def keep_address(connection: Connection, path: str, article_id: ArticleId, since: datetime) -> None:
    """From now on, for good, the path leads to the article."""
    statement = insert(address).values(path=path, article_id=article_id, since=since)
    connection.execute(statement.on_conflict_do_nothing(index_elements=["path"]))


def article_at(connection: Connection, path: str) -> ArticleId | None:
    """The article to which a path leads, or once led."""
    query = select(address.c.article_id).where(address.c.path == path)
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else ArticleId(found)
