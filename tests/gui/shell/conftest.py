"""The real window on a small library of a test's own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import new_article
from newsroom.desk.creating import create_library
from newsroom.desk.releasing import publish
from newsroom.desk.sections import ensure_section
from newsroom.domain.article import Content
from newsroom.gui.features.pasting import PasteReview
from newsroom.gui.shell.looks import Looks
from newsroom.gui.shell.preferences import Preferences
from newsroom.gui.shell.shell import Shell
from newsroom.gui.shell.start import Start
from newsroom.gui.shell.window import Page

HEADLINES = ("Ferry returns to Harrow Quay", "Night train is late again", "Herring quota agreed")


@pytest.fixture(scope="session")
def library_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles in one section, the first of them published."""
    path = tmp_path_factory.mktemp("shell") / "library"
    library = create_library(path)
    section = ensure_section(library, "World", by="test")
    ids = [
        new_article(library, Content(headline, "Said so.", "It is so.", section_id=section.id), by="test").id
        for headline in HEADLINES
    ]
    publish(library, ids[0], by="test")
    library.close()
    return path


@pytest.fixture
def library_path(library_template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(library_template, tmp_path / "library")


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application, whose look is given back afterwards."""
    font, palette = QFont(qapp.font()), QPalette(qapp.palette())
    yield qapp
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def looks(application: QApplication, preferences: Preferences) -> Looks:
    return Looks(application, preferences)


class Program:
    """The program as it runs, without its process."""

    def __init__(self, qtbot: QtBot, start: Start) -> None:
        self._qtbot = qtbot
        self.start = start
        self.parts = start.parts
        self.window = start.parts.window
        start.parts.window.resize(1280, 720)

    @property
    def shell(self) -> Shell:
        assert self.start.shell is not None
        return self.start.shell

    @property
    def review(self) -> PasteReview | None:
        page = self.parts.pages.get(Page.REVIEW)
        return page if isinstance(page, PasteReview) else None

    def show(self) -> "Program":
        with self._qtbot.waitExposed(self.window):
            self.start.show()
            self.window.activateWindow()
        return self

    def wait(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def load(self) -> "Program":
        """Shown, its library open, all features there."""
        self.show()
        self.wait(lambda: self.parts.library and self.parts.preview and self.parts.session)
        return self

    def open(self, article_id: int) -> "Program":
        self.shell.desk.parts.archive.article_wanted.emit(article_id)
        self.wait(lambda: self.parts.session and self.parts.session.article)
        return self

    def trigger(self, name: str) -> None:
        self.window.book[name].trigger()

    def quit(self) -> None:
        self.shell.quit()
        self.wait(lambda: not self.window.isVisible())


@pytest.fixture
def begin(qtbot: QtBot, application: QApplication, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program on a library, or on none."""
    programs: list[Program] = []

    def begun(library: Path | None, files: tuple[Path, ...] = ()) -> Program:
        start = Start(application, tmp_path / "window.ini", tmp_path / "default" / "library", library, files)
        programs.append(Program(qtbot, start))
        return programs[-1]

    yield begun
    for program in programs:
        program.start.finish()
        program.start.deleteLater()
