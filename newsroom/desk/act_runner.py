"""Does acts of order: in one transaction where that is short, else in batches that others can come between.

An act in batches is in the log from the beginning, as ``running``. Cancelled or failed, it takes back what it had done;
killed, it is found by the lock that no process holds any more, and taken back by the next one that looks.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsroom.desk import act_batches
from newsroom.desk.act_batches import Steps, apply_steps
from newsroom.desk.act_turner import Turner
from newsroom.desk.act_work import Progress, cancelled_in_words
from newsroom.domain.acts import ActId, ActKind, ActState
from newsroom.domain.bulk import Outcome
from newsroom.domain.times import now
from newsroom.storage import act_log
from newsroom.storage.act_batch import Batch
from newsroom.storage.act_steps import to_json
from newsroom.storage.choosing import Rule, sort_each
from newsroom.storage.row_images import Images, Watch, recording
from newsroom.storage.store import Connection

__all__ = ["Plan", "Progress", "Runner"]

_ALL = Rule(already="0")
_log = logging.getLogger(__name__)


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


class Runner(Turner):
    """Does one plan, or turns one act of the log back or forth. One for each."""

    def do(self, plan: Plan) -> Outcome:
        """Raises ``RefusedError``, ``ActCancelledError``; nothing is changed then."""
        with cancelled_in_words():
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


def _recorded(connection: Connection, plan: Plan, change: Callable[[Connection], None] | None) -> Images:
    if change is None:
        return ()
    with recording(connection, plan.watches) as record:
        change(connection)
    return record.images
