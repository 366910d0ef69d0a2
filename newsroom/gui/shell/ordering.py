"""Connects the pages that put the archive in order with the rest of the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtCore import QObject, Signal

from newsroom.domain.query import Order
from newsroom.gui.shell.act_notices import ActNotices
from newsroom.gui.shell.desk_commands import DeskCommands
from newsroom.gui.shell.library_export import LibraryExport
from newsroom.gui.shell.pages import Pages
from newsroom.gui.shell.panes import LIST
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.domain.ids import ArticleId
    from newsroom.domain.query import ListQuery
    from newsroom.gui.features.act_log import ActLogPanel
    from newsroom.gui.features.archive.bulk_wishes import BulkAct
    from newsroom.gui.features.archive.presenter import ArchivePresenter
    from newsroom.gui.features.archive.table_page import TablePage
    from newsroom.gui.features.author_desk import AuthorDeskPanel
    from newsroom.gui.features.replacing import ReplacePanel
    from newsroom.gui.features.section_desk import SectionDeskPanel
    from newsroom.gui.features.series_desk import SeriesDeskPanel
    from newsroom.gui.features.tag_desk import TagDeskPanel


@runtime_checkable
class _Zoned(Protocol):
    """A page that tells times."""

    def set_zone(self, zone: tzinfo) -> None: ...


class Ordering(QObject):
    """GUI thread only."""

    article_wanted = Signal(int)

    def __init__(
        self,
        parts: Parts,
        desk: DeskCommands,
        pages: Pages,
        notices: ActNotices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._desk = desk
        self._pages = pages
        self._notices = notices
        self._zone: tzinfo = UTC
        self.export = LibraryExport(parts, self)
        pages.made.connect(self._on_pages_made)
        notices.log_wanted.connect(self.show_log)
        parts.archive.act_wanted.connect(self._on_archive_act_wanted)
        parts.archive.all_wanted.connect(self._on_archive_all_wanted)
        parts.archive.list_wanted.connect(self._on_archive_list_wanted)
        desk.undo_act_wanted.connect(notices.undo_last)
        desk.replace_wanted.connect(self.find_and_replace)
        desk.export_wanted.connect(self._on_desk_export_wanted)
        desk.alike_wanted.connect(self.show_alike)
        desk.vocabularies_wanted.connect(self.show_vocabularies)

    def set_zone(self, zone: tzinfo) -> None:
        """The zone in which pages tell times."""
        self._zone = zone
        for page in self._pages.all():
            if isinstance(page, _Zoned):
                page.set_zone(zone)

    def take_back_unfinished(self) -> None:
        """After a library was opened, when the window has nothing else to load."""
        if self._parts.library is not None:
            self._notices.acting.take_back_unfinished()

    def show_log(self) -> None:
        self._pages.show(Page.ACTS)

    def find_and_replace(self) -> None:
        """In what the list in view finds. At once, or when it has answered."""
        self._list_in_view().when_answered(self._begin_replacing)

    def _list_in_view(self) -> ArchivePresenter:
        """The table's, else that of the list pane."""
        table = self._parts.pages.get(Page.TABLE)
        if self._parts.window.page is Page.TABLE and table is not None:
            return cast("TablePage", table).presenter.list
        return self._parts.archive.presenter

    def _on_desk_export_wanted(self, kind: str, found: bool) -> None:
        if found:
            self._list_in_view().when_answered(
                # In another order, a very long list would be cut off.
                lambda query, _text, _total: self.export.ask(kind, replace(query, order=Order.NEWEST))
            )
        else:
            self.export.ask(kind)

    def _begin_replacing(self, query: ListQuery, text: str, total: int | None) -> None:
        cast("ReplacePanel", self._pages.show(Page.REPLACE)).begin(query, text, total)

    def show_alike(self) -> None:
        """Tags that may be one."""
        cast("TagDeskPanel", self._pages.show(Page.TAGS)).show_alike()

    def show_vocabularies(self) -> None:
        """The desk of tags, with what they can stand for."""
        cast("TagDeskPanel", self._pages.show(Page.TAGS)).show_vocabularies()

    def _on_pages_made(self, page: Page, widget: QObject) -> None:
        if isinstance(widget, _Zoned):
            widget.set_zone(self._zone)
        if page is Page.TABLE:
            table = cast("TablePage", widget)
            table.article_wanted.connect(self.article_wanted)
            table.new_wanted.connect(self._desk.new_article)
        elif page is Page.REPLACE:
            cast("ReplacePanel", widget).article_wanted.connect(self.article_wanted)
        elif page is Page.TAGS:
            cast("TagDeskPanel", widget).tag_wanted.connect(self._on_tag_wanted)
        elif page is Page.SERIES:
            series = cast("SeriesDeskPanel", widget)
            series.article_wanted.connect(self.article_wanted)
            series.series_wanted.connect(self._on_series_wanted)
        elif page is Page.SECTIONS:
            cast("SectionDeskPanel", widget).search_wanted.connect(self._on_search_wanted)
        elif page is Page.AUTHORS:
            cast("AuthorDeskPanel", widget).search_wanted.connect(self._on_search_wanted)
        elif page is Page.ACTS:
            cast("ActLogPanel", widget).article_wanted.connect(self.article_wanted)

    def _on_archive_act_wanted(self, ids: Sequence[ArticleId], act: BulkAct) -> None:
        self._parts.archive.begin_act(self._notices.acting, ids, act)

    def _on_archive_all_wanted(self) -> None:
        cast("TablePage", self._pages.show(Page.TABLE)).mark_all()

    def _on_archive_list_wanted(self) -> None:
        """To the line of search that is in view, the table's; else the list comes into view."""
        table = self._parts.pages.get(Page.TABLE)
        if self._parts.window.page is Page.TABLE and table is not None:
            cast("TablePage", table).panel.focus_search()
            return
        self._show_list()
        self._parts.archive.panel.focus_search()

    def _on_tag_wanted(self, tag_id: int) -> None:
        self._show_list()
        self._parts.archive.show_tag(tag_id)

    def _on_series_wanted(self, series_id: int) -> None:
        self._show_list()
        self._parts.archive.show_series(series_id)

    def _on_search_wanted(self, line: str) -> None:
        self._show_list()
        self._parts.archive.search(line)

    def _show_list(self) -> None:
        self._parts.window.show_page(Page.DESK)
        self._parts.window.focus_pane(LIST)
