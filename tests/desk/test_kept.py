"""What is kept on the machine, as it is told to its user; and what of it may be deleted."""

from pathlib import Path

import pytest

from newsroom.desk import kept
from newsroom.desk.articles import new_article
from newsroom.desk.creating import create_library
from newsroom.desk.kept import delete_kept, list_kept, room_of
from newsroom.desk.suggesting import FILE
from newsroom.domain.article import Content
from newsroom.domain.kept import DELETABLE, KeptKind


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """State and cache of a user of the test's own."""
    monkeypatch.setattr(kept, "state_folder", lambda: tmp_path / "state")
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path / "cache")
    reports, cache = tmp_path / "state" / "reports", tmp_path / "cache" / "deep"
    reports.mkdir(parents=True)
    cache.mkdir(parents=True)
    (reports / "report-1.txt").write_text("12345")
    (reports / "report-2.txt").write_text("67")
    (reports / "ended-77.txt").write_text("")
    (cache / "one").write_text("x" * 100)
    return tmp_path


def test_a_library_is_measured(tmp_path: Path) -> None:
    library = create_library(tmp_path / "library")
    new_article(library, Content("One"), by="test")
    (library.media_folder / "ab").mkdir()
    (library.media_folder / "ab" / "picture.jpg").write_bytes(bytes(1_000_000))
    room = room_of(library)
    assert room.path == library.path and room.n_articles == 1 and not room.read_only
    assert room.n_bytes > 1_000_000 and room.n_free is not None and room.n_free > 0
    library.close()


def test_all_places_are_told_with_what_is_in_them(home: Path, tmp_path: Path) -> None:
    assert kept._DERIVED == FILE
    library = create_library(tmp_path / "library")
    (library.media_folder / "outside").symlink_to(home)
    (tmp_path / "settings").mkdir()
    places = {one.kind: one for one in list_kept(library, tmp_path / "settings")}
    assert set(places) == set(KeptKind)
    assert places[KeptKind.LIBRARY].n_bytes > 0 and places[KeptKind.PICTURES].n_files == 1
    assert (places[KeptKind.REPORTS].n_files, places[KeptKind.REPORTS].n_bytes) == (2, 7)
    assert places[KeptKind.CACHE].n_bytes == 100 and places[KeptKind.SETTINGS].n_files == 0
    assert {one.kind for one in list_kept(None, tmp_path)} < set(KeptKind)
    library.close()


def test_reports_and_cache_are_deleted_and_nothing_else(home: Path) -> None:
    left = delete_kept(KeptKind.REPORTS)
    assert (left.n_files, left.n_bytes) == (0, 0)
    assert [file.name for file in (home / "state" / "reports").iterdir()] == ["ended-77.txt"]
    assert delete_kept(KeptKind.CACHE).n_files == 0
    for kind in set(KeptKind) - DELETABLE:
        with pytest.raises(ValueError, match=kind.value):
            delete_kept(kind)
