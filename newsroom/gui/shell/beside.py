"""Another article to read beside the open one, in a tab of the right pane. Shows; changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from newsroom.domain.ids import ArticleId
from newsroom.gui.alike_text import Range, marked_html
from newsroom.gui.shell.parts import Parts
from newsroom.gui.theme import Colors
from newsroom.gui.widgets.side_reader import SideReader
from newsroom.jobs.lanes import Err, Outcome

if TYPE_CHECKING:
    from newsroom.desk.library import Library

TAB = "beside"


class BesideView(SideReader):
    """The article's text, and the ways on from it."""

    open_wanted = Signal(int)

    def __init__(self, colors: Colors, scale: float) -> None:
        super().__init__(colors, scale)
        self._id: int | None = None
        self.text.setAccessibleName(self.tr("The article beside"))
        self.close_button.setAccessibleName(self.tr("Close the article beside"))
        self.open = QPushButton(self.tr("Open this article"))
        self.head.insertWidget(0, self.open)
        self.head.insertStretch(1)
        self.setTabOrder(self.open, self.close_button)
        self.open.clicked.connect(self._on_open_clicked)

    def show_html(self, article_id: int, html: str) -> None:
        self._id = article_id
        self.text.setHtml(html)

    def _on_open_clicked(self) -> None:
        if self._id is not None:
            self.open_wanted.emit(self._id)


class Beside(QObject):
    """Makes the tab when it is first wanted, and takes it away when it is closed. GUI thread only."""

    open_wanted = Signal(int)
    closed = Signal()

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._view: BesideView | None = None
        self._shown: tuple[int, Sequence[Range]] = 0, ()
        parts.looks.changed.connect(self._on_looks_changed)

    def show(self, article_id: int, alike: Sequence[Range] = ()) -> None:
        """Reads the article and shows it beside; with passages to be marked, as it is written."""
        self._shown = article_id, alike
        self._read(article_id, alike, comes=True)

    def _read(self, article_id: int, alike: Sequence[Range], *, comes: bool) -> None:
        library, color = self._parts.library, self._parts.looks.colors.mark
        if library is None:
            return

        def on_answered(outcome: Outcome[str]) -> None:
            if isinstance(outcome, Err):
                self._parts.window.status_bar.show_message(str(outcome.error))
            elif comes:
                self._show_html(article_id, outcome.value)
            elif self._view is not None:
                self._view.show_html(article_id, outcome.value)

        self._parts.lanes.read(
            "shell.beside",
            lambda _token: (
                _marked_html(library, article_id, alike, color) if alike else _html(library, article_id)
            ),
            on_answered,
            owner=self,
        )

    def close(self) -> None:
        right = self._parts.window.right
        if self._view is not None:
            self._view = None
            right.show_tab("article")
            right.remove(TAB)
            self.closed.emit()

    def _show_html(self, article_id: int, html: str) -> None:
        window, looks = self._parts.window, self._parts.looks
        if self._view is None:
            self._view = BesideView(looks.colors, looks.scale)
            self._view.open_wanted.connect(self._on_view_open_wanted)
            self._view.close_wanted.connect(self.close)
            window.right.add(TAB, self.tr("Beside"), self._view)
        self._view.show_html(article_id, html)
        window.show_tab(TAB)

    def _on_view_open_wanted(self, article_id: int) -> None:
        self.close()
        self.open_wanted.emit(article_id)

    def _on_looks_changed(self, colors: Colors, scale: float) -> None:
        if self._view is not None:
            self._view.set_look(colors, scale)
            if self._shown[1]:  # marks have their colour in the text
                self._read(*self._shown, comes=False)


def _html(library: Library, article_id: int) -> str:
    from newsroom.desk.copying import as_html

    return as_html(library, ArticleId(article_id))


def _marked_html(library: Library, article_id: int, alike: Sequence[Range], color: str) -> str:
    from newsroom.desk.articles import get_article

    content = get_article(library, ArticleId(article_id)).content
    return marked_html(content.headline, content.lede, content.body, alike, color)
