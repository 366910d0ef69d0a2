"""The open draft: one article being edited, its text and fields, and its one undo stack.

Knows no window and no disk.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from newsroom.domain.article import Article, Content
from newsroom.domain.ids import ArticleId
from newsroom.domain.merging import same_value
from newsroom.domain.text_buffer import (
    TextBuffer,
    difference,
    from_units,
    one_line_end,
    storable,
    to_units,
    utf16_length,
)
from newsroom.domain.undo import Edit, FieldEdit, Step, TextEdit, UndoStack

TEXT_FIELDS = ("headline", "lede", "body")
FIELDS = tuple(item.name for item in fields(Content))
OTHER_FIELDS = tuple(name for name in FIELDS if name not in TEXT_FIELDS)


class Cause(StrEnum):
    """Why a draft changed."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    TAKEN = "taken"
    """From another window or the command line."""


@dataclass(frozen=True, slots=True)
class DraftChange:
    """What changed.

    ``position`` and ``n_removed`` are UTF-16 units, for text fields only; others are read anew.
    """

    field: str
    position: int = 0
    n_removed: int = 0
    inserted: str = ""
    cause: Cause = Cause.EDIT


Note = tuple[Any, ...]
"""One act on a draft: its name and what it was done with. The same acts on the same draft give the same draft."""


class Draft:
    """The article being edited. Every view edits through it and hears of every change. For one thread, the
    window's.

    ``revision`` grows with each change. ``version`` is the library's, for the next save.
    """

    def __init__(self, article: Article, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.article = article
        self.version = article.version
        self.revision = 0
        self.base = article.content
        self._texts: dict[str, TextBuffer] = {}
        self._values: dict[str, Any] = {}
        for name in TEXT_FIELDS:
            self._texts[name] = TextBuffer(storable(one_line_end(getattr(article.content, name))))
        for name in OTHER_FIELDS:
            self._values[name] = getattr(article.content, name)
        self._stack = UndoStack(clock=clock)
        self._subscribers: list[Callable[[DraftChange], None]] = []
        self._n_acts = 0
        self._failure: Exception | None = None
        self._take_note: Callable[[Note], None] | None = None
        self._snapshot: tuple[int, Content] | None = None
        self._saved_revision = 0

    @property
    def id(self) -> ArticleId:
        return self.article.id

    # Reading

    def text(self, field: str) -> str:
        """The whole text of a text field. Linear in its length."""
        return self._texts[field].text()

    def buffer(self, field: str) -> TextBuffer:
        """The buffer of a text field, for reading."""
        return self._texts[field]

    def value(self, field: str) -> Any:
        """The value of any field of the content."""
        return self._texts[field].text() if field in self._texts else self._values[field]

    def snapshot(self) -> Content:
        """The content as it stands. Made once a revision; the same object until the next change."""
        if self._snapshot is None or self._snapshot[0] != self.revision:
            texts = {name: storable(buffer.text()) for name, buffer in self._texts.items()}
            values: dict[str, Any] = texts | self._values
            self._snapshot = (self.revision, Content(**values))
        return self._snapshot[1]

    def frozen(self, *, as_is: bool = False) -> Callable[[], Content]:
        """The content as it stands, to be put together later, on any thread: at the cost of the pieces' list.

        With ``as_is`` halves of characters stay what they are: for who goes on where the draft is.
        """
        pieces = {name: tuple(buffer.pieces()) for name, buffer in self._texts.items()}
        values = dict(self._values)

        def put_together() -> Content:
            texts: dict[str, Any] = {name: from_units("".join(p)) for name, p in pieces.items()}
            if not as_is:
                texts = {name: storable(text) for name, text in texts.items()}
            return Content(**texts | values)

        return put_together

    @property
    def dirty(self) -> bool:
        """Whether anything changed since what is known to be saved."""
        return self.revision != self._saved_revision

    def subscribe(self, callback: Callable[[DraftChange], None]) -> Callable[[], None]:
        """Calls back after every change, at once; returns what ends it."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    # Editing

    def edit_text(self, field: str, position: int, n_removed: int, inserted: str) -> None:
        """A key or a paste in a text field, in UTF-16 units. Keys join into steps: a word, until a pause of
        800 ms.

        Raises ``ValueError`` where the place is not inside the text; nothing is changed then.
        """
        if not n_removed and not inserted:
            return
        inserted = one_line_end(inserted)
        removed = self._texts[field].replace(position, n_removed, inserted)
        paused = self._stack.record(TextEdit(field, position, removed, inserted))
        if self._take_note is not None:
            self._take_note(("edit", field, position, n_removed, inserted, paused))
        self._changed(DraftChange(field, position, n_removed, inserted))

    def set_field(self, name: str, value: object, *, typing: bool = False) -> None:
        """A new value for any other field of the content. A step of its own; with ``typing`` it joins the
        one before.

        Raises ``KeyError`` for a name that is not such a field.
        """
        before = self._values[name]
        if value == before:
            return
        self._values[name] = value
        paused = self._stack.record(FieldEdit(name, before, value), typing=typing)
        if not typing:
            self._stack.break_step()
        self._noted("set", name, value, typing, paused)
        self._changed(DraftChange(name))

    def set_text(self, field: str, text: str) -> None:
        """A whole new text for a text field, as one step; only what differs is touched."""
        with self.one_step():
            place = difference(self._texts[field].units(), to_units(one_line_end(text)))
            if place is not None:
                self.edit_text(field, *place)

    def break_step(self) -> None:
        """The next edit begins a step: after a pause, a command, a move of the cursor."""
        if self._stack.break_step():
            self._noted("break")

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """All edits inside are one step: a command, a paste."""
        self._noted("begin")
        with self._whole_act():
            try:
                with self._stack.one_step():
                    yield
            finally:
                self._noted("end")

    # Undo

    @property
    def can_undo(self) -> bool:
        return self._stack.can_undo

    @property
    def can_redo(self) -> bool:
        return self._stack.can_redo

    def undo(self) -> Step | None:
        """Takes back the last step and returns what was applied: its last edit is where the cursor belongs."""
        step = self._stack.undo()
        if step is None:
            return None
        self._noted("undo")
        return self._apply(step.inverse(), Cause.UNDO)

    def redo(self) -> Step | None:
        """Does again what was last taken back, and returns what was applied."""
        step = self._stack.redo()
        if step is None:
            return None
        self._noted("redo")
        return self._apply(step, Cause.REDO)

    def undo_to_json(self) -> dict[str, Any]:
        """The steps as plain JSON values, with a mark of the text they belong to."""
        return {"text": self._mark(), **self._stack.to_json()}

    def restore_undo(self, value: Mapping[str, Any]) -> bool:
        """Takes the steps that ``undo_to_json`` wrote; False, and nothing changed, if they belong to another
        text.

        Raises ``KeyError``, ``TypeError`` or ``ValueError`` on what is not such a document.
        """
        if value["text"] != self._mark():
            return False
        self._stack.load_json(value)
        return True

    def undo_steps(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        """The steps done and those undone, as they are now."""
        return self._stack.steps()

    # Written down

    def keep_notes(self, take_note: Callable[[Note], None] | None) -> None:
        """Every act from now on is told as a ``Note``, before those who subscribed hear of it; None ends it."""
        self._take_note = take_note

    @property
    def note_taker(self) -> Callable[[Note], None] | None:
        """Who is told of them."""
        return self._take_note

    def _noted(self, *note: Any) -> None:
        if self._take_note is not None:
            self._take_note(note)

    # Saving, and changes from elsewhere

    def sending(self) -> Callable[[], Content]:
        """As ``frozen``, of what is sent to be saved now; ``mark_saved`` with this revision follows, if it was."""
        self._noted("sent", self.revision)
        return self.frozen()

    def mark_saved(self, content: Content, version: int, revision: int | None = None) -> None:
        """``content``, ours as it stood at ``revision``, is durable in the library as ``version``.

        Without a revision the content is compared with what stands now: linear in the text's length.
        """
        self.base = content
        self.version = version
        self._noted(*(("saved", version, revision) if revision is not None else ("stored", version, content)))
        if revision is None:
            revision = self.revision if content == self.snapshot() else -1
        elif revision == self.revision:
            self._snapshot = (revision, content)
        self._saved_revision = revision

    def take(
        self, theirs: Content, version: int | None = None, *, by_others: Collection[str] | None = None
    ) -> tuple[str, ...]:
        """Takes what the library holds now, field by field, where nothing was changed here since ``base``.

        Returns the names of the fields that others changed and we too: ours stay, and ``base`` keeps its old
        value for them, so that the next save sees the conflict. ``by_others`` names the fields that others
        changed, where that is known: what else differs is only what the library made of ours. Not a step: steps
        in the fields that others changed are forgotten, others stay.
        """
        self._note_taken(theirs, version, by_others)
        was_clean = not self.dirty
        kept: list[str] = []
        taken: list[str] = []
        settled: list[str] = []
        for name in FIELDS:
            base, other = getattr(self.base, name), getattr(theirs, name)
            if other == base:
                continue  # a long text of ours need not be put together
            mine = self._storable(name)
            if other == mine:
                continue
            unchanged = same_value(name, mine, base)
            if name in by_others if by_others is not None else not same_value(name, other, base):
                same = same_value(name, other, mine)
                (settled if same else taken if unchanged else kept).append(name)
            elif unchanged:
                (taken if name in TEXT_FIELDS else settled).append(name)
        self._stack.forget(taken)
        self.base = replace(theirs, **{name: getattr(self.base, name) for name in kept})
        if version is not None:
            self.version = version
        with self._whole_act():
            for change in self._take_fields(theirs, [*taken, *settled]):
                self._changed(change)
            if was_clean:
                self._saved_revision = self.revision
        return tuple(kept)

    def _note_taken(self, theirs: Content, version: int | None, by_others: Collection[str] | None) -> None:
        if self._take_note is not None:
            new = {
                name: getattr(theirs, name)
                for name in FIELDS
                if getattr(theirs, name) != getattr(self.base, name)
            }
            self._take_note(("take", new, version, None if by_others is None else tuple(by_others)))

    def _storable(self, field: str) -> Any:
        value = self.value(field)
        return storable(value) if field in self._texts else value

    def _take_fields(self, theirs: Content, names: Iterable[str]) -> Iterator[DraftChange]:
        for name in names:
            value = getattr(theirs, name)
            if name not in self._texts:
                self._values[name] = value
                yield DraftChange(name, cause=Cause.TAKEN)
                continue
            place = difference(self._texts[name].units(), to_units(storable(one_line_end(value))))
            if place is not None:
                self._texts[name].replace(*place)
                yield DraftChange(name, *place, cause=Cause.TAKEN)

    def _apply(self, step: Step, cause: Cause) -> Step:
        with self._whole_act():
            for edit in step.edits:
                self._apply_edit(edit, cause)
        return step

    def _apply_edit(self, edit: Edit, cause: Cause) -> None:
        if isinstance(edit, TextEdit):
            n_removed = utf16_length(edit.removed)
            self._texts[edit.field].replace(edit.position, n_removed, edit.inserted)
            self._changed(DraftChange(edit.field, edit.position, n_removed, edit.inserted, cause))
        else:
            self._values[edit.field] = edit.after
            self._changed(DraftChange(edit.field, cause=cause))

    def _changed(self, change: DraftChange) -> None:
        """Everybody hears of it. What fails in one of them keeps neither the others nor the act from their end."""
        self.revision += 1
        for callback in tuple(self._subscribers):
            try:
                callback(change)
            except Exception as error:  # noqa: BLE001 - raised again when all is done
                self._failure = self._failure or error
        if self._failure is not None and not self._n_acts:
            self._raise_failure()

    @contextmanager
    def _whole_act(self) -> Iterator[None]:
        """Of several changes: half of an undo would be neither the text before nor the text after."""
        self._n_acts += 1
        try:
            yield
        finally:
            self._n_acts -= 1
            if self._failure is not None and not self._n_acts:
                self._raise_failure()

    def _raise_failure(self) -> None:
        failure, self._failure = self._failure, None
        assert failure is not None
        raise failure

    def _mark(self) -> str:
        digest = blake2b(digest_size=12)
        for name in TEXT_FIELDS:
            digest.update(self._texts[name].units().encode("utf-16-le", "surrogatepass"))
            digest.update(b"\xff\xff")
        return digest.hexdigest()
