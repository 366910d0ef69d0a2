"""Kept searches: made, changed, put in order, asked and counted. What their names stood for is remembered with them."""

import logging
from collections.abc import Iterable
from typing import Any

from newsroom.desk.asking import query_of, read_line
from newsroom.desk.library import Library
from newsroom.desk.query_reading import Known
from newsroom.domain.asked import Asked
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.names import name_key, tidy
from newsroom.domain.query import Match, Order
from newsroom.domain.query_language.parsing import parse_line
from newsroom.domain.searches import SavedSearch, SearchId
from newsroom.domain.text_buffer import storable
from newsroom.domain.times import now
from newsroom.storage import lists, searches
from newsroom.storage.store import Connection

_log = logging.getLogger(__name__)
_LONGEST_TEXT = 4_000


def list_searches(library: Library) -> tuple[SavedSearch, ...]:
    """All of them, in the order of the sidebar."""
    with library.store.read() as connection:
        return searches.list_searches(connection)


def find_search(library: Library, name: str) -> SavedSearch:
    """The one of that name. Raises ``NotFoundError``."""
    with library.store.read() as connection:
        found = searches.find_search(connection, storable(name))
    if found is None:
        raise NotFoundError(f"There is no kept search “{tidy(name)}”.")
    return found


def save_search(
    library: Library, name: str, text: str, *, order: Order = Order.NEWEST, by: str
) -> SavedSearch:
    """Keeps a line of search at the end of the sidebar.

    Raises ``RefusedError`` for an empty name, for one that is taken, and for a line that asks nothing.
    """
    with library.store.write() as connection:
        values = {"list_order": order.value, "created_at": now()}
        values |= _named(connection, name) | _written(connection, text, {})
        id = searches.insert_search(connection, values, None)
        made = _stored(connection, id)
    _log.info("search %d kept by %s", id, by)
    return made


def change_search(
    library: Library,
    id: SearchId,
    *,
    name: str | None = None,
    text: str | None = None,
    order: Order | None = None,
    by: str,
) -> SavedSearch:
    """Another name, line or order. Raises as ``save_search``, and ``NotFoundError``."""
    with library.store.write() as connection:
        known = _known(_stored(connection, id))
        values: dict[str, Any] = {} if order is None else {"list_order": order.value}
        if name is not None:
            values |= _named(connection, name, id)
        if text is not None:
            values |= _written(connection, text, known)
        searches.update_search(connection, id, values)
        changed = _stored(connection, id)
    _log.info("search %d changed by %s", id, by)
    return changed


def move_search(library: Library, id: SearchId, position: int, *, by: str) -> tuple[SavedSearch, ...]:
    """To that place from 0; answers all in their order. Raises ``NotFoundError``."""
    with library.store.write() as connection:
        _stored(connection, id)
        searches.move_search(connection, id, position)
        ordered = searches.list_searches(connection)
    _log.info("search %d moved by %s", id, by)
    return ordered


def delete_search(library: Library, id: SearchId, *, by: str) -> SavedSearch:
    """Forgets it; answers it as it was, for ``restore_search``. Raises ``NotFoundError``."""
    with library.store.write() as connection:
        gone = _stored(connection, id)
        searches.delete_search(connection, id)
    _log.info("search %d deleted by %s", id, by)
    return gone


def restore_search(library: Library, search: SavedSearch, position: int, *, by: str) -> SavedSearch:
    """One that was deleted, at that place from 0, under a new id. Raises ``RefusedError`` where its name is taken."""
    with library.store.write() as connection:
        values = {
            "text": search.text,
            "known": [list(one) for one in search.known],
            "list_order": search.order.value,
            "created_at": search.created_at,
        }
        id = searches.insert_search(connection, values | _named(connection, search.name), position)
        made = _stored(connection, id)
    _log.info("search %d put back by %s", id, by)
    return made


def ask_search(library: Library, search: SavedSearch, *, token: CancelToken | None = None) -> Asked:
    """What it asks of the library now: whole words, also in the texts."""
    with library.store.read(token) as connection:
        return _asked(connection, search)


def count_search(library: Library, search: SavedSearch, *, token: CancelToken | None = None) -> int:
    """The exact number of its articles; visits every hit, unless a counter knows it."""
    with library.store.read(token) as connection:
        return lists.count_list(connection, _asked(connection, search).query)


def counts_at_once(library: Library, kept: Iterable[SavedSearch]) -> dict[SearchId, int | None]:
    """The numbers that counters know; None is to be counted beside the window (``count_search``)."""
    with library.store.read() as connection:
        return {
            search.id: lists.count_at_once(connection, _asked(connection, search).query) for search in kept
        }


def _asked(connection: Connection, search: SavedSearch) -> Asked:
    reading = read_line(connection, parse_line(search.text), Match.FULL_TEXT, _known(search))
    query = query_of(reading, Match.FULL_TEXT, search.order)
    return Asked(search.text, query, reading.terms, reading.mistakes)


def _stored(connection: Connection, id: SearchId) -> SavedSearch:
    found = searches.load_search(connection, id)
    if found is None:
        raise NotFoundError(f"There is no kept search {id}.")
    return found


def _named(connection: Connection, name: str, id: SearchId | None = None) -> dict[str, Any]:
    name = tidy(storable(name))
    if not name_key(name):
        raise RefusedError("A kept search needs a name. Nothing was changed.")
    other = searches.find_search(connection, name)
    if other is not None and other.id != id:
        raise RefusedError(f"There is a kept search “{other.name}” already. Nothing was changed.")
    return {"name": name, "name_key": name_key(name)}


def _written(connection: Connection, text: str, known: Known) -> dict[str, Any]:
    text = tidy(storable(text))
    line = parse_line(text)
    if not line.parts or len(text) > _LONGEST_TEXT:
        raise RefusedError("A kept search needs a line that asks for something, of a page at most.")
    reading = read_line(connection, line, Match.FULL_TEXT, known)
    remembered = known | reading.named
    return {"text": text, "known": [[link, key, id] for (link, key), id in sorted(remembered.items())]}


def _known(search: SavedSearch) -> Known:
    return {(link, key): id for link, key, id in search.known}
