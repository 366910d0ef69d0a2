"""The open article as all fields of the panel share it: draft, identity, names of ids, and the way to the desk."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from newsroom.domain.article import Article
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.draft import Cause, Draft, DraftChange
from newsroom.domain.ids import ArticleId
from newsroom.domain.site import SiteSettings
from newsroom.gui.features.article_panel.acts import PanelDesk
from newsroom.gui.features.article_panel.names import Names
from newsroom.jobs.lanes import Err, Ok, Outcome, Runner

T = TypeVar("T")


class OpenArticle(QObject):
    """Fields read and write through it and hear of every change, wherever it was made. GUI thread only."""

    library_changed = Signal()
    site_changed = Signal()
    switched = Signal()
    field_changed = Signal(str)
    article_shown = Signal()
    library_touched = Signal(object)
    status_message = Signal(str)
    library_changed_here = Signal(object)
    """A ``ChangeSet``: something was made in the library, before any save of the article."""
    left_draft_changed = Signal(object)
    """A draft that is not open any more got what had been asked for while it was."""

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._end_subscription: Callable[[], None] = _nothing
        self.desk: PanelDesk | None = None
        self.draft: Draft | None = None
        self.article: Article | None = None
        self.site = SiteSettings()
        self.names = Names()

    # What is open

    def set_desk(self, desk: PanelDesk | None) -> None:
        """Another library, or none: what was known of the last one is forgotten."""
        self.open(None, None)
        self.desk = desk
        self.names = Names()
        self.library_changed.emit()
        self._ask_site()

    def open(self, draft: Draft | None, article: Article | None) -> None:
        """Another article, or none."""
        self._end_subscription()
        self._end_subscription = _nothing
        self.draft, self.article = draft, article
        if article is not None:
            self.names.learn(article)
        if draft is not None:
            self._end_subscription = draft.subscribe(self._on_draft_changed)
        self.switched.emit()

    def leave(self) -> None:
        """Another article is about to be opened: this one takes no edit and no answer any more, but stays shown."""
        self._end_subscription()
        self._end_subscription = _nothing
        self.draft = self.article = None

    def show(self, article: Article) -> None:
        """The same article after a save or an act."""
        if self.draft is None or article.id != self.draft.id:
            return
        self.article = article
        self.names.learn(article)
        self.article_shown.emit()

    def touched(self, changes: ChangeSet) -> None:
        """Something changed in the library, here or elsewhere."""
        self.library_touched.emit(changes)
        if Changed.SITE in changes.kinds:
            self._ask_site()
        is_own = changes.by == "window" and changes.article_ids
        if not is_own and changes.kinds & {Changed.TAG, Changed.SERIES}:
            self._learn_names()

    def _ask_site(self) -> None:
        if self.desk is not None:
            self.ask("panel.site", lambda desk: desk.site(), self._on_site_answered)

    def _on_site_answered(self, site: SiteSettings) -> None:
        self.site = site
        self.site_changed.emit()

    @property
    def id(self) -> ArticleId | None:
        """None without an open article, and for one that is not in the library yet."""
        return self.draft.id or None if self.draft is not None else None

    # The draft

    def value(self, name: str) -> Any:
        """The draft's value of a field. Only while an article is open."""
        assert self.draft is not None
        return self.draft.value(name)

    def set_value(self, name: str, value: object, *, typing: bool = False) -> None:
        """A new value, as a step that can be undone; nothing without an open article."""
        if self.draft is not None:
            self.draft.set_field(name, value, typing=typing)

    def _on_draft_changed(self, change: DraftChange) -> None:
        if change.field in ("lede", "body"):
            return  # nothing here shows them, and a key in them is to cost nothing
        if change.cause == Cause.TAKEN and change.field in ("section_id", "series", "tags"):
            self._learn_names()
        self.field_changed.emit(change.field)

    def _learn_names(self) -> None:
        """What others did may have made ids that are new here, or other names of known ones."""
        article_id = self.id
        if article_id is not None:
            self.ask("panel.names", lambda desk: desk.article(article_id), self.show)

    # The desk

    def ask(
        self,
        kind: str,
        work: Callable[[PanelDesk], T],
        done: Callable[[T], None],
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Asks in the read lane; the newest question of a kind is answered, while its article is open.

        A failure is told in words, and ``failed`` is called instead of ``done``.
        """
        desk, draft = self.desk, self.draft
        if desk is None:
            return

        def answered(outcome: Outcome[T]) -> None:
            if self.draft is draft and self.desk is desk:
                self._deliver(outcome, done, failed)

        self._lanes.read(kind, lambda _token: work(desk), answered, owner=self)

    def make(
        self,
        what: Changed,
        work: Callable[[PanelDesk], T],
        done: Callable[[T], None],
        failed: Callable[[], None] | None = None,
        *,
        put_on: Callable[[Draft, T], None],
    ) -> None:
        """Makes something in the library, in the write lane, for the open article.

        ``done`` is called while that is still open; else ``put_on`` puts it on the draft that was left.
        """
        desk, draft = self.desk, self.draft
        if desk is None:
            return

        def answered(outcome: Outcome[T]) -> None:
            if self.desk is not desk:
                return  # the library was left, which waited for this: it is there
            if isinstance(outcome, Ok):
                self.library_changed_here.emit(ChangeSet(frozenset({what})))
            if self.draft is draft or draft is None or isinstance(outcome, Err):
                self._deliver(outcome, done, failed)
            else:
                put_on(draft, outcome.value)
                self.left_draft_changed.emit(draft)

        self._lanes.write(lambda: work(desk), answered, owner=self)

    def _deliver(
        self, outcome: Outcome[T], done: Callable[[T], None], failed: Callable[[], None] | None = None
    ) -> None:
        if isinstance(outcome, Ok):
            done(outcome.value)
            return
        self.status_message.emit(self._words(outcome))
        if failed is not None:
            failed()

    def _words(self, failure: Err) -> str:
        if failure.expected:
            return str(failure.error)
        return self.tr(
            "That could not be done, because of a fault in this program. The article is as it was."
        )


def _nothing() -> None:
    """No subscription to end."""
