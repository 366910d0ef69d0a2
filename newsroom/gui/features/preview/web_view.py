"""WebEngine's widget with one page in it. Loads WebEngine; made once, when the preview is first wanted."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from newsroom.gui.features.preview.looks import Appearance, Device
from newsroom.gui.features.preview.pdf_page import PdfPage
from newsroom.gui.features.preview.scheme import prepare_engine
from newsroom.gui.features.preview.web_page import WebPage
from newsroom.gui.features.preview.web_profile import PreviewProfile
from newsroom.jobs.render_messages import Patched, Shown


class WebView(QWebEngineView):
    """The page as readers will get it. A renderer that is lost is started once more; then ``lost`` says so."""

    link_clicked = Signal(str)
    line_clicked = Signal(int)
    line_scrolled = Signal(int)
    shown = Signal(int)
    reload_wanted = Signal()
    pdf_written = Signal(str, bool)
    lost = Signal()
    patches = True

    def __init__(self, parent: QWidget | None = None) -> None:
        prepare_engine()
        super().__init__(parent)
        self.profile = PreviewProfile(self)
        self._page = WebPage(self.profile, self)
        self.setPage(self._page)
        self._n_lost = 0
        self._zoom = 1.0
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.addAction(self.pageAction(QWebEnginePage.WebAction.Copy))
        self.addAction(self.pageAction(QWebEnginePage.WebAction.SelectAll))
        self.setAccessibleName(self.tr("The page"))
        self._page.link_clicked.connect(self.link_clicked)
        self._page.line_clicked.connect(self.line_clicked)
        self._page.line_scrolled.connect(self.line_scrolled)
        self._page.shown.connect(self._on_page_shown)
        self._page.reload_wanted.connect(self.reload_wanted)
        self._page.renderProcessTerminated.connect(self._on_render_process_terminated)

    def show_page(self, shown: Shown, *, keep_place: bool) -> None:
        """Loads a whole page."""
        self._page.show_page(shown, keep_place=keep_place)

    def patch(self, patched: Patched) -> None:
        """Changes the page that is shown."""
        self._page.patch(patched)

    def clear(self) -> None:
        self._page.clear()

    def show_line(self, line: int) -> None:
        self._page.show_line(line)

    def set_appearance(self, appearance: Appearance) -> None:
        self._page.set_appearance(appearance)

    def set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        if abs(self.zoomFactor() - zoom) > 0.001:
            self.setZoomFactor(zoom)

    def set_device(self, device: Device) -> None:
        """Phones and tablets lay their scroll bars over the page: here they show none."""
        bars = device is Device.DESKTOP
        self._page.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, bars)

    def write_pdf(self, page: bytes, path: str) -> None:
        """Prints a page, whatever is shown. Answers with ``pdf_written``."""
        PdfPage(page, path, self).written.connect(self.pdf_written)

    def dispose(self) -> None:
        """Page before profile, or WebEngine complains."""
        self._page.deleteLater()
        self.deleteLater()

    def _on_page_shown(self, serial: int) -> None:
        self.set_zoom(self._zoom)  # the engine keeps it for each site apart
        self.shown.emit(serial)

    def _on_render_process_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, _exit_code: int
    ) -> None:
        if status == QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        self._n_lost += 1
        if self._n_lost > 1:
            self.lost.emit()
        else:
            self.reload_wanted.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(390, 700)
