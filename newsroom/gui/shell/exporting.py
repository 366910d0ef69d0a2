"""Out to whatever system the house has: the article on the clipboard, the page as a file. Asks the desk in a lane."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from newsroom.domain.article import Article, Content
from newsroom.domain.times import now
from newsroom.gui.shell.writing import write_whole
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class Exporter(QObject):
    """Takes what is open as it stands, saved or not. GUI thread only."""

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, lanes: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._lanes = lanes
        self._window = window

    def copy_html(self, library: Library, article: Article, content: Content) -> None:
        """As HTML: its source where text is pasted, its formatting where formatting is."""

        def work() -> str:
            from newsroom.desk.copying import as_html

            return as_html(library, article.id, content)

        self._copy(work, self.tr("The article is on the clipboard, as HTML."), rich=True)

    def copy_markdown(self, library: Library, article: Article, content: Content) -> None:
        def work() -> str:
            from newsroom.desk.copying import as_markdown

            return as_markdown(library, article.id, content)

        self._copy(work, self.tr("The article is on the clipboard, as Markdown."))

    def copy_plain_text(self, library: Library, article: Article, content: Content) -> None:
        def work() -> str:
            from newsroom.desk.copying import as_plain_text

            return as_plain_text(library, article.id, content)

        self._copy(work, self.tr("The article is on the clipboard, as plain text."))

    def _copy(self, work: Callable[[], str], words: str, *, rich: bool = False) -> None:
        def on_answered(outcome: Outcome[str]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
                return
            data = QMimeData()
            data.setText(outcome.value)
            if rich:
                data.setHtml(outcome.value)
            QApplication.clipboard().setMimeData(data)
            self.said.emit(words)

        self._lanes.read("shell.copy", lambda _token: work(), on_answered, owner=self)

    def save_page(self, library: Library, article: Article, content: Content) -> None:
        """Asks for a place, then writes there the page that readers would get."""
        dialog = QFileDialog(self._window, self.tr("Save the page as a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(self.tr("Web pages (*.html)"))
        dialog.setDefaultSuffix("html")
        dialog.setDirectory(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        dialog.selectFile(f"{article.slug or 'article'}.html")
        dialog.fileSelected.connect(lambda name: self.write_page(library, article, content, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_page(self, library: Library, article: Article, content: Content, path: Path) -> None:
        """Writes the page, whole or not at all."""

        def work() -> None:
            from newsroom.desk.pages import render_article_page

            write_whole(path, render_article_page(library, article.id, at=now(), content=content))

        def on_answered(outcome: Outcome[None]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
            else:
                self.said.emit(self.tr("The page is in {0}").format(path))

        self._lanes.read("shell.save_page", lambda _token: work(), on_answered, owner=self)
