"""What stands under a tag, a series, a section or an author: working copies, trashed ones too, and readers' pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from newsroom.storage.asking import ask, ask_value, id_list

# Of each kind: where articles stand under it, the article's column there, and the condition. Articles in the trash are
# in an index of their own, which is short.
_LINKS = {
    "tag": (("article_tag", "article_id", "tag_id = :id"), ("public_tag", "article_id", "tag_id = :id")),
    "series": (
        ("article_series", "article_id", "series_id = :id"),
        ("public_series", "article_id", "series_id = :id"),
    ),
    "section": (
        ("article", "id", "section_id = :id AND trashed_at IS NULL"),
        ("article INDEXED BY ix_article_trashed", "id", "section_id = :id AND trashed_at IS NOT NULL"),
        ("public_article", "article_id", "section_id = :id"),
    ),
    "author": (("article_byline", "article_id", "author_id = :id"),),
}
Rows = Iterable[tuple[str, Mapping[str, Any]]]


def first_missing(connection: Connection, wanted: Iterable[tuple[str, int]]) -> str:
    """The kind of the first of these (kind, id) that is not in the library; empty where all are."""
    for kind, id in wanted:
        if not ask_value(connection, f"SELECT 1 FROM {kind} WHERE id = ?", (id,)):
            return kind
    return ""


def ids_under(connection: Connection, kind: str, id: int) -> list[int]:
    """The articles, in the order of their ids."""
    union = " UNION ".join(
        f"SELECT {article} AS id FROM {table} WHERE {which}" for table, article, which in _LINKS[kind]
    )
    return [row["id"] for row in ask(connection, f"{union} ORDER BY id", {"id": id})]


def is_used(connection: Connection, kind: str, id: int) -> bool:
    """Whether any article stands under it."""
    return any(
        ask_value(connection, f"SELECT 1 FROM {table} WHERE {which} LIMIT 1", {"id": id})
        for table, _, which in _LINKS[kind]
    )


def ids_using(connection: Connection, rows: Rows) -> list[int]:
    """The articles under any of these rows, of which those of other tables have none."""
    found: set[int] = set()
    for table, key in rows:
        if table in _LINKS:
            found.update(ids_under(connection, table, key["id"]))
    return sorted(found)


def still_used(connection: Connection, rows: Rows) -> str:
    """The name of the first of these rows under which an article stands; empty where none does."""
    for table, key in rows:
        if table in _LINKS and is_used(connection, table, key["id"]):
            return str(ask_value(connection, f"SELECT name FROM {table} WHERE id = ?", (key["id"],)))
    return ""


def count_merge(
    connection: Connection, kind: str, sources: Sequence[int], target: int
) -> tuple[int, int, int]:
    """Articles under any of the sources, those of them under the target as well, and those that readers see there."""
    under = {id for source in sources for id in ids_under(connection, kind, source)}
    both = under.intersection(ids_under(connection, kind, target)) if kind != "section" else set()
    public = f"public_{kind}" if kind in ("tag", "series") else "public_article"
    column = f"p.{kind}_id" if kind != "author" else "NULL"
    question = (
        f"SELECT count(DISTINCT p.article_id) AS n FROM {public} p "
        f"WHERE {column} IN (SELECT value FROM json_each(?))"
    )
    n_public = int(ask_value(connection, question, (id_list(sources),)))
    return len(under), len(both), n_public
