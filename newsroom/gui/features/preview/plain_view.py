"""The plain preview, for where WebEngine cannot start: the page's words in Qt's own widget, without the theme's looks.

Loads nothing from anywhere, and shows no more of a very long page than it can at once.
"""

import re

from PySide6.QtCore import QFileInfo, QMarginsF, QUrl, Signal
from PySide6.QtGui import QPageLayout, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget
from typing_extensions import override

from newsroom.gui.features.preview.looks import Appearance, Device
from newsroom.jobs.render_messages import Patched, Shown

_GONE = re.compile(r"<(head|script|style|svg|button|nav)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_PICTURE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_MOST_CHARS = 300_000
_SHEETS = {
    Appearance.LIGHT: ("#ffffff", "#16181b"),
    Appearance.DARK: ("#17181a", "#e9e9e6"),
    Appearance.PRINT: ("#ffffff", "#000000"),
}


class PlainView(QTextBrowser):
    """Takes whole pages only: ``patches`` is False."""

    link_clicked = Signal(str)
    line_clicked = Signal(int)
    line_scrolled = Signal(int)
    shown = Signal(int)
    reload_wanted = Signal()
    pdf_written = Signal(str, bool)
    lost = Signal()
    patches = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("The page, plain"))
        self.document().setDocumentMargin(18)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self.set_appearance(Appearance.LIGHT)

    def show_page(self, shown: Shown, *, keep_place: bool) -> None:
        """Shows the page's words, headings, lists, tables and links."""
        bar = self.verticalScrollBar()
        place = bar.value() if keep_place else 0
        self.setHtml(self._plain(shown.page.decode("utf-8")))
        bar.setValue(place)
        self.shown.emit(shown.serial)

    def patch(self, _patched: Patched) -> None:
        """A plain page is always shown whole."""
        self.reload_wanted.emit()

    def show_line(self, line: int) -> None:
        """Lines are not known here; the beginning is."""
        if line == 0:
            self.verticalScrollBar().setValue(0)

    def set_appearance(self, appearance: Appearance) -> None:
        paper, ink = _SHEETS[appearance]
        self.setStyleSheet(f"QTextBrowser {{ background: {paper}; color: {ink}; border: none; }}")

    def set_device(self, device: Device) -> None:
        """Nothing but the width, which is the frame's."""

    def set_zoom(self, zoom: float) -> None:
        """The text keeps its size: it fits any width."""

    def write_pdf(self, page: bytes, path: str) -> None:
        """Prints a page's words, whatever is shown. Answers with ``pdf_written``, at once."""
        document = QTextDocument()
        document.setHtml(self._plain(page.decode("utf-8")))
        writer = QPdfWriter(path)
        writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
        done = QFileInfo(QFileInfo(path).path()).isWritable()
        if done:
            document.print_(writer)
        self.pdf_written.emit(path, done)

    def dispose(self) -> None:
        self.deleteLater()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Nothing is loaded: not from the disk, not from the network."""
        return None

    def _plain(self, page: str) -> str:
        words = _PICTURE.sub("", _GONE.sub("", page))
        if len(words) <= _MOST_CHARS:
            return words
        end = words.rfind("</p>", 0, _MOST_CHARS)
        note = self.tr("The plain preview shows no more of this long page.")
        return f"{words[: end if end > 0 else _MOST_CHARS]}<p><i>{note}</i></p>"

    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.isRelative() and url.hasFragment():
            self.scrollToAnchor(url.fragment())
        else:
            self.link_clicked.emit(url.toString())
