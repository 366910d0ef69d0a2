"""Wires the history of the open article: opens its page, and puts back into the draft what is wanted of the past."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from newsroom.domain.ids import NO_ARTICLE, ArticleId
from newsroom.domain.revisions import RevisionKind
from newsroom.gui.shell.desk_commands import DeskCommands
from newsroom.gui.shell.pages import Pages
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page
from newsroom.jobs.outcome import Err, Outcome

if TYPE_CHECKING:
    from newsroom.domain.article import RevisionRow
    from newsroom.domain.cancel import CancelToken
    from newsroom.domain.draft import Draft
    from newsroom.domain.merging import Offer
    from newsroom.gui.features.history import HistoryPanel
    from newsroom.gui.features.history.putting_back import PutBack
    from newsroom.gui.session import Session

_BY = "window"


class Histories(QObject):
    """GUI thread only."""

    def __init__(self, parts: Parts, desk: DeskCommands, pages: Pages, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._pages = pages
        self._draft: Draft | None = None
        desk.history_wanted.connect(self._on_desk_history_wanted)
        pages.made.connect(self._on_pages_made)

    def show(self, look_at: RevisionKind | None = None) -> None:
        """The history of the open article, once what stands in it is kept; ``look_at`` beside what it is now."""
        session = self._parts.session
        if session is None or session.draft is None:
            return

        def on_saved(_safe: bool) -> None:
            draft = session.draft
            if draft is None or draft.id == NO_ARTICLE:
                self._say(self.tr("Nothing has been written yet that could have a history."))
                return
            self._draft = draft
            panel = cast("HistoryPanel", self._pages.show(Page.HISTORY))
            title = draft.text("headline").strip() or self.tr("Without a headline")
            panel.show_article(draft.id, title, draft.snapshot, look_at=look_at)

        session.save_now(on_saved)

    def _on_desk_history_wanted(self) -> None:
        self.show()

    def follow(self, session: Session) -> None:
        """Offers to put two texts together whenever a save has kept another's beside ours."""
        session.conflict_kept.connect(self._on_session_conflict_kept)

    def _on_session_conflict_kept(self, id: ArticleId, fields: Sequence[str]) -> None:
        session = self._parts.session
        if session is None or session.draft is None or session.draft.id != id:
            return  # it was left; its history has both
        from newsroom.gui.session.words import field_list

        names = field_list(fields)
        words = self.tr("Changed elsewhere meanwhile, too: {0}. Yours is saved, and both are kept.").format(
            names
        )
        offers = [
            (self.tr("Take what does not touch"), self.take_other_side),
            (self.tr("Look at both"), lambda: self.show(RevisionKind.CONFLICT)),
        ]
        self._parts.window.notice.show_notice(words, offers, stays=True)

    def take_other_side(self) -> None:
        """Of the newest conflict of the open article: what the other one changed in other places."""
        session, library = self._parts.session, self._parts.library
        if session is None or session.draft is None or library is None:
            return
        self._draft = draft = session.draft
        current = draft.snapshot()

        def ask(_token: CancelToken) -> tuple[int, Offer]:
            from newsroom.desk.history import offer_of_newest

            return offer_of_newest(library, draft.id, current=current)

        def on_answered(outcome: Outcome[tuple[int, Offer]]) -> None:
            if isinstance(outcome, Err):
                self._say(str(outcome.error))
                return
            from newsroom.gui.features.history.putting_back import PutBack
            from newsroom.gui.session.words import field_list

            number, offer = outcome.value
            if offer.taken:
                values = {name: getattr(offer.content, name) for name in offer.taken}
                self._on_panel_put_back_wanted(PutBack(number, values, RevisionKind.MERGED))
            if offer.touching:
                words = self.tr("Left as yours, because both changed the same place: {0}.")
                self._say(words.format(field_list(offer.touching)))

        self._parts.lanes.read("history.merge", ask, on_answered, owner=self)

    def _on_pages_made(self, page: Page, widget: object) -> None:
        if page is Page.HISTORY:
            panel = cast("HistoryPanel", widget)
            panel.put_back_wanted.connect(self._on_panel_put_back_wanted)
            panel.keep_wanted.connect(self._on_panel_keep_wanted)

    def _on_panel_put_back_wanted(self, wish: PutBack) -> None:
        """What stands now is kept first; then one step of undo, and a revision of what came of it."""
        session, draft = self._parts.session, self._draft
        if session is None or draft is None or draft is not session.draft:
            self._say(self.tr("The article is no longer open. Nothing was changed."))
            return

        def on_saved(safe: bool) -> None:
            if not safe:
                self._say(self.tr("What stands here could not be saved, so nothing was put in its place."))
                return
            before = draft.revision
            _put(draft, wish)
            if draft.revision == before:
                self._say(self.tr("It is so already."))
                return
            session.save_now(
                lambda is_safe: self._keep(draft, str(wish.number), wish.kind) if is_safe else None
            )
            self._say(self.tr("Put back. Undo (Ctrl+Z) in the article takes it back."))

        session.save_now(on_saved)

    def _on_panel_keep_wanted(self, name: str) -> None:
        session, draft = self._parts.session, self._draft
        if session is not None and draft is not None and draft is session.draft:
            session.save_now(lambda safe: self._keep(draft, name, RevisionKind.NAMED) if safe else None)

    def _keep(self, draft: Draft, name: str, kind: RevisionKind) -> None:
        library, id = self._parts.library, draft.id
        if library is None:
            return

        def keep() -> RevisionRow:
            from newsroom.desk.history import keep_state

            return keep_state(library, id, name, by=_BY, kind=kind)

        def on_kept(outcome: Outcome[RevisionRow]) -> None:
            if isinstance(outcome, Err):
                self._say(str(outcome.error))
            elif Page.HISTORY in self._parts.pages:
                cast("HistoryPanel", self._parts.pages[Page.HISTORY]).presenter.refresh()

        self._parts.lanes.write(keep, on_kept, owner=self)

    def _say(self, words: str) -> None:
        self._parts.window.status_bar.show_message(words)


def _put(draft: Draft, wish: PutBack) -> None:
    from newsroom.domain.draft import TEXT_FIELDS

    with draft.one_step():
        for name, value in wish.values.items():
            if name in TEXT_FIELDS:
                draft.set_text(name, value)
            else:
                draft.set_field(name, value)
    draft.break_step()
