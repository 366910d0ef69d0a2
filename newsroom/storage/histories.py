"""All revisions of an article, the fine timeline too: page by page along one index, and their contents in one walk."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from newsroom.domain.article import Content, RevisionRow
from newsroom.domain.ids import ArticleId, RevisionId
from newsroom.storage.asking import ask_plain, ask_value, known_moment
from newsroom.storage.kept import content_in, restored
from newsroom.storage.merged_ids import living

_PAGE = """
SELECT id, number, kind, at, "by", name FROM revision WHERE article_id = ? AND number < ? ORDER BY number DESC LIMIT ?
"""
_ONE = 'SELECT id, number, kind, at, "by", name FROM revision WHERE article_id = ? AND number = ?'
_IDS = """
SELECT number, id FROM revision WHERE article_id = ? AND number <= ? ORDER BY number DESC LIMIT ?
"""
_PUBLIC = "SELECT r.number FROM article a JOIN revision r ON r.id = a.published_revision_id WHERE a.id = ?"
_BEFORE = "SELECT max(number) FROM revision WHERE article_id = ? AND number < ?"
_OF_KIND = "SELECT max(number) FROM revision WHERE article_id = ? AND kind = ?"
_AFTER_ALL = 1 << 62


def page_of(connection: Connection, id: ArticleId, before: int | None, limit: int) -> tuple[RevisionRow, ...]:
    """Those with lower numbers than ``before``, the newest first."""
    rows = ask_plain(connection, _PAGE, (id, _AFTER_ALL if before is None else before, limit))
    return tuple(_row(id, *row) for row in rows)


def row_of(connection: Connection, id: ArticleId, number: int) -> RevisionRow | None:
    """The revision of that number."""
    rows = ask_plain(connection, _ONE, (id, number))
    return _row(id, *rows[0]) if rows else None


def number_before(connection: Connection, id: ArticleId, number: int) -> int | None:
    """The number of the revision before that one."""
    found = ask_value(connection, _BEFORE, (id, number))
    return None if found is None else int(found)


def newest_of_kind(connection: Connection, id: ArticleId, kind: str) -> int | None:
    """The number of the newest one of that kind."""
    found = ask_value(connection, _OF_KIND, (id, kind))
    return None if found is None else int(found)


def public_number(connection: Connection, id: ArticleId) -> int | None:
    """Of the revision that readers see, or saw last."""
    found = ask_value(connection, _PUBLIC, (id,))
    return None if found is None else int(found)


def contents_below(
    connection: Connection, id: ArticleId, number: int, limit: int
) -> Iterator[tuple[int, Content]]:
    """From that number down, each with its number. Raises ``LibraryError``."""
    rows = ask_plain(connection, _IDS, (id, number, limit))
    texts = restored(connection, [revision for _, revision in rows])
    for n, revision in rows:
        yield n, content_in(texts[revision])


def contents_of_numbers(connection: Connection, id: ArticleId, numbers: Sequence[int]) -> dict[int, Content]:
    """With what was merged since under its new id; what is not there is left out. Raises ``LibraryError``."""
    found: dict[int, Content] = {}
    for number in numbers:
        row = row_of(connection, id, number)
        if row is not None:
            found[number] = living(connection, content_in(restored(connection, [row.id])[row.id]))
    return found


def _row(
    article_id: ArticleId, id: int, number: int, kind: str, at: int, by: str, name: str | None
) -> RevisionRow:
    return RevisionRow(RevisionId(id), article_id, number, kind, known_moment(at), by, name)
