"""The running window, after its first paint: follows the library from opening to quitting. Wires no feature itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from newsroom.gui.shell.backing import Backing
from newsroom.gui.shell.bindings import bind
from newsroom.gui.shell.caring import Caring
from newsroom.gui.shell.commands import ShellCommands
from newsroom.gui.shell.damage import Damage
from newsroom.gui.shell.desk_commands import DeskCommands
from newsroom.gui.shell.entrance import Entrance
from newsroom.gui.shell.first_touring import FirstTouring
from newsroom.gui.shell.following import Following
from newsroom.gui.shell.guiding import Guiding
from newsroom.gui.shell.icon import program_icon
from newsroom.gui.shell.importing import Importer
from newsroom.gui.shell.menus import Menus
from newsroom.gui.shell.own_files import OwnFiles
from newsroom.gui.shell.parts import Parts
from newsroom.gui.shell.quick_opening import QuickOpening
from newsroom.gui.shell.screen_scale import ScreenScale
from newsroom.gui.shell.settings import KEYS
from newsroom.gui.shell.slices import ModuleLoader, Slices
from newsroom.gui.shell.view import WindowView
from newsroom.gui.shell.where_to_look import Where
from newsroom.gui.shell.window import Page
from newsroom.gui.shell.wiring import Wiring

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.domain.health import Salvaged
    from newsroom.gui.session.single import WindowRequest

_DRAIN_S = 10.0


class Shell(QObject):
    """GUI thread only, but for ``tell``."""

    ended = Signal()
    loaded = Signal()
    """Nothing more is loaded by itself."""
    _told = Signal(str)

    def __init__(self, application: QApplication, parts: Parts, default_path: Path) -> None:
        super().__init__(application)
        self.parts = parts
        parts.window.book.make(ShellCommands().others())
        self.view = WindowView(parts.window, parts.looks, parts.preferences, self)
        self.desk = DeskCommands(parts, self)
        self._modules = ModuleLoader()
        self.entrance = Entrance(parts, default_path, self._modules)
        self._wiring = Wiring(parts, self.desk, self)
        self._quick_opening = QuickOpening(parts, self.view, self)
        self.importer = Importer(parts, self._wiring.features.pages, self)
        caring = Caring(parts.lanes, self)
        settings = self._wiring.features.settings
        self.backing = Backing(parts, settings, caring, self)
        self.damage = Damage(parts, caring, self)
        self.guiding = Guiding(parts, self._wiring.features.pages, self)
        self.touring = FirstTouring(parts, self._wiring.features.pages, self.guiding.open_guide, self)
        self._following = Following(application, parts, self._wiring.features.writing, self)
        self._screens = ScreenScale(application, parts.window, self)
        self._slices: Slices | None = None
        self._menus = Menus(parts.window.book, parts.window)
        self._ending = False
        self._handed: tuple[Path, ...] = ()
        self._is_loaded = False
        application.setWindowIcon(program_icon())
        bind(parts.window.book, self.desk, self.view, self.importer, settings)
        for more in (self._wiring.features.suggesting, self.backing, self.guiding, self.touring):
            parts.window.book.make(more.specs())
            parts.window.book.bind(more.acts())
        parts.window.top_bar.set_menu(self._menus.menu)
        self._keys = self._wiring.features.keys
        self._keys.failed.connect(self._on_failed)
        self._keys.begin()
        self._connect(application)

    def _connect(self, application: QApplication) -> None:
        desk, window = self.desk, self.parts.window
        desk.failed.connect(self._on_failed)
        desk.said.connect(window.status_bar.show_message)
        desk.quit_wanted.connect(self.quit)
        desk.library_wanted.connect(self._on_desk_library_wanted)
        window.dropping.files_dropped.connect(self._on_files_dropped)
        self.importer.article_wanted.connect(self._wiring.features.open_to_compare)
        self.importer.review_wanted.connect(desk.read_file)
        desk.new_library_wanted.connect(self.entrance.offer_new)
        self.view.search_wanted.connect(self._on_view_search_wanted)
        self.view.article_wanted.connect(self._wiring.features.open_text)
        window.close_asked.connect(self.quit)
        window.status_bar.save_clicked.connect(desk.save)
        window.status_bar.library_clicked.connect(self.entrance.offer_new)
        application.commitDataRequest.connect(self._on_application_commit_data_request)
        application.focusChanged.connect(self._on_application_focus_changed)
        self.entrance.entered.connect(self._on_entrance_entered)
        self.entrance.made.connect(self.touring.offer)
        self.entrance.already_open.connect(self.quit)
        self.entrance.asked.connect(self._on_entrance_asked)
        self.entrance.damaged.connect(self.damage.show)
        self.entrance.restore_wanted.connect(self.backing.ask_restore)
        self.backing.open_wanted.connect(self._on_desk_library_wanted)
        self.damage.open_wanted.connect(self._on_desk_library_wanted)
        self.damage.other_wanted.connect(self.entrance.show_welcome)
        self.damage.salvaged.connect(self._on_damage_salvaged)
        self._told.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def _on_view_search_wanted(self, where: Where, words: str) -> None:
        searches = {
            Where.ARCHIVE: self.desk.search,
            Where.SETTINGS: self._wiring.features.settings.look_for,
            Where.GUIDE: self.guiding.look_for,
        }
        searches[where](words)

    def tell(self, words: str) -> None:
        """Shows a failure in words. Any thread."""
        self._told.emit(words)

    @Slot(str)
    def _on_failed(self, words: str) -> None:
        self.parts.window.notice.show_notice(words, stays=True)

    def begin(self, path: Path | None, files: tuple[Path, ...] = ()) -> None:
        """Opens the library at that path, if there is one, and loads the features meanwhile.

        ``files`` are opened in it, or in the one that is made in the welcome view.
        """
        self._handed = (*files, *self._handed)
        if path is not None:
            self.entrance.open(path, files)
        self._slices = Slices(self._wiring.slices(), self._modules, self)
        self._slices.finished.connect(self.loaded)
        self._slices.finished.connect(self._on_slices_finished)
        self._slices.start()

    def _on_slices_finished(self) -> None:
        """All commands are there: what is wrong with the user's own files can be said."""
        self._is_loaded = True
        self.guiding.note_version()
        self.touring.resume()
        self._keys.set_complete()
        self._following.begin()
        show_keys = partial(self._wiring.features.settings.show, KEYS)
        window = self.parts.window
        OwnFiles(self).tell(self.parts.preferences, self._keys, show_keys, lambda: window.notice)
        self._open_handed()

    def _on_application_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self.parts.window.note_focus(new)

    # Libraries

    def _on_desk_library_wanted(self, path: Path) -> None:
        self._leave(lambda: self.entrance.open(path))

    def _on_files_dropped(self, files: tuple[Path, ...]) -> None:
        if self.parts.library is not None:
            self.importer.run(files, look_first=True)
        else:
            self.entrance.make_from(list(files))

    def _on_entrance_entered(self, library: Library, files: tuple[Path, ...]) -> None:
        self._leave(lambda: self._enter(library, files))

    def _on_entrance_asked(self, request: WindowRequest) -> None:
        """A second start on our library."""
        self.parts.window.come_to_front()
        self._handed += request.files
        self._open_handed()

    def open_file(self, path: Path) -> None:
        """What the system hands over while the window is there."""
        self.parts.window.come_to_front()
        self._handed += (path,)
        self._open_handed()

    def _open_handed(self) -> None:
        """What the start named, or a second one, when there are a library and all that is needed."""
        if self._handed and self._is_loaded and self.parts.library is not None:
            files, self._handed = self._handed, ()
            self.importer.open(files)

    def _leave(self, then: Callable[[], None]) -> None:
        """Goes on when all that was typed and pasted is safe."""
        self._wiring.features.when_pasted(lambda: self._leave_pasted(then))

    def _leave_pasted(self, then: Callable[[], None]) -> None:
        self._wiring.features.pages.save_now()
        if self.parts.session is None:
            then()
        else:
            self.parts.session.leave(then)

    def _enter(self, library: Library, files: tuple[Path, ...]) -> None:
        old, self.parts.library = self.parts.library, library
        self._wiring.show_library()
        self.backing.set_library()
        self.touring.resume()
        if self.parts.window.page is not Page.DESK:
            self.parts.window.show_page(Page.DESK)
            self.parts.archive.panel.focus_search()
        if old is not None:
            self.parts.lanes.write(old.close)
        if library.notice:
            self._on_failed(library.notice)
        if files:
            self.importer.run(files, look_first=False)
        self._open_handed()

    def _on_damage_salvaged(self, report: Salvaged) -> None:
        words = self.tr(
            "{0} articles were saved into a new library, {1} of them whole. What is lost stands in {2}."
        )
        self._on_failed(words.format(report.n_articles, report.n_whole, report.path / "salvage-report.txt"))

    # Ending

    def quit(self) -> None:
        """Leaves when all is safe; never asks."""
        if not self._ending:
            self._leave(self._end)

    def _on_application_commit_data_request(self) -> None:
        """The session of the desktop ends: what was typed is on its way to the disk before the answer."""
        self.desk.save()
        self.parts.lanes.drain(_DRAIN_S)

    def _end(self) -> None:
        self._ending = True
        self.entrance.close()  # a second start from now on waits until this one has ended, and begins anew
        self._wiring.remember()
        self.parts.window.remember()
        self.parts.window.end()
        self.ended.emit()

    def finish(self) -> None:
        """After the event loop: what is still to be written is written, then the library is closed."""
        if self._slices is not None:
            self._slices.stop()
        if self.parts.preview is not None:
            self.parts.preview.close_preview()
        if self.parts.panel is not None:
            self.parts.panel.close_panel()
        self.parts.lanes.drain(_DRAIN_S)
        if self.parts.session is not None:
            self.parts.session.finish()
        self.parts.lanes.shutdown()
        self.entrance.close()
        if self.parts.library is not None:
            self.parts.library.close()
            self.parts.library = None
