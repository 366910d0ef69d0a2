"""What rows of revisions hold, read: whole, or through the newer revisions that they stand on."""

import json
import zlib
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.article import Content
from newsroom.domain.errors import LibraryError
from newsroom.domain.serial import content_from_json
from newsroom.storage import deltas
from newsroom.storage.asking import ask_plain, id_list

_DAMAGED = "A kept revision of this article is damaged. The article itself is safe."
# The rows, and all that they stand on. A base is newer than what stands on it, so that the walk ends.
_CHAINS = """
WITH RECURSIVE chain(id, base_id, number) AS (
    SELECT id, base_id, number FROM revision WHERE id IN (SELECT value FROM json_each(?))
    UNION
    SELECT r.id, r.base_id, r.number FROM chain c CROSS JOIN revision r ON r.id = c.base_id AND r.number > c.number
)
SELECT r.id, r.base_id, r.content FROM chain c CROSS JOIN revision r ON r.id = c.id
"""
Stored = tuple[int, int | None, bytes]
"""Id, id of the base, and the bytes of a row."""


def restored(connection: Connection, ids: Collection[int]) -> dict[int, bytes]:
    """The contents of several revisions as JSON; what is not there is left out. One statement.

    Raises ``LibraryError`` where one is damaged, or one that it stands on.
    """
    rows = {row[0]: row for row in ask_plain(connection, _CHAINS, (id_list(ids),))}
    done: dict[int, bytes] = {}
    return {id: _restored(id, rows, done) for id in ids if id in rows}


def values_of(connection: Connection, rows: Collection[Stored]) -> dict[int, dict[str, Any]]:
    """Contents as plain values, of rows that were read already: whole ones, as most are, cost no statement."""
    others = restored(connection, [id for id, base, _ in rows if base is not None])
    return {id: _values(inflated(data) if base is None else others[id]) for id, base, data in rows}


def contents_of(connection: Connection, rows: Collection[Stored]) -> dict[int, Content]:
    """The same, as contents."""
    return {id: _content(values) for id, values in values_of(connection, rows).items()}


def content_in(data: bytes) -> Content:
    """A content of its JSON. Raises ``LibraryError``."""
    return _content(_values(data))


def unpack(data: bytes) -> Content:
    """The inverse of ``packing.packed``: the content of a row that is whole. Raises ``LibraryError``."""
    return content_in(inflated(data))


def inflated(data: bytes) -> bytes:
    """The JSON of a row that is whole; its stream has a checksum of its own. Raises ``LibraryError``."""
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise LibraryError(_DAMAGED) from error


def apply(base: bytes, data: bytes) -> bytes:
    """The JSON of a row that stands on another. Raises ``LibraryError``."""
    try:
        return deltas.apply(base, data)
    except deltas.DeltaError as error:
        raise LibraryError(_DAMAGED) from error


def _restored(id: int, rows: Mapping[int, Stored], done: dict[int, bytes]) -> bytes:
    """Without recursion: a chain may be longer than Python's stack."""
    chain = []
    while id not in done:
        if id not in rows or id in chain:
            raise LibraryError(_DAMAGED)
        chain.append(id)
        base = rows[id][1]
        if base is None:
            done[id] = inflated(rows[id][2])
        else:
            id = base
    for id in reversed(chain):
        base = rows[id][1]
        if base is not None:
            done[id] = apply(done[base], rows[id][2])
    return done[id]


def _values(data: bytes) -> dict[str, Any]:
    try:
        values = json.loads(data)
    except ValueError as error:
        raise LibraryError(_DAMAGED) from error
    if not isinstance(values, dict):
        raise LibraryError(_DAMAGED)
    return values


def _content(values: Mapping[str, Any]) -> Content:
    try:
        return content_from_json(values)
    except (ValueError, KeyError, TypeError) as error:
        raise LibraryError(_DAMAGED) from error
