"""The archive: lists by key, searches, counts, and the overview. Lists never go by offset."""

from collections.abc import Collection

from newsroom.desk.library import Library
from newsroom.domain.article import State
from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import KeyMap, ListPage, ListQuery, Overview
from newsroom.domain.row_details import RowDetails
from newsroom.storage import lists
from newsroom.storage.numbers import TRASHED
from newsroom.storage.row_details import load_row_details
from newsroom.storage.sections import list_sections
from newsroom.storage.series import last_told

__all__ = ["Overview", "count_articles", "key_map", "list_articles", "overview", "row_details"]

# So many series stand in an overview: those told last.
_SERIES = 50


def list_articles(
    library: Library,
    query: ListQuery,
    *,
    before: int | None = None,
    limit: int = 100,
    token: CancelToken | None = None,
) -> ListPage:
    """The rows that follow the one whose key is ``before``; None begins. Raises ``CancelledError`` for ``token``.

    Costs the same at any depth. By best match, a row that has left the list since is followed by none.
    """
    with library.store.read(token) as connection:
        return lists.list_page(connection, query, before=before, limit=limit)


def count_articles(library: Library, query: ListQuery, *, token: CancelToken | None = None) -> int:
    """The exact number of rows. At once for a list with one filter; a search visits every hit."""
    with library.store.read(token) as connection:
        return lists.count_list(connection, query)


def key_map(
    library: Library, query: ListQuery, *, step: int = 500, token: CancelToken | None = None
) -> KeyMap:
    """The keys of the rows ``step``, 2 × ``step`` …, from 1, and the exact number of rows. Visits every row.

    ``list_articles`` with the n-th of them as ``before`` begins at row n × ``step`` + 1. By best match, the number is
    that of the rows that are ranked.
    """
    with library.store.read(token) as connection:
        return lists.map_keys(connection, query, step=step)


def row_details(
    library: Library, ids: Collection[ArticleId], *, token: CancelToken | None = None
) -> dict[ArticleId, RowDetails]:
    """Names of tags, series and bylines, for the rows of a table that are on the screen: three statements."""
    with library.store.read(token) as connection:
        return load_row_details(connection, ids)


def overview(library: Library) -> Overview:
    """What the sidebar shows, from counters alone: three short statements."""
    with library.store.read() as connection:
        counts = lists.count_states(connection)
        states = {state: counts[state.value] for state in State}
        return Overview(
            states=states,
            sections=list_sections(connection),
            series=last_told(connection, _SERIES),
            total=sum(states.values()),
            trashed=counts[TRASHED],
        )
