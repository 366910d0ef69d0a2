"""The table of a library, with lanes that run when they are told to."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.library import Library
from newsroom.gui.acting import Acting
from newsroom.gui.changes import ChangeBus
from newsroom.gui.features.archive import Archive, build, build_table
from newsroom.gui.features.archive.table_page import TablePage
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.theme import LIGHT
from tests.jobs.manual import ManualRunner


@dataclass
class Table:
    """The page beside the list pane, as the window has them."""

    library: Library
    archive: Archive
    page: TablePage
    lanes: ManualRunner
    acting: Acting
    bus: ChangeBus
    opened: list[int] = field(default_factory=list)
    closed: list[bool] = field(default_factory=list)

    def settle(self, qtbot: QtBot) -> None:
        """All answers have come, and what they ask for in a moment."""
        for _ in range(4):
            self.page.table.viewport().repaint()
            self.lanes.run_all()
            for timer in self.page.presenter.findChildren(QTimer):
                if timer.isActive():
                    timer.stop()
                    timer.timeout.emit()
        self.lanes.run_all()
        qtbot.wait(0)

    def focus(self) -> QWidget | None:
        return self.page.window().focusWidget()

    def press(self, qtbot: QtBot, *keys: tuple[Qt.Key, Qt.KeyboardModifier] | Qt.Key) -> None:
        """In whatever has the focus; answers come after each."""
        for key in keys:
            name, modifier = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
            widget = self.focus()
            assert widget is not None
            qtbot.keyClick(widget, name, modifier)
            self.settle(qtbot)

    def type(self, qtbot: QtBot, text: str) -> None:
        widget = self.focus()
        assert widget is not None
        qtbot.keyClicks(widget, text)
        self.settle(qtbot)

    @property
    def headlines(self) -> list[str]:
        model = self.page.presenter.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    @property
    def words(self) -> str:
        return self.page.bar.words.text()


def show_table(qtbot: QtBot, library: Library, folder: Path) -> Table:
    """The list pane first, then the page in view, answered and with the focus."""
    lanes, bus = ManualRunner(), ChangeBus()
    acting = Acting(lanes, bus)
    acting.set_library(library)
    archive = build(lanes, LIGHT)
    qtbot.addWidget(archive.panel)
    qtbot.addWidget(archive.sidebar)
    archive.set_library(library)
    page = build_table(lanes, archive, LIGHT, acting, Preferences(folder / "window.ini"))
    qtbot.addWidget(page)
    page.set_library(library)
    table = Table(library, archive, page, lanes, acting, bus)
    bus.changed.connect(page.apply)
    page.article_wanted.connect(table.opened.append)
    page.closed.connect(lambda: table.closed.append(True))
    lanes.run_all()
    page.resize(1200, 700)
    page.show()
    qtbot.waitExposed(page)
    page.setFocus()
    table.settle(qtbot)
    return table
