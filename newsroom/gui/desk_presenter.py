"""What the pages that put tags, series, sections and authors in order have in common behind their views. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from newsroom.domain.cancel import CancelToken
from newsroom.domain.ordering import Sort
from newsroom.gui.acting import Acting
from newsroom.gui.paging import Ask, PagedRows
from newsroom.jobs.lanes import Ok, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library

T = TypeVar("T")


class DeskPresenter(QObject):
    """Asks in the read lane; acts are done by ``acting``, which tells of them and offers their undo. GUI thread only.

    ``name`` tells its questions from those of others.
    """

    preview_changed = Signal(object)
    """The ``MergePreview`` that was asked for last."""
    failed = Signal(str)

    def __init__(self, lanes: Runner, acting: Acting, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.acting = acting
        self._lanes = lanes
        self._name = name
        self._library: Library | None = None

    def set_library(self, library: Library | None) -> None:
        self._library = library

    def _ask(
        self,
        what: str,
        work: Callable[[Library, CancelToken], T],
        done: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """The newest question of ``what`` is answered; a failure in words, by ``failed`` unless said otherwise."""
        library = self._library
        if library is None:
            return
        tell = self.failed.emit if failed is None else failed

        def on_answered(answer: Outcome[T]) -> None:
            if isinstance(answer, Ok):
                done(answer.value)
            else:
                tell(str(answer.error))

        self._lanes.read(f"{self._name}.{what}", lambda token: work(library, token), on_answered, owner=self)


class PagedDeskPresenter(DeskPresenter):
    """One whose list is filtered by words, sorted, and asked page by page: ``rows``."""

    def __init__(
        self, lanes: Runner, acting: Acting, name: str, sort: Sort, parent: QObject | None = None
    ) -> None:
        super().__init__(lanes, acting, name, parent)
        self.text = ""
        self.sort = sort
        self.rows = PagedRows(lanes, f"{name}.rows", self._question, self)
        self.rows.failed.connect(self.failed)

    @override
    def set_library(self, library: Library | None) -> None:
        super().set_library(library)
        self.rows.set_library(library)

    def sort_by(self, sort: Sort) -> None:
        self.sort = sort
        self.rows.ask()

    def _question(self) -> Ask:
        """The list as it is wanted now."""
        raise NotImplementedError
