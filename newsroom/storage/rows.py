"""Rows of lists: what a list shows of an article, and nothing more."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, TextClause, select, text

from newsroom.domain.article import ArticleRow, State
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId
from newsroom.storage.asking import known_moment, moment
from newsroom.storage.tables import article_related

# Of the tables a (article) and s (section).
COLUMNS = (
    "a.id, a.search_key, a.headline, a.state, s.name, a.label, a.language, a.n_words, "
    "a.updated_at, a.published_at, a.trashed_at"
)
_STATES = {state.value: state for state in State}
_BY_IDS = text(f"""
SELECT {COLUMNS} FROM json_each(:ids) w CROSS JOIN article a ON a.id = w.value
LEFT JOIN section s ON s.id = a.section_id
""")
_BY_KEYS = text(f"""
SELECT {COLUMNS} FROM json_each(:keys) w CROSS JOIN article a ON a.search_key = w.value
LEFT JOIN section s ON s.id = a.section_id
""")

_PUBLIC_BY_IDS = text(f"""
SELECT {COLUMNS.replace("a.headline", "p.headline").replace("a.published_at", "p.published_at")}
FROM json_each(:ids) w CROSS JOIN public_article p ON p.article_id = w.value
CROSS JOIN article a ON a.id = p.article_id LEFT JOIN section s ON s.id = p.section_id
""")


def rows_of(found: Iterable[Sequence[Any]]) -> list[ArticleRow]:
    """From the values of ``COLUMNS``, a hundred at a time for each page.

    Raises ``LibraryError`` where a value is not what it can only be: the file was damaged.
    """
    try:
        return _rows_of(found)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise LibraryError(
            "The list cannot be read: what the database has of an article in it is damaged. Nothing was changed. "
            "Let the check-up look at the library: newsroom doctor."
        ) from error


def _rows_of(found: Iterable[Sequence[Any]]) -> list[ArticleRow]:
    """Past the class's own slower way in."""
    return [
        tuple.__new__(
            ArticleRow,
            (
                id,
                key,
                headline,
                _STATES[state],
                section,
                label,
                language,
                n_words,
                (updated := known_moment(updated_at)),
                updated if published_at == updated_at else moment(published_at),
                None if trashed_at is None else known_moment(trashed_at),
            ),
        )
        for id, key, headline, state, section, label, language, n_words, updated_at, published_at, trashed_at in found
    ]


def load_rows(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, ArticleRow]:
    """The rows of those ids that the library has. One statement."""
    return _load(connection, _BY_IDS, ids)


def load_rows_of_keys(connection: Connection, keys: Collection[int]) -> list[ArticleRow]:
    """The rows of these search keys, in their order. One statement."""
    if not keys:
        return []
    found = connection.execute(_BY_KEYS, {"keys": f"[{','.join(map(str, keys))}]"})
    rows = {row.key: row for row in rows_of(found)}
    return [rows[key] for key in keys if key in rows]


def load_public_rows(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, ArticleRow]:
    """Of the ids that readers can open, the rows with the headline and section that they see. One statement."""
    return _load(connection, _PUBLIC_BY_IDS, ids)


def load_related_ids(connection: Connection, id: ArticleId | None) -> frozenset[ArticleId]:
    """The articles in one's stored list of related ones."""
    query = select(article_related.c.other_id).where(
        article_related.c.article_id == id, article_related.c.other_id.is_not(None)
    )
    return frozenset(map(ArticleId, connection.execute(query).scalars()))


def _load(
    connection: Connection, statement: TextClause, ids: Collection[ArticleId]
) -> dict[ArticleId, ArticleRow]:
    if not ids:
        return {}
    found = connection.execute(statement, {"ids": f"[{','.join(map(str, ids))}]"})
    return {row.id: row for row in rows_of(found)}
