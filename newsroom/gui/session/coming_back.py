"""After a library was opened: what the run before left unsaved is taken in hand again, before anything is opened."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from newsroom.domain.ids import NO_ARTICLE
from newsroom.gui.session.acts import ArticleActs
from newsroom.gui.session.drafts import DraftsInHand
from newsroom.gui.session.journalling import Journalling
from newsroom.gui.session.recovering import Recovered, RecoveredText, Recoveries, recover
from newsroom.gui.session.words import title
from newsroom.jobs.lanes import Err, Outcome, Runner
from newsroom.journal.old_copies import OldCopies
from newsroom.journal.places import Places
from newsroom.journal.recorder import DraftJournal

_MOST_NAMED = 3
Done = Callable[[Recovered | None], None]
"""Called with the draft that the window showed when it ended, if it is known."""


class ComingBack(QObject):
    """For the GUI thread; one for each library that is opened."""

    recovered = Signal(object)
    """Tuple of ``RecoveredText``, not empty: they are being saved."""
    failed = Signal(str)

    def __init__(self, drafts: DraftsInHand, journalling: Journalling, lanes: Runner) -> None:
        super().__init__(drafts)
        self._drafts = drafts
        self._journalling = journalling
        self._lanes = lanes

    def begin(self, acts: ArticleActs, places: Places, copies: OldCopies, done: Done) -> None:
        """Looks for it beside the window; ``done`` is called in any case."""

        def on_answered(outcome: Outcome[Recoveries]) -> None:
            shown = None
            if isinstance(outcome, Err):
                problems = [self._unexpected(outcome.error)]
            else:
                drafts = outcome.value.drafts
                problems = [self._problem_of(one) for one in drafts if one.problem]
                problems += self._unread(outcome.value.unreadable)
                shown = self._take_all([one for one in drafts if not one.problem])
            if problems:
                self.failed.emit("\n".join(problems))  # one notice is seen at a time
            done(shown)

        self._lanes.read(
            "session.recover", lambda _token: recover(acts, places, copies), on_answered, owner=self
        )

    def _take_all(self, drafts: Sequence[Recovered]) -> Recovered | None:
        shown = next((one for one in reversed(drafts) if one.is_shown), None)
        if (
            shown is not None and shown.draft.id != NO_ARTICLE
        ):  # of two of one article the newer is what it becomes
            shown = [one for one in drafts if one.draft.id == shown.draft.id][-1]
        texts = [text for one in drafts if (text := self._take(one, is_shown=one is shown)) is not None]
        if texts:
            self.recovered.emit(tuple(texts))
        return shown

    def _take(self, one: Recovered, *, is_shown: bool) -> RecoveredText | None:
        """Its text, if it was not saved."""
        if one.handle is not None:
            self._journalling.writer.hold(one.journals[0], one.handle)
        if one.text is not None:
            saver = self._drafts.adopt(one.draft, one.extra, one.journals)
            self._lanes.write(partial(_forget_when_kept, saver.journal, one.forget))
            return one.text
        if is_shown and one.draft.id:
            self._drafts.remember(one.draft, one.journals)
        else:
            for id in one.journals:
                self._journalling.writer.forget(id)
            self._lanes.write(one.forget)
        return None

    def _unexpected(self, error: Exception) -> str:
        words = self.tr(
            "What was not saved when Newsroom ended could not be looked at, by a fault of the program ({0})."
            " Its journals stay where they are."
        )
        return words.format(type(error).__name__)

    def _problem_of(self, one: Recovered) -> str:
        """Its file stays for the next time."""
        if one.handle is not None:
            os.close(one.handle)
        words = self.tr("{0} was not saved when Newsroom ended, and still waits in its journal. {1}")
        return words.format(title(one.draft.text("headline")), one.problem)

    def _unread(self, files: Sequence[Path]) -> list[str]:
        """Said each time: another version of the program may read them, or somebody who can."""
        words = self.tr(
            "A journal cannot be read; what was typed may be in it, and it stays where it is: {0}"
        )
        return [words.format(file) for file in files[:_MOST_NAMED]]


def _forget_when_kept(journal: DraftJournal, forget: Callable[[], None]) -> None:
    """Raises ``LibraryError`` where no place takes the journal: nothing is forgotten then."""
    journal.keep()
    forget()
