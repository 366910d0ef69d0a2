"""Series: completed by name, made when they are new, and an article's place among their members."""

import logging
from collections.abc import Collection

from newsroom.desk.library import Library
from newsroom.domain.article import ArticleRow, Series, SeriesPlace
from newsroom.domain.ids import ArticleId, SeriesId
from newsroom.storage import completing, series
from newsroom.storage.rows import load_public_rows

_log = logging.getLogger(__name__)


def complete_series(library: Library, text: str, *, limit: int = 12) -> tuple[Series, ...]:
    """Series with words that begin with those typed, in any order; those told last first, an exact name before all."""
    with library.store.read() as connection:
        return completing.complete_series(connection, text, limit)


def ensure_series(library: Library, name: str, *, earlier_elsewhere: int = 0, by: str) -> Series:
    """The series of that name, as it is; else a new one with so many earlier articles beyond this library.

    Raises ``RefusedError``.
    """
    with library.store.write() as connection:
        found = series.ensure_series(connection, name, earlier_elsewhere=earlier_elsewhere)
    _log.debug("series %d wanted by %s", found.id, by)
    return found


def set_earlier_elsewhere(library: Library, series_id: SeriesId, n: int, *, by: str) -> Series:
    """How many articles the series has beyond this library. Raises ``RefusedError``, ``NotFoundError``."""
    with library.store.write() as connection:
        changed = series.set_earlier_elsewhere(connection, series_id, n)
    _log.info("series %d has %d articles elsewhere, by %s", series_id, n, by)
    return changed


def series_places(
    library: Library, article_id: ArticleId | None, series_ids: Collection[SeriesId]
) -> tuple[SeriesPlace, ...]:
    """Where the article stands in each of these series, in their order; None is an article not saved yet.

    One that readers do not see in the series counts itself too: what it will be once it is published.
    """
    with library.store.read() as connection:
        return series.load_series_places(connection, article_id, series_ids)


def neighbours(
    library: Library, article_id: ArticleId, series_id: SeriesId
) -> tuple[ArticleRow | None, ArticleRow | None]:
    """The published articles before and after this one's place in the series, with the headlines that readers see."""
    with library.store.read() as connection:
        ids = series.load_series_neighbours(connection, article_id, series_id)
        rows = load_public_rows(connection, [id for id in ids if id is not None])
    before, after = (None if id is None else rows.get(id) for id in ids)
    return before, after
