"""Says below the window what an act in the archive did, how far one is, and offers the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence

from newsroom.gui.shell.parts import Parts
from newsroom.gui.when import articles, number

if TYPE_CHECKING:
    from newsroom.domain.acts import Act, ActProgress, Turned
    from newsroom.domain.bulk import Outcome
    from newsroom.gui.acting import Acting
    from newsroom.gui.shell.notice_bar import Offer

# What is done sooner is told when it is done.
_PATIENCE_MS = 400


class ActNotices(QObject):
    """Makes ``parts.acting`` when it is first asked for. GUI thread only."""

    log_wanted = Signal()

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._progress: ActProgress | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._is_shown = False

    @property
    def acting(self) -> Acting:
        """Does the acts, for every page that has some."""
        return self._parts.acting or self.begin()

    def begin(self) -> Acting:
        """Makes it, if it is not there yet."""
        parts = self._parts
        if parts.acting is None:
            from newsroom.gui.acting import Acting

            acting = parts.acting = Acting(parts.lanes, parts.bus, self)
            acting.set_library(parts.library)
            acting.progressed.connect(self._on_acting_progressed)
            acting.done.connect(self._on_acting_done)
            acting.turned.connect(self._on_acting_turned)
            acting.failed.connect(self._on_acting_failed)
            acting.taken_back.connect(self._on_acting_taken_back)
        return parts.acting

    def set_library(self) -> None:
        """The parts' library is another one now."""
        if self._parts.acting is not None:
            self._parts.acting.set_library(self._parts.library)

    def undo_last(self) -> None:
        self.acting.undo_last()

    def _on_acting_done(self, outcome: Outcome) -> None:
        notice = self._parts.window.notice
        act = outcome.act
        if act is None:
            notice.show_notice(self.tr("Nothing was to be changed."))
            return
        words = self.tr("{0}.").format(act.words)
        if outcome.n_changed:
            words += f" {articles(outcome.n_changed)}."
        if outcome.n_left:
            words += " " + self.tr("{0} could not be changed: {1}").format(
                number(outcome.n_left), outcome.left[0].why if outcome.left else ""
            )
        notice.show_notice(words, [(self._undo_words(), partial(self.acting.undo, act.id))])

    def _on_acting_turned(self, turned: Turned) -> None:
        act = turned.act
        if act.can_be_redone:
            words = self.tr("Undone: {0}.").format(act.words)
            offers: list[Offer] = [(self.tr("Do it again"), partial(self.acting.redo, act.id))]
        else:
            words = self.tr("Done again: {0}.").format(act.words)
            offers = [(self._undo_words(), partial(self.acting.undo, act.id))]
        if turned.n_articles:
            words += f" {articles(turned.n_articles)}."
        if turned.n_left:
            words += " " + self.tr("{0} were left as they are, because they were changed since.").format(
                number(turned.n_left)
            )
            offers.append((self.tr("Log of acts"), self.log_wanted.emit))
        self._parts.window.notice.show_notice(words, offers, stays=bool(turned.n_left))

    def _on_acting_failed(self, words: str) -> None:
        self._parts.window.notice.show_notice(words, stays=True)

    def _on_acting_taken_back(self, acts: tuple[Act, ...]) -> None:
        words = self.tr("When the program was last ended, this was half done, and has been taken back: {0}.")
        named = "; ".join(act.words for act in acts)
        offer = (self.tr("Log of acts"), self.log_wanted.emit)
        self._parts.window.notice.show_notice(words.format(named), [offer], stays=True)

    def _undo_words(self) -> str:
        """With the key that undoes the newest act, which this is."""
        key = (
            self._parts.window.book["order.undo"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        )
        return self.tr("Undo ({0})").format(key) if key else self.tr("Undo")

    # Progress

    def _on_acting_progressed(self, progress: ActProgress | None) -> None:
        self._progress = progress
        if progress is None:
            self._timer.stop()
            if self._is_shown:
                self._is_shown = False
                self._parts.window.notice.dismiss()
        elif self._is_shown:
            self._parts.window.notice.change_text(self._progress_words(progress))
        elif not self._timer.isActive():
            self._timer.start()

    def _on_timer_timeout(self) -> None:
        if self._progress is not None:
            self._is_shown = True
            offer = (self.tr("Stop"), self.acting.cancel)
            self._parts.window.notice.show_notice(self._progress_words(self._progress), [offer], stays=True)

    def _progress_words(self, progress: ActProgress) -> str:
        words = (
            self.tr("{0} of {1} articles are looked through…")
            if progress.is_looking
            else self.tr("{0} of {1} articles are done…")
        )
        return words.format(number(progress.n_done), number(progress.n_all))
