"""The log of acts: what was done to many articles or to what they are sorted under, undone and done again."""

from newsroom.desk.act_runner import Progress, Runner
from newsroom.desk.act_work import named_left
from newsroom.desk.library import Library
from newsroom.domain.acts import Act, ActId, ActPage, Left, Turned
from newsroom.domain.cancel import CancelToken
from newsroom.domain.errors import NotFoundError
from newsroom.storage import act_log


def list_acts(library: Library, *, before: ActId | None = None, limit: int = 100) -> ActPage:
    """The acts older than ``before``, newest first; None begins. The same cost at any depth."""
    with library.store.read() as connection:
        return act_log.list_acts(connection, before, limit)


def get_act(library: Library, id: ActId) -> Act:
    """One entry. Raises ``NotFoundError``."""
    with library.store.read() as connection:
        act = act_log.load_act(connection, id)
    if act is None:
        raise NotFoundError(f"There is no act {id} in the log.")
    return act


def left_of(library: Library, id: ActId) -> tuple[Left, ...]:
    """What the act, or its last undo or redo, did not change, and why: the first two hundred."""
    with library.store.read() as connection:
        return named_left(connection, act_log.left_of(connection, id))


def last_act(library: Library) -> Act | None:
    """The newest act that is done and was not undone, if there is one."""
    with library.store.read() as connection:
        return act_log.last_done(connection)


def undo_act(
    library: Library,
    id: ActId,
    *,
    by: str,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Turned:
    """Takes an act back, as fast as it was done. What was changed since is left, and named.

    Acts may be undone in any order. Raises ``RefusedError`` where it is not done, and where what it renamed or merged
    was changed since; ``NotFoundError``; ``ActCancelledError``, and the act stands as before.
    """
    return Runner(library, by=by, progress=progress, token=token).undo(id)


def redo_act(
    library: Library,
    id: ActId,
    *,
    by: str,
    progress: Progress | None = None,
    token: CancelToken | None = None,
) -> Turned:
    """Does an act again that was undone, to the same articles. Raises as ``undo_act``."""
    return Runner(library, by=by, progress=progress, token=token).redo(id)


def take_back_unfinished(library: Library, *, by: str, progress: Progress | None = None) -> tuple[Act, ...]:
    """After opening: takes back what programs that were killed had half done; answers those acts, mostly none.

    What another program is at now is left alone. Beside the window's first list, not before it.
    """
    if library.read_only:
        return ()
    return Runner(library, by=by, progress=progress).take_back_unfinished()
