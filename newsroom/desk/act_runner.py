"""Runs acts of order: in one transaction where that is short, else in batches that others can come between.

An act in batches is in the log from the beginning, as ``running``. Cancelled or failed, it takes back what it had done;
killed, it is found by the lock that no process holds any more, and taken back by the next one that looks.
"""

import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from newsroom.desk import act_batches
from newsroom.desk.act_batches import Steps, apply_steps, changed_since, refuse_missing
from newsroom.desk.act_steps import TrashStep, steps_from_json
from newsroom.desk.library import Library, said_in_words
from newsroom.domain.acts import Act, ActCancelledError, ActId, ActKind, ActProgress, ActState, Left, Turned
from newsroom.domain.bulk import Outcome
from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.errors import NotFoundError, RefusedError
from newsroom.domain.times import now
from newsroom.storage import act_log
from newsroom.storage.act_batch import Batch, LeftOver
from newsroom.storage.act_steps import CHANGED_SINCE, to_json
from newsroom.storage.act_versions import count_back, count_up_only
from newsroom.storage.choosing import Rule, headlines_of, sort_each
from newsroom.storage.locks import ProcessLock
from newsroom.storage.row_images import Image, Images, Watch, put_back, recording
from newsroom.storage.store import Connection
from newsroom.storage.used import ids_using, still_used

_LOCK = "acts.lock"
_GAP_S = 0.02
_BUSY = "Another act on many articles is under way in this library. Nothing was changed; try again when it is done."
_CANCELLED = "The act was cancelled. Nothing was changed."
_KNOWN_FIRST = "merged"
_ALL = Rule(already="0")
_log = logging.getLogger(__name__)

Progress = Callable[[ActProgress], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """An act that is to be done.

    ``find`` answers the articles in question, ``rule`` which of them change. ``begin``, in the first transaction, may
    refuse; it and ``rows``, in the last one, change rows of small tables, those that ``watches`` names. ``differ``:
    contents that were as published differ from it afterwards.
    """

    kind: ActKind
    words: str
    steps: Steps = ()
    find: Callable[[Connection], Sequence[int]] = lambda _: ()
    rule: Rule = _ALL
    begin: Callable[[Connection], None] = lambda _: None
    rows: Callable[[Connection], None] | None = None
    watches: tuple[Watch, ...] = ()
    differ: bool = True


class Runner:
    """Does one plan, or turns one act of the log back or forth. One for each."""

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

    def do(self, plan: Plan) -> Outcome:
        """Raises ``RefusedError``, ``ActCancelledError``; nothing is changed then."""
        with _cancelled_in_words():
            with self._store.read(self._token) as connection:
                ids = plan.find(connection)
            if len(ids) <= act_batches.size_of(plan.steps):
                act_id = self._do_at_once(plan)
            else:
                with self._alone():
                    act_id = self._do_in_batches(plan, ids)
        act = None if act_id is None else self._act(act_id)
        if act is not None:
            _log.info("act %d by %s: %d articles", act.id, self._by, self._n_changed)
        return Outcome(act, self._n_changed, self._n_already, self._left.n, self._named())

    def undo(self, id: ActId) -> Turned:
        """Raises ``RefusedError`` where it cannot be undone; what was changed since is left, article by article."""
        with _cancelled_in_words(), self._turning(id, ActState.DONE, "undone") as big:
            if big:
                self._in_batches(id, back=True)
            else:
                with self._store.write(many=True) as connection:
                    self._turn_rows_back(connection, id)
                    self._revert(connection, id, act_log.articles_of(connection, id))
                    self._token.raise_if_cancelled()
                    self._settle(connection, id, ActState.UNDONE)
        return self._turned(id)

    def redo(self, id: ActId) -> Turned:
        """Does it again, to the same articles. Raises ``RefusedError``."""
        with _cancelled_in_words(), self._turning(id, ActState.UNDONE, "done again") as big:
            if big:
                self._in_batches(id, back=False)
            else:
                with self._store.write(many=True) as connection:
                    self._turn_rows_forth(connection, id, first=True)
                    self._apply_again(connection, id, self._articles_again(connection, id))
                    self._turn_rows_forth(connection, id)
                    self._token.raise_if_cancelled()
                    self._settle(connection, id, ActState.DONE)
        return self._turned(id)

    def take_back_unfinished(self) -> tuple[Act, ...]:
        """What programs that ended had begun, if none is at it now."""
        with self._store.read() as connection:
            if not act_log.unfinished_acts(connection):
                return ()
        lock = self._lock()
        if lock is None:
            return ()
        try:
            return self._take_back_all()
        finally:
            lock.release()

    def _do_at_once(self, plan: Plan) -> ActId | None:
        with self._store.write(many=True) as connection:
            first = _recorded(connection, plan, plan.begin)
            act_id = self._insert(connection, plan)
            self._apply(connection, act_id, plan.steps, plan.find(connection), plan.rule, plan.differ)
            images = first + _recorded(connection, plan, plan.rows)
            self._token.raise_if_cancelled()
            if not self._n_changed and not images:
                act_log.delete_act(connection, act_id)
                return None
            act_log.update_act(connection, act_id, images=images)
            self._settle(connection, act_id, ActState.DONE)
        return act_id

    def _do_in_batches(self, plan: Plan, ids: Sequence[int]) -> ActId | None:
        with self._store.write(many=True) as connection:
            first = _recorded(connection, plan, plan.begin)
            act_id = self._insert(connection, plan)
            act_log.update_act(connection, act_id, images=first)
        try:
            for some in self._batches(ids, plan.steps):
                with self._store.write(many=True) as connection:
                    self._apply(connection, act_id, plan.steps, some, plan.rule, plan.differ)
                    act_log.update_act(connection, act_id, n_articles=self._n_changed)
            with self._store.write(many=True) as connection:
                if plan.rows is not None:
                    # What came under it while the batches ran.
                    self._apply(connection, act_id, plan.steps, plan.find(connection), plan.rule, plan.differ)
                images = first + _recorded(connection, plan, plan.rows)
                if self._n_changed or images:
                    act_log.update_act(connection, act_id, images=images)
                    self._settle(connection, act_id, ActState.DONE)
                else:
                    act_log.delete_act(connection, act_id)
                    return None
        except BaseException:
            self._take_back(act_id)
            raise
        return act_id

    def _in_batches(self, id: ActId, *, back: bool) -> None:
        """An undo or a redo in batches. Cancelled, it goes the way back; broken off, the undo is finished later."""
        steps, ids = self._begin_turn(id, back=back)
        done: list[Sequence[int]] = []
        try:
            for some in self._batches(ids, steps):
                with self._store.write(many=True) as connection:
                    self._revert(connection, id, some) if back else self._apply_again(connection, id, some)
                done.append(some)
            with self._store.write(many=True) as connection:
                if not back:
                    self._apply_again(connection, id, self._articles_using(connection, id))
                    self._turn_rows_forth(connection, id)
                self._settle(connection, id, ActState.UNDONE if back else ActState.DONE)
        except BaseException:
            self._turn_round(id, done, back=back)
            raise

    def _begin_turn(self, id: ActId, *, back: bool) -> tuple[Steps, Sequence[int]]:
        with self._store.write(many=True) as connection:
            steps, _ = _steps(connection, id)
            if back:
                self._turn_rows_back(connection, id)
                act_log.update_act(connection, id, state=ActState.UNDOING)
                return steps, act_log.articles_of(connection, id)
            refuse_missing(connection, steps)
            self._turn_rows_forth(connection, id, first=True)
            act_log.update_act(connection, id, state=ActState.RUNNING)
            return steps, self._articles_again(connection, id)

    def _turn_round(self, id: ActId, done: Sequence[Sequence[int]], *, back: bool) -> None:
        """After a cancelled undo or redo: all is as it was before."""
        with self._store.write(many=True) as connection:
            if back:
                self._turn_rows_forth(connection, id, first=True)
            else:
                self._turn_rows_back(connection, id)
        for some in done:
            with self._store.write(many=True) as connection:
                self._apply_again(connection, id, some) if back else self._revert(connection, id, some)
        with self._store.write(many=True) as connection:
            if back:
                self._turn_rows_forth(connection, id)
            act_log.update_act(connection, id, state=ActState.DONE if back else ActState.UNDONE)

    def _take_back_all(self) -> tuple[Act, ...]:
        with self._store.read() as connection:
            acts = act_log.unfinished_acts(connection)
        for act in acts:
            self._take_back(act.id, finish=act.state is ActState.UNDOING)
        return tuple(self._act(act.id) for act in acts)

    def _take_back(self, id: ActId, *, finish: bool = False) -> None:
        """Undoes all that an act has done so far, whatever the token says. ``finish``: it was being undone anyway."""
        with self._store.write(many=True) as connection:
            steps, _ = _steps(connection, id)
            self._turn_rows_back(connection, id)
            ids = act_log.articles_of(connection, id)
        for start in range(0, len(ids), act_batches.size_of(steps)):
            with self._store.write(many=True) as connection:
                self._revert(connection, id, ids[start : start + act_batches.size_of(steps)])
        with self._store.write(many=True) as connection:
            if finish:
                self._settle(connection, id, ActState.UNDONE)
            else:
                act_log.forget_changes(connection, id)
                act_log.update_act(connection, id, state=ActState.BROKEN_OFF, undone_at=now())
        _log.info("act %d taken back by %s", id, self._by)

    def _apply(
        self,
        connection: Connection,
        act_id: ActId,
        steps: Steps,
        ids: Sequence[int],
        rule: Rule,
        differ: bool,
    ) -> None:
        each = sort_each(connection, ids, rule)
        for why, refused in each.refused.items():
            self._left.add(refused, why)
        self._n_already += each.n_already
        n_left = self._left.n
        # A merge looks at what its tag was published on as well, though no article may have it any more.
        if each.changing or not all(step.content for step in steps):
            batch = Batch(connection, act_id, self._left)
            batch.choose(each.changing)
            apply_steps(batch, steps, differ)
        self._n_changed += len(each.changing) - (self._left.n - n_left)

    def _apply_again(self, connection: Connection, id: ActId, ids: Sequence[int]) -> None:
        steps, differ = _steps(connection, id)
        batch = Batch(connection, id, self._left)
        batch.choose(ids)
        n_left = self._left.n
        for batch.step, step in enumerate(steps):
            if sql := changed_since(step):
                batch.leave_out(sql, CHANGED_SINCE)
        for batch.step in range(len(steps)):
            batch.forget()
        apply_steps(batch, steps, differ)
        self._n_changed += len(ids) - (self._left.n - n_left)

    def _revert(self, connection: Connection, id: ActId, ids: Sequence[int]) -> None:
        steps, _ = _steps(connection, id)
        batch = Batch(connection, id, self._left)
        batch.choose(ids)
        n_left = self._left.n
        compared: list[int] = []
        for n, step in reversed(list(enumerate(steps))):
            batch.step = n
            compared += step.revert(batch) or ()
        if any(isinstance(step, TrashStep) for step in steps):
            count_up_only(batch)
        else:
            count_back(batch, compare_all=compared)
        self._n_changed += len(batch.touched()) or max(0, len(ids) - (self._left.n - n_left))

    def _articles_again(self, connection: Connection, id: ActId) -> list[int]:
        return sorted({*act_log.articles_of(connection, id), *self._articles_using(connection, id)})

    def _articles_using(self, connection: Connection, id: ActId) -> list[int]:
        """Articles that came since under what the act removes."""
        removed = [image for image in act_log.images_of(connection, id) if image.after is None]
        return ids_using(connection, [(image.table, image.key) for image in removed])

    def _turn_rows_back(self, connection: Connection, id: ActId) -> None:
        self._put(connection, act_log.images_of(connection, id), "undone")

    def _turn_rows_forth(self, connection: Connection, id: ActId, *, first: bool = False) -> None:
        """``first``: what has to be known before articles change, which old ids lead where."""
        images = tuple(
            image.turned()
            for image in act_log.images_of(connection, id)
            if not first or image.table == _KNOWN_FIRST
        )
        self._put(connection, images, "done again")

    def _put(self, connection: Connection, images: Images, what: str) -> None:
        used = still_used(connection, [(one.table, one.key) for one in images if one.before is None])
        if used:
            raise RefusedError(f"The act cannot be {what}: “{used}” is in use. Nothing was changed.")
        changed = put_back(connection, images)
        if changed:
            names = ", ".join(dict.fromkeys(_name(image) for image in changed))
            raise RefusedError(f"The act cannot be {what}: {names} was changed since. Nothing was changed.")

    def _insert(self, connection: Connection, plan: Plan) -> ActId:
        steps = [to_json(step) for step in plan.steps]
        return act_log.insert_act(
            connection,
            at=now(),
            by=self._by,
            kind=plan.kind,
            words=plan.words,
            steps=steps,
            differ=plan.differ,
        )

    def _settle(self, connection: Connection, id: ActId, state: ActState) -> None:
        """The entry of the log, once all is done."""
        values: dict[str, Any] = {"state": state, "n_left": self._left.n}
        if state is ActState.UNDONE:
            values |= {"undone_at": now(), "undone_by": self._by}
        else:
            values |= {"n_articles": self._n_changed, "undone_at": None, "undone_by": None}
        act_log.update_act(connection, id, **values)

    def _batches(self, ids: Sequence[int], steps: Steps) -> Iterator[Sequence[int]]:
        size = act_batches.size_of(steps)
        for start in range(0, len(ids), size):
            self._token.raise_if_cancelled()
            yield ids[start : start + size]
            self._progress(ActProgress(min(start + size, len(ids)), len(ids)))
            # For saves that wait, of this process and of others.
            time.sleep(_GAP_S)

    @contextlib.contextmanager
    def _turning(self, id: ActId, state: ActState, what: str) -> Iterator[bool]:
        """Refuses what cannot be turned now; answers whether it takes batches, and then nobody else is at it."""
        act = self._act(id)
        if act.state is not state:
            raise RefusedError(_NOT_NOW.get(act.state, _BUSY).format(what))
        with self._store.read(self._token) as connection:
            steps, _ = _steps(connection, id)
            big = len(act_log.articles_of(connection, id)) > act_batches.size_of(steps)
        with self._alone() if big else contextlib.nullcontext():
            yield big

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        lock = self._lock()
        if lock is None:
            raise RefusedError(_BUSY)
        try:
            self._take_back_all()
            self._left, self._n_changed, self._n_already = LeftOver(), 0, 0
            yield
        finally:
            lock.release()

    def _lock(self) -> ProcessLock | None:
        with said_in_words(self._library.path):
            return ProcessLock.take(self._library.path / _LOCK)

    def _act(self, id: ActId) -> Act:
        with self._store.read() as connection:
            act = act_log.load_act(connection, id)
        if act is None:
            raise NotFoundError(f"There is no act {id} in the log.")
        return act

    def _turned(self, id: ActId) -> Turned:
        act = self._act(id)
        _log.info("act %d %s by %s: %d articles", id, act.state.value, self._by, self._n_changed)
        return Turned(act, self._n_changed, self._left.n, self._named())

    def _named(self) -> tuple[Left, ...]:
        with self._store.read() as connection:
            headlines = headlines_of(connection, [id for id, _ in self._left.first])
        return tuple(Left(why, id, headlines.get(id, "")) for id, why in self._left.first)


_NOT_NOW = {
    ActState.UNDONE: "The act is undone already. Nothing was changed.",
    ActState.DONE: "The act was not undone. Nothing was changed.",
    ActState.BROKEN_OFF: "The act was broken off and is not done; it cannot be {}. Nothing was changed.",
}


def _recorded(connection: Connection, plan: Plan, change: Callable[[Connection], None] | None) -> Images:
    if change is None:
        return ()
    with recording(connection, plan.watches) as record:
        change(connection)
    return record.images


def _steps(connection: Connection, id: ActId) -> tuple[Steps, bool]:
    items, differ = act_log.steps_of(connection, id)
    return steps_from_json(items), differ


def _name(image: Image) -> str:
    values = image.after or image.before or {}
    return f"“{values.get('name') or values.get('slug') or image.table}”"


@contextlib.contextmanager
def _cancelled_in_words() -> Iterator[None]:
    try:
        yield
    except CancelledError as error:
        raise ActCancelledError(_CANCELLED) from error
