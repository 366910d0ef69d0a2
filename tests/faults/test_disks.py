"""A library on a disk that is full or may not be written: said in words, and the text is safe."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from newsroom.desk.articles import get_article, new_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import open_library
from newsroom.domain.article import Content
from newsroom.domain.errors import LibraryError
from newsroom.domain.ids import ArticleId
from newsroom.journal.places import Places
from newsroom.journal.recovery import find
from tests.faults.processes import finish, start_writer
from tests.faults.writer import last_number

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="limits and users are otherwise there"),
]

COUNT = 4000  # numbers, some 19 KB


def is_root() -> bool:
    return os.geteuid() == 0


def library_with_an_article(path: Path) -> int:
    library = create_library(path)
    article = new_article(library, Content(headline="Counting"), by="test")
    library.close()
    return article.id


def body_of(path: Path, article: int) -> str:
    library = open_library(path)
    body = get_article(library, ArticleId(article)).content.body
    library.close()
    return body


def put_back(path: Path, article: int, home: Path) -> str:
    """The text after the library was opened in a window again."""
    said = finish(start_writer(path, article, "0", home=home))
    assert {"recovered": 1} in said, said
    return body_of(path, article)


def unsaved(path: Path, home: Path) -> list[Path]:
    """Journals that hold what the library has not."""
    found = find(Places(path, home / "state" / "newsroom" / "journal"))
    for draft in found.drafts:
        os.close(draft.handle)
    return [draft.file for draft in found.drafts if draft.draft.dirty]


def limit_files() -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_what_a_full_disk_refuses_is_kept_and_put_back(tmp_path: Path) -> None:
    path = tmp_path / "library"
    article = library_with_an_article(path)
    said = finish(start_writer(path, article, str(COUNT), home=tmp_path, before=limit_files))
    failures = [line for line in said if line.get("state") == "failed"]
    assert failures, said
    assert str(path / "journal") in failures[-1]["message"]
    assert said[-1] == {"left": True}
    shown = max((line["saved"] for line in said if "saved" in line), default=0)
    assert last_number(body_of(path, article)) >= shown
    assert last_number(put_back(path, article, tmp_path)) == COUNT
    assert not unsaved(path, tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB of its own, where the tests may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if not is_root() or mount is None:
        pytest.skip("only root can mount a small disk")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=False)


def test_a_disk_that_is_really_full(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "library"
    article = library_with_an_article(path)
    fill(small_disk / "filler", leaving=200_000)
    said = finish(start_writer(path, article, str(COUNT), home=tmp_path))
    failures = [line for line in said if line.get("state") == "failed"]
    assert any("full" in line["message"] for line in failures), said
    assert said[-1] == {"left": True}
    (small_disk / "filler").unlink()
    assert last_number(put_back(path, article, tmp_path)) == COUNT


def disk_of(folder: Path, kib: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={kib}k", str(folder)], check=True)


def test_a_library_is_made_whole_or_not_at_all(small_disk: Path) -> None:
    """On disks too small and large enough; in between, the log has room and the database has none."""
    outcomes = []
    for kib in (1200, 2700, 3000, 8000):
        disk_of(small_disk, kib)
        refused = refusal_of(small_disk / "library")
        outcomes.append(not refused)
        if refused:
            assert "full" in refused or "No space left" in refused
            assert not list(small_disk.iterdir()), kib
            continue
        with closing(sqlite3.connect(small_disk / "library" / "newsroom.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], kib
            assert connection.execute("SELECT count(*) FROM article").fetchone() == (69,)
        shutil.rmtree(small_disk / "library")
    assert (outcomes[0], outcomes[-1]) == (False, True)


def refusal_of(path: Path) -> str:
    """Why the sample library could not be made there; nothing where it was."""
    try:
        create_library(path, sample=True).close()
    except LibraryError as error:
        return str(error)
    return ""


def fill(file: Path, *, leaving: int) -> None:
    with open(file, "wb", buffering=0) as stream:
        for size in (65536, 4096, 512):
            try:
                while True:
                    stream.write(b"\0" * size)
            except OSError:
                continue
        stream.truncate(stream.tell() - leaving)


def test_a_library_that_may_not_be_written_says_so_and_keeps_the_text(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder: Path = request.getfixturevalue("small_disk") if is_root() else tmp_path
    path = folder / "library"
    article = library_with_an_article(path)
    with read_only(path):
        said = finish(start_writer(path, article, "50", home=tmp_path))
    failures = [line for line in said if line.get("state") == "failed"]
    assert any("read-only" in line["message"] for line in failures), said
    assert said[-1] == {"left": True}
    assert body_of(path, article) == ""
    assert last_number(put_back(path, article, tmp_path)) == 50


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """Root may write whatever the modes say, so for root the disk itself is made read-only."""
    if is_root():
        subprocess.run(["mount", "-o", "remount,ro", str(path.parent)], check=True)
    else:
        set_modes(path, 0o555, 0o444)
    try:
        yield
    finally:
        if is_root():
            subprocess.run(["mount", "-o", "remount,rw", str(path.parent)], check=True)
        else:
            set_modes(path, 0o755, 0o644)


def set_modes(path: Path, folder_mode: int, file_mode: int) -> None:
    for entry in (path, *path.rglob("*")):
        entry.chmod(folder_mode if entry.is_dir() else file_mode)
