"""Asks a long list page by page, each behind the last row of the one before, for a table that shows it. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from newsroom.domain.cancel import CancelToken
from newsroom.domain.ordering import Cursor
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

Row = TypeVar("Row")
Page = tuple[Sequence[Row], Cursor | None]
Ask = Callable[["Library", Cursor | None, int, CancelToken], Page[Any]]
_PAGE = 200
# So many rows are asked for at once when what they say may have changed; a list that was longer ends there.
_MOST_AGAIN = 4000


class PagedRows(QObject):
    """``question`` gives the list as it is wanted now; a new one replaces what was asked before. GUI thread only."""

    page_came = Signal(object, bool, bool)
    """Rows; whether they follow those before; whether there are more."""
    failed = Signal(str)

    def __init__(
        self, lanes: Runner, kind: str, question: Callable[[], Ask], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._kind = kind
        self._question = question
        self._library: Library | None = None
        self._next: Cursor | None = None
        self._n_rows = 0

    def set_library(self, library: Library | None) -> None:
        """Another library's rows, from the first."""
        self._library = library
        self._n_rows, self._next = 0, None
        if library is None:
            self.page_came.emit((), False, False)
        else:
            self.ask()

    def ask(self) -> None:
        """The list from its beginning."""
        self._ask(None, _PAGE)

    def refresh(self) -> None:
        """What is here, as it is now."""
        self._ask(None, min(_MOST_AGAIN, max(_PAGE, self._n_rows)))

    def ask_more(self) -> None:
        """What follows."""
        if self._next is not None:
            self._ask(self._next, _PAGE)

    def _ask(self, after: Cursor | None, limit: int) -> None:
        library, question = self._library, self._question()
        if library is None:
            return

        def on_answered(outcome: Outcome[Page[Any]]) -> None:
            if isinstance(outcome, Err):
                self.failed.emit(str(outcome.error))
                return
            rows, self._next = outcome.value
            self._n_rows = len(rows) + (0 if after is None else self._n_rows)
            self.page_came.emit(rows, after is not None, self._next is not None)

        self._lanes.read(
            self._kind, lambda token: question(library, after, limit, token), on_answered, owner=self
        )
