"""The undo stack of an open draft: what joins into one step, how much is kept, how it is written down.

Applies nothing.
"""

import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from newsroom.domain.serial import value_from_json, value_to_json
from newsroom.domain.text_buffer import utf16_length

PAUSE_S = 0.8
MAX_STEPS = 10_000
MAX_BYTES = 8_000_000
_LONGEST_WORD = 64
_STEP_OVERHEAD = 200


@dataclass(frozen=True, slots=True)
class TextEdit:
    """``removed`` gave way to ``inserted`` in a text field. ``position`` counts UTF-16 units."""

    field: str
    position: int
    removed: str
    inserted: str

    def inverse(self) -> "TextEdit":
        return TextEdit(self.field, self.position, self.inserted, self.removed)

    @property
    def end(self) -> int:
        """The position behind what was inserted."""
        return self.position + utf16_length(self.inserted)


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """Another field of the content got a new value."""

    field: str
    before: object
    after: object

    def inverse(self) -> "FieldEdit":
        return FieldEdit(self.field, self.after, self.before)


Edit = TextEdit | FieldEdit


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back: edits in the order they happened."""

    edits: tuple[Edit, ...]

    def inverse(self) -> "Step":
        return Step(tuple(edit.inverse() for edit in reversed(self.edits)))

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(edit.field for edit in self.edits)

    @property
    def n_bytes(self) -> int:
        """About the memory it takes."""
        return _STEP_OVERHEAD + sum(_size(edit) for edit in self.edits)


def _size(edit: Edit) -> int:
    if isinstance(edit, TextEdit):
        return 2 * (len(edit.removed) + len(edit.inserted))
    return len(repr(edit.before)) + len(repr(edit.after))


class UndoStack:
    """Steps done and undone, oldest dropped beyond ``max_steps`` or ``max_bytes``. Not safe across threads.

    ``clock`` gives monotonic seconds; a pause of 800 ms between two edits ends a step.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        max_steps: int = MAX_STEPS,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._clock = clock
        self._max_steps = max_steps
        self._max_bytes = max_bytes
        self._done: deque[Step] = deque()
        self._undone: list[Step] = []
        self._n_bytes = 0
        self._open: list[Edit] = []
        self._sealed = False
        self._last_at = 0.0
        self._depth = 0

    @property
    def can_undo(self) -> bool:
        return bool(self._done or self._open)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def n_steps(self) -> int:
        return len(self._done) + bool(self._open)

    def record(self, edit: Edit, *, typing: bool = True) -> bool:
        """Takes an edit that has happened. With ``typing`` it may join the step before it.

        Returns whether it came after a pause: all that the clock has to say in it.
        """
        now = self._clock()
        paused = now - self._last_at >= PAUSE_S
        self._undone.clear()
        if self._depth:
            self._open.append(edit)
        elif self._open and typing and not self._sealed and not paused:
            joined = _join(self._open[-1], edit)
            if joined is None:
                self.break_step()
                self._open.append(edit)
            else:
                self._open[-1] = joined
        else:
            self.break_step()
            self._open.append(edit)
        self._last_at = now
        self._sealed = not typing or (isinstance(edit, TextEdit) and not _is_key(edit))
        return paused

    def break_step(self) -> bool:
        """The next edit begins a step of its own. Inside ``one_step`` it does nothing; False where it did nothing."""
        if self._depth or not self._open:
            return False
        self._push(Step(tuple(self._open)))
        self._open = []
        self._sealed = False
        return True

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """All that happens inside is one step."""
        if not self._depth:
            self.break_step()
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            self.break_step()

    def undo(self) -> Step | None:
        """The step to take back, moved to the undone ones; its inverse is for the caller to apply."""
        self.break_step()
        if not self._done:
            return None
        step = self._done.pop()
        self._n_bytes -= step.n_bytes
        self._undone.append(step)
        return step

    def redo(self) -> Step | None:
        """The step to do again."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._push(step)
        return step

    def forget(self, fields: Collection[str]) -> None:
        """Drops every step that touches one of the fields: their text came from elsewhere.

        Other steps stay true.
        """
        self.break_step()
        kept = [step for step in self._done if step.fields.isdisjoint(fields)]
        self._done = deque(kept)
        self._n_bytes = sum(step.n_bytes for step in kept)
        self._undone = [step for step in self._undone if step.fields.isdisjoint(fields)]

    def steps(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """Those done and those undone, as they are now: for ``step_to_json``, on any thread."""
        self.break_step()
        return tuple(self._done), tuple(self._undone)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        done, undone = self.steps()
        return {"done": [*map(step_to_json, done)], "undone": [*map(step_to_json, undone)]}

    def load_json(self, value: Mapping[str, Any]) -> None:
        """Takes the steps written by ``to_json`` in the place of its own.

        Raises ``KeyError``, ``TypeError`` or ``ValueError`` on anything else, and then keeps its own.
        """
        done = [_step_from_json(item) for item in value["done"]]
        undone = [_step_from_json(item) for item in value["undone"]]
        self._open, self._sealed = [], False
        self._done, self._undone, self._n_bytes = deque(), undone, 0
        for step in done:
            self._push(step)

    def _push(self, step: Step) -> None:
        self._done.append(step)
        self._n_bytes += step.n_bytes
        while len(self._done) > 1 and (len(self._done) > self._max_steps or self._n_bytes > self._max_bytes):
            self._n_bytes -= self._done.popleft().n_bytes


def _is_key(edit: TextEdit) -> bool:
    """Whether one key can have done it: a single character, or a single one taken away."""
    return len(edit.inserted) <= 1 and (len(edit.removed) <= 1 or bool(edit.inserted))


def _join(before: Edit, edit: Edit) -> Edit | None:
    """Both as one edit, or None where a step ends between them.

    At a word, a line, a change of place or of kind.
    """
    if before.field != edit.field:
        return None
    if isinstance(before, FieldEdit) or isinstance(edit, FieldEdit):
        if isinstance(before, FieldEdit) and isinstance(edit, FieldEdit):
            return replace(before, after=edit.after)
        return None
    if not _is_key(edit):
        return None
    if edit.inserted and not edit.removed:
        return _join_typed(before, edit)
    if edit.removed and not edit.inserted and not before.inserted:
        return _join_deleted(before, edit)
    return None


def _join_typed(before: TextEdit, edit: TextEdit) -> TextEdit | None:
    if not before.inserted or edit.position != before.end or len(before.inserted) >= _LONGEST_WORD:
        return None
    if "\n" in edit.inserted or (before.inserted[-1].isspace() and not edit.inserted.isspace()):
        return None
    return TextEdit(before.field, before.position, before.removed, before.inserted + edit.inserted)


def _join_deleted(before: TextEdit, edit: TextEdit) -> TextEdit | None:
    if "\n" in edit.removed or "\n" in before.removed:
        return None
    starts_word = not edit.removed.isspace()
    if edit.position + utf16_length(edit.removed) == before.position:
        if before.removed[0].isspace() and starts_word:
            return None
        return TextEdit(edit.field, edit.position, edit.removed + before.removed, "")
    if edit.position == before.position:
        if before.removed[-1].isspace() and starts_word:
            return None
        return TextEdit(before.field, before.position, before.removed + edit.removed, before.inserted)
    return None


def step_to_json(step: Step) -> list[list[Any]]:
    """A step as plain JSON values: what ``load_json`` reads."""
    rows: list[list[Any]] = []
    for edit in step.edits:
        if isinstance(edit, TextEdit):
            rows.append([edit.field, edit.position, edit.removed, edit.inserted])
        else:
            rows.append(
                [edit.field, value_to_json(edit.field, edit.before), value_to_json(edit.field, edit.after)]
            )
    return rows


def _step_from_json(rows: list[list[Any]]) -> Step:
    edits: list[Edit] = []
    for row in rows:
        if len(row) == 4:
            edits.append(TextEdit(str(row[0]), int(row[1]), str(row[2]), str(row[3])))
        else:
            field, before, after = row
            edits.append(FieldEdit(field, value_from_json(field, before), value_from_json(field, after)))
    return Step(tuple(edits))
