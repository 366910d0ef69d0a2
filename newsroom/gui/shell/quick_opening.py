"""Articles by their headlines, for the palette. Asks in the read lane; the newest letters win."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.domain.cancel import CancelToken
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.view import WindowView
from newsroom.jobs.lanes import Ok, Outcome

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.asked import QuickHit
    from newsroom.gui.shell.palette_lines import Headline

_KIND = "shell.quick_open"
_MOST = 12


class QuickOpening(QObject):
    """GUI thread only."""

    def __init__(self, parts: Parts, view: WindowView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._view = view
        view.headlines_wanted.connect(self._on_view_headlines_wanted)

    def _on_view_headlines_wanted(self, text: str) -> None:
        library = self._parts.library
        if library is None:
            return

        def work(token: CancelToken) -> tuple[QuickHit, ...]:
            return _hits(library, text, token)

        def on_answered(outcome: Outcome[tuple[QuickHit, ...]]) -> None:
            if isinstance(outcome, Ok):
                self._view.show_headlines(text, tuple(map(_headline, outcome.value)))

        self._parts.lanes.read(_KIND, work, on_answered, owner=self)


def _hits(library: Library, text: str, token: CancelToken) -> tuple[QuickHit, ...]:
    """The newest where nothing is typed yet. In a lane."""
    from newsroom.desk.browsing import list_articles
    from newsroom.desk.finding import quick_open
    from newsroom.domain.asked import QuickHit
    from newsroom.domain.query import ListQuery

    if text.strip():
        return quick_open(library, text, limit=_MOST, token=token)
    return tuple(map(QuickHit, list_articles(library, ListQuery(), limit=_MOST, token=token).rows))


def _headline(hit: QuickHit) -> Headline:
    from newsroom.gui.shell.palette_lines import Headline

    row = hit.row
    return Headline(row.headline, row.section or "", row.id, hit.is_guess)
