"""Acts on an article as a whole: published, withdrawn, put into the trash. What is in hand is saved first."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import Article
from newsroom.domain.ids import ArticleId
from newsroom.gui.session.acts import ArticleActs
from newsroom.gui.session.differences import changes_between
from newsroom.gui.session.drafts import DraftsInHand
from newsroom.gui.session.saver import DraftSaver
from newsroom.jobs.lanes import Err, Outcome, Runner

Act = Callable[[ArticleActs, ArticleId], Article]
After = Callable[[ArticleId], None]


class Releasing(QObject):
    """For the GUI thread; one for each library that is opened."""

    acted = Signal(object, object)
    """``Article`` and ``ChangeSet``, after the durable transaction."""
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, drafts: DraftsInHand, lanes: Runner) -> None:
        super().__init__(drafts)
        self._drafts = drafts
        self._lanes = lanes
        self._trashed: list[ArticleId] = []

    def publish(self) -> None:
        self._act_on_open(lambda acts, id: acts.publish(id), self.tr("Published."))

    def withdraw(self, notice: str) -> None:
        words = self.tr("Withdrawn. The notice stands at its address.")
        self._act_on_open(lambda acts, id: acts.withdraw(id, notice), words)

    def trash(self, id: ArticleId | None) -> None:
        """Says nothing itself: the window's notice does, and has the way back."""
        self._act(id, lambda acts, other: acts.trash(other), "", self._trashed.append)

    def untrash(self, id: ArticleId | None) -> None:
        words = self.tr("Taken out of the trash.")
        self._act(id, lambda acts, other: acts.untrash(other), words, self._forget_trashed)

    @property
    def can_undo_trash(self) -> bool:
        return bool(self._trashed)

    def undo_trash(self) -> None:
        if self._trashed:
            self.untrash(self._trashed[-1])

    def _forget_trashed(self, id: ArticleId) -> None:
        self._trashed = [other for other in self._trashed if other != id]

    def _act(self, id: ArticleId | None, act: Act, words: str, after: After) -> None:
        """On the article of that id, in hand or not; on the open one for None."""
        if id is None:
            self._act_on_open(act, words, after)
        elif (saver := self._drafts.find(id)) is not None:
            self._act_when_saved(saver, act, words, after)
        else:
            self._run(id, act, words, after)

    def _act_on_open(self, act: Act, words: str, after: After | None = None) -> None:
        saver = self._drafts.open
        if saver is None:
            self.failed.emit(self.tr("No article is open."))
        elif saver.empty:
            self.failed.emit(self.tr("The article is still empty."))
        else:
            self._act_when_saved(saver, act, words, after)

    def _act_when_saved(self, saver: DraftSaver, act: Act, words: str, after: After | None) -> None:
        def on_told(safe: bool) -> None:
            if safe:
                self._run(saver.draft.id, act, words, after)
                return
            problem = self.tr("Nothing was done, because the article could not be saved. {0}")
            self.failed.emit(problem.format(saver.failure))

        saver.save_now(on_told)

    def _run(self, id: ArticleId, act: Act, words: str, after: After | None) -> None:
        acts = self._drafts.acts

        def on_answered(outcome: Outcome[Article]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
                return
            article = outcome.value
            if after is not None:
                after(article.id)
            saver = self._drafts.find(id)
            before = saver.draft.article if saver else None
            if saver is not None:
                saver.take(article)
            self.acted.emit(article, changes_between(before, article))
            if words:
                self.said.emit(words)

        self._lanes.write(lambda: act(acts, id), on_answered, owner=self)
