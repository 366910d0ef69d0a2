"""What doing an act and turning it back have in common: batches, the rows of small tables, the entry of the log."""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from newsroom.desk import act_batches
from newsroom.desk.act_batches import Steps
from newsroom.desk.act_steps import steps_from_json
from newsroom.desk.library import Library, said_in_words
from newsroom.domain.acts import Act, ActCancelledError, ActId, ActProgress, ActState, Left
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NotFoundError
from newsroom.domain.ids import ArticleId
from newsroom.domain.times import now
from newsroom.storage import act_log
from newsroom.storage.act_batch import LeftOver
from newsroom.storage.choosing import headlines_of
from newsroom.storage.locks import ProcessLock
from newsroom.storage.store import Connection

_LOCK = "acts.lock"
_GAP_S = 0.02
_CANCELLED = "The act was cancelled. Nothing was changed."
BUSY = "Another act on many articles is under way in this library. Nothing was changed; try again when it is done."

Progress = Callable[[ActProgress], None]


class Work:
    """One act, done or turned: what it has changed so far, and what it had to leave. One for each."""

    def __init__(
        self, library: Library, *, by: str, progress: Progress | None = None, token: CancelToken | None = None
    ) -> None:
        self._library = library
        self._store = library.store
        self._by = by
        self._progress = progress or (lambda _: None)
        self._token = token or CancelToken()
        self._left = LeftOver()
        self._n_changed = 0
        self._n_already = 0

    def _settle(self, connection: Connection, id: ActId, state: ActState) -> None:
        """The entry of the log, once all is done."""
        values: dict[str, Any] = {"state": state, "n_left": self._left.n}
        if state is ActState.UNDONE:
            values |= {"undone_at": now(), "undone_by": self._by}
        else:
            values |= {"n_articles": self._n_changed, "undone_at": None, "undone_by": None}
        act_log.update_act(connection, id, **values)
        act_log.keep_left(connection, id, self._left)

    def _batches(self, ids: Sequence[int], steps: Steps) -> Iterator[Sequence[int]]:
        size = act_batches.size_of(steps)
        # What was told before, as of looking for them, is over; a batch of texts takes a second and more.
        self._progress(ActProgress(0, len(ids)))
        for start in range(0, len(ids), size):
            self._token.raise_if_cancelled()
            yield ids[start : start + size]
            self._progress(ActProgress(min(start + size, len(ids)), len(ids)))
            # For saves that wait, of this process and of others.
            time.sleep(_GAP_S)

    def _lock(self) -> ProcessLock | None:
        with said_in_words(self._library.path):
            return ProcessLock.take(self._library.path / _LOCK)

    def _act(self, id: ActId) -> Act:
        with self._store.read() as connection:
            act = act_log.load_act(connection, id)
        if act is None:
            raise NotFoundError(f"There is no act {id} in the log.")
        return act

    def _named(self) -> tuple[Left, ...]:
        with self._store.read() as connection:
            return named_left(connection, self._left.first)


def named_left(connection: Connection, left: Sequence[tuple[ArticleId, str]]) -> tuple[Left, ...]:
    """With the headlines of today."""
    headlines = headlines_of(connection, [id for id, _ in left])
    return tuple(Left(why, id, headlines.get(id, "")) for id, why in left)


def steps_of(connection: Connection, id: ActId) -> tuple[Steps, bool]:
    items, differ = act_log.steps_of(connection, id)
    return steps_from_json(items), differ


@contextlib.contextmanager
def cancelled_in_words() -> Iterator[None]:
    try:
        yield
    except CancelledError as error:
        raise ActCancelledError(_CANCELLED) from error
