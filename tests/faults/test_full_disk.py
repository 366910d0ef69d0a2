"""A disk without any room: the library opens and is looked at; what is typed waits, and is saved when there is room.

Everywhere by a limit on the size of files, which refuses what a full disk refuses; as root on Linux on a real one, too.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsroom.desk.articles import get_article, new_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import DATABASE, open_library
from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId
from tests.faults.processes import ROOT, finish, start_writer
from tests.faults.writer import last_number

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="limits are otherwise there"),
]


def no_room() -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def newsroom(
    path: Path, *words: str, before: Callable[[], None] | None = no_room
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "main.py", "--library", str(path), *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "XDG_STATE_HOME": str(path.parent / "state")},
        preexec_fn=before,
        timeout=60,
        check=False,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    library = create_library(tmp_path / "library")
    new_article(library, Content(headline="Counting"), by="test")
    library.close()
    return tmp_path / "library"


def headlines(done: "subprocess.CompletedProcess[str]") -> list[str]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return [row["headline"] for row in found["articles"]]


def test_it_is_read_and_refuses_to_write_in_words(path: Path) -> None:
    before = (path / DATABASE).read_bytes()
    assert headlines(newsroom(path, "list", "--json")) == ["Counting"]
    refused = newsroom(path, "set", "1", "headline=No")
    assert (
        refused.returncode == 1
        and "Nothing was changed" in refused.stderr
        and "Traceback" not in refused.stderr
    )
    assert (path / DATABASE).read_bytes() == before
    assert newsroom(path, "set", "1", "headline=Yes", before=None).returncode == 0


def test_what_waits_in_the_log_is_read_too(path: Path, tmp_path: Path) -> None:
    """Killed, and then the disk was filled by others."""
    library = open_library(path)
    new_article(library, Content(headline="In the log"), by="test")
    left = shutil.copytree(path, tmp_path / "left")
    library.close()
    (left / f"{DATABASE}-shm").unlink()
    assert sorted(headlines(newsroom(left, "list", "--json"))) == ["Counting", "In the log"]
    assert sorted(headlines(newsroom(left, "list", "--json", before=None))) == ["Counting", "In the log"]


def test_the_check_up_does_not_take_it_for_damage(path: Path) -> None:
    done = newsroom(path, "doctor", "--json")
    findings = {one["what"]: one["severity"] for one in json.loads(done.stdout)["findings"]}
    assert "damage" not in findings.values() and "Traceback" not in done.stderr, done.stdout
    whole = newsroom(path, "doctor", "--json", before=None)
    assert json.loads(whole.stdout)["worst"] in ("good", "note")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Three megabytes, where the system lets us have such a thing."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or mount is None or os.geteuid() != 0:
        pytest.skip("only root on Linux may mount a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=3m", "none", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


def test_on_a_full_disk_one_types_and_it_is_saved_when_there_is_room(
    small_disk: Path, tmp_path: Path
) -> None:
    path = small_disk / "library"
    library = create_library(path)
    id = new_article(library, Content(headline="Counting"), by="test").id
    library.close()
    filler = fill(small_disk)
    said = finish(start_writer(path, id, "300", home=tmp_path))
    assert any(line.get("state") == "failed" and "full" in line["message"] for line in said), said
    assert said[-1] == {"left": True}, "the text is safe elsewhere"
    assert list((tmp_path / "state" / "newsroom" / "journal").iterdir())
    filler.unlink()
    assert {"recovered": 1} in finish(start_writer(path, id, "0", home=tmp_path))
    library = open_library(path)
    assert last_number(get_article(library, ArticleId(id)).content.body) == 300
    library.close()
