"""Care for a library: what is derived made anew, and what saves leave for a quiet moment."""

import contextlib
import logging
import time
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
_MOST_AFTER_COMMAND_S = 10.0
_log = logging.getLogger(__name__)


def tend(library: Library, *, goes_on: bool = False) -> bool:
    """Merges what writes have added to the search indexes, thins what is old in histories, and empties the log.

    So that no save has to do it, and each search finds few parts to look into. Answers whether there is more to merge,
    for the next quiet moment, which says that it ``goes_on``.

    For the write lane, some seconds after a save: nothing for the first few; then tens of milliseconds, in
    transactions of a few each. Of articles it changes nothing that can be read. Raises ``LibraryError``.
    """
    store = library.store
    if store.read_only or (store.n_written < _SAVES_THAT_MAY_WAIT and not goes_on):
        return False
    is_left = all(_merged_some(library) for _ in range(_MOST_ROUNDS))
    thin_histories(library, most=_MOST_THINNED)
    store.checkpoint()
    return is_left


def tend_after_command(library: Library) -> None:
    """The same after a command that wrote, so that a library in which no window ever rests is cared for as well.

    Some ten milliseconds, and ten seconds at most, after an import of very many. A failure is nobody's concern.
    """
    with contextlib.suppress(NewsroomError):
        # Each transaction has left a part of its own at most; after few of them a merge would not be worth its time.
        until = time.monotonic() + _MOST_AFTER_COMMAND_S
        for _ in range(library.store.n_written if library.store.n_written >= _SAVES_THAT_MAY_WAIT else 0):
            if not _merged_some(library) or time.monotonic() > until:
                break
        thin_histories(library, most=_MOST_AFTER_COMMAND)


def _merged_some(library: Library) -> bool:
    with library.store.write() as connection:
        return merge_some(connection)


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


def rebuild_derived(library: Library, *, by: str) -> None:
    """Makes counters, copies and search indexes anew from the articles, in one transaction. Texts are not touched.

    Seconds for 10,000 articles; meanwhile nobody else can write.
    """
    with library.store.write() as connection:
        rebuilding.rebuild_derived(connection)
    _log.info("counters and indexes rebuilt by %s", by)
