"""The archive's parts wired: sidebar and list panel with what the window asks of them and hears from them."""

from collections.abc import Callable
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from newsroom.domain.changes import ChangeSet
from newsroom.domain.ids import ArticleId, SeriesId, TagId
from newsroom.domain.query import ListPage, Order, Overview
from newsroom.gui.features.archive.panel import ArchivePanel
from newsroom.gui.features.archive.presenter import ArchivePresenter
from newsroom.gui.features.archive.scopes import EVERYTHING, TRASH, Filters, Question, Scope, series_scope
from newsroom.gui.features.archive.sidebar import Sidebar
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class Archive(QObject):
    """For the shell: put ``sidebar`` and ``panel`` in their panes. GUI thread only."""

    article_wanted = Signal(int)
    """Open that article; the focus stays in the list."""
    text_wanted = Signal()
    """Enter in the list: the focus to the text of the open article."""
    trash_asked = Signal(int)
    untrash_asked = Signal(int)
    new_wanted = Signal()
    """Begin an article: a way out of an empty library."""
    status_message = Signal(str)

    def __init__(self, lanes: Runner, colors: Colors) -> None:
        super().__init__()
        self.presenter = ArchivePresenter(lanes, self)
        self.sidebar = Sidebar(colors)
        self.panel = ArchivePanel(self.presenter, colors)
        self._wanted_key = ""
        self._actions = self._make_actions()
        presenter, articles = self.presenter, self.panel.list
        presenter.overview_changed.connect(self._on_presenter_overview_changed)
        presenter.question_changed.connect(self._on_presenter_question_changed)
        presenter.filler.failed.connect(self.status_message)
        self.sidebar.scope_chosen.connect(self._on_sidebar_scope_chosen)
        self.sidebar.entered_list.connect(self.panel.focus_list)
        articles.opened.connect(self.article_wanted)
        articles.entered_text.connect(self.text_wanted)
        articles.trash_asked.connect(self.trash_asked)
        articles.untrash_asked.connect(self.untrash_asked)
        self.panel.new_wanted.connect(self.new_wanted)

    # What the window says

    def set_library(self, library: "Library | None") -> None:
        """Shows another library, from the start; of one that was shown by ``show_first`` it shows the rest."""
        if library is None or not self.presenter.has_first_look:
            self.sidebar.show_overview(None)
        self.mark_open(None)
        self.presenter.set_library(library)

    def show_first(self, page: ListPage, overview: Overview) -> None:
        """Before the library is open: its newest rows and its counts, as a first look at it saw them."""
        self.presenter.show_first(page, overview)

    def apply(self, changes: ChangeSet) -> None:
        """Something was changed, here or elsewhere."""
        self.presenter.apply(changes)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.sidebar.set_look(colors, scale)
        self.panel.set_look(colors, scale)

    def set_zone(self, zone: tzinfo) -> None:
        """The newsroom's zone: the list tells times in it."""
        self.panel.list.set_zone(zone)

    def mark_open(self, article_id: int | None) -> None:
        """Which article is open; None for none."""
        self.panel.list.mark_open(None if article_id is None else ArticleId(article_id))

    def search(self, words: str) -> None:
        """Looks for words everywhere, in the texts too."""
        self.presenter.choose(EVERYTHING)
        self.presenter.search_full_text(words)
        self.panel.focus_search()

    def show_series(self, series_id: int) -> None:
        """Lists a series: from the sidebar where that offers it, else with a chip."""
        scope = series_scope(SeriesId(series_id))
        if scope in self.sidebar.scopes:
            self.presenter.choose(scope)
        else:
            self.presenter.choose(EVERYTHING, Filters(series_id=SeriesId(series_id)))

    def show_tag(self, tag_id: int) -> None:
        """Lists what has a tag, with a chip."""
        self.presenter.choose(EVERYTHING, Filters(tag_id=TagId(tag_id)))

    @property
    def scope_key(self) -> str:
        """What the sidebar shows as chosen: to be remembered from one session to the next."""
        return self.presenter.question.scope.key

    def restore_scope(self, key: str) -> None:
        """Chooses it again, once the library offers it. Anything chosen by hand before that stays."""
        self._wanted_key = key if key != EVERYTHING.key else ""
        self._restore()

    def actions(self) -> list[QAction]:
        """For the command palette."""
        return list(self._actions)

    # What it hears

    def _on_presenter_overview_changed(self, overview: Overview) -> None:
        self.sidebar.show_overview(overview)
        self.panel.filters.set_sections(overview.sections)
        self._restore()

    def _restore(self) -> None:
        if not self.presenter.has_library:
            return
        offered = next((scope for scope in self.sidebar.scopes if scope.key == self._wanted_key), None)
        if offered is not None:
            self._wanted_key = ""
            self.presenter.choose(offered)

    def _on_presenter_question_changed(self, question: Question) -> None:
        self.sidebar.choose(question.scope)

    def _on_sidebar_scope_chosen(self, scope: Scope) -> None:
        self._wanted_key = ""
        self.presenter.choose(scope)

    # Commands

    def _make_actions(self) -> list[QAction]:
        articles = self.panel.list
        return [
            self._action(
                "archive.search", self.tr("Search the archive"), self.panel.focus_search, "Ctrl+Shift+F"
            ),
            self._action(
                "archive.next", self.tr("Next article in the list"), lambda: articles.step(1), "Alt+PgDown"
            ),
            self._action(
                "archive.previous",
                self.tr("Previous article in the list"),
                lambda: articles.step(-1),
                "Alt+PgUp",
            ),
            self._action("archive.everything", self.tr("List everything"), self._show_everything),
            self._action("archive.trash", self.tr("Show the trash"), self._show_trash),
            self._action("archive.newest", self.tr("List the newest first"), self._order_newest),
            self._action("archive.best", self.tr("List the best match first"), self._order_best),
        ]

    def _action(self, name: str, text: str, run: Callable[[], object], key: str = "") -> QAction:
        action = QAction(self)
        action.setText(text)
        action.setObjectName(name)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(run)
        return action

    def _show_everything(self) -> None:
        self.presenter.choose(EVERYTHING)

    def _show_trash(self) -> None:
        self.presenter.choose(TRASH)

    def _order_newest(self) -> None:
        self.presenter.set_order(Order.NEWEST)

    def _order_best(self) -> None:
        if self.presenter.question.words:
            self.presenter.set_order(Order.BEST)
        else:
            self.status_message.emit(self.tr("A best match needs words to search for."))
