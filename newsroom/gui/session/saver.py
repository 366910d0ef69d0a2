"""Saves one draft: by itself after a pause, at once when told; one save at a time, and every failure survived.

Owns the draft's way to the disk and its save state. Knows no window and opens nothing.
"""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.article import Article
from newsroom.domain.draft import Cause, Draft, DraftChange
from newsroom.domain.errors import NewsroomError
from newsroom.domain.ids import NO_ARTICLE
from newsroom.domain.times import now
from newsroom.gui.session.acts import ArticleActs
from newsroom.gui.session.differences import changes_between
from newsroom.gui.session.one_save import Answer, Sent
from newsroom.gui.session.save_state import NOTHING_OPEN, SaveKind, SaveState, Timings
from newsroom.gui.session.words import merged_words
from newsroom.jobs.lanes import Err, Ok, Outcome, Runner
from newsroom.journal.recorder import DraftJournal

if TYPE_CHECKING:
    from pathlib import Path

Told = Callable[[bool], None]
"""Called with True once all that stood in the draft is durable, with False when that failed."""


class DraftSaver(QObject):
    """For the GUI thread. Lives until its draft is safe, also when the draft was left.

    ``journal`` follows the draft by itself; here it is told what became of a save, and asked when one has failed.
    """

    state_changed = Signal(object)
    saved = Signal(object, object)
    """``Article`` and ``ChangeSet``, after the durable transaction."""
    said = Signal(str)
    conflict_kept = Signal(object, object)
    """Id and fields: others had changed them too; ours is saved, theirs is a revision of its own."""

    def __init__(
        self,
        draft: Draft,
        acts: ArticleActs,
        journal: DraftJournal,
        lanes: Runner,
        *,
        timings: Timings,
        extra: dict[str, object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.draft = draft
        self.acts = acts
        self.journal = journal
        self._lanes = lanes
        self._timings = timings
        self._extra = extra
        self._stored = draft.base  # what the library holds, as far as we know
        self._in_flight = False
        self._closed = False
        self._taken: list[str] = []
        self._told: list[Told] = []
        self._told_next: list[Told] = []
        self._kept: int | None = None  # the revision that the journal has on the disk, as far as we know
        self.stuck = False  # neither the library nor any place for the journal took the text last time
        self.failure = ""
        """Why the last save that failed did so, whatever the state is by now."""
        self._retry_ms = timings.retry_ms
        self.state = NOTHING_OPEN if self.is_new else SaveState("saved", draft.article.updated_at)
        self._idle_timer = self._timer(timings.idle_ms)
        self._longest_timer = self._timer(timings.longest_ms)
        self._retry_timer = self._timer(timings.retry_ms)
        self._end_subscription = draft.subscribe(self._on_draft_changed)
        if self.unsaved:
            self._settle()

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self._on_timer_timed_out)
        return timer

    @property
    def is_new(self) -> bool:
        """Whether the article has no row yet."""
        return self.draft.id == NO_ARTICLE

    @property
    def unsaved(self) -> bool:
        """Whether the draft may hold what is not durable in the library. Cheap: an edit taken back counts, too."""
        return self._in_flight or self.draft.dirty

    @property
    def empty(self) -> bool:
        """Whether the article has no row, and nothing in it that needs one."""
        return self.is_new and self.draft.snapshot() == self._stored

    @property
    def kept(self) -> bool:
        """Whether what is unsaved stands, all of it, in the journal on the disk: known after a save has failed."""
        return self._kept == self.draft.revision

    @property
    def safe(self) -> bool:
        """Whether nothing is lost if the program ends now: all is in the library, or in the journal."""
        return not self.unsaved or self.kept

    def save_now(self, told: Told | None = None) -> None:
        """Saves all that stands in the draft now. ``told`` is called later, or at once if there is nothing to save."""
        if self._in_flight:
            if told is not None:
                self._told_next.append(told)
            return
        if not self.unsaved:
            self._settle()
            if told is not None:
                told(True)
            return
        if told is not None:
            self._told.append(told)
        self._start()

    def take(self, article: Article) -> bool:
        """The library holds this now: takes it where nothing was changed here, and says what that was.

        False, and nothing taken, while a save is in flight: its answer will bring it.
        """
        if self._in_flight:
            return False
        self._taken.clear()
        kept = self._take(article)
        self._say(dict.fromkeys(self._taken), kept)
        self._settle()
        return True

    def close(self, *, leave: bool = False) -> None:
        """Ends it: look at ``safe`` first. A save in flight goes on, unheard.

        The journal goes, but where something is unsaved, or with ``leave`` if the draft is to be found again.
        """
        self._closed = True
        if leave or self.unsaved:
            self.journal.leave()
        else:
            self.journal.drop()
        self._end_subscription()
        self._stop_timers()
        self.deleteLater()

    # When

    def _on_draft_changed(self, change: DraftChange) -> None:
        if change.cause is Cause.TAKEN:
            self._taken.append(change.field)
            return
        if self.state.kind == "failed":
            return  # the next try has its own time, and saves this too
        if self.state.kind != "saving":
            self._set_state("unsaved")
        self._wait()

    def _wait(self) -> None:
        # A new article gets its row at once, so that lists and panels know it.
        self._idle_timer.start(0 if self.is_new else self._timings.idle_ms)
        if not self._longest_timer.isActive():
            self._longest_timer.start()

    def _on_timer_timed_out(self) -> None:
        self.save_now()

    def _stop_timers(self) -> None:
        for timer in (self._idle_timer, self._longest_timer, self._retry_timer):
            timer.stop()

    def _settle(self) -> None:
        """Shows how things stand when no save is in flight."""
        if self.unsaved:
            if self.state.kind != "failed":
                self._set_state("unsaved")
                self._wait()
            return
        self._stop_timers()
        self._kept = None
        self._set_state("none" if self.is_new else "saved")

    def _set_state(self, kind: SaveKind, message: str = "") -> None:
        at = now() if kind == "saved" and self.state.kind != "saved" else self.state.at
        state = SaveState(kind, at, message)
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    # One save

    def _start(self) -> None:
        self._stop_timers()
        sent, acts = Sent.of(self.draft, self._stored, self._extra), self.acts
        self._in_flight = True
        self._set_state("saving")
        journal = self.journal

        def work() -> Answer:
            journal.secure()
            return sent.save(acts)

        self._lanes.write(work, lambda outcome: self._on_save_answered(sent, outcome), owner=self)

    def _on_save_answered(self, sent: Sent, outcome: Outcome[Answer]) -> None:
        if self._closed:
            return  # given up, or in the journal
        self._in_flight = False
        if isinstance(outcome, Err):
            self._fail(outcome.error)
            return
        answer, before = outcome.value, None if self.is_new else self.draft.article
        self._retry_ms = self._timings.retry_ms
        told, self._told, self._told_next = self._told, self._told_next, []
        self._take_answer(sent, answer)
        self.journal.settle()
        self._settle()
        if answer.article is not None:
            self.saved.emit(answer.article, changes_between(before, answer.article))
            if answer.conflicts:
                self.conflict_kept.emit(answer.article.id, answer.conflicts)
        for tell in told:
            tell(True)
        if self._told:
            self._go_on()

    def _take_answer(self, sent: Sent, answer: Answer) -> None:
        version = sent.version if answer.article is None else answer.article.version
        self.draft.mark_saved(answer.content, version, sent.revision)
        if answer.article is not None:
            kept = self._take(answer.article, by_others=answer.merged)
            self._say(answer.merged, dict.fromkeys((*answer.conflicts, *kept)))

    def _go_on(self) -> None:
        """Somebody waits for what was typed while the save ran."""
        told, self._told = self._told, []
        for tell in told:
            self.save_now(tell)

    def _take(self, article: Article, *, by_others: Collection[str] | None = None) -> tuple[str, ...]:
        if article.id != self.draft.id:
            self.journal.note_row(article.id, article.uid)
        self.draft.article = article
        kept = self.draft.take(article.content, article.version, by_others=by_others)
        self._stored = article.content
        return kept

    def _say(self, merged: Iterable[str], conflicts: Iterable[str]) -> None:
        words = merged_words(merged, conflicts)
        if words:
            self.said.emit(words)

    # Failures

    def _fail(self, error: Exception) -> None:
        if isinstance(error, NewsroomError):
            words = str(error)
        else:
            words = self.tr("The article could not be saved, by a fault of the program ({0}).")
            words = words.format(type(error).__name__)
        self._stop_timers()  # the next try has a time of its own, after the journal
        self.failure = words
        self._set_state("failed", words)
        told, self._told, self._told_next = [*self._told, *self._told_next], [], []
        revision = self.draft.revision

        def on_journal_answered(outcome: "Outcome[Path | None]") -> None:
            self._on_journal_answered(words, revision, outcome)
            for tell in told:
                tell(False)

        self._lanes.write(self.journal.keep, on_journal_answered, owner=self)

    def _on_journal_answered(self, words: str, revision: int, outcome: "Outcome[Path | None]") -> None:
        self.stuck = isinstance(outcome, Err)
        if isinstance(outcome, Ok):
            self._kept = revision
            words = self.tr("{0} The text is kept in {1}.").format(words, outcome.value)
        else:
            words = f"{words} {outcome.error}"
        self.failure = words
        if self.state.kind == "failed":
            self._set_state("failed", words)
            self._retry_timer.start(self._retry_ms)
            self._retry_ms = min(2 * self._retry_ms, self._timings.longest_retry_ms)
