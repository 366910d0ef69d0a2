"""Brings sources into the open library: a few texts at once, anything larger after one look at its page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from newsroom.gui.shell.pages import Pages
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.window import Page
from newsroom.gui.when import number
from newsroom.jobs.lanes import Ok, Outcome

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.cancel import CancelToken
    from newsroom.domain.importing import ImportReport
    from newsroom.gui.features.imports import ImportsPanel

_FEW = 20
_SMALL_BYTES = 2_000_000
_PLAIN = frozenset((".txt", ".text", ".md", ".markdown"))


class Importer(QObject):
    """GUI thread only."""

    article_wanted = Signal(int)
    review_wanted = Signal(object)
    """The text of this file shall be looked at as an article to be."""

    def __init__(self, parts: Parts, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._pages = pages
        pages.made.connect(self._on_pages_made)

    def run(self, sources: Sequence[Path], *, look_first: bool) -> None:
        """Imports what is plain without a word before; all else is shown, and begun at once or after a look."""
        if self._parts.library is None or not sources:
            return
        from newsroom.gui.features.imports.presenter import order_of

        if _are_plain(sources):
            self._panel().begin(order_of(sources))
        elif look_first:
            self._shown().offer(sources)
        else:
            self._shown().begin(order_of(sources))

    def open(self, files: Sequence[Path]) -> None:
        """What a file manager handed over: one text is looked at as what is pasted is, all else as an import."""
        if len(files) == 1 and _are_plain(files) and not _has_front_matter(files[0]):
            self.review_wanted.emit(files[0])
        elif self._parts.library is not None and files:
            self._shown().offer(files)

    def ask_files(self) -> None:
        self._shown().ask_files()

    def ask_folder(self) -> None:
        self._shown().ask_folder()

    def show(self) -> None:
        """The imports so far, and their reports."""
        self._shown()

    def _panel(self) -> ImportsPanel:
        return cast("ImportsPanel", self._pages.get(Page.IMPORTS))

    def _shown(self) -> ImportsPanel:
        return cast("ImportsPanel", self._pages.show(Page.IMPORTS))

    def _on_pages_made(self, page: Page, panel: ImportsPanel) -> None:
        if page is Page.IMPORTS:
            panel.article_wanted.connect(self.article_wanted)
            panel.ended.connect(self._on_panel_ended)
            panel.presenter.ended.connect(self._on_presenter_ended)

    def _on_panel_ended(self, words: str) -> None:
        self._parts.window.notice.show_notice(words, [(self.tr("Report"), self.show)], stays=True)

    def _on_presenter_ended(self, report: ImportReport) -> None:
        """Whether what came is filed already is found out beside everything else."""
        library, run_id = self._parts.library, report.run_id
        if library is None or library.read_only or run_id is None or not report.new:
            return

        def on_answered(outcome: Outcome[int]) -> None:
            if isinstance(outcome, Ok) and outcome.value and library is self._parts.library:
                self._panel().presenter.read_again(run_id)
                words = (
                    self.tr("The story of an article that came may be filed already.")
                    if outcome.value == 1
                    else self.tr("The stories of {0} articles that came may be filed already.").format(
                        number(outcome.value)
                    )
                )
                self._on_panel_ended(words)

        self._parts.lanes.labour(partial(_tell_of_alike, library, report), on_answered, owner=self)


def _tell_of_alike(library: Library, report: ImportReport, token: CancelToken) -> int:
    from newsroom.desk.suggesting import load_settings
    from newsroom.domain.suggestions import SuggestionKind
    from newsroom.jobs.suggestion_helper import SuggestionHelper

    if SuggestionKind.DUPLICATES not in load_settings(library).kinds:
        return 0
    helper = SuggestionHelper(library.path, is_long=True)
    try:
        return int(helper.ask("tell_of_alike", report.run_id, report.new, token=token))
    finally:
        helper.close()


def _has_front_matter(file: Path) -> bool:
    """Whether fields stand in front of the text: an import reads them, the view of what is pasted does not."""
    try:
        with file.open("rb") as opened:
            return opened.read(8).removeprefix(b"\xef\xbb\xbf").startswith((b"---", b"+++"))
    except OSError:
        return False


def _are_plain(sources: Sequence[Path]) -> bool:
    """A few texts: they are there before one could have looked."""
    if len(sources) > _FEW:
        return False
    try:
        return all(
            source.suffix.lower() in _PLAIN and source.is_file() and source.stat().st_size <= _SMALL_BYTES
            for source in sources
        )
    except (OSError, ValueError):
        return False
