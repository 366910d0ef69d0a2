"""The way to a library: the last one at the start, or the welcome view, where one is made, opened or filled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsroom.gui.shell.first_library import LAST
from newsroom.gui.shell.opening import LibraryOpener
from newsroom.gui.shell.welcome import WelcomeView
from newsroom.gui.shell.window import Page
from newsroom.gui.widgets.file_dialogs import ask_files, ask_folder

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.desk.sample import FillProgress
    from newsroom.gui.shell.parts import Parts
    from newsroom.gui.shell.slices import ModuleLoader


class Entrance(QObject):
    """``entered`` gives an open library and the files that shall be imported into it. GUI thread only."""

    entered = Signal(object, object)
    made = Signal()
    """The library that was entered is a new one, made here: the sample newsroom, or one with nothing in it."""
    already_open = Signal()
    """Another window has the library, and no library is open here: nothing is left to do."""
    asked = Signal(object)
    damaged = Signal(object, str)
    """The library at this ``Path`` is damaged, in words; nothing is shown yet."""
    restore_wanted = Signal()

    def __init__(self, parts: Parts, default_path: Path, modules: ModuleLoader) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._opener = LibraryOpener(parts.lanes, modules, self)
        self._welcome: WelcomeView | None = None
        self._default_path = default_path
        self._place = default_path
        self._files: tuple[Path, ...] = ()
        self._makes = False
        self._opener.opened.connect(self._on_opener_opened)
        self._opener.failed.connect(self._on_opener_failed)
        self._opener.damaged.connect(self._on_opener_damaged)
        self._opener.began.connect(self._on_opener_began)
        self._opener.progressed.connect(self._on_opener_progressed)
        self._opener.elsewhere.connect(self._on_opener_elsewhere)
        self._opener.asked.connect(self.asked)

    def open(self, path: Path, files: tuple[Path, ...] = ()) -> None:
        """Opens the library at that path, in place of the one that is open.

        Where another window has that library, ``files`` are opened there.
        """
        library = self._parts.library
        if library is not None and library.path == path.absolute():
            self._parts.window.show_page(Page.DESK)
        else:
            self._opener.open(path, files)

    def close(self) -> None:
        """Before the end: second starts are not answered any more."""
        self._opener.close()

    def begin_at(self, given: Path | None) -> None:
        """There is no library yet, not even at the path that was asked for."""
        if given is not None:
            self._place = given.absolute()
        self.show_welcome("" if given is None else self.tr("There is no library at {0} yet.").format(given))

    def show_welcome(self, problem: str = "") -> None:
        """The welcome view; with a library open there is a way back to it."""
        welcome = self._view()
        welcome.show_problem(problem)
        welcome.show_back(self._parts.library is not None)
        welcome.show_place(self._place)
        self._parts.window.show_page(Page.WELCOME)
        self._parts.window.show()  # where another window was asked in vain, this one is not shown yet
        welcome.focus_first()

    def offer_new(self) -> None:
        """The welcome view, for one more library beside the others."""
        self._place = free_place(self._default_path)
        self.show_welcome()

    def _view(self) -> WelcomeView:
        if self._welcome is None:
            looks = self._parts.looks
            welcome = self._welcome = WelcomeView(looks.colors)
            welcome.set_look(looks.colors, looks.scale)
            looks.changed.connect(welcome.set_look)
            welcome.sample_wanted.connect(self._on_welcome_sample_wanted)
            welcome.empty_wanted.connect(self.make_empty)
            welcome.import_wanted.connect(self._on_welcome_import_wanted)
            welcome.open_wanted.connect(self._on_welcome_open_wanted)
            welcome.place_wanted.connect(self._on_welcome_place_wanted)
            welcome.restore_wanted.connect(self.restore_wanted)
            welcome.back_wanted.connect(self._on_welcome_back_wanted)
            self._parts.window.add_page(Page.WELCOME, welcome)
        return self._welcome

    # What is chosen

    def _on_welcome_sample_wanted(self) -> None:
        self._makes = True
        self._opener.make(self._place, sample=True)

    def make_empty(self) -> None:
        """A new library with nothing in it."""
        self._makes = True
        self._opener.make(self._place, sample=False)

    def _on_welcome_import_wanted(self) -> None:
        ask_files(self._parts.window, self.tr("Import files"), self.make_from)

    def make_from(self, files: list[Path]) -> None:
        """A new library with what is in these files."""
        self._files = tuple(files)
        self._opener.make(self._place, sample=False)

    def _on_welcome_open_wanted(self) -> None:
        ask_folder(self._parts.window, self.tr("Open another library"), self.open)

    def _on_welcome_place_wanted(self) -> None:
        ask_folder(self._parts.window, self.tr("Where the new library is kept"), self.choose_place)

    def choose_place(self, folder: Path) -> None:
        """Where a new library is made: in this folder, if it is empty, else in a new one inside it."""
        self._place = folder if not folder.exists() or _is_empty(folder) else free_place(folder / "newsroom")
        self._view().show_place(self._place)

    def _on_welcome_back_wanted(self) -> None:
        self._parts.window.show_page(Page.DESK)

    # What comes of it

    def _on_opener_began(self, words: str) -> None:
        if self._welcome is not None:
            self._welcome.show_problem("")
            self._welcome.show_progress(words)

    def _on_opener_progressed(self, progress: FillProgress) -> None:
        if self._welcome is not None:
            words = self.tr("Making the library in {0}").format(self._place)
            self._welcome.show_progress(words, progress.done / max(1, progress.total))

    def _on_opener_opened(self, library: Library) -> None:
        files, self._files = self._files, ()
        makes, self._makes = self._makes, False
        self._parts.preferences.set_text(LAST, str(library.path))
        if self._welcome is not None:
            self._welcome.show_progress("")
            self._welcome.show_problem("")
        self.entered.emit(library, files)
        if makes:
            self.made.emit()

    def _on_opener_elsewhere(self, answered: bool) -> None:
        if answered and self._parts.library is None:
            self.already_open.emit()
            return
        words = self.tr("This library is open in another window, which is in front now.")
        if not answered:
            words = self.tr(
                "This library is open in another Newsroom, which does not answer. Close that one, then try again."
            )
        self._on_opener_failed(words)

    def _on_opener_damaged(self, path: Path, words: str) -> None:
        self._files = ()
        if self._welcome is not None:
            self._welcome.show_progress("")
        self.damaged.emit(path, words)

    def _on_opener_failed(self, words: str) -> None:
        self._files, self._makes = (), False
        self._view().show_progress("")
        self.show_welcome(words)


def free_place(path: Path) -> Path:
    """The path, or the first like it that nothing stands at."""
    places = [path, *(path.with_name(f"{path.name}-{n}") for n in range(2, 1000))]
    return next((place for place in places if not place.exists()), path)


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:
        return False
