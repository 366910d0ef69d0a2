"""What was asked of a library and is true until anybody writes: kept beside the connection that asked, and bounded.

Drafts that are asked about one after the other, or again with each pause in typing, have words, tags and articles in
common. SQLite's own number says whether the file is as it was: of others' writes ``data_version``, of the connection's
own ``total_changes``. To ask costs microseconds.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection

_MOST = 32_000
"""Of a kind; a fact of an article takes half a kilobyte, a word a tenth."""
_MEMORY = "newsroom_memory"
_K = TypeVar("_K")
_V = TypeVar("_V")


def remembered(
    connection: Connection,
    kind: str,
    wanted: Collection[_K],
    ask: Callable[[list[_K]], Mapping[_K, _V]],
) -> dict[_K, _V]:
    """What ``ask`` answers of those that are wanted, in their order; it is asked only about what is not known yet."""
    known = _memory(connection).setdefault(kind, {})
    new = [key for key in wanted if key not in known]
    if len(known) + len(new) > _MOST:
        known.clear()
        new = [*wanted]
    if new:
        known.update(dict.fromkeys(new))
        known.update(ask(new))
    return {key: value for key in wanted if (value := known[key]) is not None}


def _memory(connection: Connection) -> dict[str, dict[Any, Any]]:
    driver: Any = connection.connection.driver_connection
    (version,) = driver.execute("PRAGMA data_version").fetchone()
    number = (version, driver.total_changes)
    before, memory = connection.info.get(_MEMORY, (None, {}))
    if before != number:
        memory = {}
        connection.info[_MEMORY] = (number, memory)
    found: dict[str, dict[Any, Any]] = memory
    return found
