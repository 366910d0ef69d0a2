"""Care for a library: what is derived made anew, and what saves leave for a quiet moment."""

import contextlib
import logging
from datetime import datetime

from newsroom.desk.library import Library
from newsroom.domain.errors import NewsroomError
from newsroom.domain.times import now
from newsroom.storage import rebuilding
from newsroom.storage.tending import merge_some
from newsroom.storage.timeline import thin_some

_SAVES_THAT_MAY_WAIT = 6
_MOST_ROUNDS = 4
_MOST_THINNED = 3
_MOST_AFTER_COMMAND = 2
_log = logging.getLogger(__name__)


def tend(library: Library) -> None:
    """Merges what saves have added to the search indexes, thins what is old in histories, and empties the log.

    So that no save has to do it.

    For the write lane, some seconds after a save: nothing for the first few; then tens of milliseconds, in
    transactions of a few each. Of articles it changes nothing that can be read. Raises ``LibraryError``.
    """
    store = library.store
    if store.read_only or store.n_written < _SAVES_THAT_MAY_WAIT:
        return
    for _ in range(_MOST_ROUNDS):
        with store.write() as connection:
            if not merge_some(connection):
                break
    thin_histories(library, most=_MOST_THINNED)
    store.checkpoint()


def thin_histories(library: Library, *, most: int = 1_000_000, at: datetime | None = None) -> int:
    """Thins the fine timelines that are due, of at most so many articles: a transaction each, some ten milliseconds.

    ``at`` is the present. Answers of how many. Raises ``LibraryError``.
    """
    at = at or now()
    for n in range(most):
        with library.store.write() as connection:
            if not thin_some(connection, at):
                return n
    return most


def thin_after_command(library: Library) -> None:
    """Thins a little after a command that wrote, so that a library in which no window ever rests is thinned as well.

    Some ten milliseconds where something is due, a look at one index where nothing is. A failure is nobody's concern.
    """
    with contextlib.suppress(NewsroomError):
        thin_histories(library, most=_MOST_AFTER_COMMAND)


def rebuild_derived(library: Library, *, by: str) -> None:
    """Makes counters, copies and search indexes anew from the articles, in one transaction. Texts are not touched.

    Seconds for 10,000 articles; meanwhile nobody else can write.
    """
    with library.store.write() as connection:
        rebuilding.rebuild_derived(connection)
    _log.info("counters and indexes rebuilt by %s", by)
