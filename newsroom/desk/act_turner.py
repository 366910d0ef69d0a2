"""Turns acts of the log back and forth: their undo, their redo, and what a program that was killed had half done."""

import contextlib
import logging
from collections.abc import Iterator, Sequence

from newsroom.desk import act_batches
from newsroom.desk.act_batches import Steps, apply_steps, changed_since, refuse_missing
from newsroom.desk.act_steps import TrashStep
from newsroom.desk.act_work import BUSY, Work, cancelled_in_words, steps_of
from newsroom.desk.publicity import show_again
from newsroom.domain.acts import Act, ActId, ActState, Turned
from newsroom.domain.errors import RefusedError
from newsroom.domain.times import now
from newsroom.storage import act_log
from newsroom.storage.act_batch import Batch, LeftOver
from newsroom.storage.act_steps import CHANGED_SINCE
from newsroom.storage.act_versions import count_back, count_up_only
from newsroom.storage.articles import load_articles
from newsroom.storage.row_images import Image, Images, put_back
from newsroom.storage.store import Connection
from newsroom.storage.used import ids_using, still_used

_KNOWN_FIRST = "merged"
_SEEN = ("tag", "series", "section")
_log = logging.getLogger(__name__)


class Turner(Work):
    """Turns one act of the log back or forth. One for each."""

    def undo(self, id: ActId) -> Turned:
        """Raises ``RefusedError`` where it cannot be undone; what was changed since is left, article by article."""
        with cancelled_in_words(), self._turning(id, ActState.DONE, "undone") as big:
            if big:
                self._in_batches(id, back=True)
            else:
                with self._store.write(many=True) as connection:
                    self._turn_rows_back(connection, id)
                    self._revert(connection, id, act_log.articles_of(connection, id))
                    self._show_unmerged(connection, id)
                    self._token.raise_if_cancelled()
                    self._settle(connection, id, ActState.UNDONE)
        return self._turned(id)

    def redo(self, id: ActId) -> Turned:
        """Does it again, to the same articles. Raises ``RefusedError``."""
        with cancelled_in_words(), self._turning(id, ActState.UNDONE, "done again") as big:
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
                if back:
                    self._show_unmerged(connection, id)
                else:
                    self._apply_again(connection, id, self._articles_using(connection, id))
                    self._turn_rows_forth(connection, id)
                self._settle(connection, id, ActState.UNDONE if back else ActState.DONE)
        except BaseException:
            self._turn_round(id, done, back=back)
            raise

    def _begin_turn(self, id: ActId, *, back: bool) -> tuple[Steps, Sequence[int]]:
        with self._store.write(many=True) as connection:
            steps, _ = steps_of(connection, id)
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
            steps, _ = steps_of(connection, id)
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

    def _apply_again(self, connection: Connection, id: ActId, ids: Sequence[int]) -> None:
        steps, differ = steps_of(connection, id)
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
        steps, _ = steps_of(connection, id)
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

    def _show_unmerged(self, connection: Connection, id: ActId) -> None:
        """The merge is undone: pages that other undos brought back from before it show what they said then."""
        for image in act_log.images_of(connection, id):
            if image.table != _KNOWN_FIRST or image.after is None or image.key["kind"] not in _SEEN:
                continue
            kind, target = image.key["kind"], image.after["target_id"]
            ids = act_log.brought_back_since(connection, id, kind, target)
            for stored in load_articles(connection, ids).values():
                show_again(connection, stored)

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

    @contextlib.contextmanager
    def _turning(self, id: ActId, state: ActState, what: str) -> Iterator[bool]:
        """Refuses what cannot be turned now; answers whether it takes batches, and then nobody else is at it."""
        act = self._act(id)
        if act.state is not state:
            raise RefusedError(_NOT_NOW.get(act.state, BUSY).format(what))
        with self._store.read(self._token) as connection:
            steps, _ = steps_of(connection, id)
            big = len(act_log.articles_of(connection, id)) > act_batches.size_of(steps)
        with self._alone() if big else contextlib.nullcontext():
            yield big

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        lock = self._lock()
        if lock is None:
            raise RefusedError(BUSY)
        try:
            self._take_back_all()
            self._left, self._n_changed, self._n_already = LeftOver(), 0, 0
            yield
        finally:
            lock.release()

    def _turned(self, id: ActId) -> Turned:
        act = self._act(id)
        _log.info("act %d %s by %s: %d articles", id, act.state.value, self._by, self._n_changed)
        return Turned(act, self._n_changed, self._left.n, self._named())


_NOT_NOW = {
    ActState.UNDONE: "The act is undone already. Nothing was changed.",
    ActState.DONE: "The act was not undone. Nothing was changed.",
    ActState.BROKEN_OFF: "The act was broken off and is not done; it cannot be {}. Nothing was changed.",
}


def _name(image: Image) -> str:
    values = image.after or image.before or {}
    return f"“{values.get('name') or values.get('slug') or image.table}”"
