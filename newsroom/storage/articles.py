"""Reads one article whole, in a number of statements that does not depend on it, and finds it by its names."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, Connection, Row, RowMapping, select

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
from newsroom.domain.ids import ArticleId, AuthorId, RevisionId, SectionId, SeriesId, TagId
from newsroom.domain.serial import notice_from_json
from newsroom.domain.text_buffer import storable
from newsroom.storage.addresses import article_at
from newsroom.storage.tables import (
    article,
    article_byline,
    article_detail,
    article_related,
    article_series,
    article_tag,
    article_text,
    section,
    series,
    tag,
)

_SECTION = tuple(
    column.label(f"section_{column.name}")
    for column in (section.c.name, section.c.slug, section.c.n_articles, section.c.n_published)
)
_WHOLE = (
    select(
        article,
        article_text.c.lede,
        article_text.c.body,
        article_detail.c.dateline,
        article_detail.c.picture,
        article_detail.c.notices,
        article_detail.c.extra,
        *_SECTION,
    )
    .join(article_text, article_text.c.article_id == article.c.id)
    .join(article_detail, article_detail.c.article_id == article.c.id)
    .outerjoin(section, section.c.id == article.c.section_id)
)


def load_article(connection: Connection, id: ArticleId) -> Article | None:
    """The article with its section; its series and tags are ids in its content, to be looked up by others.

    Five statements, whatever it holds.
    """
    row = connection.execute(_WHOLE.where(article.c.id == id)).mappings().one_or_none()
    return None if row is None else _article(row, _content(connection, row))


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


def _links(connection: Connection, column: Column[Any], id: ArticleId) -> list[int]:
    table = column.table
    query = select(column).where(table.c.article_id == id).order_by(table.c.position)
    return list(connection.execute(query).scalars())


def _bylines(connection: Connection, id: ArticleId) -> tuple[Byline, ...]:
    columns = article_byline.c
    query = select(columns.name, columns.role, columns.place, columns.author_id)
    rows = connection.execute(query.where(columns.article_id == id).order_by(columns.position))
    return tuple(Byline(row.name, BylineRole(row.role), row.place, AuthorId(row.author_id)) for row in rows)


def _related(connection: Connection, id: ArticleId) -> tuple[RelatedLink, ...]:
    columns = article_related.c
    query = select(columns.other_id, columns.headline).where(columns.article_id == id)
    return tuple(map(_link, connection.execute(query.order_by(columns.position))))


def _link(row: Row[Any, Any]) -> RelatedLink:
    return RelatedLink(None if row.other_id is None else ArticleId(row.other_id), row.headline)


def _content(connection: Connection, row: RowMapping) -> Content:
    id = ArticleId(row["id"])
    return Content(
        headline=row["headline"],
        lede=row["lede"],
        body=row["body"],
        language=row["language"],
        section_id=_typed(SectionId, row["section_id"]),
        label=row["label"],
        dateline=Dateline(**row["dateline"]),
        bylines=_bylines(connection, id),
        picture=Picture(**row["picture"]) if row["picture"] else None,
        notices=tuple(notice_from_json(item) for item in row["notices"]),
        series=tuple(map(SeriesId, _links(connection, article_series.c.series_id, id))),
        tags=tuple(map(TagId, _links(connection, article_tag.c.tag_id, id))),
        related=_related(connection, id),
        slug=row["slug_by_hand"],
    )


def _article(row: RowMapping, content: Content) -> Article:
    return Article(
        id=ArticleId(row["id"]),
        uid=row["uid"],
        version=row["version"],
        state=State(row["state"]),
        short_code=row["short_code"],
        slug=row["slug"],
        address=row["address"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        content=content,
        section=_section(row),
        trashed_at=row["trashed_at"],
        published_at=row["published_at"],
        publish_at=row["publish_at"],
        embargo_until=row["embargo_until"],
        published_revision_id=_typed(RevisionId, row["published_revision_id"]),
        has_unpublished_changes=bool(row["has_unpublished_changes"]),
        extra=row["extra"],
    )


def _section(row: RowMapping) -> Section | None:
    if row["section_id"] is None:
        return None
    values = {column.name.removeprefix("section_"): row[column.name] for column in _SECTION}
    return Section(SectionId(row["section_id"]), **values)


def _typed(make: Any, value: int | None) -> Any:
    return None if value is None else make(value)
