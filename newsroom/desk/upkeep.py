"""Care for a library: what is derived made anew, and what saves leave for a quiet moment."""

import logging

from newsroom.desk.library import Library
from newsroom.storage import rebuilding
from newsroom.storage.tending import merge_some

_SAVES_THAT_MAY_WAIT = 6
_MOST_ROUNDS = 4
_log = logging.getLogger(__name__)


def tend(library: Library) -> None:
    """Merges what saves have added to the search indexes and empties the log, so that no save has to do it.

    For the write lane, some seconds after a save: nothing for the first few; then tens of milliseconds, in
    transactions of a few each. Changes nothing that can be read. Raises ``LibraryError``.
    """
    store = library.store
    if store.read_only or store.n_written < _SAVES_THAT_MAY_WAIT:
        return
    for _ in range(_MOST_ROUNDS):
        with store.write() as connection:
            if not merge_some(connection):
                break
    store.checkpoint()


def rebuild_derived(library: Library, *, by: str) -> None:
    """Makes counters, copies and search indexes anew from the articles, in one transaction. Texts are not touched.

    Seconds for 10,000 articles; meanwhile nobody else can write.
    """
    with library.store.write() as connection:
        rebuilding.rebuild_derived(connection)
    _log.info("counters and indexes rebuilt by %s", by)
