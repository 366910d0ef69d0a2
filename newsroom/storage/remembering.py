"""What was asked of a library and is true until anybody writes: kept beside the connection that asked, and bounded.

Drafts that are asked about one after the other, or again with each pause in typing, have words, tags and articles in
common. SQLite's own number says whether the file is as it was: of others' writes ``data_version``, of the connection's
own ``total_changes``. To ask costs microseconds.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection

_MOST = 32_000
"""Of a kind; a fact of an article takes half a kilobyte, a word a tenth."""
_MEMORY = "newsroom_memory"


class _Kept(NamedTuple):
    transaction: object
    version: int
    n_own: int
    memory: dict[str, dict[Any, Any]]


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
    """What is kept, empty where anybody wrote; asked once in a transaction, which sees the file as it was."""
    driver: Any = connection.connection.driver_connection
    transaction = connection.get_transaction()
    before: _Kept | None = connection.info.get(_MEMORY)
    n_own = driver.total_changes
    if before is not None and before.transaction is transaction is not None and before.n_own == n_own:
        return before.memory
    (version,) = driver.execute("PRAGMA data_version").fetchone()
    is_as_it_was = before is not None and (before.version, before.n_own) == (version, n_own)
    memory = before.memory if before is not None and is_as_it_was else {}
    connection.info[_MEMORY] = _Kept(transaction, version, n_own, memory)
    return memory
