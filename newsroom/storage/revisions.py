"""Revisions: kept states of articles, each a whole content as compressed JSON."""

import json
import zlib
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from newsroom.domain.article import Content, Revision, RevisionRow
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId, RevisionId
from newsroom.domain.serial import content_from_json, content_to_json
from newsroom.storage.asking import (
    ask,
    ask_one,
    ask_plain,
    ask_value,
    id_list,
    known_moment,
    moment,
    stored_moment,
    update_row,
)
from newsroom.storage.merged_ids import living
from newsroom.storage.tables import revision

_ROW = (
    revision.c.id,
    revision.c.article_id,
    revision.c.number,
    revision.c.kind,
    revision.c.at,
    revision.c.by,
    revision.c.name,
)
_ADD = """
INSERT INTO revision (article_id, number, kind, name, at, by, content)
SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM revision WHERE article_id = ?1 RETURNING id
"""
_WHOLE = "SELECT id, article_id, number, kind, name, at, by, content FROM revision WHERE id = ?"
_LAST_AT = """
SELECT at FROM revision WHERE article_id = ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT 1
"""
_CONTENTS = "SELECT id, content FROM revision WHERE id IN (SELECT value FROM json_each(?))"


def add_revision(
    connection: Connection,
    article_id: ArticleId,
    kind: str,
    content: Content,
    *,
    at: datetime,
    by: str,
    name: str | None = None,
) -> RevisionId:
    """Keeps the content for good, under the article's next number."""
    values = (article_id, kind, name, stored_moment(at), by, pack(content))
    ((id,),) = ask_plain(connection, _ADD, values)
    return RevisionId(id)


def list_revisions(connection: Connection, article_id: ArticleId) -> tuple[RevisionRow, ...]:
    """Newest first, without their contents."""
    query = select(*_ROW).where(revision.c.article_id == article_id).order_by(revision.c.number.desc())
    return tuple(_row(row) for row in connection.execute(query))


def load_revision(connection: Connection, id: RevisionId) -> Revision | None:
    """One revision with its content; what was merged since stands under its new id.

    Raises ``LibraryError`` when what is stored is no content.
    """
    row = ask_one(connection, _WHOLE, (id,))
    if row is None:
        return None
    return Revision(
        id=RevisionId(row["id"]),
        article_id=ArticleId(row["article_id"]),
        number=row["number"],
        kind=row["kind"],
        at=known_moment(row["at"]),
        by=row["by"],
        content=living(connection, unpack(row["content"])),
        name=row["name"],
    )


def load_contents(connection: Connection, ids: Collection[RevisionId]) -> dict[RevisionId, Content]:
    """The contents of several, as ``load_revision`` has them. Raises ``LibraryError``."""
    rows = ask(connection, _CONTENTS, (id_list(ids),))
    return {RevisionId(row["id"]): living(connection, unpack(row["content"])) for row in rows}


def set_kind(connection: Connection, id: RevisionId, kind: str) -> None:
    """What happened when it was kept, seen from now."""
    update_row(connection, revision, "id", id, {"kind": kind})


def last_of_kinds(
    connection: Connection, article_id: ArticleId, kinds: Collection[str]
) -> RevisionRow | None:
    """The newest revision of one of these kinds."""
    query = (
        select(*_ROW)
        .where(revision.c.article_id == article_id, revision.c.kind.in_(kinds))
        .order_by(revision.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return _row(row) if row is not None else None


def last_time_of_kinds(
    connection: Connection, article_id: ArticleId, kinds: Collection[str]
) -> datetime | None:
    """When that one was kept; None where there is none."""
    return moment(ask_value(connection, _LAST_AT, (article_id, json.dumps(list(kinds)))))


def pack(content: Content) -> bytes:
    """The content as compressed JSON."""
    text = json.dumps(content_to_json(content), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8"))


def unpack(data: bytes) -> Content:
    """The inverse. Raises ``LibraryError``."""
    try:
        return content_from_json(json.loads(zlib.decompress(data)))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise LibraryError(
            "A kept revision of this article is damaged. The article itself is safe."
        ) from error


def _row(row: Row[*tuple[Any, ...]]) -> RevisionRow:
    return RevisionRow(
        id=RevisionId(row.id),
        article_id=ArticleId(row.article_id),
        number=row.number,
        kind=row.kind,
        at=row.at,
        by=row.by,
        name=row.name,
    )
