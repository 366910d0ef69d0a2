"""Backups by a real process that is killed, starved of disk, or made while another one writes: whole, or not at all.

``NEWSROOM_KILLS=1000`` kills it as often; else some times.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.articles import get_article, new_article
from newsroom.desk.backup_place import read_manifest
from newsroom.desk.backups import make_backup, save_settings, status_of
from newsroom.desk.creating import create_library
from newsroom.desk.library import DATABASE, Library, open_library
from newsroom.desk.restoring import restore_library
from newsroom.domain.article import Content
from newsroom.domain.backups import BackupSettings
from newsroom.domain.ids import ArticleId
from newsroom.storage.backing_up import verify_copy
from tests.faults.processes import ROOT, finish, start_writer
from tests.faults.writer import last_number

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there"),
]

N_KILLS = min(200, int(os.environ.get("NEWSROOM_KILLS", "5")))
N_NUMBERS = 3000
BACK_UP = (
    "import sys; from pathlib import Path; from newsroom.desk.library import open_library; "
    "from newsroom.desk.backups import make_backup; library = open_library(Path(sys.argv[1])); "
    "print('ready', flush=True); make_backup(library, rate=float(sys.argv[2])); library.close()"
)


def backing_up(library: Path, rate: float = 4e6) -> "subprocess.Popen[str]":
    """A process that has the library open and begins now."""
    process = subprocess.Popen(
        [sys.executable, "-c", BACK_UP, str(library), str(rate)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backups") / "library"
    create_library(path, sample=True).close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "library")


def all_whole(path: Path) -> int:
    """How many there are; each is what it was when it was made."""
    backups = [one for place in status_of(path).places for one in place.backups]
    for one in backups:
        manifest = read_manifest(one.folder)
        assert manifest is not None
        assert verify_copy(one.folder / DATABASE, dict(manifest.counts)) == ""
        pool = {file.name for file in (one.folder.parent / "media").iterdir()}
        assert pool >= manifest.media.keys()
    return len(backups)


def test_killed_at_any_moment_none_is_half_made_and_none_is_lost(path: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    library = open_library(path)
    save_settings(library, BackupSettings(second_place=str(tmp_path / "stick")))
    make_backup(library)
    library.close()
    rng = random.Random(7)
    n_before = all_whole(path)
    for _ in range(N_KILLS):
        process = backing_up(path)
        time.sleep(rng.random() * 0.8)
        with process:
            process.send_signal(signal.SIGKILL)
        n = all_whole(path)
        assert n >= min(n_before, 2), "of each place one stays at least"
        n_before = n
    library = open_library(path)
    assert len(make_backup(library).made) == 2
    library.close()
    for place in status_of(path).places:
        left = {entry.name for entry in place.folder.iterdir()} - {one.id for one in place.backups}
        assert left <= {"media", ".lock", "state.json"}, left


def test_made_while_another_process_writes_it_is_one_moment_of_it(path: Path, tmp_path: Path) -> None:
    library = open_library(path)
    article = new_article(library, Content(headline="Counting"), by="test")
    library.close()
    writer = start_writer(path, article.id, str(N_NUMBERS), home=tmp_path)
    done = []
    for _ in range(2):
        with backing_up(path, 8e5) as process:
            done.append(process.wait(60))
    said = finish(writer)
    assert done == [0, 0] and said[-1] == {"left": True}
    assert not [line for line in said if line.get("state") == "failed"], "no save was held up"
    assert all_whole(path)
    restored = restore_library(status_of(path).places[0].backups[0].folder / DATABASE, tmp_path / "new")
    library = open_library(restored.path)
    last_number(get_article(library, ArticleId(article.id)).content.body)
    library.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of some megabytes of its own, where the tests may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=5m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=False)


def fill(disk: Path, *, leaving: int) -> None:
    (disk / "filler").write_bytes(bytes(shutil.disk_usage(disk).free - leaving))


def with_place(path: Path, place: Path) -> Library:
    library = open_library(path)
    save_settings(library, BackupSettings(second_place=str(place)))
    return library


def test_a_disk_that_fills_up_is_said_and_what_is_there_stays(path: Path, small_disk: Path) -> None:
    library = with_place(path, small_disk)
    assert len(make_backup(library).made) == 2
    fill(small_disk, leaving=1_000_000)
    new_article(library, Content(headline="One more"), by="test")
    report = make_backup(library)
    assert len(report.made) == 1 and str(small_disk) in report.problems[0]
    assert all_whole(path) == 2, "the one of this hour was replaced here, and is still there"
    (small_disk / "filler").unlink()
    assert len(make_backup(library).made) == 2 and not status_of(path).problems
    library.close()


def test_a_disk_that_is_full_in_the_middle_of_a_copy(
    path: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.desk.backup_place.BackupPlace.make_room", lambda *_: None)
    library = with_place(path, small_disk)
    fill(small_disk, leaving=500_000)
    report = make_backup(library)
    assert len(report.made) == 1 and "full" in report.problems[0]
    assert all_whole(path) == 1
    (small_disk / "filler").unlink()
    assert len(make_backup(library).made) == 2
    library.close()


def test_a_second_place_that_may_not_be_written(path: Path, small_disk: Path) -> None:
    library = with_place(path, small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    report = make_backup(library)
    assert len(report.made) == 1 and "may not read or write" in report.problems[0]
    library.close()
