"""Out to whatever system the house has: the article on the clipboard. Asks the desk in a lane."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QApplication

from newsroom.domain.article import Article, Content
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library


class Exporter(QObject):
    """Takes what is open as it stands, saved or not. GUI thread only."""

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, lanes: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes

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
