"""The page of the log: every act in the archive, newest first, and beside it what it was and its undo."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton
from typing_extensions import override

from newsroom.domain.acts import Act, Left
from newsroom.domain.changes import Changed
from newsroom.domain.times import now
from newsroom.gui.features.act_log.presenter import ActLogPresenter
from newsroom.gui.features.act_log.words import by_word, facts, n_articles, state_tone, state_word
from newsroom.gui.theme import Colors
from newsroom.gui.when import short_when
from newsroom.gui.widgets.detail_column import ButtonRow, DetailColumn
from newsroom.gui.widgets.library_page import LibraryPage
from newsroom.gui.widgets.list_beside import ListBeside
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class ActLogPanel(LibraryPage):
    """Enter goes from an act to its undo; Ctrl+Z undoes it, Ctrl+Y does it again."""

    shows = frozenset(Changed)  # any act may have become an entry here
    article_wanted = Signal(int)

    def __init__(self, presenter: ActLogPresenter, colors: Colors) -> None:
        super().__init__(self.tr("Log of acts"))
        self.presenter = presenter
        self._zone: tzinfo = UTC
        self.model = RowsModel(self._columns(), lambda act: act.id, colors, self)
        self.table = RowsTable(self.model, colors, name=self.tr("Acts, the newest first"))
        self.table.set_widths(110, 0, 124, 74, 100)
        self.table.set_empty_words(
            self.tr(
                "Nothing has been put in order yet. Merges, renames and changes of many articles stand here."
            )
        )
        self.detail = DetailColumn()
        self.turn = QPushButton()
        self.left_words = QLabel()
        self.left_words.setWordWrap(True)
        self.left_words.setTextFormat(Qt.TextFormat.PlainText)
        self.left_model = RowsModel(
            self._left_columns(), lambda left: (left.article_id, left.why), colors, self
        )
        self.left_table = RowsTable(self.left_model, colors, name=self.tr("What was left as it is"))
        self.left_table.set_widths(0, 220)
        self.left_table.setMinimumHeight(220)
        self.detail.add("", ButtonRow(self.turn))
        self.detail.add("", self.left_words)
        self.detail.add("", self.left_table)
        self.sides = ListBeside(self.table, self.detail, nothing="", sizes=(800, 440))
        self.column.addWidget(self.sides, 1)
        self.setFocusProxy(self.table)
        self._connect()
        self.set_look(colors, 1.0)

    def _columns(self) -> tuple[Column[Act], ...]:
        return (
            Column("when", self.tr("When"), lambda act: short_when(act.at, now(), self._zone), tone=_dim),
            Column("words", self.tr("What was done"), lambda act: act.words, is_bold=True),
            Column("by", self.tr("By"), lambda act: by_word(act.by), tone=_dim),
            Column("articles", self.tr("Articles"), n_articles, is_number=True),
            Column("state", "", state_word, tone=state_tone),
        )

    def _left_columns(self) -> tuple[Column[Left], ...]:
        return (
            Column("headline", self.tr("Article"), lambda left: left.headline, is_bold=True),
            Column("why", self.tr("Why"), lambda left: left.why),
        )

    def _connect(self) -> None:
        rows = self.presenter.rows
        self.model.follow(rows)
        rows.page_came.connect(self._show_current)
        self.presenter.failed.connect(self.status_message)
        self.presenter.left_changed.connect(self._show_current)
        self.table.current_changed.connect(self._show_current)
        self.table.row_activated.connect(self._on_table_row_activated)
        self.left_table.row_activated.connect(self._on_left_table_row_activated)
        self.turn.clicked.connect(self._on_turn_clicked)
        for key, act in (
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # As every page

    def set_library(self, library: Library | None) -> None:
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.sides.set_scale(scale)
        self.detail.set_scale(scale)
        self.table.set_look(colors, scale)
        self.left_table.set_look(colors, scale)

    def set_zone(self, zone: tzinfo) -> None:
        """The zone in which times are told."""
        self._zone = zone
        self.table.viewport().update()

    def save_now(self) -> None:
        """Nothing is typed here."""

    @override
    def refresh(self) -> None:
        self.presenter.rows.refresh()

    # The log

    def _show_current(self, _: object = None) -> None:
        act = self.table.current
        self.sides.show_beside(self.detail if act is not None else None)
        if act is None:
            return
        self.detail.title.setText(act.words)
        self.detail.facts.setText(facts(act, now(), self._zone))
        self.turn.setText(self.tr("Do it again") if act.can_be_redone else self.tr("Undo"))
        self.turn.setEnabled(act.can_be_undone or act.can_be_redone)
        left = self.presenter.left_of(act)
        self.left_model.set_rows(left)
        self.left_table.setVisible(bool(left))
        self.left_words.setVisible(bool(left))
        self.left_words.setText(self.tr("What was left as it is, and why:"))

    def undo(self) -> None:
        """Undoes the act under the cursor."""
        act = self.table.current
        if act is not None and act.can_be_undone:
            self.presenter.acting.undo(act.id)

    def redo(self) -> None:
        """Does the act under the cursor again."""
        act = self.table.current
        if act is not None and act.can_be_redone:
            self.presenter.acting.redo(act.id)

    def _on_turn_clicked(self) -> None:
        act = self.table.current
        if act is not None and act.can_be_redone:
            self.redo()
        else:
            self.undo()

    def _on_table_row_activated(self, _: Act) -> None:
        if self.turn.isEnabled():
            self.turn.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_left_table_row_activated(self, left: Left) -> None:
        if left.article_id is not None:
            self.article_wanted.emit(left.article_id)


def _dim(_: object) -> str:
    return "dim"
