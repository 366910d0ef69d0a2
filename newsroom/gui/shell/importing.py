"""Brings files into the open library, and says what came of it. Asks the desk in the write lane."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.domain.changes import Changed, ChangeSet
from newsroom.gui.shell.parts import Parts
from newsroom.gui.when import number
from newsroom.jobs.lanes import Err, Outcome

if TYPE_CHECKING:
    from newsroom.desk.importing import ImportReport
    from newsroom.desk.library import Library

_BY = "window"
_MAX_REASONS = 3


class Importer(QObject):
    """GUI thread only."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def run(self, library: Library, files: Sequence[Path]) -> None:
        """Imports the files; the list shows what arrived."""

        def work() -> ImportReport:
            from newsroom.desk.importing import import_sources

            return import_sources(library, files, by=_BY)

        self._parts.window.status_bar.show_message(self.tr("Importing"))
        self._parts.lanes.write(work, self._on_answered, owner=self)

    def _on_answered(self, outcome: Outcome[ImportReport]) -> None:
        notice = self._parts.window.notice
        if isinstance(outcome, Err):
            notice.show_notice(str(outcome.error), stays=True)
            return
        notice.show_notice(self._words(outcome.value), stays=True)
        self._parts.bus.changed.emit(ChangeSet(frozenset(Changed), by=_BY))

    def _words(self, report: ImportReport) -> str:
        parts = [self.tr("Imported: {0}.").format(number(len(report.imported)))]
        for n, words in (
            (len(report.updated), self.tr("Updated: {0}.")),
            (len(report.unchanged), self.tr("Unchanged: {0}.")),
            (len(report.conflicts), self.tr("Changed here too, and left as they are: {0}.")),
            (len(report.skipped), self.tr("Left out: {0}.")),
        ):
            if n:
                parts.append(words.format(number(n)))
        parts += [f"{skip.source}: {skip.reason}" for skip in report.skipped[:_MAX_REASONS]]
        return " ".join(parts)
