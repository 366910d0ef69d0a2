"""Keeps the page of the open draft up to date: asks the desk for what the page says, the render lane for the page.

Knows no widget. All on the GUI thread; a key costs a message, never a copy of the text.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.draft import TEXT_FIELDS, Draft, DraftChange
from newsroom.domain.ids import NO_ARTICLE
from newsroom.domain.page import PageModel
from newsroom.domain.times import now
from newsroom.gui.features.preview.theme_watch import ThemeWatch
from newsroom.jobs.lanes import Err, Outcome, Runner
from newsroom.jobs.render_lane import Renderer, RenderLane
from newsroom.jobs.render_messages import (
    Answer,
    Change,
    Failed,
    Patched,
    Paused,
    Show,
    Shown,
    TextChange,
    Trouble,
)

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.article import Content
    from newsroom.domain.cancel import CancelToken

FIELD_MS = 40
REST_MS = 700
AFTER_HANG_MS = 1000
WHOLE_MS = 250
_MODEL = "preview.model"
_OF_A_PAGE = frozenset(Changed) - {Changed.LIST, Changed.COUNTS}
MakeRenderer = Callable[[Callable[[Answer], None], QObject], Renderer]


class PreviewPresenter(QObject):
    """``whole_only`` is for a view that cannot patch. Nothing is asked or rendered while it is not active."""

    page_shown = Signal(object, bool)
    page_patched = Signal(object)
    page_gone = Signal()
    trouble_changed = Signal(str)
    progressed = Signal(float)

    def __init__(
        self, lanes: Runner, make_renderer: MakeRenderer = RenderLane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._renderer = make_renderer(self._on_renderer_answered, self)
        self._library: Library | None = None
        self._draft: Draft | None = None
        self._end_subscription: Callable[[], None] = _nothing
        self._active = False
        self._at = now()
        self._serial = 0
        self._first_serial = 0
        self._read_at_ns: int | None = None
        self._model: PageModel | None = None
        self._shown_id: int | None = None
        self._is_current = False
        self._needs_whole = True
        self._crashed_serial = 0
        self._trouble = ""
        self._said = ""
        self.whole_only = False
        self._refresh_timer = self._timer(FIELD_MS, self._refresh)
        self._rest_timer = self._timer(REST_MS, self._refresh)
        self._whole_timer = self._timer(WHOLE_MS, self._begin)
        self._watch = ThemeWatch(self)
        self._watch.changed.connect(self._on_watch_changed)

    def _timer(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer

    # What is to be shown

    def set_library(self, library: Library | None) -> None:
        """The library that the desk is asked about; None: nothing is shown."""
        self._library = library
        self.open_draft(None)

    def open_draft(self, draft: Draft | None) -> None:
        """The article whose page is wanted; costs nothing while not active."""
        self._end_subscription()
        self._end_subscription = _nothing
        self._draft = draft
        self._forget()
        if draft is None:
            self._watch.set_files(())
            self.page_gone.emit()
            return
        self._end_subscription = draft.subscribe(self._on_draft_changed)
        if self._active:
            self._begin()

    def set_active(self, active: bool) -> None:
        """Whether anybody looks."""
        if active == self._active:
            return
        self._active = active
        if not active:
            self._stop_timers()
        elif self._draft is not None and not self._is_current:
            self._renderer.warm()
            self._begin()
        elif active:
            self._renderer.warm()

    def apply(self, changes: ChangeSet) -> None:
        """What others changed, or a save of ours: the page may say something else now."""
        if self._draft is not None and changes.kinds & _OF_A_PAGE:
            self._refresh_later()

    def show_again(self) -> None:
        """The whole page anew, from the draft as it is now."""
        if self._active:
            self._begin()
        else:
            self._is_current = False

    def close(self) -> None:
        """Ends the helper process, for good."""
        self.open_draft(None)
        self._stop_timers()
        self._renderer.close()

    @property
    def draft(self) -> Draft | None:
        return self._draft

    @property
    def library(self) -> Library | None:
        return self._library

    def content(self) -> tuple[int, Content] | None:
        """Id and content of the draft as it stands, for a page of it; None where none is open."""
        return None if self._draft is None else (int(self._draft.id), self._draft.snapshot())

    # The draft changes

    def _on_draft_changed(self, change: DraftChange) -> None:
        if not self._active:
            self._is_current = False
            return
        if change.field not in TEXT_FIELDS:
            self._refresh_later()
            return
        self._rest_timer.start()
        if self._needs_whole or self.whole_only:
            if self._model is not None:
                self._whole_timer.start(AFTER_HANG_MS if self._trouble else WHOLE_MS)
            return
        self._post_text(change)

    def _post_text(self, change: DraftChange) -> None:
        assert self._draft is not None
        self._serial += 1
        if change.field == "body":
            edit = TextChange(change.position, change.n_removed, change.inserted)
            self._renderer.post(Change(self._serial, (edit,)))
        elif change.field == "headline":
            self._renderer.post(Change(self._serial, headline=self._draft.text("headline")))
        else:
            self._renderer.post(Change(self._serial, lede=self._draft.text("lede")))

    def _refresh_later(self) -> None:
        if not self._active:
            self._is_current = False
        elif self._model is not None:
            self._refresh_timer.start()

    # The page's model, from the desk

    def _begin(self) -> None:
        """Asks for everything, then shows the page whole."""
        if self._draft is None or self._library is None:
            return
        self._stop_timers()
        self._is_current, self._needs_whole = True, True
        if self._shown_id != self._draft.id:
            self._at = now()
        self._ask(self._on_model_for_whole)

    def _refresh(self) -> None:
        """Asks again what the page says beside the text; the page changes only if that does."""
        if not self._active or self._draft is None or self._library is None:
            return
        self._refresh_timer.stop()
        self._rest_timer.stop()
        if self._needs_whole:
            self._whole_timer.start(AFTER_HANG_MS if self._trouble else WHOLE_MS)
        else:
            self._ask(self._on_model_for_change)

    def _ask(self, done: Callable[[Outcome[PageModel]], None]) -> None:
        draft, library, at = self._draft, self._library, self._at
        assert draft is not None and library is not None
        if draft.id == NO_ARTICLE:
            return  # its first save, which changes the library, asks again
        content = draft.snapshot()
        self._lanes.read(
            _MODEL, lambda token: page_model_of(library, draft.id, at, content, token), done, owner=self
        )

    def _on_model_for_whole(self, outcome: Outcome[PageModel]) -> None:
        if self._draft is None or not self._active:
            self._is_current = False
            return
        if isinstance(outcome, Err):
            self._tell(str(outcome.error))
            return
        content = self._draft.snapshot()
        self._model = replace(outcome.value, headline=content.headline, lede=content.lede, body=content.body)
        self._serial += 1
        self._first_serial = self._serial
        self._needs_whole = self.whole_only
        self._read_at_ns = time.time_ns()
        self._renderer.post(Show(self._serial, self._model))
        self._model = _without_texts(self._model)

    def _on_model_for_change(self, outcome: Outcome[PageModel]) -> None:
        if self._draft is None or not self._active:
            self._is_current = False
            return
        if isinstance(outcome, Err):
            self._tell(str(outcome.error))
            return
        model = _without_texts(outcome.value)
        if model == self._model or self._needs_whole:
            return
        self._model = model
        if self.whole_only:
            self._begin()
            return
        self._serial += 1
        self._renderer.post(Change(self._serial, model=model))

    # The lane answers

    def _on_renderer_answered(self, answer: Answer) -> None:
        if self._draft is None or (answer.serial < self._first_serial and answer.serial):
            return  # of a page that is no longer wanted
        if isinstance(answer, Shown):
            same = self._shown_id == self._draft.id
            self._shown_id = int(self._draft.id)
            self._watch.set_files(answer.theme_files, read_at_ns=self._read_at_ns)
            self._tell("")
            self.page_shown.emit(answer, same)
        elif isinstance(answer, Patched):
            self._tell("")
            self.page_patched.emit(answer)
        elif isinstance(answer, Paused):
            self.progressed.emit(answer.done)
        else:
            self._on_failed(answer)

    def _on_failed(self, failed: Failed) -> None:
        if failed.trouble is Trouble.LOST:
            self._needs_whole = True
            if self._active:
                self._whole_timer.start(AFTER_HANG_MS if self._trouble else 0)
            return
        self._tell(failed.message)
        if failed.trouble is Trouble.THEME:
            self._watch.set_files(failed.theme_files, read_at_ns=self._read_at_ns)
        if failed.trouble in (Trouble.HUNG, Trouble.CRASHED):
            self._needs_whole = True
            if failed.serial < self._serial or (failed.trouble is Trouble.CRASHED and self._may_try_again()):
                self._whole_timer.start(AFTER_HANG_MS)

    def _may_try_again(self) -> bool:
        """Once after a crash: it need not have been the text."""
        first = self._crashed_serial != self._draft_revision()
        self._crashed_serial = self._draft_revision()
        return first

    def _draft_revision(self) -> int:
        return -1 if self._draft is None else self._draft.revision

    def _on_watch_changed(self) -> None:
        self.show_again()

    def _tell(self, trouble: str) -> None:
        """Says why there is no newer page; of a page that is there, what it lacks."""
        self._trouble = trouble
        said = trouble or " ".join(self._model.troubles if self._model is not None else ())
        if said != self._said:
            self._said = said
            self.trouble_changed.emit(said)

    def _forget(self) -> None:
        self._stop_timers()
        self._first_serial = self._serial + 1
        self._model = None
        self._shown_id = None
        self._is_current = False
        self._needs_whole = True
        self._crashed_serial = -2
        self._tell("")

    def _stop_timers(self) -> None:
        for timer in (self._refresh_timer, self._rest_timer, self._whole_timer):
            timer.stop()


def page_model_of(
    library: Library, article_id: int, at: datetime, content: Content, token: CancelToken
) -> PageModel:
    """What the desk says of an article's page. In a lane."""
    from newsroom.desk.pages import page_model
    from newsroom.domain.ids import ArticleId

    token.raise_if_cancelled()
    return page_model(library, ArticleId(article_id), at=at, content=content)


def _without_texts(model: PageModel) -> PageModel:
    return replace(model, headline="", lede="", body="")


def _nothing() -> None:
    """No subscription to end."""
