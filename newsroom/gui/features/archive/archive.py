"""The archive's parts wired: sidebar and list panel with what the window asks of them and hears from them."""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.ids import ArticleId, SeriesId, TagId
from newsroom.domain.query import ListPage, Order, Overview
from newsroom.gui.features.archive.article_list import ArticleList
from newsroom.gui.features.archive.kept_searches import KeptSearches, LibrarySearches
from newsroom.gui.features.archive.panel import ArchivePanel
from newsroom.gui.features.archive.presenter import ArchivePresenter
from newsroom.gui.features.archive.scopes import (
    EVERYTHING,
    TRASH,
    Question,
    Scope,
    search_scope,
    series_scope,
)
from newsroom.gui.features.archive.sidebar import Sidebar
from newsroom.gui.theme import Colors
from newsroom.jobs.lanes import Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.searches import SavedSearch
    from newsroom.gui.acting import Acting
    from newsroom.gui.features.archive.bulk_wishes import BulkAct
    from newsroom.gui.features.archive.list_acts import ListActs

_COUNTED = frozenset({Changed.SEARCH, Changed.ARTICLE, Changed.LIST, Changed.COUNTS})


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
    list_wanted = Signal()
    """The list pane is to be searched, and something else stands in its place."""
    all_wanted = Signal()
    """All that the list finds is to be marked in the table."""
    act_wanted = Signal(object, object)
    """The ids of the chosen articles and a ``BulkAct``: ``begin_act`` asks what it needs."""
    search_deleted = Signal(object, int)
    """A kept search is gone, and where it stood: ``searches.restore`` takes that back."""

    def __init__(self, lanes: Runner, colors: Colors) -> None:
        super().__init__()
        self._lanes = lanes
        self._look = colors, 1.0
        self._acts: ListActs | None = None
        self.presenter = ArchivePresenter(lanes, self)
        self.searches = KeptSearches(lanes, self)
        self.sidebar = Sidebar(colors)
        self.list = ArticleList(self.presenter.model, colors)
        self.panel = ArchivePanel(self.presenter, colors, self.list)
        self._wanted_key = ""
        self._actions = self._make_actions()
        presenter, articles = self.presenter, self.list
        presenter.overview_changed.connect(self._on_presenter_overview_changed)
        presenter.question_changed.connect(self._on_presenter_question_changed)
        presenter.filler.failed.connect(self.status_message)
        self.sidebar.scope_chosen.connect(self._on_sidebar_scope_chosen)
        self.sidebar.entered_list.connect(self.panel.focus_list)
        articles.opened.connect(self.article_wanted)
        articles.entered_text.connect(self.text_wanted)
        articles.trash_asked.connect(self.trash_asked)
        articles.untrash_asked.connect(self.untrash_asked)
        articles.act_wanted.connect(self.act_wanted)
        articles.all_wanted.connect(self.all_wanted)
        self.panel.new_wanted.connect(self.new_wanted)
        self._connect_searches()

    def _connect_searches(self) -> None:
        searches, sidebar = self.searches, self.sidebar
        searches.changed.connect(sidebar.show_searches)
        searches.changed.connect(self._restore)
        searches.kept.connect(self._on_searches_kept)
        searches.deleted.connect(self.search_deleted)
        searches.failed.connect(self.status_message)
        sidebar.search_renamed.connect(searches.rename)
        sidebar.search_move_asked.connect(searches.move)
        sidebar.search_delete_asked.connect(searches.delete)
        self.panel.filters.save_wanted.connect(self.keep_search)

    # What the window says

    def set_library(self, library: "Library | None") -> None:
        """Shows another library, from the start; of one that was shown by ``show_first`` it shows the rest."""
        if library is None or not self.presenter.has_first_look:
            self.sidebar.show_overview(None)
        self.mark_open(None)
        self.presenter.set_library(library)
        self.searches.set_desk(None if library is None else LibrarySearches(library))

    def show_first(self, page: ListPage, overview: Overview) -> None:
        """Before the library is open: its newest rows and its counts, as a first look at it saw them."""
        self.presenter.show_first(page, overview)

    def apply(self, changes: ChangeSet) -> None:
        """Something was changed, here or elsewhere."""
        self.presenter.apply(changes)
        if changes.kinds & _COUNTED:
            self.searches.refresh()

    def keep_search(self) -> None:
        """Keeps the line of search in the sidebar, where it gets a name."""
        question = self.presenter.question
        if question.text:
            self.searches.keep(question.text, question.order)
        else:
            self.status_message.emit(self.tr("There is no search to keep: type one first."))

    def _on_searches_kept(self, search: "SavedSearch") -> None:
        self.sidebar.want_name(search.id)
        self.presenter.choose_search(search_scope(search.id), search.text, search.order)

    def begin_act(self, acting: "Acting", ids: Sequence[ArticleId], act: "BulkAct") -> None:
        """An act on articles of the list, asked for and counted below it."""
        if self._acts is None:
            from newsroom.gui.features.archive.list_acts import ListActs

            self._acts = ListActs(self._lanes, acting, self.panel, *self._look)
        self._acts.begin(ids, act)

    def set_look(self, colors: Colors, scale: float) -> None:
        self._look = colors, scale
        self.sidebar.set_look(colors, scale)
        self.panel.set_look(colors, scale)
        if self._acts is not None:
            self._acts.bar.set_look(colors, scale)

    def set_zone(self, zone: tzinfo) -> None:
        """The newsroom's zone: the list tells times in it."""
        self.list.set_zone(zone)

    def mark_open(self, article_id: int | None) -> None:
        """Which article is open; None for none."""
        self.list.mark_open(None if article_id is None else ArticleId(article_id))

    def search(self, words: str) -> None:
        """Looks for words everywhere, in the texts too."""
        self.presenter.choose(EVERYTHING)
        self.presenter.search_full_text(words)
        self.panel.focus_search()

    def show_series(self, series_id: int) -> None:
        """Lists a series: from the sidebar where that offers it, else by a line of search."""
        scope = series_scope(SeriesId(series_id))
        if scope in self.sidebar.scopes:
            self.presenter.choose(scope)
        else:
            self.presenter.show_series(SeriesId(series_id))

    def show_tag(self, tag_id: int) -> None:
        """Lists what has a tag, by a line of search."""
        self.presenter.show_tag(TagId(tag_id))

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
            self._choose(offered)

    def _on_presenter_question_changed(self, question: Question) -> None:
        self.sidebar.choose(question.scope)

    def _on_sidebar_scope_chosen(self, scope: Scope) -> None:
        self._wanted_key = ""
        self._choose(scope)

    def _choose(self, scope: Scope) -> None:
        search = None if scope.search_id is None else self.searches.find(scope.search_id)
        if search is None:
            self.presenter.choose(scope)
        else:
            self.presenter.choose_search(scope, search.text, search.order)

    # Commands

    def _make_actions(self) -> list[QAction]:
        articles = self.list
        return [
            self._action("archive.search", self.tr("Search the archive"), self._search_list, "Ctrl+Shift+F"),
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
            self._action("archive.oldest", self.tr("List the oldest first"), self._order_by(Order.OLDEST)),
            self._action(
                "archive.updated", self.tr("List what was changed last first"), self._order_by(Order.UPDATED)
            ),
            self._action("archive.by_headline", self.tr("List by headline"), self._order_by(Order.HEADLINE)),
            self._action("archive.longest", self.tr("List the longest first"), self._order_by(Order.LONGEST)),
            self._action(
                "archive.acts",
                self.tr("Act on the chosen articles of the list"),
                articles.show_acts,
                "Ctrl+.",
            ),
            self._action("archive.keep_search", self.tr("Keep this search in the sidebar"), self.keep_search),
        ]

    def _action(self, name: str, text: str, run: Callable[[], object], key: str = "") -> QAction:
        action = QAction(self)
        action.setText(text)
        action.setObjectName(name)
        if key:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(run)
        return action

    def _search_list(self) -> None:
        if self.panel.isVisible():
            self.panel.focus_search()
        else:
            self.list_wanted.emit()

    def _show_everything(self) -> None:
        self.presenter.choose(EVERYTHING)

    def _show_trash(self) -> None:
        self.presenter.choose(TRASH)

    def _order_by(self, order: Order) -> Callable[[], None]:
        return lambda: self.presenter.set_order(order)

    def _order_newest(self) -> None:
        self.presenter.set_order(Order.NEWEST)

    def _order_best(self) -> None:
        if self.presenter.question.text:
            self.presenter.set_order(Order.BEST)
        else:
            self.status_message.emit(self.tr("A best match needs words to search for."))
