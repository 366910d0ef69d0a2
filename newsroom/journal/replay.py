"""Does again, on a draft of the same beginning, what a journal tells: text, fields, undo, place. Knows no file."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newsroom.domain.article import Article, Content, State
from newsroom.domain.draft import FIELDS, TEXT_FIELDS, Draft, Note
from newsroom.domain.text_buffer import utf16_length
from newsroom.domain.undo import TextEdit
from newsroom.journal.notes import Begun, article_id

UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, RecursionError, OverflowError, IndexError)
"""What a journal of a wrong form raises when it is read."""
_LONG_PAUSE_S = 3600.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor stood: a text field and UTF-16 units, or the name of another field and 0."""

    field: str
    position: int
    anchor: int


class Replay:
    """One draft on its way from its beginning to where it was left."""

    def __init__(self, begun: Begun) -> None:
        """Raises one of ``UNREADABLE``."""
        self._now: float | None = 0.0
        self._steps: list[AbstractContextManager[None]] = []
        self._sent: tuple[int, int, Callable[[], Content]] | None = None
        self.draft = Draft(_article(begun), clock=self._clock)
        if begun.content is not None:
            self._take_content(begun.content)
        self.draft.restore_undo({**begun.undo, "text": self.draft.undo_to_json()["text"]})
        _check_steps(self.draft)
        self.place: Place | None = None
        self.is_shown = False

    def _take_content(self, content: Content) -> None:
        for name in TEXT_FIELDS:
            self.draft.set_text(name, getattr(content, name))
        for name in FIELDS:
            if name not in TEXT_FIELDS:
                self.draft.set_field(name, getattr(content, name))

    @property
    def sent(self) -> Content | None:
        """What was sent to be saved and not answered: whether the library has it, it must tell."""
        return None if self._sent is None else self._sent[2]()

    def sent_revision(self) -> int:
        """The draft's revision of that."""
        return -1 if self._sent is None else self._sent[1]

    def apply(self, note: Note) -> None:
        """Raises one of ``UNREADABLE`` where the draft cannot have been changed so; it stands as before then."""
        name, rest = note[0], note[1:]
        if name == "edit":
            field, position, n_removed, inserted, paused = rest
            self._pass_time(paused)
            self.draft.edit_text(field, position, n_removed, inserted)
            self.place = Place(field, end := position + utf16_length(inserted), end)
        elif name == "set":
            field, value, typing, paused = rest
            self._pass_time(paused)
            self.draft.set_field(field, value, typing=typing)
        elif not self._apply_step(name, rest):
            self._apply_saving(name, rest)

    def _apply_step(self, name: str, rest: Note) -> bool:
        """Whether it was one of these."""
        match name, rest:
            case "break", ():
                self.draft.break_step()
            case "begin", ():
                self._steps.append(self.draft.one_step())
                self._steps[-1].__enter__()
            case "end", ():
                if self._steps:  # else it began before the journal did
                    self._steps.pop().__exit__(None, None, None)
            case "undo", ():
                self.draft.undo()
            case "redo", ():
                self.draft.redo()
            case _:
                return False
        return True

    def _apply_saving(self, name: str, rest: Note) -> None:
        draft = self.draft
        match name, rest:
            case "sent", (int(revision),):
                self._sent = revision, draft.revision, draft.frozen()
            case "saved", (int(version), int(revision)):
                self._saved(version, revision)
            case "stored", (int(version), Content() as content):
                draft.mark_saved(content, version)
            case "take", (dict(values), version, by_others):
                draft.take(replace(draft.base, **values), version, by_others=by_others)
            case "row", (int(id), str(uid)):
                draft.article = replace(draft.article, id=article_id(id), uid=uid)
            case "place", (str(field), int(position), int(anchor)):
                self.place = Place(field, position, anchor)
            case "shown", (bool(is_shown),):
                self.is_shown = is_shown
            case _:
                raise ValueError(name)

    def finish(self) -> None:
        """Nothing follows: what was one step and is not at its end is one up to here."""
        while self._steps:
            self._steps.pop().__exit__(None, None, None)
        self.draft.break_step()
        self._now = None

    def _clock(self) -> float:
        """Time passes in pauses; when all is done again, as it does."""
        return time.monotonic() if self._now is None else self._now

    def _saved(self, version: int, revision: int) -> None:
        if self._sent is None or self._sent[0] != revision:
            raise ValueError(revision)
        _, own, put_together = self._sent
        self._sent = None
        self.draft.mark_saved(put_together(), version, own)

    def _pass_time(self, paused: bool) -> None:
        if paused and self._now is not None:
            self._now += _LONG_PAUSE_S


def _check_steps(draft: Draft) -> None:
    """Raises ``ValueError`` where a step changes what is no text as a text."""
    for steps in draft.undo_steps():
        for step in steps:
            if any(isinstance(edit, TextEdit) and edit.field not in TEXT_FIELDS for edit in step.edits):
                raise ValueError("no text of that name")


def _article(begun: Begun) -> Article:
    """As much of the article as the journal knows; the library knows the rest."""
    moment = datetime.now(UTC)
    return Article(
        id=begun.id,
        uid=begun.uid,
        version=begun.version,
        state=State.DRAFT,
        short_code="",
        slug=None,
        address=None,
        created_at=moment,
        updated_at=moment,
        content=begun.base,
    )
