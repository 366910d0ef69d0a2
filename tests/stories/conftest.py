"""The whole program's window on a library of its own, used by keys and mouse alone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import new_article
from newsroom.desk.creating import create_library
from newsroom.desk.sections import ensure_section
from newsroom.domain.article import Article, Content
from newsroom.domain.draft import Draft
from newsroom.gui.features.settings import SettingsPage
from newsroom.gui.shell.start import Start
from newsroom.gui.shell.window import Page
from newsroom.gui.tour.hands import Hands

STORIES = (
    ("Harbour Reopens", "The harbour of Port Ansel reopened on Monday."),
    ("Bridge Closed", "The Lindow bridge is closed until further notice."),
    ("Ferry Aground", "A ferry ran aground off the Corran Banks."),
)


class Window:
    """The program, started as ``python3 main.py`` starts it."""

    def __init__(self, application: QApplication, home: Path, library: Path | None) -> None:
        self.start = Start(application, home / "window.ini", home / "library", library)
        self.parts = self.start.parts
        self.hands = Hands(self.parts.window)
        self.ended = False
        self.start.shell_made.connect(self._on_shell_made)
        self.start.show()

    def _on_shell_made(self, shell: object) -> None:
        assert self.start.shell is shell
        self.start.shell.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self.ended = True

    def wait(self, until: Callable[[], bool], what: str) -> None:
        self.hands.wait(until, what)

    def wait_for_desk(self) -> None:
        parts = self.parts
        self.wait(lambda: parts.preview is not None and parts.library is not None, "the whole window")
        self.wait(lambda: parts.window.page is Page.DESK, "the desk")

    def open_by_search(self, words: str) -> None:
        """The one article whose headline has these words."""
        self.hands.press("Ctrl+Shift+F", "Ctrl+A")
        self.hands.type(words)
        model = self.parts.archive.presenter.model
        self.wait(
            lambda: model.rowCount() == 1 and words in str(model.index(0, 0).data()).casefold(),
            f"one article with “{words}”",
        )
        self.hands.press("Down", "Return")
        self.wait(lambda: words in self.headline.casefold(), f"the article with “{words}”")

    @property
    def headline(self) -> str:
        return self.draft.text("headline") if self.draft else ""

    def wait_until_saved(self) -> None:
        session = self.parts.session
        assert session is not None
        self.wait(lambda: session.save_state.kind == "saved", "“Saved”")

    def quit(self) -> None:
        """By its key; then all that the end of the program does."""
        self.hands.press("Ctrl+Q")
        self.wait(lambda: self.ended, "the end")
        self.start.finish()
        self.start.deleteLater()

    def page_is_open(self, page: Page) -> bool:
        """Whether that page is in view and can be used."""
        widget = self.parts.pages.get(page)
        return isinstance(widget, QWidget) and self.parts.window.page is page and widget.isEnabled()

    @property
    def settings_found(self) -> tuple[str, ...]:
        """The sections of the settings that are in view."""
        page = self.parts.pages[Page.SETTINGS]
        assert isinstance(page, SettingsPage)
        return page.shown

    @property
    def focus_name(self) -> str:
        """What a screen reader calls the widget that has the focus."""
        focus = self.parts.window.focusWidget()
        if focus is None:
            return ""
        name = focus.accessibleName()
        return name or (focus.text() if isinstance(focus, QAbstractButton) else "")

    @property
    def draft(self) -> Draft | None:
        return self.parts.session.draft if self.parts.session else None

    @property
    def article(self) -> Article:
        assert self.parts.session is not None and self.parts.session.article is not None
        return self.parts.session.article


@pytest.fixture(scope="session")
def three_stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stories") / "library"
    library = create_library(path)
    world = ensure_section(library, "World", by="test")
    for headline, body in STORIES:
        new_article(library, Content(headline=headline, body=body, section_id=world.id), by="test")
    library.close()
    return path


@pytest.fixture
def library_path(tmp_path: Path, three_stories: Path) -> Path:
    """A library with three drafts, nobody's window on it."""
    return Path(shutil.copytree(three_stories, tmp_path / "library"))


OpenWindow = Callable[[], Window]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, library_path: Path) -> Iterator[OpenWindow]:
    """Opens the window; again after it was quit. One that is still open at the end is closed."""
    windows: list[Window] = []

    def open_one() -> Window:
        window = Window(qapp, tmp_path, library_path)
        windows.append(window)
        return window

    yield open_one
    for window in windows:
        if not window.ended:
            window.quit()
