"""Connects the features with each other and with the bars, as each is loaded. Features know nothing of one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.domain.changes import ChangeSet
from newsroom.gui.shell.desk_commands import DeskCommands
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.slices import Slice

if TYPE_CHECKING:
    pass


class Wiring(QObject):
    """GUI thread only."""

    def __init__(self, parts: Parts, desk: DeskCommands, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._desk = desk
        parts.bus.changed.connect(self._on_bus_changed)
        parts.looks.changed.connect(self._on_looks_changed)

    def slices(self) -> list[Slice]:
        """What is loaded after the first paint, in this order."""
        return [
            Slice(("newsroom.gui.features.editor", "newsroom.gui.session"), self._add_editor),
        ]

    def _on_bus_changed(self, changes: ChangeSet) -> None:
        pass

    def _on_looks_changed(self) -> None:
        pass

    def _add_editor(self) -> None:
        pass

    def show_library(self) -> None:
        pass

    def remember(self) -> None:
        pass
