"""Runs imports beside the window and reads their reports. No widgets; GUI thread only."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.domain.changes import Changed, ChangeSet
from newsroom.domain.importing import (
    ImportProgress,
    ImportReport,
    ImportRun,
    Outcome,
    ReportGroup,
    ReportLines,
    ReportPage,
)
from newsroom.gui.changes import ChangeBus
from newsroom.jobs.lanes import Err, Ok, Runner
from newsroom.jobs.lanes import Outcome as Answer

if TYPE_CHECKING:
    from newsroom.desk.kinds import SourceKind
    from newsroom.desk.library import Library

BY = "window"
_RUNS, _LINES, _GROUPS = "imports.runs", "imports.lines", "imports.groups"
_MANY = 200
_TOLD_EVERY_S = 2.0
_NOTHING = ReportPage((), more=False)


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What is to be imported. ``kind`` None: found out from each source; ``pages``: pages of a site, too."""

    sources: tuple[Path, ...]
    kind: SourceKind | None = None
    pages: bool = False
    dry_run: bool = False


class ImportsPresenter(QObject):
    """One import at a time. A try (a dry run) has a report that only this window knows, until the next one."""

    order_changed = Signal(object)
    """The ``ImportOrder`` that waits to be begun, or None."""
    progressed = Signal(object)
    """The ``ImportProgress`` of what runs; None when nothing does."""
    ended = Signal(object)
    """The ``ImportReport`` of what ran."""
    failed = Signal(str)
    runs_changed = Signal(object)
    """Tuple of ``ImportRun``, the newest first."""
    page_changed = Signal(object, bool)
    """A ``ReportPage`` of the report that is shown; whether it follows what is there."""
    groups_changed = Signal(object)
    """Tuple of ``ReportGroup``: what the lines of that report say, the most frequent first."""

    def __init__(self, lanes: Runner, bus: ChangeBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._bus = bus
        self._library: Library | None = None
        self._tried_in: Library | None = None
        self._token: CancelToken | None = None
        self._told_at = 0.0
        self.order: ImportOrder | None = None
        self.running: ImportOrder | None = None
        self.trial: ImportReport | None = None
        self.runs: tuple[ImportRun, ...] = ()
        self._run_id: int | None = None
        self._outcome: Outcome | None = None
        self._said: str | None = None
        self._after = 0

    def set_library(self, library: Library | None) -> None:
        """Another library: what runs into the one before is ended, and goes on when it is asked for there again."""
        self.cancel()
        self._library = library
        self.trial, self._run_id = None, None
        self.put(None)
        self.runs = ()
        self.runs_changed.emit(())
        self.page_changed.emit(_NOTHING, False)
        self.groups_changed.emit(())
        self.ask_runs()

    # An import

    def put(self, order: ImportOrder | None) -> None:
        """What is to be imported, for one look before it begins."""
        self.order = order
        self.order_changed.emit(order)

    def begin(self, order: ImportOrder) -> bool:
        """Begins it, unless another one runs."""
        library = self._library
        if library is None or self.running is not None or not order.sources:
            return False
        self.put(None)
        self.running, self.trial, self._tried_in = order, None, library
        self._told_at = time.monotonic()
        report = self._lanes.reporter(self._on_progressed, owner=self)

        def work(token: CancelToken) -> ImportReport:
            from newsroom.desk.importing import import_sources

            return import_sources(
                library,
                order.sources,
                kind=order.kind,
                dry_run=order.dry_run,
                pages=order.pages,
                by=BY,
                progress=report,
                token=token,
            )

        self._token = self._lanes.labour(work, self._on_ended, owner=self)
        return True

    def cancel(self) -> None:
        """Ends what runs, between two articles: what came stays."""
        if self._token is not None:
            self._token.cancel()

    def _on_progressed(self, progress: ImportProgress) -> None:
        if self.running is None:
            return
        self.progressed.emit(progress)
        if not self.running.dry_run and time.monotonic() - self._told_at > _TOLD_EVERY_S:
            self._tell(frozenset({Changed.LIST, Changed.COUNTS}))

    def _on_ended(self, outcome: Answer[ImportReport]) -> None:
        order, self.running, self._token = self.running, None, None
        if order is not None and order.dry_run and self._library is self._tried_in:
            self.put(replace(order, dry_run=False))  # what was tried is one key from being done
        self.progressed.emit(None)
        if order is not None and not order.dry_run:
            self._tell(frozenset(Changed))
        if isinstance(outcome, Ok):
            report = outcome.value
            self.trial = report if report.run_id is None else None
            self._run_id, self._outcome = report.run_id, None
            self.ended.emit(report)
        elif not isinstance(outcome.error, CancelledError):
            self.failed.emit(str(outcome.error))
        self.ask_runs()
        self._ask_report()

    def _tell(self, kinds: frozenset[Changed]) -> None:
        self._told_at = time.monotonic()
        self._bus.changed.emit(ChangeSet(kinds, by=BY))

    # Reports

    @property
    def run(self) -> ImportRun | None:
        """The run whose report is shown; None for a try."""
        return next((run for run in self.runs if run.id == self._run_id), None)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome whose lines alone are shown."""
        return self._outcome

    def ask_runs(self) -> None:
        """The runs that the library remembers."""
        library = self._library
        if library is None:
            return

        def work(_: CancelToken) -> tuple[ImportRun, ...]:
            from newsroom.desk.importing import list_import_runs

            return list_import_runs(library)

        self._lanes.read(_RUNS, work, self._on_runs_answered, owner=self)

    def _on_runs_answered(self, outcome: Answer[tuple[ImportRun, ...]]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
            return
        self.runs = outcome.value
        if self._run_id is None and self.trial is None and self.runs:
            self._run_id = self.runs[0].id
            self._ask_report()
        self.runs_changed.emit(self.runs)

    def choose_run(self, run_id: int | None) -> None:
        """Shows the report of a run; None the one of the last try."""
        if run_id != self._run_id:
            self._run_id, self._outcome = run_id, None
            self._ask_report()

    def read_again(self, run_id: int) -> None:
        """More is said in the report of a run."""
        if run_id == self._run_id:
            self._ask_report()

    def choose_outcome(self, outcome: Outcome | None) -> None:
        """Shows the lines of one outcome, or all of them."""
        if outcome is not self._outcome:
            self._outcome = outcome
            self._ask_report()

    def choose_group(self, said: str | None) -> None:
        """Shows the lines that say the words of one group, or all of them."""
        if said != self._said:
            self._said = said
            self.ask_lines()

    def _ask_report(self) -> None:
        """Lines and groups of what is shown now."""
        self._said = None
        self._ask_groups()
        self.ask_lines()

    def ask_lines(self) -> None:
        """The report's lines from the first."""
        self._after = 0
        self._ask_lines()

    def ask_more_lines(self) -> None:
        """Those that follow."""
        if self._after:
            self._ask_lines()

    def _ask_lines(self) -> None:
        shown, outcome, said, after = self._shown(), self._outcome, self._said, self._after
        if shown is None:
            self.page_changed.emit(_NOTHING, False)
            return

        def work(_: CancelToken) -> ReportPage:
            return shown().page(outcome=outcome, said=said, after=after, limit=_MANY)

        def on_answered(answer: Answer[ReportPage]) -> None:
            if isinstance(answer, Err):
                self.failed.emit(str(answer.error))
                return
            if answer.value.lines:
                self._after = answer.value.lines[-1].id
            self.page_changed.emit(answer.value, after > 0)

        self._lanes.read(_LINES, work, on_answered, owner=self)

    def _ask_groups(self) -> None:
        shown, outcome = self._shown(), self._outcome
        if shown is None:
            self.groups_changed.emit(())
            return

        def work(_: CancelToken) -> tuple[ReportGroup, ...]:
            return shown().groups(outcome=outcome)

        def on_answered(answer: Answer[tuple[ReportGroup, ...]]) -> None:
            if isinstance(answer, Ok):
                self.groups_changed.emit(answer.value)

        self._lanes.read(_GROUPS, work, on_answered, owner=self)

    def _shown(self) -> Callable[[], ReportLines] | None:
        """Where the lines of the report that is shown are kept."""
        library, run_id = self._library, self._run_id
        if library is not None and run_id is not None:

            def of_run() -> ReportLines:
                from newsroom.desk.import_lines import RunLines

                return RunLines(library, run_id)

            return of_run
        trial = self.trial.trial if self.trial is not None else None
        return None if trial is None else lambda: trial


def order_of(sources: Sequence[Path]) -> ImportOrder:
    """These sources, as they are found to be."""
    return ImportOrder(tuple(sources))
