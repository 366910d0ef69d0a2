"""The page of imports: what runs, what ran, and its report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from newsroom.domain.importing import ImportProgress, ImportReport, ImportRun, ReportPage, RunState
from newsroom.domain.times import now
from newsroom.gui.features.imports.presenter import ImportOrder, ImportsPresenter, order_of
from newsroom.gui.features.imports.report_view import ReportView
from newsroom.gui.features.imports.running import cards
from newsroom.gui.features.imports.words import (
    ending_words,
    progress_words,
    report_words,
    run_details,
    source_words,
)
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.file_dialogs import ask_files, ask_folder
from newsroom.gui.widgets.page_frame import PageFrame
from newsroom.gui.widgets.rows_model import Column, RowsModel
from newsroom.gui.widgets.rows_table import RowsTable

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet


class ImportsPanel(PageFrame):
    """Sources wait for one look; then they come, while the editor goes on with anything else."""

    status_message = Signal(str)
    article_wanted = Signal(int)
    ended = Signal(str)
    """What came of an import, in words."""

    def __init__(self, presenter: ImportsPresenter, colors: Colors) -> None:
        super().__init__(self.tr("Imports"))
        self.presenter = presenter
        self._zone: tzinfo = UTC
        self._files = QPushButton(self.tr("Import files…"))
        self._folder = QPushButton(self.tr("Import a folder…"))
        self._again = QPushButton(self.tr("Import it again"))
        self._again.setToolTip(self.tr("Brings what is new or changed there; what was cut short goes on"))
        self.order_card, self.progress_card, self._cards = cards()
        self.runs = RowsModel(self._columns(), lambda run: run.id, colors, self)
        self.runs_table = RowsTable(self.runs, colors, name=self.tr("Imports so far"))
        self.runs_table.set_widths(0, 172)
        self.runs_table.set_empty_words(self.tr("No import yet."))
        self.report = ReportView(colors)
        self._build()
        self._connect()
        self.set_look(colors, 1.0)
        self._show_report_head()
        self.order_card.hide()

    def _columns(self) -> tuple[Column[ImportRun], ...]:
        return (
            Column(
                "sources", self.tr("From"), source_words, is_bold=True, tip=lambda run: "\n".join(run.sources)
            ),
            Column(
                "details",
                self.tr("When, and how many"),
                lambda run: run_details(run, now(), self._zone),
                tone=lambda run: "dim" if run.state is RunState.DONE else "warn",
            ),
        )

    def _build(self) -> None:
        for button in (self._again, self._folder, self._files):
            self.head.insertWidget(self.head.count() - 1, button)
        self.done.setObjectName("")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        for widget, margins in ((self.runs_table, (0, 0, 12, 0)), (self.report, (12, 0, 0, 0))):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(*margins)
            column.addWidget(widget)
            split.addWidget(side)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 5)
        split.setSizes([320, 900])
        self.column.addWidget(self._cards)
        self.column.addWidget(split, 1)
        self.setFocusProxy(self.runs_table)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.order_changed.connect(self._on_presenter_order_changed)
        presenter.progressed.connect(self._on_presenter_progressed)
        presenter.ended.connect(self._on_presenter_ended)
        presenter.failed.connect(self._on_presenter_failed)
        presenter.runs_changed.connect(self._on_presenter_runs_changed)
        presenter.page_changed.connect(self._on_presenter_page_changed)
        self.order_card.begin_wanted.connect(self.begin)
        self.order_card.dropped.connect(self._on_order_card_dropped)
        self.progress_card.cancel_wanted.connect(presenter.cancel)
        self.runs_table.current_changed.connect(self._on_runs_table_current_changed)
        self.report.outcome_chosen.connect(presenter.choose_outcome)
        self.report.more_wanted.connect(presenter.ask_more_lines)
        self.report.group_chosen.connect(presenter.choose_group)
        presenter.groups_changed.connect(self.report.show_groups)
        self.report.article_wanted.connect(self.article_wanted)
        self._files.clicked.connect(self.ask_files)
        self._folder.clicked.connect(self.ask_folder)
        self._again.clicked.connect(self._on_again_clicked)

    # As every page

    def set_library(self, library: Library | None) -> None:
        self.presenter.set_library(library)

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.order_card.set_scale(scale)
        self.progress_card.set_scale(scale)
        self.runs_table.set_look(colors, scale)
        self.report.set_look(colors, scale)

    def set_zone(self, zone: tzinfo) -> None:
        """The zone in which times are told."""
        self._zone = zone
        self.runs_table.viewport().update()

    def apply(self, changes: ChangeSet) -> None:
        """Another window or the command line may have imported something."""
        if changes.by != "window" and self.isVisible():
            self.presenter.ask_runs()

    def save_now(self) -> None:
        """Nothing is typed here."""

    # Acts

    def ask_files(self) -> None:
        """Asks which files to import."""
        ask_files(self, self.tr("Import files"), self.offer)

    def ask_folder(self) -> None:
        """Asks which folder to import."""
        ask_folder(self, self.tr("Import a folder"), lambda folder: self.offer([folder]), shows_files=True)

    def offer(self, sources: Sequence[Path]) -> None:
        """Shows sources for one look before they are imported."""
        if self.presenter.running is not None:
            self.status_message.emit(self.tr("An import is running. Stop it, or wait for its end."))
        else:
            self.presenter.put(order_of(sources))
            self.order_card.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, order: ImportOrder) -> None:
        """Begins an import at once."""
        if self.presenter.begin(order):
            self.progress_card.show_begun(order)
            if self.isVisible():
                self.progress_card.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.presenter.running is not None:
            self.status_message.emit(self.tr("An import is running. Stop it, or wait for its end."))

    def _on_again_clicked(self) -> None:
        run = self.presenter.run
        if run is not None:
            self.offer([Path(source) for source in run.sources])

    def _on_order_card_dropped(self) -> None:
        self.presenter.put(None)
        self.runs_table.setFocus(Qt.FocusReason.OtherFocusReason)

    # What happens

    def _on_presenter_order_changed(self, order: ImportOrder | None) -> None:
        self.order_card.show_order(order)

    def _on_presenter_progressed(self, progress: ImportProgress | None) -> None:
        had_focus = self.progress_card.cancel.hasFocus()
        self.progress_card.show_progress(progress)
        for button in (self._files, self._folder, self._again):
            button.setEnabled(progress is None)
        if progress is None:
            self._show_report_head()
            if had_focus:
                goes_on = self.presenter.order is not None
                next_one = self.order_card.begin if goes_on else self.runs_table
                next_one.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.isVisible():
            self.status_message.emit(self.tr("Importing: {0}").format(progress_words(progress)))

    def _on_presenter_ended(self, report: ImportReport) -> None:
        if report.run_id is not None:
            self.runs_table.choose(report.run_id)
        else:
            self.runs_table.clearSelection()  # the report of a try is none of theirs
        self._show_report_head()
        self.status_message.emit("")
        if not self.isVisible():
            self.ended.emit(report_words(report))

    def _on_presenter_failed(self, words: str) -> None:
        self.status_message.emit(words)
        if not self.isVisible():
            self.ended.emit(words)

    def _on_presenter_runs_changed(self, runs: tuple[ImportRun, ...]) -> None:
        self.runs.set_rows(runs)
        self._show_report_head()

    def _on_presenter_page_changed(self, page: ReportPage, follows: bool) -> None:
        self.report.show_page(page, follows=follows)
        self._show_report_head()

    def _on_runs_table_current_changed(self, run: ImportRun | None) -> None:
        if run is not None and self.presenter.trial is None:
            self.presenter.choose_run(run.id)
        elif run is not None and self.runs_table.hasFocus():
            self.presenter.trial = None
            self.presenter.choose_run(run.id)

    def _show_report_head(self) -> None:
        trial, run = self.presenter.trial, self.presenter.run
        is_report = trial is not None or run is not None
        if trial is not None:
            self.report.show_counts(trial.counts, self.tr("Tried; nothing was changed."))
        elif run is not None:
            self.report.show_counts(run.counts, ending_words(run))
        else:
            self.report.show_counts(None)
        self.report.show_outcome(self.presenter.outcome, is_report=is_report)
        self._again.setEnabled(run is not None and self.presenter.running is None)
