"""Reads one article whole, in a number of statements that does not depend on it, and finds it by its names."""

import json
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, select

from newsroom.domain.article import (
    Article,
    Byline,
    BylineRole,
    Content,
    Dateline,
    Picture,
    RelatedLink,
    Section,
    State,
)
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId, AuthorId, RevisionId, SectionId, SeriesId, TagId
from newsroom.domain.serial import notice_from_json
from newsroom.domain.text_buffer import storable
from newsroom.storage.addresses import article_at
from newsroom.storage.asking import Row, ask, ask_one, id_list
from newsroom.storage.tables import (
    article,
    section,
    series,
    tag,
)

# Read at every opening and every save: so one statement, and straight to the driver.
_WHOLE = """
SELECT a.*, t.lede, t.body, d.dateline, d.picture, d.notices, d.extra,
       s.name AS section_name, s.slug AS section_slug,
       s.n_articles AS section_n_articles, s.n_published AS section_n_published,
       (SELECT json_group_array(json_array(position, tag_id))
        FROM article_tag WHERE article_id = a.id) AS tags,
       (SELECT json_group_array(json_array(position, series_id))
        FROM article_series WHERE article_id = a.id) AS series,
       (SELECT json_group_array(json_array(position, name, role, place, author_id))
        FROM article_byline WHERE article_id = a.id) AS bylines,
       (SELECT json_group_array(json_array(position, other_id, headline))
        FROM article_related WHERE article_id = a.id) AS related
FROM article a
JOIN article_text t ON t.article_id = a.id
JOIN article_detail d ON d.article_id = a.id
LEFT JOIN section s ON s.id = a.section_id
"""
_ONE = f"{_WHOLE} WHERE a.id = ?"
_SOME = f"{_WHOLE} WHERE a.id IN (SELECT value FROM json_each(?))"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def load_article(connection: Connection, id: ArticleId) -> Article | None:
    """The article with its section; its series and tags are ids in its content, to be looked up by others.

    One statement, whatever it holds.
    """
    row = ask_one(connection, _ONE, (id,))
    return None if row is None else _article(row)


def load_articles(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, Article]:
    """The same of several; what is not there is left out. One statement."""
    rows = ask(connection, _SOME, (id_list(ids),))
    return {ArticleId(row["id"]): _article(row) for row in rows}


def find_article_id(connection: Connection, ref: str) -> ArticleId | None:
    """By id, uid, short code, or an address that it has or had."""
    ref = storable(ref.strip())
    if ref.isascii() and ref.isdigit() and len(ref) < 19:
        found = _id_where(connection, article.c.id, int(ref))
        if found is not None:
            return found
    if ref.startswith("/"):
        return article_at(connection, ref.rstrip("/"))
    for column in (article.c.short_code, article.c.uid):
        value = ref.lower() if column is article.c.uid else ref
        found = _id_where(connection, column, value)
        if found is not None:
            return found
    return None


def known_section(connection: Connection, id: SectionId) -> bool:
    """Whether the library has it."""
    return bool(_known(connection, section.c.id, [id]))


def known_series(connection: Connection, ids: Collection[int]) -> set[int]:
    """Those that the library has."""
    return _known(connection, series.c.id, ids)


def known_tags(connection: Connection, ids: Collection[int]) -> set[int]:
    """Those that the library has."""
    return _known(connection, tag.c.id, ids)


def known_headlines(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, str]:
    """The headlines of those that the library has."""
    if not ids:
        return {}
    query = select(article.c.id, article.c.headline).where(article.c.id.in_(ids))
    return {ArticleId(id): headline for id, headline in connection.execute(query)}


def _known(connection: Connection, column: Column[int], ids: Collection[int]) -> set[int]:
    return set(connection.execute(select(column).where(column.in_(ids))).scalars()) if ids else set()


def _id_where(connection: Connection, column: Column[Any], value: object) -> ArticleId | None:
    found = connection.execute(select(article.c.id).where(column == value)).scalar_one_or_none()
    return None if found is None else ArticleId(found)


def _content(row: Row) -> Content:
    picture = None if row["picture"] in (None, "null") else json.loads(row["picture"])
    return Content(
        headline=row["headline"],
        lede=row["lede"],
        body=row["body"],
        language=row["language"],
        section_id=_typed(SectionId, row["section_id"]),
        label=row["label"],
        dateline=Dateline(**json.loads(row["dateline"])),
        bylines=tuple(
            Byline(name, BylineRole(role), place, AuthorId(author_id))
            for _, name, role, place, author_id in _listed(row["bylines"])
        ),
        picture=Picture(**picture) if picture else None,
        notices=tuple(notice_from_json(item) for item in _items(row["notices"])),
        series=tuple(SeriesId(id) for _, id in _listed(row["series"])),
        tags=tuple(TagId(id) for _, id in _listed(row["tags"])),
        related=tuple(
            RelatedLink(_typed(ArticleId, id), headline) for _, id, headline in _listed(row["related"])
        ),
        slug=row["slug_by_hand"],
    )


def _items(items: str) -> list[Any]:
    """Most lists are empty, and reading JSON has its price."""
    rows: list[Any] = [] if items == "[]" else json.loads(items)
    return rows


def _listed(items: str) -> list[list[Any]]:
    """Rows in the order of their first value, their position."""
    return sorted(_items(items), key=lambda row: row[0])


def _time(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _article(row: Row) -> Article:
    """Raises ``LibraryError`` where something in the row is not what it can only be: the file was damaged."""
    try:
        return _whole_article(row)
    except (ValueError, TypeError, KeyError, OverflowError, AttributeError) as error:
        raise LibraryError(
            f"The article {row['id']} cannot be read: what the database has of it is damaged. Nothing was changed. "
            "Let the check-up look at the library: newsroom doctor."
        ) from error


def _whole_article(row: Row) -> Article:
    return Article(
        id=ArticleId(row["id"]),
        uid=row["uid"],
        version=row["version"],
        state=State(row["state"]),
        short_code=row["short_code"],
        slug=row["slug"],
        address=row["address"],
        created_at=_time(row["created_at"]),
        updated_at=_time(row["updated_at"]),
        content=_content(row),
        section=_section(row),
        trashed_at=_typed(_time, row["trashed_at"]),
        published_at=_typed(_time, row["published_at"]),
        publish_at=_typed(_time, row["publish_at"]),
        embargo_until=_typed(_time, row["embargo_until"]),
        published_revision_id=_typed(RevisionId, row["published_revision_id"]),
        has_unpublished_changes=bool(row["has_unpublished_changes"]),
        extra=json.loads(row["extra"]),
    )


def _section(row: Row) -> Section | None:
    if row["section_id"] is None:
        return None
    names = ("name", "slug", "n_articles", "n_published")
    return Section(SectionId(row["section_id"]), *(row[f"section_{name}"] for name in names))


def _typed(make: Any, value: int | None) -> Any:
    return None if value is None else make(value)
