"""The running window: makes its parts, follows the library from opening to quitting. Wires no feature itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from newsroom.gui.changes import ChangeBus
from newsroom.gui.shell.actions import ActionBook
from newsroom.gui.shell.commands import specs
from newsroom.gui.shell.desk_commands import DeskCommands
from newsroom.gui.shell.entrance import Entrance
from newsroom.gui.shell.importing import Importer
from newsroom.gui.shell.looks import Looks
from newsroom.gui.shell.menus import Menus
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.shell.slices import Slices
from newsroom.gui.shell.view import WindowView
from newsroom.gui.shell.window import MainWindow, Page
from newsroom.gui.shell.wiring import Wiring
from newsroom.jobs.lanes import Lanes

if TYPE_CHECKING:
    from newsroom.desk.library import Library

_DRAIN_S = 10.0


class Shell(QObject):
    """Made before the first paint; what is heavy waits for ``begin``. GUI thread only, but for ``tell``."""

    ended = Signal()
    _told = Signal(str)

    def __init__(self, application: QApplication, preferences: Preferences, default_path: Path) -> None:
        super().__init__(application)
        looks = Looks(application, preferences)
        self.view = WindowView(looks, preferences, self)
        self.desk = DeskCommands(self)
        book = ActionBook(self)
        book.make(specs(self.desk, self.view))
        self.window = MainWindow(book, preferences, looks.colors)
        book.attach(self.window)
        self.parts = Parts(self.window, looks, preferences, Lanes(self), ChangeBus(self))
        self.view.take(self.window)
        self.desk.take(self.parts)
        self.entrance = Entrance(self.parts, default_path)
        self.importer = Importer(self.parts, self)
        self._wiring = Wiring(self.parts, self.desk, self)
        self._slices: Slices | None = None
        self._menus = Menus(book, self.window)
        self.window.top_bar.set_menu(self._menus.menu)
        self.window.set_look(looks.colors, looks.scale)
        self._ending = False
        self._connect(application)

    def _connect(self, application: QApplication) -> None:
        desk, window = self.desk, self.window
        desk.failed.connect(self._on_failed)
        desk.said.connect(window.status_bar.show_message)
        desk.quit_wanted.connect(self.quit)
        desk.library_wanted.connect(self._on_desk_library_wanted)
        desk.import_wanted.connect(self._on_desk_import_wanted)
        desk.new_library_wanted.connect(self.entrance.offer_new)
        self.view.search = desk.search_for
        window.close_asked.connect(self.quit)
        window.status_bar.save_clicked.connect(desk.save)
        window.status_bar.library_clicked.connect(self.entrance.offer_new)
        application.focusChanged.connect(self._on_application_focus_changed)
        self.entrance.entered.connect(self._on_entrance_entered)
        self._told.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def tell(self, words: str) -> None:
        """Shows a failure in words. Any thread."""
        self._told.emit(words)

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        self.window.notice.show_notice(words, stays=True)

    # Beginning

    def prepare(self, given: Path | None) -> Path | None:
        """What the first paint shows: the desk of the library at the path that it answers, or the welcome view."""
        path = self.entrance.first_path(given)
        if path is None:
            words = self.tr("There is no library at {0} yet.").format(given) if given is not None else ""
            self.entrance.show_welcome(words)
        else:
            self.window.center.show_widget(None)
        return path

    def begin(self, path: Path | None) -> None:
        """After the first paint: opens the library, if there is one, and loads the features meanwhile."""
        if path is not None:
            self.entrance.open(path)
        self._slices = Slices(self._wiring.slices(), self)
        self._slices.start()

    def _on_application_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self.window.note_focus(new)

    # Libraries

    def _on_desk_library_wanted(self, path: Path) -> None:
        self._leave(lambda: self.entrance.open(path))

    def _on_entrance_entered(self, library: Library, files: tuple[Path, ...]) -> None:
        self._leave(lambda: self._enter(library, files))

    def _on_desk_import_wanted(self, files: tuple[Path, ...]) -> None:
        if self.parts.library is not None:
            self.importer.run(self.parts.library, files)

    def _leave(self, then: Callable[[], None]) -> None:
        """Goes on when all that was typed is safe."""
        if self.parts.session is None:
            then()
        else:
            self.parts.session.leave(then)

    def _enter(self, library: Library, files: tuple[Path, ...]) -> None:
        old, self.parts.library = self.parts.library, library
        self._wiring.show_library()
        self.window.show_page(Page.DESK)
        if old is not None:
            self.parts.lanes.write(old.close)
        if files:
            self.importer.run(library, files)

    # Ending

    def quit(self) -> None:
        """Leaves when all is safe; never asks."""
        if not self._ending:
            self._leave(self._end)

    def _end(self) -> None:
        self._ending = True
        self.window.remember()
        self._wiring.remember()
        self.window.end()
        self.ended.emit()

    def finish(self) -> None:
        """After the event loop: what is still to be written is written, then the library is closed."""
        self.parts.lanes.drain(_DRAIN_S)
        self.parts.lanes.shutdown()
        if self.parts.library is not None:
            self.parts.library.close()
            self.parts.library = None
