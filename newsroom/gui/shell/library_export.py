"""Writes the library, or what the list finds, as a folder of files: asks where, says how far it is and what came."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from newsroom.domain.cancel import CancelledError, CancelToken
from newsroom.gui.shell.parts import Parts
from newsroom.gui.when import articles, number
from newsroom.jobs.lanes import Ok, Outcome

if TYPE_CHECKING:
    from newsroom.desk.exporting import ExportProgress, ExportReport
    from newsroom.domain.query import ListQuery

MARKDOWN, JSONL = "markdown", "jsonl"


class LibraryExport(QObject):
    """One at a time. GUI thread only."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._token: CancelToken | None = None
        self._told = ""

    def ask(self, kind: str, query: ListQuery | None = None) -> None:
        """Asks for a folder, and writes there as that kind: what the query finds; without one, all."""
        from newsroom.gui.widgets.file_dialogs import ask_folder

        if self._parts.library is None:
            return
        if self._token is not None:
            self._parts.window.notice.show_notice(
                self.tr("An export is being written. Stop it, or wait for its end."),
                [(self.tr("Stop"), self.stop)],
            )
            return
        title = self.tr("A folder for the export")
        ask_folder(self._parts.window, title, partial(self.begin, kind, query))

    def begin(self, kind: str, query: ListQuery | None, folder: Path) -> None:
        """Writes into the folder where it is empty, else into a new one in it."""
        library = self._parts.library
        if library is None or self._token is not None:
            return
        report = self._parts.lanes.reporter(self._on_progressed, owner=self)

        def work(token: CancelToken) -> ExportReport:
            from newsroom.desk.exporting import ExportKind, export_library, place_within

            place = place_within(folder, library)
            return export_library(
                library, place, to=ExportKind(kind), query=query, progress=report, token=token
            )

        self._tell(self.tr("The export is being written …"), first=True)
        self._token = self._parts.lanes.labour(work, self._on_ended, owner=self)

    def stop(self) -> None:
        """What was written so far goes again."""
        if self._token is not None:
            self._token.cancel()

    def _tell(self, words: str, *, first: bool = False) -> None:
        """In the notice, as long as nothing else is told there."""
        notice = self._parts.window.notice
        if first:
            notice.show_notice(words, [(self.tr("Stop"), self.stop)], stays=True)
        elif notice.text == self._told:
            notice.change_text(words)
        else:
            return
        self._told = words

    def _on_progressed(self, progress: ExportProgress) -> None:
        if self._token is not None:
            words = self.tr("Exporting: {0} of {1} articles are written …")
            self._tell(words.format(number(progress.n_done), number(progress.n_total)))

    def _on_ended(self, outcome: Outcome[ExportReport]) -> None:
        self._token = None
        notice = self._parts.window.notice
        if isinstance(outcome, Ok):
            done = outcome.value
            words = self.tr("Exported to {0}: {1}.").format(done.folder, articles(done.n_articles))
            said = " ".join((words, *done.notes))
            notice.show_notice(said, [(self.tr("Open the folder"), partial(_open, done.folder))], stays=True)
        elif isinstance(outcome.error, CancelledError):
            notice.show_notice(self.tr("The export was stopped. Nothing was written."))
        else:
            notice.show_notice(str(outcome.error), stays=True)


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
