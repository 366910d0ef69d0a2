"""A library that is moved, deleted or replaced while it is open: nothing is shown as saved that is nowhere."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.desk.articles import get_article, new_article, set_fields
from newsroom.desk.creating import create_library
from newsroom.desk.library import DATABASE, Library, open_library
from newsroom.domain.article import Content
from newsroom.domain.draft import Draft
from newsroom.domain.errors import LibraryError
from newsroom.journal.places import Places
from newsroom.journal.recorder import DraftJournal
from newsroom.journal.writer import JournalWriter

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


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """Puts in a disk, again and again the same; where it is, once it was pulled out, an empty folder stands."""
    place, content = tmp_path / "stick", tmp_path / "content"
    place.mkdir()
    content.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a folder")

    def put_in() -> Path:
        if subprocess.run([mount, "--bind", content, place], capture_output=True, check=False).returncode:
            pytest.skip("nothing can be mounted here")
        return place

    yield put_in
    pull_out(place, check=False)


def pull_out(stick: Path, *, check: bool = True) -> None:
    subprocess.run(["umount", "-l", str(stick)], check=check, capture_output=True)


def test_a_stick_that_is_pulled_out_is_said_and_put_in_again_it_goes_on(
    stick: Callable[[], Path], tmp_path: Path
) -> None:
    path = stick() / "library"
    library = create_library(path)
    article = new_article(library, Content(headline="Ferry"), by="test")
    writer = JournalWriter(Places(path, tmp_path / "state"))
    draft = Draft(article)
    journal = DraftJournal(writer, draft)
    pull_out(path.parent)
    draft.edit_text("headline", 5, 0, " late")
    with pytest.raises(LibraryError, match="no longer at its place"):
        set_fields(library, article.id, {"headline": "Ferry late"}, by="test")
    kept = journal.keep()
    assert kept is not None and kept.parent == tmp_path / "state" and not list(path.parent.iterdir())
    stick()
    set_fields(library, article.id, {"headline": "Ferry late"}, by="test")
    journal.leave()
    assert writer.close()
    library.close()
    again = open_library(path)
    assert get_article(again, article.id).content.headline == "Ferry late"
    again.close()


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
