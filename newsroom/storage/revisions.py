"""Revisions, read by what they are called. How their contents are kept: ``kept``; when saves keep one: ``timeline``."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from newsroom.domain.article import Content, Revision, RevisionRow
from newsroom.domain.ids import ArticleId, RevisionId
from newsroom.domain.revisions import RevisionKind
from newsroom.storage.asking import ask_one, ask_plain, ask_value, id_list, known_moment, moment, update_row
from newsroom.storage.kept import contents_of
from newsroom.storage.merged_ids import living, living_all
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
_WHOLE = 'SELECT id, article_id, number, kind, name, at, "by", base_id, content FROM revision WHERE id = ?'
_LAST_AT = """
SELECT at FROM revision WHERE article_id = ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT 1
"""
_CONTENTS = "SELECT id, base_id, content FROM revision WHERE id IN (SELECT value FROM json_each(?))"


def list_revisions(connection: Connection, article_id: ArticleId) -> tuple[RevisionRow, ...]:
    """Those that are kept for good, newest first, without their contents. The whole history: ``histories``."""
    query = (
        select(*_ROW)
        .where(revision.c.article_id == article_id, revision.c.kind != RevisionKind.SAVED)
        .order_by(revision.c.number.desc())
    )
    return tuple(_row(row) for row in connection.execute(query))


def load_revision(connection: Connection, id: RevisionId) -> Revision | None:
    """One revision with its content; what was merged since stands under its new id.

    Raises ``LibraryError`` when what is stored is no content.
    """
    row = ask_one(connection, _WHOLE, (id,))
    if row is None:
        return None
    content = contents_of(connection, [(id, row["base_id"], row["content"])])[id]
    return Revision(
        id=RevisionId(row["id"]),
        article_id=ArticleId(row["article_id"]),
        number=row["number"],
        kind=row["kind"],
        at=known_moment(row["at"]),
        by=row["by"],
        content=living(connection, content),
        name=row["name"],
    )


def load_contents(connection: Connection, ids: Collection[RevisionId]) -> dict[RevisionId, Content]:
    """The contents of several, as ``load_revision`` has them. Raises ``LibraryError``. At most three statements."""
    rows = ask_plain(connection, _CONTENTS, (id_list(ids),))
    contents = contents_of(connection, rows)
    return dict(zip(map(RevisionId, contents), living_all(connection, list(contents.values())), strict=True))


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
