"""A first look at a library's lists before SQLAlchemy is loaded, which takes longer than all the rest of a start.

Reads with the driver alone, and answers nothing where anything is not as it should be: opening says why.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsroom.domain.ids import ArticleId, SectionId, SeriesId
from newsroom.domain.listing import ArticleRow, Section, Series, State
from newsroom.domain.query import ListPage, Overview
from newsroom.storage.connecting import connect_bare
from newsroom.storage.schema import VERSION, read_mark

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROWS = """
SELECT a.id, a.search_key, a.headline, a.state, s.name, a.label, a.language, a.n_words, a.updated_at, a.published_at
FROM article a INDEXED BY ix_article_listed LEFT JOIN section s ON s.id = a.section_id
WHERE a.trashed_at IS NULL ORDER BY a.search_key DESC LIMIT ?
"""
_SECTIONS = "SELECT id, name, slug, n_articles, n_published FROM section ORDER BY position, id"
_SERIES = "SELECT id, name, slug, earlier_elsewhere, n_published FROM series ORDER BY last_key DESC, id DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class Glance:
    """The newest rows, and what is where."""

    page: ListPage
    overview: Overview


def glance(path: Path, *, n_rows: int, n_series: int) -> Glance | None:
    """What the lists of a database begin with; None where that cannot be seen at once. Milliseconds. Any thread."""
    try:
        with closing(connect_bare(path, write=False)) as connection:
            mark = read_mark(connection)
            if not mark.is_ours or mark.version != VERSION:
                return None
            connection.execute("BEGIN")
            return _read(connection, n_rows, n_series)
    except (sqlite3.Error, UnicodeDecodeError, ValueError):
        return None


def _read(connection: sqlite3.Connection, n_rows: int, n_series: int) -> Glance:
    rows = [_row(values) for values in connection.execute(_ROWS, (n_rows + 1,))]
    counts: dict[str, int] = dict(connection.execute("SELECT state, n FROM state_count"))
    states = {state: counts.get(state.value, 0) for state in State}
    sections = tuple(Section(SectionId(id), *rest) for id, *rest in connection.execute(_SECTIONS))
    series = tuple(Series(SeriesId(id), *rest) for id, *rest in connection.execute(_SERIES, (n_series,)))
    overview = Overview(states, sections, series, sum(states.values()), counts.get("trashed", 0))
    return Glance(ListPage(tuple(rows[:n_rows]), more=len(rows) > n_rows), overview)


def _row(values: tuple[Any, ...]) -> ArticleRow:
    id, key, headline, state, section, label, language, n_words, updated_at, published_at = values
    published = None if published_at is None else _moment(published_at)
    return ArticleRow(
        ArticleId(id),
        key,
        headline,
        State(state),
        section,
        label,
        language,
        n_words,
        _moment(updated_at),
        published,
    )


def _moment(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)
