"""Authors: one row a person, found by the name as printed."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, literal, select

from newsroom.domain.ids import AuthorId
from newsroom.domain.names import name_key, sort_key, tidy
from newsroom.domain.slugs import slugify
from newsroom.storage.old_names import new_slug
from newsroom.storage.tables import author, author_alias


def ensure_authors(connection: Connection, names: Iterable[str]) -> dict[str, AuthorId]:
    """The ids by name key, an alias's too; a name that is new becomes an author. Names without a key are left out."""
    wanted = {key: tidy(name) for name in names if (key := name_key(name))}
    if not wanted:
        return {}
    query = select(author.c.name_key, author.c.id).where(author.c.name_key.in_(list(wanted)))
    known = {key: AuthorId(id) for key, id in connection.execute(query)}
    if len(known) < len(wanted):
        known = _by_alias(connection, [key for key in wanted if key not in known]) | known
    for key, name in wanted.items():
        if key not in known:
            known[key] = _insert(connection, key, name)
    return known


def _insert(connection: Connection, key: str, name: str) -> AuthorId:
    slug = new_slug(connection, "author", slugify(name) or "author")
    values = {"name": name, "name_key": key, "slug": slug, "details": {}, "sort_key": sort_key(name)}
    return AuthorId(connection.execute(author.insert().values(values).returning(author.c.id)).scalar_one())


def _by_alias(connection: Connection, keys: Collection[str]) -> dict[str, AuthorId]:
    query = select(author_alias.c.name_key, author_alias.c.author_id).where(author_alias.c.name_key.in_(keys))
    return {key: AuthorId(id) for key, id in connection.execute(query)}


def complete_authors(connection: Connection, text: str, limit: int) -> tuple[str, ...]:
    """Names with a word that begins so, those on most articles first."""
    key = name_key(text)
    padded = literal(" ") + author.c.name_key
    query = (
        select(author.c.name)
        .order_by(author.c.n_articles.desc(), author.c.name_key, author.c.id)
        .limit(limit)
    )
    if key:
        query = query.where(func.instr(padded, f" {key}") > 0)
    return tuple(connection.execute(query).scalars())
