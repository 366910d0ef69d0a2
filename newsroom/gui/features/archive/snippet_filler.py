"""Asks where the rows on the screen have the words that are looked for. Knows no widget; GUI thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from newsroom.domain.cancel import CancelToken
from newsroom.gui.features.archive.list_filler import ListFiller
from newsroom.gui.features.archive.list_model import ArticleListModel
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.domain.asked import Snippets
    from newsroom.gui.features.archive.questions import ArchiveQuestions

_KIND = "archive.snippets"
_MOST_ROWS = 60
_DELAY_MS = 20


class SnippetFiller(QObject):
    """Answers go into the model. Without a desk, or words, nothing is asked."""

    def __init__(
        self, lanes: Runner, model: ArticleListModel, filler: ListFiller, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._model = model
        self._filler = filler
        self._desk: ArchiveQuestions | None = None
        self._shown = range(0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._ask)
        model.modelReset.connect(self._on_model_changed)
        model.dataChanged.connect(self._on_model_changed)

    def set_desk(self, desk: ArchiveQuestions | None) -> None:
        """Who is asked; None while nothing is looked for."""
        self._desk = desk
        if desk is not None:
            self._timer.start()

    def note_shown(self, rows: range) -> None:
        """The rows on the screen."""
        self._shown = rows
        self._on_model_changed()

    def _on_model_changed(self) -> None:
        if self._desk is not None:
            self._timer.start()

    def _ask(self) -> None:
        desk, query = self._desk, self._filler.query
        if desk is None:
            return
        shown = (self._model.row_at(n) for n in self._shown[:_MOST_ROWS])
        rows = [row for row in shown if row is not None and self._model.snippet_of(row.id) is None]
        if not rows:
            return

        def work(token: CancelToken) -> Snippets:
            return desk.snippets(query, rows, token)

        def on_answered(outcome: Outcome[Snippets]) -> None:
            if isinstance(outcome, Ok) and query is self._filler.query:
                self._model.put_snippets(outcome.value)

        self._lanes.read(_KIND, work, on_answered, owner=self)
