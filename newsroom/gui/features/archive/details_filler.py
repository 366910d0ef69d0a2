"""Asks for the tags, series and bylines of the rows on the screen. Knows no widget; GUI thread only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from newsroom.domain.cancel import CancelToken
from newsroom.domain.ids import ArticleId
from newsroom.domain.row_details import RowDetails
from newsroom.gui.features.archive.table_model import ArticleTableModel
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_KIND = "details"
_MOST_ROWS = 120
_DELAY_MS = 15


class DetailsFiller(QObject):
    """Answers go into the model. Nothing is asked while no column shows any of it."""

    def __init__(self, lanes: Runner, model: ArticleTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._model = model
        self._library: Library | None = None
        self._shown = range(0)
        self._is_wanted = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._ask)
        model.modelReset.connect(self._on_model_changed)
        model.dataChanged.connect(self._on_model_changed)

    def set_library(self, library: Library | None) -> None:
        self._library = library
        self._model.forget_details()

    def set_wanted(self, wanted: bool) -> None:
        """Whether a column shows them."""
        self._is_wanted = wanted
        self._on_model_changed()

    def note_shown(self, rows: range) -> None:
        """The rows on the screen."""
        self._shown = rows
        self._on_model_changed()

    def _on_model_changed(self) -> None:
        if self._is_wanted and self._library is not None:
            self._timer.start()

    def _ask(self) -> None:
        library = self._library
        shown = (self._model.row_at(n) for n in self._shown[:_MOST_ROWS])
        ids = [row.id for row in shown if row is not None and self._model.details_of(row.id) is None]
        if not ids or library is None:
            return

        def work(token: CancelToken) -> dict[ArticleId, RowDetails]:
            from newsroom.desk.browsing import row_details

            return row_details(library, ids, token=token)

        def on_answered(outcome: Outcome[dict[ArticleId, RowDetails]]) -> None:
            if isinstance(outcome, Ok) and library is self._library:
                self._model.put_details(outcome.value)

        self._lanes.read(_KIND, work, on_answered, owner=self)
