"""The page of series on a library with some."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.library import Library
from newsroom.gui.features.series_desk import SeriesDeskPanel, build
from tests.gui.desks import Room, Shelf, empty_library, filled, opened

__all__ = ["empty_library"]


def fill(shelf: Shelf) -> None:
    """Three parts of five and a draft in one series, one article in another that tells the same."""
    for n in (2, 3, 5):
        shelf.put(f"The keepers, part {n}", public=True, series=["Keepers"])
    shelf.put("Notes", series=["Keepers"])
    shelf.put("The keepers, part 1", public=True, series=["Lighthouse keepers"])


@pytest.fixture(scope="session")
def told(empty_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(empty_library, tmp_path_factory.mktemp("series"), fill)


@pytest.fixture
def library(told: Path, tmp_path: Path) -> Iterator[Library]:
    yield from opened(told, tmp_path)


@pytest.fixture
def room(qtbot: QtBot, library: Library) -> Room[SeriesDeskPanel]:
    return Room(qtbot, library, build)
