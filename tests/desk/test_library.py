"""A library made, opened, refused and closed; who may show a window on it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.desk import creating as creating_module
from newsroom.desk.creating import create_library
from newsroom.desk.library import default_library_path, open_library
from newsroom.desk.sections import ensure_section, list_sections
from newsroom.domain.errors import LibraryError
from newsroom.domain.site import SiteSettings
from newsroom.storage import places

FOLDERS = {"media", "journal", "backups"}


def entries(path: Path) -> set[str]:
    return {entry.name for entry in path.iterdir()}


def test_a_library_is_a_folder(tmp_path):
    path = tmp_path / "new" / "desk"
    library = create_library(path)
    assert library.path == path and not library.read_only and not library.notice
    assert library.site() == SiteSettings()
    assert {library.media_folder, library.journal_folder, library.backups_folder} == {
        path / n for n in FOLDERS
    }
    library.close()
    assert entries(path) == FOLDERS | {"newsroom.db"}


def test_the_default_place_follows_the_platform():
    path = default_library_path()
    assert path.is_absolute() and "Newsroom" in path.parts


def test_a_folder_with_something_in_it_is_never_touched(tmp_path):
    (tmp_path / "story.txt").write_text("mine", "utf-8")
    with pytest.raises(LibraryError, match="is not empty"):
        create_library(tmp_path)
    assert entries(tmp_path) == {"story.txt"}
    with pytest.raises(LibraryError, match="is a file"):
        create_library(tmp_path / "story.txt")
    assert (tmp_path / "story.txt").read_text("utf-8") == "mine"


def test_what_systems_leave_in_a_folder_is_no_content(tmp_path):
    (tmp_path / ".DS_Store").write_bytes(b"x")
    create_library(tmp_path).close()
    assert ".DS_Store" in entries(tmp_path)


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_half_made_is_left(tmp_path, monkeypatch, exists):
    path = tmp_path / "a" / "desk"
    if exists:
        path.mkdir(parents=True)

    def fail(*_: object) -> None:
        assert (path / ".making" / "newsroom.db").exists()
        raise LibraryError("for a test")

    monkeypatch.setattr(creating_module, "move_up", fail)
    with pytest.raises(LibraryError, match="for a test"):
        create_library(path)
    assert (entries(path) == set()) if exists else (entries(tmp_path) == set())


def test_a_database_without_its_log_is_no_library(tmp_path, monkeypatch):
    """On a full disk the last connection cannot write the log into the database, and leaves it."""
    make = creating_module._make

    def made(path, *rest):
        make(path, *rest)
        (path / "newsroom.db-wal").write_bytes(b"what the database lacks")

    monkeypatch.setattr(creating_module, "_make", made)
    with pytest.raises(LibraryError, match="is full"):
        create_library(tmp_path / "desk")
    assert not entries(tmp_path)


def test_what_a_crash_left_of_a_making_does_not_stand_in_the_way(tmp_path):
    (tmp_path / ".making").mkdir()
    (tmp_path / ".making" / "newsroom.db").write_bytes(b"half")
    create_library(tmp_path).close()
    assert entries(tmp_path) == FOLDERS | {"newsroom.db"}


def test_other_folders_are_no_library(tmp_path):
    with pytest.raises(LibraryError, match="There is no library"):
        open_library(tmp_path / "nowhere")
    with pytest.raises(LibraryError, match="is not a Newsroom library"):
        open_library(tmp_path)
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(LibraryError, match="is not a Newsroom library"):
        open_library(tmp_path / "file")
    assert entries(tmp_path) == {"file"}


def test_several_may_have_a_library_open_and_see_each_others_changes(library):
    before = library.data_version()
    other = open_library(library.path)
    ensure_section(other, "World", by="test")
    other.close()
    assert library.data_version() != before
    assert [section.name for section in list_sections(library)] == ["World"]


def test_one_window_at_a_time(library):
    other = open_library(library.path)
    assert library.take_window_lock() and library.take_window_lock()
    assert not other.take_window_lock()
    assert other.announced_window() is None
    library.announce_window("newsroom-1234")
    assert other.announced_window() == "newsroom-1234"
    library.close()
    assert other.announced_window() is None
    assert other.take_window_lock()
    other.close()


@pytest.mark.parametrize("note", [b"", b"{", b'"x"', b'{"server": 7}', b"\xff"])
def test_a_note_that_cannot_be_read_is_none(library, note):
    (library.path / "window.json").write_bytes(note)
    assert library.announced_window() is None


HOLDER = """
import sys
from pathlib import Path
from newsroom.desk.library import open_library
library = open_library(Path(sys.argv[1]))
assert library.take_window_lock()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.faults
def test_the_lock_dies_with_its_process(library):
    command = [sys.executable, "-c", HOLDER, str(library.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        assert not library.take_window_lock()
        holder.kill()
        holder.wait()
    assert library.take_window_lock()


def test_a_library_that_cannot_be_written_is_read(library, monkeypatch):
    ensure_section(library, "World", by="test")
    library.close()
    monkeypatch.setattr(places, "may_write", lambda path: False)
    monkeypatch.setattr(places, "is_read_only_for_all", lambda path: True)
    reader = open_library(library.path)
    assert reader.read_only and "reading only" in reader.notice
    assert [section.name for section in list_sections(reader)] == ["World"]
    with pytest.raises(LibraryError, match="cannot be written"):
        ensure_section(reader, "Sport", by="test")
    assert reader.take_window_lock()
    reader.close()


@pytest.mark.faults
@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write"
)
def test_a_folder_without_leave_to_write(library):
    library.close()
    library.path.chmod(0o555)
    (library.path / "newsroom.db").chmod(0o444)
    try:
        reader = open_library(library.path)
        assert reader.read_only
        reader.close()
        with pytest.raises(LibraryError, match="may not read or write"):
            create_library(library.path / "inside")
    finally:
        library.path.chmod(0o755)


FILLER = """
import resource, sys
from pathlib import Path
from newsroom.desk.articles import new_article
from newsroom.desk.library import open_library
from newsroom.domain.article import Content
from newsroom.domain.errors import LibraryError
import random, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
library = open_library(Path(sys.argv[1]))
kept = 0
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
try:
    while True:
        new_article(library, Content(headline=str(kept), body=random.randbytes(20_000).hex()), by="test")
        kept += 1
except LibraryError as error:
    print(kept, error)
library.close()
"""


@pytest.mark.faults
@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_no_room_for_more_loses_nothing_that_was_saved(library):
    done = subprocess.run(
        [sys.executable, "-c", FILLER, str(library.path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    kept, _, words = done.stdout.partition(" ")
    assert int(kept) > 0 and ("is full" in words or "failed to read or write" in words)
    with library.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM article_text").scalar_one() == int(kept)
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
