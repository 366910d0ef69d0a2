"""What the shell asks of a feature that has a page of the window to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet
    from newsroom.gui.theme import Colors


class PageFeature(Protocol):
    """What every page offers, a widget. ``save_now`` says that all that was typed must be safe."""

    def set_library(self, library: Library | None) -> None: ...

    def set_look(self, colors: Colors, scale: float) -> None: ...

    def apply(self, changes: ChangeSet) -> None: ...

    def save_now(self) -> None: ...

    def setFocus(self, reason: Qt.FocusReason, /) -> None: ...  # noqa: N802 - Qt's name
