"""Killed in the middle of making, restoring, salvaging, mending, migrating: nothing of before is touched or lost.

``NEWSROOM_KILLS=1000`` kills each a hundred times; else once.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.desk.articles import get_article
from newsroom.desk.backups import make_backup
from newsroom.desk.browsing import overview
from newsroom.desk.creating import create_library
from newsroom.desk.doctor import check_library
from newsroom.desk.library import DATABASE, open_library
from newsroom.domain.health import Severity
from newsroom.domain.ids import ArticleId
from newsroom.storage import migrating
from newsroom.storage.migrations import migrations
from tests.faults.processes import ROOT
from tests.storage.test_migrations import fill

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there"),
]

N_KILLS = max(1, int(os.environ.get("NEWSROOM_KILLS", "0")) // 10)
IMPORTS_S = 0.4
WRONG = (
    "UPDATE article_text SET folded_headline = 'nothing'",
    "UPDATE tag SET n_articles = 77",
    "DELETE FROM search_full_data WHERE id > 20",
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("care") / "library"
    library = create_library(path, sample=True)
    make_backup(library)
    library.close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "library")


def command(*words: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "newsroom", *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        cwd=ROOT,
    )


def takes_s(*words: object) -> float:
    begun = time.monotonic()
    assert command(*words).wait(60) in (0, 1)
    return time.monotonic() - begun


def kill(wait_s: float, *words: object) -> None:
    process = command(*words)
    time.sleep(wait_s)
    process.kill()
    process.wait()


def moments(whole_s: float, seed: str) -> list[float]:
    rng = random.Random(seed)
    return [rng.uniform(min(IMPORTS_S, whole_s / 2), whole_s) for _ in range(N_KILLS)]


def contents(path: Path) -> dict[str, bytes]:
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def is_whole(path: Path) -> bool:
    library = open_library(path)
    try:
        assert overview(library).total > 40
        assert get_article(library, ArticleId(40)).content.body
    finally:
        library.close()
    return check_library(path).worst in (Severity.GOOD, Severity.NOTE)


@pytest.mark.parametrize("what", ["restore", "salvage"])
def test_a_new_library_is_whole_or_none_and_the_old_one_untouched(
    path: Path, tmp_path: Path, what: str
) -> None:
    backup = next(one for one in (path / "backups").iterdir() if (one / DATABASE).is_file())

    def words(to: Path) -> list[object]:
        if what == "restore":
            return ["restore-library", backup, "--to", to]
        return ["--library", path, "doctor", "--salvage", to]

    before = contents(path)
    whole_s = takes_s(*words(tmp_path / "first"))
    for n, wait_s in enumerate(moments(whole_s, what)):
        to = tmp_path / f"killed-{n}"
        kill(wait_s, *words(to))
        assert contents(path) == before
        if (to / DATABASE).exists():
            assert is_whole(to), f"killed after {wait_s} s"
            continue
        if not (to / "backups").exists():  # else it was killed while the last names were given
            assert command(*words(to)).wait(60) == 0, "the same again, in the same place"
            assert is_whole(to)
    assert contents(path) == before


def test_a_library_that_is_being_made_is_whole_or_none(tmp_path: Path) -> None:
    """Killed once its folder is there; the same again makes it."""
    rng = random.Random("new")
    for n in range(N_KILLS):
        path = tmp_path / f"new-{n}"
        process = command("new", path, "--sample")
        while process.poll() is None and not path.exists():
            time.sleep(0.002)
        time.sleep(rng.uniform(0, 0.7))
        process.kill()
        process.wait()
        if not (path / DATABASE).exists():
            assert {one.name for one in path.iterdir()} <= {".making", "backups", "journal", "media"}
            assert command("new", path, "--sample").wait(60) == 0, "the same again, in the same place"
        assert is_whole(path)


def test_what_was_half_mended_is_mended_by_the_next(path: Path) -> None:
    with closing(sqlite3.connect(path / DATABASE)) as connection:
        for statement in WRONG:
            connection.execute(statement)
        connection.commit()
    wrong = shutil.copytree(path, path.with_name("wrong"))
    whole_s = takes_s("--library", path, "doctor", "--repair")
    assert is_whole(path)
    for wait_s in moments(whole_s, "repair"):
        shutil.rmtree(path)
        shutil.copytree(wrong, path)
        kill(wait_s, "--library", path, "doctor", "--repair")
        assert not check_library(path).is_damaged
        library = open_library(path)
        assert get_article(library, ArticleId(40)).content.body
        library.close()
        assert command("--library", path, "doctor", "--repair").wait(60) == 0
        assert is_whole(path)


@pytest.fixture
def first_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library as the first release left it."""
    path = tmp_path / "older"
    path.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "TRIGGERS", ())  # those of today name columns that are not there yet
        migrating.migrate(path / DATABASE, migrations()[:1])
    with closing(sqlite3.connect(path / DATABASE)) as connection, connection:
        fill(connection)
    return path


def test_an_older_library_is_the_old_one_or_the_new_one(first_release: Path) -> None:
    """And of the first release all is there, whichever it is."""
    path = first_release
    old = shutil.copytree(path, path.with_name("old"))
    whole_s = takes_s("--library", path, "list")
    for wait_s in moments(whole_s, "migrate"):
        shutil.rmtree(path)
        shutil.copytree(old, path)
        kill(wait_s, "--library", path, "list")
        assert command("--library", path, "list").wait(60) == 0, f"killed after {wait_s} s"
        library = open_library(path)
        total = overview(library).total
        library.close()
        assert total == 3 and check_library(path).worst is not Severity.DERIVED
        assert not list(path.glob("*.migrated*")), "what was half made is gone"
