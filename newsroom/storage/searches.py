"""Kept searches, in the order of the sidebar."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from newsroom.domain.names import name_key
from newsroom.domain.query import Order
from newsroom.domain.searches import SavedSearch, SearchId
from newsroom.storage.asking import Row, ask, ask_one, known_moment
from newsroom.storage.tables import saved_search

_COLUMNS = "id, name, text, known, list_order, created_at"
_ALL = f"SELECT {_COLUMNS} FROM saved_search ORDER BY position, id"
_ONE = f"SELECT {_COLUMNS} FROM saved_search WHERE id = ?"
_NAMED = f"SELECT {_COLUMNS} FROM saved_search WHERE name_key = ?"


def list_searches(connection: Connection) -> tuple[SavedSearch, ...]:
    """All of them, in their order."""
    return tuple(_search(row) for row in ask(connection, _ALL))


def load_search(connection: Connection, id: SearchId) -> SavedSearch | None:
    row = ask_one(connection, _ONE, (id,))
    return None if row is None else _search(row)


def find_search(connection: Connection, name: str) -> SavedSearch | None:
    """The search of that name, however it is spelt in capitals and spaces."""
    row = ask_one(connection, _NAMED, (name_key(name),))
    return None if row is None else _search(row)


def insert_search(connection: Connection, values: Mapping[str, Any], position: int | None) -> SearchId:
    """A new one at that place from 0, or at the end."""
    n = connection.execute(select(func.count()).select_from(saved_search)).scalar_one()
    place = n if position is None else max(0, min(position, n))
    _make_room(connection, place)
    statement = saved_search.insert().values(**values, position=place).returning(saved_search.c.id)
    return SearchId(connection.execute(statement).scalar_one())


def update_search(connection: Connection, id: SearchId, values: Mapping[str, Any]) -> None:
    if values:
        connection.execute(update(saved_search).where(saved_search.c.id == id).values(**values))


def delete_search(connection: Connection, id: SearchId) -> None:
    connection.execute(delete(saved_search).where(saved_search.c.id == id))


def move_search(connection: Connection, id: SearchId, position: int) -> None:
    """To that place from 0; the others keep their order."""
    ids = [search.id for search in list_searches(connection) if search.id != id]
    ids.insert(max(0, min(position, len(ids))), id)
    for place, one in enumerate(ids):
        update_search(connection, one, {"position": place})


def _make_room(connection: Connection, place: int) -> None:
    columns = saved_search.c
    for number, search in enumerate(list_searches(connection)):
        shifted = number + (number >= place)
        connection.execute(update(saved_search).where(columns.id == search.id).values(position=shifted))


def _search(row: Row) -> SavedSearch:
    return SavedSearch(
        id=SearchId(row["id"]),
        name=row["name"],
        text=row["text"],
        created_at=known_moment(row["created_at"]),
        order=Order(row["list_order"]),
        known=tuple((link, key, id) for link, key, id in json.loads(row["known"])),
    )
