"""Authors: one row a person, found by the name as printed."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, func, literal, select

from newsroom.domain.ids import AuthorId
from newsroom.domain.names import name_key, sort_key, tidy
from newsroom.domain.ordering import Author, AuthorPage, Cursor, Sort
from newsroom.domain.slugs import slugify
from newsroom.storage.asking import Row, ask, ask_value, id_list
from newsroom.storage.old_names import new_slug
from newsroom.storage.tables import author, author_alias

_OF_IDS = """
SELECT id, name, slug, n_articles, details,
       (SELECT json_group_array(name) FROM author_alias l WHERE l.author_id = author.id) AS aliases
FROM author WHERE id IN (SELECT value FROM json_each(?))
"""


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


def list_authors(
    connection: Connection, text: str, sort: Sort, after: Cursor | None, limit: int
) -> AuthorPage:
    """The rows behind ``after``: one walk along an index. With a text, authors with a word that begins so."""
    column, sign, direction = ("sort_key", ">", "") if sort is Sort.NAME else ("n_articles", "<", " DESC")
    values: dict[str, Any] = {"limit": limit + 1}
    conditions = []
    if key := name_key(text):
        conditions.append(
            "(instr(' ' || a.name_key, ' ' || :key) > 0 OR EXISTS (SELECT 1 FROM author_alias l "
            "WHERE l.author_id = a.id AND instr(' ' || l.name_key, ' ' || :key) > 0))"
        )
        values["key"] = key
    if after is not None:
        conditions.append(f"(a.{column}, a.id) {sign} (:value, :id)")
        values |= {"value": after.value, "id": after.id}
    rows = ask(
        connection,
        f"SELECT a.id AS id, a.{column} AS value FROM author a INDEXED BY ix_author_{column} "
        f"WHERE {' AND '.join(conditions) or '1'} ORDER BY a.{column}{direction}, a.id{direction} LIMIT :limit",
        values,
    )
    page = rows[:limit]
    last = Cursor(page[-1]["value"], page[-1]["id"]) if len(rows) > limit else None
    return AuthorPage(load_authors(connection, [AuthorId(row["id"]) for row in page]), last)


def load_authors(connection: Connection, ids: Sequence[AuthorId]) -> tuple[Author, ...]:
    """Those that the library has, in their order. One statement."""
    found = {row["id"]: row for row in ask(connection, _OF_IDS, (id_list(ids),))}
    return tuple(_author(found[id]) for id in ids if id in found)


def find_author(connection: Connection, name: str) -> Author | None:
    """The author of that name or alias, or whose address ends so, or did."""
    key = name_key(name)
    question = (
        "SELECT id FROM author WHERE name_key = ? UNION ALL SELECT author_id FROM author_alias WHERE name_key = ? "
        "UNION ALL SELECT id FROM author WHERE slug = ? "
        "UNION ALL SELECT target_id FROM old_slug WHERE kind = 'author' AND slug = ? LIMIT 1"
    )
    id = ask_value(connection, question, (key, key, name, name))
    return None if id is None else next(iter(load_authors(connection, [AuthorId(id)])), None)


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


def _author(row: Row) -> Author:
    return Author(
        AuthorId(row["id"]),
        row["name"],
        row["slug"],
        row["n_articles"],
        tuple(sorted(json.loads(row["aliases"]))),
        json.loads(row["details"]),
    )
