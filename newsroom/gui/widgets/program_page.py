"""The frame of a page that tells of the program: no library is its own, and it reads what it shows when first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from typing_extensions import override

from newsroom.gui.widgets.page_frame import PageFrame

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet


class ProgramPage(PageFrame):
    """Escape or Done asks to be closed."""

    first_shown = Signal()
    status_message = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._was_shown = False

    def set_library(self, library: Library | None) -> None:
        """Nothing here is a library's."""

    def apply(self, changes: ChangeSet) -> None:
        """Nothing here changes."""

    def save_now(self) -> None:
        """Nothing here is typed."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            self.first_shown.emit()
