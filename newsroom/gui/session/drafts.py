"""The drafts in hand of one library: the open one, those left that are not safe yet, those left lately."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import Article, Content, State
from newsroom.domain.draft import Draft
from newsroom.domain.ids import NO_ARTICLE, ArticleId
from newsroom.domain.slugs import new_uid
from newsroom.domain.times import now
from newsroom.gui.session.acts import ArticleActs
from newsroom.gui.session.journalling import Journalling
from newsroom.gui.session.save_state import NOTHING_OPEN, SaveState, Timings
from newsroom.gui.session.saver import DraftSaver
from newsroom.gui.session.words import title
from newsroom.jobs.lanes import Runner

_N_RECENT = 8


class DraftsInHand(QObject):
    """For the GUI thread. A draft that was left is kept until it is safe; a few more, so that their undo stays."""

    state_changed = Signal(object)
    saved = Signal(object, object)
    """``Article`` and ``ChangeSet``: any draft in hand was saved."""
    said = Signal(str)
    conflict_kept = Signal(object, object)
    """As of the draft's ``DraftSaver``."""

    def __init__(
        self,
        acts: ArticleActs,
        journalling: Journalling,
        lanes: Runner,
        timings: Timings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.acts = acts
        self._journalling = journalling
        journalling.words_changed.connect(self._show_state)
        self._lanes = lanes
        self._timings = timings
        self.open: DraftSaver | None = None
        self._left: list[DraftSaver] = []
        self._recent: OrderedDict[ArticleId, Draft] = OrderedDict()
        self._continued: dict[ArticleId, Sequence[str]] = {}  # journals of the run before, by their drafts
        self.state = NOTHING_OPEN

    def find(self, id: ArticleId) -> DraftSaver | None:
        """The saver of an article that is in hand."""
        return next((saver for saver in self._all() if saver.draft.id == id), None)

    def saver_in_hand(self, draft: Draft) -> DraftSaver | None:
        """The saver of a draft that is in hand."""
        return next((saver for saver in self._all() if saver.draft is draft), None)

    def show(self, saver: DraftSaver | None) -> None:
        """Makes this the open one; the one before is saved, and kept until it is safe."""
        before, self.open = self.open, saver
        if saver in self._left:
            self._left.remove(saver)
        if saver is not None:
            saver.journal.note_shown(True)
        if before is not None and before is not saver:
            before.journal.note_shown(False)
            self._left.append(before)
            before.save_now()
            self._retire_safe()
        self._show_state()

    def keep(self, draft: Draft) -> None:
        """Saves what was changed in a draft after it was left."""
        saver = self.saver_in_hand(draft)
        if saver is None:
            self._recent.pop(draft.id, None)
            saver = self.saver_of(draft)
            self._left.append(saver)
        saver.save_now()

    def adopt(self, draft: Draft, extra: dict[str, object] | None, continues: Sequence[str]) -> DraftSaver:
        """A draft of the run before that is not saved: that is done now. ``continues``: ids of its journals."""
        saver = self.saver_of(draft, extra, continues)
        self._left.append(saver)
        saver.save_now()
        return saver

    def remember(self, draft: Draft, continues: Sequence[str]) -> None:
        """A draft of the run before that is safe: its undo is there when its article is opened."""
        self._recent[draft.id] = draft
        self._continued[draft.id] = continues

    def draft_of(self, fresh: Draft) -> Draft:
        """The draft to show of an article as just read: the one left lately, with its undo, or the fresh one."""
        draft = self._recent.pop(fresh.id, None)
        if draft is None:
            return fresh
        draft.article = fresh.article
        draft.take(fresh.article.content, fresh.version)
        return draft

    def new_draft(self, content: Content, language: str) -> Draft:
        """A draft without a row. One with a content of its own is unsaved; an empty one needs no saving."""
        blank = Content(language=language)
        moment = now()
        draft = Draft(
            Article(
                id=NO_ARTICLE,
                uid=new_uid(),
                version=0,
                state=State.DRAFT,
                short_code="",
                slug=None,
                address=None,
                created_at=moment,
                updated_at=moment,
                content=blank if content == Content() else content,
            )
        )
        draft.mark_saved(blank, 0)
        return draft

    def saver_of(
        self, draft: Draft, extra: dict[str, object] | None = None, continues: Sequence[str] = ()
    ) -> DraftSaver:
        """A saver for a draft that has none."""
        journals = (*continues, *self._continued.pop(draft.id, ()))
        journal = self._journalling.follow(draft, extra, journals)
        saver = DraftSaver(
            draft, self.acts, journal, self._lanes, timings=self._timings, extra=extra, parent=self
        )
        saver.state_changed.connect(self._on_saver_state_changed)
        saver.saved.connect(self.saved)
        saver.said.connect(self.said)
        saver.conflict_kept.connect(self.conflict_kept)
        return saver

    def save_all(self, then: Callable[[], None]) -> None:
        """Saves all that is in hand, then goes on, whatever came of it: see ``unsafe``."""
        savers = self._all()
        waiting = len(savers)

        def on_told(_safe: bool) -> None:
            nonlocal waiting
            waiting -= 1
            if not waiting:
                then()

        if not savers:
            then()
        for saver in savers:
            saver.save_now(on_told)

    def unsafe(self) -> list[DraftSaver]:
        """Those whose text would be lost if the program ended now."""
        return [saver for saver in self._all() if not saver.safe]

    def close(self) -> None:
        """Leaves all that is in hand as it is: see ``unsafe`` first. The open draft is found again, with its undo."""
        for saver in self._all():
            saver.close(leave=saver is self.open)
        self.open = None
        self._left.clear()
        self._recent.clear()
        self.deleteLater()

    def _all(self) -> list[DraftSaver]:
        return [*([self.open] if self.open else []), *self._left]

    def _on_saver_state_changed(self, _state: SaveState) -> None:
        self._retire_safe()
        self._show_state()

    def _retire_safe(self) -> None:
        for saver in [saver for saver in self._left if not saver.unsaved]:
            self._left.remove(saver)
            if not saver.is_new:
                self._recent[saver.draft.id] = saver.draft
            saver.close()
        while len(self._recent) > _N_RECENT:
            self._recent.popitem(last=False)

    def _show_state(self) -> None:
        state = self._whole_state()
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _whole_state(self) -> SaveState:
        return replace(self._state_of_saves(), journal=self._journalling.words)

    def _state_of_saves(self) -> SaveState:
        """The open draft's; but a draft that was left and cannot be saved is not forgotten."""
        state = self.open.state if self.open else NOTHING_OPEN
        failed = [saver for saver in self._left if saver.state.kind == "failed"]
        if failed and state.kind != "failed":
            name = title(failed[0].draft.text("headline"))
            return SaveState("failed", state.at, self.tr("{0}: {1}").format(name, failed[0].state.message))
        if state.kind == "none" and self._left:
            return SaveState("saving")
        return state
