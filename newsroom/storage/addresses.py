"""Names that must be free before they are taken: slugs, short codes, and the paths that ever were public."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from newsroom.domain.ids import ArticleId
from newsroom.domain.slugs import new_short_code, numbered
from newsroom.storage.asking import ask_value, run_many, stored_moment

_OF_SLUG = "SELECT id FROM article WHERE slug = ?"
_OF_CODE = "SELECT id FROM article WHERE short_code = ?"
_OF_PATH = "SELECT article_id FROM address WHERE path = ?"
_KEEP = "INSERT INTO address (path, article_id, since) VALUES (?, ?, ?) ON CONFLICT (path) DO NOTHING"


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
        owner = ask_value(connection, _OF_SLUG, (slug,))
        if owner not in (None, article_id):
            return True
        return prefix is not None and article_at(connection, prefix + slug) not in (None, article_id)

    return free_slug(wanted, is_taken)


def free_short_code(connection: Connection) -> str:
    """Seven characters that no article has."""
    while True:
        code = new_short_code()
        if ask_value(connection, _OF_CODE, (code,)) is None:
            return code


def keep_address(connection: Connection, path: str, article_id: ArticleId, since: datetime) -> None:
    """From now on, for good, the path leads to the article."""
    run_many(connection, _KEEP, [(path, article_id, stored_moment(since))])


def article_at(connection: Connection, path: str) -> ArticleId | None:
    """The article to which a path leads, or once led."""
    found = ask_value(connection, _OF_PATH, (path,))
    return None if found is None else ArticleId(found)
