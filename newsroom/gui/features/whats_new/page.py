"""The page that tells what is new: the versions since the one that was here before, the newest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.gui.theme import Colors
from newsroom.gui.widgets.document_reader import DocumentReader
from newsroom.gui.widgets.program_page import ProgramPage
from newsroom.jobs.lanes import Err, Outcome, Runner

if TYPE_CHECKING:
    from newsroom.domain.documents import Release


class WhatsNewPage(ProgramPage):
    """All versions, or those since the one that ``set_since`` names."""

    def __init__(self, lanes: Runner, colors: Colors, pictures: Path) -> None:
        super().__init__(self.tr("What is new"))
        self.first_shown.connect(self._on_first_shown)
        self._lanes = lanes
        self._since = ""
        self._releases: tuple[Release, ...] = ()
        self.reader = DocumentReader(colors, pictures)
        self.reader.setAccessibleName(self.tr("What is new"))
        self.column.addWidget(self.reader, 1)
        self.setFocusProxy(self.reader)
        self.set_look(colors, 1.0)

    def set_since(self, version: str) -> None:
        """The version that was here before; empty where there was none: then all is told."""
        self._since = version
        self._show()

    def set_look(self, colors: Colors, scale: float) -> None:
        self.set_scale(scale)
        self.reader.set_look(colors, scale)

    def _on_first_shown(self) -> None:
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
