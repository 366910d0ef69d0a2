"""For tests of the pages that put the archive in order: a page on a real library, with a runner that waits."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import get_article, new_article, set_fields
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.desk.releasing import publish
from newsroom.domain.article import Article
from newsroom.domain.bulk import Outcome
from newsroom.domain.changes import ChangeSet
from newsroom.domain.ids import ArticleId
from newsroom.gui.acting import Acting
from newsroom.gui.changes import ChangeBus
from newsroom.gui.theme import LIGHT, Colors
from newsroom.jobs.lanes import Runner
from tests.jobs.manual import ManualRunner

P = TypeVar("P")
Build = Callable[[Runner, Colors, Acting], P]
_FOCUSABLE = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit)


def _windows_in_view() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


class Room(Generic[P]):
    """The page, its library, its runner, and what was done and said."""

    def __init__(self, qtbot: QtBot, library: Library, build: Build[P]) -> None:
        self.library = library
        self.runner = ManualRunner()
        self.bus = ChangeBus()
        self.acting = Acting(self.runner, self.bus)
        self.acting.set_library(library)
        self.heard: list[ChangeSet] = []
        self.done: list[Outcome] = []
        self.failed: list[str] = []
        self.bus.changed.connect(self.heard.append)
        self.acting.done.connect(self.done.append)
        self.acting.failed.connect(self.failed.append)
        before = set(map(id, _windows_in_view()))
        self.page: P = build(self.runner, LIGHT, self.acting)
        assert set(map(id, _windows_in_view())) <= before, "a part without a place yet was shown, as a window"
        page: Any = self.page
        self.bus.changed.connect(page.apply)
        # The window of the test before, which would take the focus with it when it goes.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.set_library(library)
        self.run()

    def run(self) -> None:
        self.runner.run_all()

    @property
    def focus(self) -> QWidget | None:
        """What has the focus in the page."""
        page: Any = self.page
        found: QWidget | None = page.focusWidget()
        return found

    @property
    def words(self) -> str:
        """What the last act did, as the log says it."""
        act = self.done[-1].act
        return act.words if act is not None else ""

    def undo(self) -> None:
        self.acting.undo_last()
        self.run()

    def article(self, id: ArticleId) -> Article:
        return get_article(self.library, id)


class Shelf:
    """A library that one test fills and its page shows."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def put(self, headline: str, *, public: bool = False, **fields: object) -> ArticleId:
        """An article."""
        article = new_article(self.library, by="test")
        values = {"headline": headline, "body": f"{headline}: all of it.", "section": "World", **fields}
        set_fields(self.library, article.id, values, by="test")
        if public:
            publish(self.library, article.id, by="test")
        return article.id


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desks") / "library"
    create_library(path).close()
    return path


def filled(empty: Path, folder: Path, fill: Callable[[Shelf], object]) -> Path:
    """A library with what ``fill`` puts into it, to be made once and copied for each test."""
    path = shutil.copytree(empty, folder / "library")
    library = open_library(path)
    fill(Shelf(library))
    library.close()
    return path


def opened(path: Path, folder: Path) -> Iterator[Library]:
    """A copy of it, for one test."""
    library = open_library(shutil.copytree(path, folder / "library"))
    yield library
    library.close()


def column(table: Any, place: int = 0) -> list[str]:
    """The words in a column of a table."""
    model = table.model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def nameless(page: QWidget) -> list[QWidget]:
    """What takes the focus by Tab and does not say what it is."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, _FOCUSABLE)
        and widget.focusPolicy().value
        and widget.window() is page.window()
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
