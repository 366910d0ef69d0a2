"""Follows one open draft, and keeps its journal: from its first change, or the cursor's first place. No Qt."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsroom.domain.draft import Draft, Note
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import NO_ARTICLE, ArticleId
from newsroom.journal.notes import Begin
from newsroom.journal.stream import Stream
from newsroom.journal.writer import JournalWriter

MOST_NOTES = 3000
"""After so many a saved draft's journal begins anew, so that reading one takes a moment, whatever was written."""
_PATIENCE_S = 2.0
_IDLE = frozenset({"break", "end", "sent"})


class DraftJournal:
    """For the thread of the draft, but ``keep``. Nothing is written of a draft that is only looked at.

    Where somebody puts the cursor into its text, that is written down too: the next start is to be there again.
    """

    def __init__(
        self,
        writer: JournalWriter,
        draft: Draft,
        *,
        extra: dict[str, object] | None = None,
        continues: Iterable[str] = (),
    ) -> None:
        self.draft = draft
        self._writer = writer
        self._extra = extra
        self._begin: Begin | None = Begin.of(
            draft, extra, continues
        )  # until it is written: it holds the text
        self._stream: Stream | None = None
        self._n_notes = 0
        self._place: Note | None = None
        self._is_shown = False
        draft.keep_notes(self._on_draft_noted)
        if draft.dirty or self._begin.continues:
            self._begin_stream(self._begin)

    def _on_draft_noted(self, note: Note) -> None:
        if self._stream is None:
            if note[0] in _IDLE or self._begin is None:
                return
            self._begin_stream(self._begin)
        assert self._stream is not None
        self._n_notes += 1
        self._writer.add(self._stream, note)

    def _begin_stream(self, begin: Begin) -> None:
        self._stream = self._writer.begin(begin)
        self._begin = None
        self._n_notes = 0
        self._writer.add(self._stream, ("shown", self._is_shown))
        if self._place is not None:
            self._writer.add(self._stream, self._place)

    def _add(self, *note: Any) -> None:
        if self._stream is not None:
            self._writer.add(self._stream, note)

    @property
    def stream(self) -> Stream | None:
        """What is written to now; None before the first change."""
        return self._stream

    def note_row(self, id: ArticleId, uid: str) -> None:
        """The article has a row in the library now."""
        self._add("row", id, uid)

    def note_place(self, field: str, position: int, anchor: int) -> None:
        """Where the cursor is: UTF-16 units of a text field, 0 in another."""
        self._place = ("place", field, position, anchor)
        if self._stream is None and self._begin is not None and self.draft.id != NO_ARTICLE:
            self._begin_stream(self._begin)
        else:
            self._add(*self._place)

    def note_shown(self, is_shown: bool) -> None:
        """Whether this is the draft that the window shows."""
        self._is_shown = is_shown
        self._add("shown", is_shown)

    def note_extra(self, extra: dict[str, object]) -> None:
        """What comes with an article that has no row yet is another now: the journal begins anew with it."""
        if extra == self._extra:
            return
        self._extra = extra
        if self._stream is not None:
            stream = self._stream
            self._begin_stream(Begin.of(self.draft, extra, (*stream.continues, stream.id)))
        elif self._begin is not None:
            self._begin = Begin.of(self.draft, extra, self._begin.continues)

    def settle(self) -> None:
        """After a save was answered: a long journal begins anew where the draft stands."""
        stream = self._stream
        if stream is not None and (self._n_notes > MOST_NOTES or stream.is_broken):
            self._begin_stream(Begin.of(self.draft, self._extra, (*stream.continues, stream.id)))

    def keep(self) -> Path | None:
        """Blocking, for a lane: all is durable when it returns; the file, None where there is nothing to keep.

        Raises ``LibraryError`` where no place takes it.
        """
        stream = self._stream
        return None if stream is None else self._writer.flush(stream)

    def secure(self) -> None:
        """Blocking, for a lane, before the library gets the text: then no journal is ever behind the library.

        Else what a journal has would be older than what was saved, and would be taken for a change of it.
        """
        if self._stream is not None:
            with suppress(LibraryError):
                self._writer.flush(self._stream, _PATIENCE_S)

    def drop(self) -> None:
        """The library has it all, and nobody wants its undo."""
        self._end()
        if self._stream is not None:
            self._writer.drop(self._stream)

    def leave(self) -> None:
        """The program ends: for the next start, with what is unsaved, the undo and the cursor's place."""
        self._end()
        if self._stream is None and (self._place is not None or self.draft.can_undo):
            self._begin_stream(Begin.of(self.draft, self._extra))
        if self._stream is not None:
            self._writer.leave(self._stream)

    def _end(self) -> None:
        self.draft.keep_notes(None)
