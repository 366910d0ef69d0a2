"""An import that is killed, or finds the disk full: what came is whole, and importing the same again goes on."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsroom.desk.creating import create_library
from newsroom.desk.importing import import_sources, list_import_runs
from newsroom.desk.library import open_library
from newsroom.domain.importing import RunState
from newsroom.storage.rebuilding import find_wrong
from tests.faults.processes import ROOT

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is killed, and starved, otherwise there"),
]
N_ARTICLES = 300
N_KILLS = 3


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    words = "harbour pier ferry rain talks bridge council".split()
    for n in range(N_ARTICLES):
        other = f"[{n}]({(n * 7) % N_ARTICLES:03}.md)"
        text = " ".join(words[(n + i) % 7] for i in range(200))
        (folder / f"{n:03}.md").write_text(
            f"---\ntitle: Report {n}\ndate: 2020-01-{n % 28 + 1:02}\ntags: [{words[n % 7]}]\n---\n\n{text} {other}\n"
        )
    return folder


def start(library: Path, source: Path, limit_bytes: int = 0) -> "subprocess.Popen[str]":
    def starve() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))

    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.importer", str(library), str(source)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=ROOT,
        preexec_fn=starve if limit_bytes else None,  # noqa: PLW1509 - limits are the process's own
    )


def check(path: Path) -> int:
    """How many articles there are; all that is derived agrees with them."""
    library = open_library(path)
    try:
        with library.store.write() as connection:
            assert find_wrong(connection) == []
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
            count: int = connection.exec_driver_sql("SELECT count(*) FROM article").scalar_one()
        return count
    finally:
        library.close()


def goes_on(path: Path, source: Path, n_there: int) -> None:
    library = open_library(path)
    try:
        report = import_sources(library, [source], by="test")
        assert report.counts.n_unchanged == n_there and report.counts.n_imported == N_ARTICLES - n_there
        with library.store.read() as connection:
            n_linked = connection.exec_driver_sql(
                "SELECT count(*) FROM article_text WHERE body LIKE '%](article:%'"
            ).scalar_one()
        assert n_linked == N_ARTICLES
    finally:
        library.close()
    assert check(path) == N_ARTICLES


def test_killed_at_any_moment_it_goes_on(tmp_path: Path, source: Path) -> None:
    rng = random.Random(3)
    path = tmp_path / "library"
    create_library(path).close()
    n_there = 0
    for n in range(N_KILLS):
        process = start(path, source)
        assert process.stdout is not None
        # The first ends within its first batch, of which nothing has come yet.
        while (line := process.stdout.readline()) and n and int(line.split()[-1]) == 0:
            continue
        time.sleep(rng.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        n_now = check(path)
        assert n_there <= n_now <= N_ARTICLES
        n_there = n_now
    goes_on(path, source, n_there)
    library = open_library(path)
    states = [run.state for run in list_import_runs(library)]
    library.close()
    assert states[0] is RunState.DONE and len(states) == N_KILLS + 1


def test_on_a_full_disk_what_came_is_whole_and_it_goes_on(tmp_path: Path, source: Path) -> None:
    path = tmp_path / "library"
    create_library(path).close()
    size = (path / "newsroom.db").stat().st_size
    out, _ = start(path, source, limit_bytes=size + 300_000).communicate(timeout=120)
    assert "failed" in out and "had arrived" in out, out
    n_there = check(path)
    assert 0 < n_there < N_ARTICLES
    assert f"{n_there} of its articles had arrived" in out
    goes_on(path, source, n_there)
