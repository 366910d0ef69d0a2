"""The page out of the window: in the browser, as a file, as a PDF. Made anew, with the desk's bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from newsroom.domain.times import now
from newsroom.gui.features.preview.presenter import PreviewPresenter, page_model_of
from newsroom.gui.widgets.file_dialogs import ask_new_file
from newsroom.jobs.lanes import Err, Outcome, Runner
from newsroom.jobs.render_lane import render_whole_page

if TYPE_CHECKING:
    from newsroom.domain.cancel import CancelToken

T = TypeVar("T")
OpenUrl = Callable[[QUrl], bool]
_KIND = "preview.page"


class PageOutputs(QObject):
    """Asks the lanes; answers with ``said`` and ``failed``, in whole sentences."""

    said = Signal(str)
    failed = Signal(str)
    pdf_ready = Signal(bytes, str)
    """A page, and where it belongs as a PDF: whoever has an engine prints it."""

    def __init__(
        self, lanes: Runner, presenter: PreviewPresenter, window: QWidget, *, open_url: OpenUrl | None = None
    ) -> None:
        super().__init__(window)
        self._lanes = lanes
        self._presenter = presenter
        self._window = window
        self._open_url = open_url or QDesktopServices.openUrl

    def open_in_browser(self) -> None:
        """Serves the page on this machine, once, and asks the system to open it."""
        from newsroom.gui.features.preview.loopback import serve_once

        self._make(serve_once, self._on_page_served)

    def save_as(self) -> None:
        """Asks for a place, then writes the page there."""
        self.ask_path(self.tr("Save the page as a file"), self.tr("Web pages (*.html)"), "html", self.write)

    def write(self, path: Path) -> None:
        """Writes the page to a file, whole or not at all."""

        def put(page: bytes) -> str:
            from newsroom.desk.pages import write_page

            write_page(path, page)
            return str(path)

        self._make(put, self._on_page_written)

    def save_pdf(self) -> None:
        """Asks for a place, then makes the page for it."""
        self.ask_path(self.tr("Save the page as a PDF"), self.tr("PDF (*.pdf)"), "pdf", self.make_pdf)

    def make_pdf(self, path: Path) -> None:
        """Answers with ``pdf_ready``."""

        def on_page_made(outcome: Outcome[bytes]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            else:
                self.pdf_ready.emit(outcome.value, str(path))

        self._make(_itself, on_page_made)

    def ask_path(self, title: str, kinds: str, suffix: str, take: Callable[[Path], None]) -> None:
        """Asks where to write; nothing happens when no place is chosen."""
        ask_new_file(self._window, title, take, name=self._name(), suffix=suffix, kinds=kinds)

    def _name(self) -> str:
        draft = self._presenter.draft
        return (draft.article.slug if draft is not None else None) or "article"

    def _make(self, use: Callable[[bytes], T], done: Callable[[Outcome[T]], None]) -> None:
        library, open_now = self._presenter.library, self._presenter.content()
        if library is None or open_now is None:
            self.failed.emit(self.tr("No article is open."))
            return
        article_id, content = open_now
        at = now()

        def work(token: CancelToken) -> T:
            model = page_model_of(library, article_id, at, content, token)
            return use(render_whole_page(model, token))

        self._lanes.read(_KIND, work, done, owner=self)

    def _on_page_served(self, outcome: Outcome[str]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        elif not self._open_url(QUrl(outcome.value)):
            self.failed.emit(
                self.tr("No browser could be opened. For a minute the page is at {0}").format(outcome.value)
            )
        else:
            self.said.emit(self.tr("The page opens in the browser."))

    def _on_page_written(self, outcome: Outcome[str]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
        else:
            self.said.emit(self.tr("The page is in {0}").format(outcome.value))


def _itself(page: bytes) -> bytes:
    return page
