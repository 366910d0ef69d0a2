"""Writes articles: new ones, and of a known one only what has changed. Triggers keep counters and indexes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, update

from newsroom.domain.article import Article, Content, State
from newsroom.domain.counting import count_words
from newsroom.domain.ids import ArticleId
from newsroom.domain.serial import dateline_to_json, notice_to_json, picture_to_json
from newsroom.domain.slugs import new_uid
from newsroom.storage.addresses import free_short_code
from newsroom.storage.asking import ask_value, update_row
from newsroom.storage.folding import folded
from newsroom.storage.headlines import headline_hash, resolve_headlines
from newsroom.storage.moving import Moves
from newsroom.storage.search_keys import allocate_search_key
from newsroom.storage.sections import load_section
from newsroom.storage.tables import (
    article,
    article_byline,
    article_detail,
    article_related,
    article_series,
    article_tag,
    article_text,
)

_TEXTS = ("headline", "lede", "body")
_DETAILS = ("dateline", "picture", "notices")


def insert_article(
    connection: Connection,
    content: Content,
    *,
    at: datetime,
    slug: str | None,
    extra: Mapping[str, object],
    published_at: datetime | None = None,
    uid: str | None = None,
) -> ArticleId:
    """A new draft. The content must be settled (``settle``); ``at`` is when it was made and last changed."""
    key = allocate_search_key(connection, published_at or at)
    statement = article.insert().values(
        uid=uid or new_uid(),
        search_key=key,
        version=1,
        state=State.DRAFT,
        slug=slug,
        short_code=free_short_code(connection),
        created_at=at,
        updated_at=at,
        published_at=published_at,
        **_own_values(content),
    )
    id = ArticleId(connection.execute(statement.returning(article.c.id)).scalar_one())
    texts = _text_values(content, _TEXTS)
    connection.execute(article_text.insert().values(article_id=id, search_key=key, **texts))
    details = _detail_values(content)
    connection.execute(article_detail.insert().values(article_id=id, extra=dict(extra), **details))
    _write_links(connection, id, Content(), content)
    resolve_headlines(connection, [headline_hash(content.headline)])
    return id


def update_article(
    connection: Connection,
    stored: Article,
    content: Content,
    *,
    moves: Moves | None = None,
    **changes: Any,
) -> Article:
    """Writes what differs from ``stored``, and a next version; returns the article as it is stored then.

    ``changes`` are other fields of the article. Its place in time follows ``published_at``, else ``updated_at``; with
    ``moves`` it follows when these are made.
    """
    before, id = stored.content, stored.id
    extra = changes.get("extra", stored.extra)
    values = {name: value for name, value in changes.items() if name != "extra"} | _own_values(
        content, before
    )
    texts = [name for name in _TEXTS if getattr(content, name) != getattr(before, name)]
    text_values = _text_values(content, texts)
    published_at = values.get("published_at", stored.published_at)
    moment = published_at or values.get("updated_at", stored.updated_at)
    is_moved = moment != (stored.published_at or stored.updated_at)
    if is_moved and moves is not None:
        moves.add(id, moment)
    elif is_moved:
        key = allocate_search_key(connection, moment)
        values["search_key"] = key
        # Text and place in one statement: the search index is written once.
        text_values["search_key"] = key
    if text_values:
        update_row(connection, article_text, "article_id", id, text_values)
    details = _changed_details(before, content)
    if extra != stored.extra:
        details["extra"] = extra
    if details:
        update_row(connection, article_detail, "article_id", id, details)
    values["version"] = stored.version + 1
    update_row(connection, article, "id", id, values)
    _write_links(connection, id, before, content)
    if "headline_hash" in values or "trashed_at" in values:
        resolve_headlines(connection, {headline_hash(before.headline), headline_hash(content.headline)})
    if content.section_id != before.section_id:
        changes["section"] = load_section(connection, content.section_id) if content.section_id else None
    return replace(stored, content=content, version=stored.version + 1, **changes)


def _own_values(content: Content, before: Content | None = None) -> dict[str, Any]:
    """The columns of the article's own row; with ``before``, those that changed."""
    values: dict[str, Any] = {}
    if before is None or content.headline != before.headline:
        values |= {"headline": content.headline, "headline_hash": headline_hash(content.headline)}
    if before is None or content.body != before.body:
        values["n_words"] = count_words(content.body)
    for name, column in _PLAIN.items():
        if before is None or getattr(content, name) != getattr(before, name):
            values[column.name] = getattr(content, name)
    return values


_PLAIN: dict[str, Column[Any]] = {
    "language": article.c.language,
    "section_id": article.c.section_id,
    "label": article.c.label,
    "slug": article.c.slug_by_hand,
}


def _text_values(content: Content, names: Sequence[str]) -> dict[str, Any]:
    texts = {name: getattr(content, name) for name in names}
    return texts | {f"folded_{name}": folded(text) for name, text in texts.items()}


def _detail_values(content: Content) -> dict[str, Any]:
    return {
        "dateline": dateline_to_json(content.dateline),
        "picture": picture_to_json(content.picture) if content.picture else None,
        "notices": [notice_to_json(notice) for notice in content.notices],
    }


def _changed_details(before: Content, after: Content) -> dict[str, Any]:
    changed = {name for name in _DETAILS if getattr(before, name) != getattr(after, name)}
    return (
        {name: value for name, value in _detail_values(after).items() if name in changed} if changed else {}
    )


def _write_links(connection: Connection, id: ArticleId, before: Content, after: Content) -> None:
    """Tags, series, bylines and related, after the article's own row, whose place in time they repeat."""
    _write_ids(connection, article_tag.c.tag_id, id, before.tags, after.tags)
    _write_ids(connection, article_series.c.series_id, id, before.series, after.series)
    if after.bylines != before.bylines:
        key = _search_key(connection, id)
        bylines = [
            {"author_id": line.author_id, "name": line.name, "role": line.role, "place": line.place}
            for line in after.bylines
        ]
        _write_list(connection, article_byline, id, [byline | {"search_key": key} for byline in bylines])
    if after.related != before.related:
        links = [
            {"other_id": link.id, "headline": link.headline, "headline_hash": headline_hash(link.headline)}
            for link in after.related
        ]
        _write_list(connection, article_related, id, links)


def _write_ids(
    connection: Connection, column: Column[Any], id: ArticleId, before: Sequence[int], after: Sequence[int]
) -> None:
    """Tags or series: what stays keeps its row, so that counters and a place given by hand stay, too."""
    if before == after:
        return
    table = column.table
    if gone := set(before) - set(after):
        connection.execute(delete(table).where(table.c.article_id == id, column.in_(gone)))
    was = {other: position for position, other in enumerate(before)}
    key = _search_key(connection, id) if set(after) - set(before) else 0
    for position, other in enumerate(after):
        if other not in was:
            row = {"article_id": id, column.name: other, "position": position, "search_key": key}
            connection.execute(table.insert().values(row))
        elif was[other] != position:
            place = update(table).where(table.c.article_id == id, column == other)
            connection.execute(place.values(position=position))


def _search_key(connection: Connection, id: ArticleId) -> int:
    return int(ask_value(connection, "SELECT search_key FROM article WHERE id = ?", (id,)))


def _write_list(connection: Connection, table: Table, id: ArticleId, rows: list[dict[str, Any]]) -> None:
    connection.execute(delete(table).where(table.c.article_id == id))
    if rows:
        connection.execute(
            table.insert(), [{"article_id": id, "position": n, **row} for n, row in enumerate(rows)]
        )
