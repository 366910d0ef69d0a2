"""A page that shows what a library holds, and asks for it anew when that has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from typing_extensions import override

from newsroom.domain.changes import Changed
from newsroom.gui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from newsroom.domain.changes import ChangeSet


class LibraryPage(PageFrame):
    """What changes while the page is out of view is asked for when it comes back."""

    shows: ClassVar[frozenset[Changed]]
    """Changes of these kinds may be seen here."""
    status_message = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._is_stale = False

    def refresh(self) -> None:
        """Asks for what is shown as it is now."""
        raise NotImplementedError

    def apply(self, changes: ChangeSet) -> None:
        """Something changed in the library, here or elsewhere."""
        if changes.kinds & self.shows:
            self._is_stale = True
            self._refresh_in_view()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_in_view()

    def _refresh_in_view(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self.refresh()
