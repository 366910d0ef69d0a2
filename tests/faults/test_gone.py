"""A library that is moved, deleted or replaced while it is open: nothing is shown as saved that is nowhere."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.desk.articles import get_article, new_article, set_fields
from newsroom.desk.creating import create_library
from newsroom.desk.library import DATABASE, Library, open_library
from newsroom.domain.article import Content
from newsroom.domain.errors import LibraryError

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="the system refuses to move what is open there"),
]


def deleted(path: Path) -> None:
    shutil.rmtree(path)


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def without_database(path: Path) -> None:
    (path / DATABASE).unlink()


def replaced(path: Path) -> None:
    other = path.with_name("other")
    create_library(other).close()
    (other / DATABASE).replace(path / DATABASE)


@pytest.mark.parametrize("happens", [deleted, moved, without_database, replaced])
def test_nothing_is_saved_into_a_file_that_is_gone(tmp_path: Path, happens: Callable[[Path], None]) -> None:
    path = tmp_path / "library"
    library = create_library(path)
    article = new_article(library, Content(headline="Ferry"), by="test")
    happens(path)
    for _ in range(2):
        with pytest.raises(LibraryError, match="no longer at its place"):
            set_fields(library, article.id, {"headline": "Ferry aground"}, by="test")
    library.close()


def test_one_that_comes_back_is_saved_into_again(tmp_path: Path) -> None:
    path = tmp_path / "library"
    library = create_library(path)
    article = new_article(library, Content(headline="Ferry"), by="test")
    moved(path)
    with pytest.raises(LibraryError):
        set_fields(library, article.id, {"headline": "Lost"}, by="test")
    (tmp_path / "elsewhere").rename(path)
    set_fields(library, article.id, {"headline": "Ferry aground"}, by="test")
    library.close()
    again: Library = open_library(path)
    assert get_article(again, article.id).content.headline == "Ferry aground"
    again.close()
