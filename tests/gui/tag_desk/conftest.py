"""The page of tags on a library with some."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.library import Library
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import TagKind
from newsroom.gui.features.tag_desk import TagDeskPanel, build
from tests.gui.desks import Room, Shelf, empty_library, filled, opened

__all__ = ["empty_library"]


def fill(shelf: Shelf) -> None:
    """``US`` on three articles, ``U.S.`` on two of which one has both, ``USA`` on one; a place that none has."""
    shelf.put("One", public=True, tags=["US", "Floods"])
    shelf.put("Two", public=True, tags=["US", "U.S."])
    shelf.put("Three", tags=["US"])
    shelf.put("Four", tags=["U.S.", "الانتخابات"])
    shelf.put("Five", tags=["USA"])
    ensure_tag(shelf.library, "Port Ansel", TagKind.PLACE, by="test")


@pytest.fixture(scope="session")
def tagged(empty_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(empty_library, tmp_path_factory.mktemp("tags"), fill)


@pytest.fixture
def library(tagged: Path, tmp_path: Path) -> Iterator[Library]:
    yield from opened(tagged, tmp_path)


@pytest.fixture
def room(qtbot: QtBot, library: Library) -> Room[TagDeskPanel]:
    return Room(qtbot, library, build)
