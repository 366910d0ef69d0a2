"""The page that shows the archive as a table: the list's line of search above, what can be done with it below."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from typing_extensions import override

from newsroom.gui.features.archive.panel import ArchivePanel
from newsroom.gui.features.archive.presenter import ArchivePresenter
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
        self.table = ArticleTable(presenter.model, colors)
        self.panel = ArchivePanel(presenter.list, colors, self.table, margin=0)
        self.panel.filters.save_button.setVisible(False)
        self.columns_button = QPushButton(self.tr("Columns"))
        self.columns_button.setObjectName("link")
        self.columns_button.setAccessibleName(self.tr("Which columns are shown"))
        self.columns_button.clicked.connect(self._on_columns_button_clicked)
        self.head.insertWidget(self.head.count() - 1, self.columns_button)
        self.column.setSpacing(0)
        self.column.addWidget(self.panel, 1)
        self._connect()
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
        presenter.list.filler.failed.connect(self.status_message)
        presenter.failed.connect(self.status_message)

    # As every page

    def main_widget(self) -> QWidget:
        """Where the focus goes when the page comes into view."""
        return self.panel.main_widget()

    @override
    def setFocus(self, reason: Qt.FocusReason = _OTHER, /) -> None:
        self.main_widget().setFocus(reason)

    def set_library(self, library: Library | None) -> None:
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.panel.set_look(colors, scale)

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

    def _on_list_question_changed(self, question: Question) -> None:
        self.table.show_order(question.order)

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
