"""The page that tells what is new: the versions since the one that was here before, the newest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from typing_extensions import override

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.document_reader import DocumentReader
from newsroom.gui.widgets.page_frame import PageFrame
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.changes import ChangeSet
    from newsroom.domain.documents import Release


class WhatsNewPage(PageFrame):
    """Knows no library. Escape or Done asks to be closed."""

    status_message = Signal(str)

    def __init__(self, lanes: Runner, colors: Colors, pictures: Path) -> None:
        super().__init__(self.tr("What is new"))
        self._lanes = lanes
        self._since = ""
        self._releases: tuple[Release, ...] = ()
        self._asked = False
        self.reader = DocumentReader(colors, pictures)
        self.reader.setAccessibleName(self.tr("What is new"))
        self.column.addWidget(self.reader, 1)
        self.setFocusProxy(self.reader)
        self.set_look(colors, 1.0)

    def set_since(self, version: str) -> None:
        """The version that was here before; empty where there was none: then all is told."""
        self._since = version
        self._show()

    def set_library(self, library: Library | None) -> None:
        """Nothing here is a library's."""

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.reader.set_look(colors, scale)

    def apply(self, changes: ChangeSet) -> None:
        """Nothing here changes."""

    def save_now(self) -> None:
        """Nothing here is typed."""

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self._lanes.read("whats_new.read", lambda _token: _read(), self._on_releases_read, owner=self)

    def _on_releases_read(self, outcome: Outcome[tuple[Release, ...]]) -> None:
        if isinstance(outcome, Err):
            self.words.setText(str(outcome.error))
            return
        self._releases = outcome.value
        self._show()

    def _show(self) -> None:
        from newsroom.domain.documents import releases_since

        told = releases_since(self._releases, self._since) if self._since else self._releases
        self.words.setText(
            self.tr("Since version {0}, which was here before.").format(self._since) if self._since else ""
        )
        self.reader.show_document("".join(release.document.html for release in told))


def _read() -> tuple[Release, ...]:
    from newsroom.desk.guide import read_releases

    return read_releases()
