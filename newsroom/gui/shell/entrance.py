"""The way to a library: the last one at the start, or the welcome view, where one is made, opened or filled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from newsroom.gui.shell.opening import LibraryOpener
from newsroom.gui.shell.welcome import WelcomeView
from newsroom.gui.shell.window import Page

if TYPE_CHECKING:
    from newsroom.desk.library import Library
    from newsroom.gui.shell.parts import Parts

_LAST = "library/last"


class Entrance(QObject):
    """``entered`` gives an open library and the files that shall be imported into it. GUI thread only."""

    entered = Signal(object, object)

    def __init__(self, parts: Parts, default_path: Path) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._opener = LibraryOpener(parts.lanes, self)
        self._welcome: WelcomeView | None = None
        self._default_path = default_path
        self._place = default_path
        self._files: tuple[Path, ...] = ()
        self._opener.opened.connect(self._on_opener_opened)
        self._opener.failed.connect(self._on_opener_failed)
        self._opener.began.connect(self._on_opener_began)
        self._opener.progressed.connect(self._on_opener_progressed)

    def first_path(self, given: Path | None) -> Path | None:
        """The library to open at the start: the given one, else the last, else the default; None: there is none."""
        if given is not None:
            self._place = given.absolute()
            return self._place if given.exists() else None
        last = self._parts.preferences.text(_LAST)
        paths = [Path(last)] if last else []
        return next((path for path in (*paths, self._default_path) if path.exists()), None)

    def open(self, path: Path) -> None:
        self._opener.open(path)

    def show_welcome(self, problem: str = "") -> None:
        """The welcome view; with a library open there is a way back to it."""
        welcome = self._view()
        welcome.show_problem(problem)
        welcome.show_back(self._parts.library is not None)
        welcome.show_place(self._place)
        self._parts.window.show_page(Page.WELCOME)
        welcome.focus_first()

    def offer_new(self) -> None:
        """The welcome view, for one more library beside the others."""
        self._place = _free_place(self._default_path)
        self.show_welcome()

    def _view(self) -> WelcomeView:
        if self._welcome is None:
            looks = self._parts.looks
            welcome = self._welcome = WelcomeView(looks.colors)
            welcome.set_look(looks.colors, looks.scale)
            looks.changed.connect(welcome.set_look)
            welcome.sample_wanted.connect(self._on_welcome_sample_wanted)
            welcome.empty_wanted.connect(self._on_welcome_empty_wanted)
            welcome.import_wanted.connect(self._on_welcome_import_wanted)
            welcome.open_wanted.connect(self._on_welcome_open_wanted)
            welcome.place_wanted.connect(self._on_welcome_place_wanted)
            welcome.back_wanted.connect(self._on_welcome_back_wanted)
            self._parts.window.add_page(Page.WELCOME, welcome)
        return self._welcome

    # What is chosen

    def _on_welcome_sample_wanted(self) -> None:
        self._opener.make(self._place, sample=True)

    def _on_welcome_empty_wanted(self) -> None:
        self._opener.make(self._place, sample=False)

    def _on_welcome_import_wanted(self) -> None:
        dialog = QFileDialog(self._parts.window, self.tr("Import files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_dialog_files_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_dialog_files_selected(self, names: list[str]) -> None:
        self.make_from([Path(name) for name in names])

    def make_from(self, files: list[Path]) -> None:
        """A new library with what is in these files."""
        self._files = tuple(files)
        self._opener.make(self._place, sample=False)

    def _on_welcome_open_wanted(self) -> None:
        self._ask_folder(self.tr("Open another library"), self.open)

    def _on_welcome_place_wanted(self) -> None:
        self._ask_folder(self.tr("Where the new library is kept"), self.choose_place)

    def choose_place(self, folder: Path) -> None:
        """Where a new library is made: in this folder, if it is empty, else in a new one inside it."""
        self._place = folder if not folder.exists() or _is_empty(folder) else _free_place(folder / "newsroom")
        self._view().show_place(self._place)

    def _on_welcome_back_wanted(self) -> None:
        self._parts.window.show_page(Page.DESK)

    def _ask_folder(self, title: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._parts.window, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # What comes of it

    def _on_opener_began(self, words: str) -> None:
        if self._welcome is not None:
            self._welcome.show_problem("")
            self._welcome.show_progress(words)

    def _on_opener_progressed(self, share: object) -> None:
        if self._welcome is not None and isinstance(share, float):
            self._welcome.show_progress(self.tr("Making the library in {0}").format(self._place), share)

    def _on_opener_opened(self, library: Library) -> None:
        files, self._files = self._files, ()
        self._parts.preferences.set_text(_LAST, str(library.path))
        if self._welcome is not None:
            self._welcome.show_progress("")
            self._welcome.show_problem("")
        self.entered.emit(library, files)

    def _on_opener_failed(self, words: str) -> None:
        self._files = ()
        self._view().show_progress("")
        self.show_welcome(words)


def _free_place(path: Path) -> Path:
    """The path, or the first like it that nothing stands at."""
    places = [path, *(path.with_name(f"{path.name}-{n}") for n in range(2, 1000))]
    return next((place for place in places if not place.exists()), path)


def _is_empty(folder: Path) -> bool:
    try:
        return not any(folder.iterdir())
    except OSError:
        return False
