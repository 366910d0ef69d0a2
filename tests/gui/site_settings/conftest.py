"""The settings' page on a library of its own; jobs run when they are told to."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.domain.changes import ChangeSet
from newsroom.gui.changes import ChangeBus
from newsroom.gui.features.site_settings import SiteSettingsPanel, build
from newsroom.gui.theme import LIGHT
from tests.jobs.manual import ManualRunner


class Page:
    """The page, its library, its runner, and what was told on the bus."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.runner = ManualRunner()
        self.bus = ChangeBus()
        self.panel: SiteSettingsPanel = build(self.runner, LIGHT, self.bus)
        self.heard: list[ChangeSet] = []
        self.bus.changed.connect(self.heard.append)

    def save(self) -> None:
        self.runner.run_all()
        self.panel.save_now()
        self.runner.run_all()


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("settings") / "library"
    create_library(path).close()
    return path


@pytest.fixture
def library(tmp_path: Path, empty_library: Path) -> Iterator[Library]:
    library = open_library(shutil.copytree(empty_library, tmp_path / "library"))
    yield library
    library.close()


@pytest.fixture
def page(qtbot: QtBot, library: Library) -> Page:
    page = Page(library)
    qtbot.addWidget(page.panel)
    page.panel.resize(900, 700)
    page.panel.set_library(library)
    page.runner.run_all()
    page.panel.show()
    qtbot.waitExposed(page.panel)
    page.runner.run_all()
    return page
