"""A process killed while it edits, again and again: nothing typed is lost, and the library is whole.

``NEWSROOM_KILLS=1000`` kills it as often; else a hundred times.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.articles import find_article, get_article, list_revisions, new_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.desk.sections import ensure_section
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Content
from newsroom.domain.errors import NotFoundError
from newsroom.gui.changes import ChangeBus
from newsroom.gui.session import Session
from newsroom.gui.session.acts import DeskActs
from newsroom.journal.places import Places
from newsroom.storage.rebuilding import find_wrong
from tests.faults.processes import ROOT
from tests.faults.writer import last_number
from tests.jobs.manual import ManualRunner

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there"),
]

N_KILLS = int(os.environ.get("NEWSROOM_KILLS", "100"))
N_AT_ONCE = 2
N_ARTICLES = 4
HANDED_OVER_S = 0.25


@dataclass
class Ground:
    """A library, and what is in it."""

    folder: Path
    ids: list[int] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)

    @property
    def library(self) -> Path:
        return self.folder / "library"

    @property
    def places(self) -> Places:
        return Places(self.library, self.folder / "state" / "newsroom" / "journal")


def a_ground(folder: Path) -> Ground:
    folder.mkdir()
    ground = Ground(folder)
    library = create_library(ground.library)
    section = ensure_section(library, "World", by="test")
    for n in range(N_ARTICLES):
        content = Content(headline=f"Counting {n}", section_id=section.id)
        ground.ids.append(new_article(library, content, by="test").id)
    ground.tags = [ensure_tag(library, f"tag {n}", by="test").id for n in range(5)]
    library.close()
    return ground


@contextmanager
def an_editor(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    environment = os.environ | {
        "XDG_STATE_HOME": str(folder / "state"),
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.scripted_editor"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=30)
        assert process.stdout is not None
        process.stdout.close()


def test_nothing_typed_a_quarter_of_a_second_before_a_kill_is_lost(tmp_path: Path, qtbot: QtBot) -> None:
    grounds = [a_ground(tmp_path / str(n)) for n in range(N_AT_ONCE)]
    rng = random.Random(1)
    n_recovered = 0
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(N_AT_ONCE))
        editors = [stack.enter_context(an_editor(ground.folder)) for ground in grounds]
        for n in range(N_KILLS // N_AT_ONCE):
            waits = [(rng.randrange(1 << 30), rng.random() * 0.6) for _ in grounds]
            told = list(pool.map(work_and_kill, editors, grounds, waits))
            for ground, (lines, killed_at) in zip(grounds, told, strict=True):
                n_recovered += come_back(ground)
                check(ground, lines, killed_at, n)
    assert n_recovered > N_KILLS // 10  # else the kills came when all was saved, and nothing was tried


def work_and_kill(
    editor: "subprocess.Popen[str]", ground: Ground, wait: tuple[int, float]
) -> tuple[list[dict[str, Any]], float]:
    """What it told, and when it was killed: at a random moment after its first act."""
    assert editor.stdin is not None and editor.stdout is not None
    seed, wait_s = wait
    log = ground.folder / f"log-{seed}"
    log.touch()
    editor.stdin.write(json.dumps([str(ground.library), str(log), seed, ground.ids, ground.tags]) + "\n")
    editor.stdin.flush()
    child = int(editor.stdout.readline())
    end = time.monotonic() + 60
    while not log.stat().st_size and time.monotonic() < end:
        time.sleep(0.002)
    time.sleep(wait_s)
    killed_at = time.monotonic()
    os.kill(child, signal.SIGKILL)
    assert editor.stdout.readline() == "ended\n"
    lines = [json.loads(line) for line in log.read_text().splitlines(keepends=True) if line.endswith("\n")]
    log.unlink()
    return lines, killed_at


def come_back(ground: Ground) -> int:
    """As the next start does it; how many texts had not been saved."""
    library = open_library(ground.library)
    runner = ManualRunner()
    session = Session(runner, ChangeBus())
    texts: list[Any] = []
    problems: list[str] = []
    session.recovered.connect(texts.extend)
    session.failed.connect(problems.append)
    session.set_acts(library, DeskActs(library), ground.places)
    runner.run_all()
    left: list[bool] = []
    session.leave(lambda: left.append(True))
    runner.run_all()
    assert left == [True] and not problems
    session.set_acts(None, None, None)
    session.deleteLater()
    library.close()
    return len(texts)


def check(ground: Ground, lines: list[dict[str, Any]], killed_at: float, n: int) -> None:
    assert not [
        line["failed"] for line in lines if "failed" in line and "cannot be published" not in line["failed"]
    ]
    library = open_library(ground.library)
    try:
        for uid, least in least_of(lines, killed_at).items():
            there = numbers_of(library, uid)
            assert there >= least, (
                f"kill {n}, {uid}: {there} of {least} are there; {last_of(lines, uid, killed_at)}"
            )
        for id in ground.ids:
            last_number(get_article(library, id).content.body)  # type: ignore[arg-type]
            assert "conflict" not in {row.kind for row in list_revisions(library, id)}, n  # type: ignore[arg-type]
        check_library(library)
    finally:
        library.close()


def least_of(lines: list[dict[str, Any]], killed_at: float) -> dict[str, int]:
    """By article: the last number that must be there."""
    least: dict[str, int] = {}
    for line in lines:
        if "typed" in line and line["at"] < killed_at - HANDED_OVER_S:
            least[line["typed"]] = max(least.get(line["typed"], 0), line["n"])
        elif "saved" in line:
            least[line["saved"]] = max(least.get(line["saved"], 0), last_number(line["body"]))
    return least


def last_of(lines: list[dict[str, Any]], uid: str, killed_at: float) -> list[tuple[str, int]]:
    """For who looks for the fault: what it told last, and how many milliseconds before the kill."""
    return [
        (
            f"{line.get('typed') == uid and line['n']} {'saved' in line}",
            round(1000 * (killed_at - line["at"])),
        )
        for line in lines[-40:]
    ]


def numbers_of(library: Library, uid: str) -> int:
    try:
        return last_number(find_article(library, uid).content.body)
    except NotFoundError:
        return 0


def check_library(library: Library) -> None:
    """The file is whole, and what triggers keep (counts, search index) agrees with the articles."""
    with sqlite3.connect(library.store.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(DISTINCT uid) - count(*) FROM article").fetchone() == (0,)
    connection.close()
    with library.store.write() as store_connection:
        assert find_wrong(store_connection) == []
