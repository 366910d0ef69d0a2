"""The page that shows the archive as a table: the list's line of search above, what can be done with it below."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from newsroom.domain.bulk import Outcome
from newsroom.domain.ids import ArticleId
from newsroom.gui.features.archive.bulk_bar import BulkBar
from newsroom.gui.features.archive.bulk_presenter import BulkPresenter
from newsroom.gui.features.archive.bulk_wishes import BulkAct, Counted, Wish
from newsroom.gui.features.archive.bulk_words import marked_words
from newsroom.gui.features.archive.list_filler import Found
from newsroom.gui.features.archive.panel import ArchivePanel
from newsroom.gui.features.archive.presenter import ArchivePresenter
from newsroom.gui.features.archive.row_marks import Marked, RowMarks
from newsroom.gui.features.archive.scopes import Question
from newsroom.gui.features.archive.table_presenter import TablePresenter
from newsroom.gui.features.archive.table_view import ArticleTable
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet
    from newsroom.gui.acting import Acting
    from newsroom.gui.features.archive import Remembered

_COLUMNS, _WIDTHS = "table/columns", "table/widths"
_OTHER = Qt.FocusReason.OtherFocusReason


class TablePage(PageFrame):
    """Shows what the list pane shows when it comes into view, and leaves it the question when it goes."""

    status_message = Signal(str)
    article_wanted = Signal(int)
    new_wanted = Signal()
    beside_wanted = Signal(int, int)
    """Two articles: the first is to be opened, the other shown beside it."""

    def __init__(
        self,
        presenter: TablePresenter,
        list_pane: ArchivePresenter,
        acting: Acting,
        colors: Colors,
        remembered: Remembered,
    ) -> None:
        super().__init__(self.tr("Archive as a table"))
        self.presenter = presenter
        self._list_pane = list_pane
        self._remembered = remembered
        self._is_stale = False
        self._waits_for_rows = False
        self._reading: tuple[range, ...] = ()
        self.bulk = BulkPresenter(presenter.lanes, acting, self)
        self.bar = BulkBar(colors)
        self.table = ArticleTable(presenter.model, colors)
        self.panel = ArchivePanel(presenter.list, colors, self.table, margin=0)
        self.panel.filters.save_button.setVisible(False)
        self.columns_button = QPushButton(self.tr("Columns"))
        self.columns_button.setObjectName("link")
        self.columns_button.setAccessibleName(self.tr("Which columns are shown"))
        self.columns_button.clicked.connect(self._on_columns_button_clicked)
        self.head.insertWidget(self.head.count() - 1, self.columns_button)
        self.column.addWidget(self.panel, 1)
        self.column.addWidget(self.bar)
        self._connect()
        self._connect_bar()
        self._restore_columns()
        self.setFocusProxy(self.panel)
        self.set_look(colors, 1.0)

    def _connect(self) -> None:
        presenter, table = self.presenter, self.table
        table.opened.connect(self.article_wanted)
        table.order_wanted.connect(presenter.list.set_order)
        table.columns_wanted.connect(self._on_table_columns_wanted)
        table.columns_changed.connect(self._on_table_columns_changed)
        table.rows_shown.connect(presenter.details.note_shown)
        self.panel.left.connect(self.closed)
        self.panel.new_wanted.connect(self.new_wanted)
        presenter.list.question_changed.connect(self._on_list_question_changed)
        presenter.list.filler.found.connect(self._on_filler_found)
        presenter.list.filler.failed.connect(self.status_message)
        presenter.failed.connect(self.status_message)

    def _connect_bar(self) -> None:
        bar, bulk, table = self.bar, self.bulk, self.table
        self.marks.changed.connect(self._on_marks_changed)
        self.presenter.rows_read.connect(self._on_presenter_rows_read)
        self.presenter.total_changed.connect(self._show_marked)
        table.trash_wanted.connect(self._on_table_trash_wanted)
        table.acts_wanted.connect(self._on_table_acts_wanted)
        bar.offers_wanted.connect(bulk.offer)
        bar.count_wanted.connect(self._on_bar_count_wanted)
        bar.do_wanted.connect(self._on_bar_do_wanted)
        bar.left.connect(self.panel.focus_list)
        bulk.offered.connect(bar.offer)
        bulk.counted.connect(bar.show_counted)
        bulk.refused.connect(bar.show_refusal)
        self._show_marked()

    # As every page

    def main_widget(self) -> QWidget:
        """Where the focus goes when the page comes into view."""
        return self.panel.main_widget()

    @override
    def setFocus(self, reason: Qt.FocusReason = _OTHER, /) -> None:
        """To the rows; where they are still asked for, as soon as they come."""
        self.main_widget().setFocus(reason)
        self._waits_for_rows = not self.presenter.model.rowCount()

    def set_library(self, library: Library | None) -> None:
        self.bulk.library = library
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.panel.set_look(colors, scale)
        self.bar.set_look(colors, scale)

    def set_zone(self, zone: tzinfo) -> None:
        """The zone in which times are told."""
        self.presenter.model.set_zone(zone)

    def apply(self, changes: ChangeSet) -> None:
        """What is changed while nobody looks is shown when the page is next in view."""
        if self.isVisible():
            self.presenter.apply(changes)
        else:
            self._is_stale = True

    def save_now(self) -> None:
        """Nothing is typed here that could be lost."""

    # The question goes with the editor

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        listed = self.presenter.list
        if self._list_pane.question != listed.question:
            listed.put(self._list_pane.question)
        elif self._is_stale:
            listed.ask()
        self._is_stale = False
        overview = self._list_pane.overview
        if overview is not None:
            self.panel.filters.set_sections(overview.sections)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self._list_pane.has_library:
            self._list_pane.put(self.presenter.list.question)

    def _on_filler_found(self, found: Found) -> None:
        waits, self._waits_for_rows = self._waits_for_rows, False
        if waits and found.n_rows and self.panel.search.hasFocus():
            self.panel.focus_list()

    def _on_list_question_changed(self, question: Question) -> None:
        """Another list: what was marked in the one before is not meant any more."""
        self.table.show_order(question.order)
        self.marks.clear()

    # What is marked, and the acts on it

    @property
    def marks(self) -> RowMarks:
        """What is marked in the table."""
        return self.table.marks

    def mark_all(self) -> None:
        """All that is found: when the rows are there, for their coming moves the cursor, and with it the marks."""
        self.presenter.list.when_answered(lambda *_: self.table.selectAll())

    def _on_marks_changed(self) -> None:
        marked = self.marks.marked
        if marked.rows and marked.rows != self._reading:
            self._reading = marked.rows
            self.presenter.read_rows(marked)
        counted = self.bar.counted
        if counted is not None and self.presenter.selection(self.marks.marked) != counted.selection:
            self.bar.go_back()
        self._show_marked()

    def _on_presenter_rows_read(self, marked: Marked, ids: frozenset[ArticleId]) -> None:
        self._reading = ()
        self.marks.put_ids(marked, ids)

    def _show_marked(self) -> None:
        total = self.presenter.total
        n = self.marks.count(self.presenter.model.rowCount() if total is None else total)
        self.bar.show_marked(
            marked_words(n, total, is_all=self.marks.is_all),
            n=n,
            in_trash=self._in_trash,
            is_known=self.presenter.knows(self.marks.marked),
        )

    @property
    def _in_trash(self) -> bool:
        return self.presenter.list.question.scope.trashed

    def _on_table_trash_wanted(self) -> None:
        self.bar.begin(BulkAct.UNTRASH if self._in_trash else BulkAct.TRASH)

    def _on_table_acts_wanted(self, place: QPoint) -> None:
        menu = self.acts_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def acts_menu(self) -> QMenu:
        """The acts; and of two articles, to look at one beside the other."""
        menu = self.bar.menu(whole=True)
        marked = self.marks.marked
        if not marked.is_all and len(marked.ids) == 2:
            model = self.presenter.model
            places = model.places_of(marked.ids)
            ids = [row.id for place in places if (row := model.row_at(place)) is not None]
            if len(ids) == 2:
                menu.addSeparator()
                beside = menu.addAction(self.tr("Open one beside the other"))
                beside.triggered.connect(partial(self.beside_wanted.emit, *ids))
        return menu

    def _on_bar_count_wanted(self, wish: Wish) -> None:
        selection = self.presenter.selection(self.marks.marked)
        if selection is None:
            self.bar.go_back()
        else:
            self.bulk.count(selection, wish)

    def _on_bar_do_wanted(self, counted: Counted, publish: bool) -> None:
        def then(outcome: Outcome | None) -> None:
            """What went into the trash or out of it is not in this list any more."""
            if outcome is not None and counted.wish.act in (BulkAct.TRASH, BulkAct.UNTRASH):
                self.marks.clear()

        self.bulk.do(counted, publish=publish, then=then)

    # Columns

    def _restore_columns(self) -> None:
        shown = frozenset(self._remembered.text(_COLUMNS).split())
        self.table.set_widths(self._remembered.widths(_WIDTHS))
        if shown:
            self.table.show_columns(shown)
        self.presenter.details.set_wanted(any(column.has_details for column in self.table.columns))

    def columns_menu(self) -> QMenu:
        """Which columns are shown."""
        menu = QMenu(self)
        shown = {column.name for column in self.table.columns}
        for column in self.presenter.model.columns[1:]:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.name in shown)
            action.toggled.connect(partial(self._on_column_toggled, column.name))
        return menu

    def _on_column_toggled(self, name: str, shown: bool) -> None:
        names = {column.name for column in self.table.columns}
        self.table.show_columns(frozenset(names | {name} if shown else names - {name}))

    def _on_columns_button_clicked(self) -> None:
        self._on_table_columns_wanted(
            self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft())
        )

    def _on_table_columns_wanted(self, place: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _on_table_columns_changed(self) -> None:
        names = [column.name for column in self.table.columns]
        self._remembered.set_text(_COLUMNS, " ".join(names))
        self._remembered.set_widths(_WIDTHS, self.table.widths)
        self.presenter.details.set_wanted(any(column.has_details for column in self.table.columns))
