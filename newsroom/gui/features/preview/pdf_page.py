"""A page as a PDF, printed by a WebEngine page of its own that nobody sees. Loads WebEngine."""

from PySide6.QtCore import QObject, Signal

from newsroom.gui.features.preview.web_page import WebPage
from newsroom.gui.features.preview.web_profile import PreviewProfile


class PdfPage(QObject):
    """Prints one page once. ``written`` says the path, and whether it is there; then this goes by itself."""

    written = Signal(str, bool)

    def __init__(self, page: bytes, path: str, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._profile = PreviewProfile(self)
        self._page = WebPage(self._profile, self._profile)
        self._page.loadFinished.connect(self._on_load_finished)
        self._page.pdfPrintingFinished.connect(self._end)
        self._page.renderProcessTerminated.connect(self._on_render_process_terminated)
        self._page.load(self._profile.source.hold(1, page))

    def _on_load_finished(self, ok: bool) -> None:
        if ok:
            self._page.print_to(self._path)
        else:
            self._end(self._path, False)

    def _on_render_process_terminated(self) -> None:
        self._end(self._path, False)

    def _end(self, path: str, done: bool) -> None:
        self._page.loadFinished.disconnect(self._on_load_finished)
        self._page.pdfPrintingFinished.disconnect(self._end)
        self._page.renderProcessTerminated.disconnect(self._on_render_process_terminated)
        self.written.emit(path, done)
        # Page before profile, or WebEngine complains.
        self._page.deleteLater()
        self.deleteLater()
