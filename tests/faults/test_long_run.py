"""A long day in one window: files, threads, processes and memory stay as they are, however many articles are opened.

``NEWSROOM_OPENED=10000`` opens as many, else some hundred; ``NEWSROOM_HOURS=8`` works for so long instead: an article
in three minutes, five keys a second, played as fast as the machine goes.
"""

import faulthandler
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsroom.desk.articles import new_article
from newsroom.desk.creating import create_library
from newsroom.domain.article import Content
from tests.faults.processes import ROOT

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds"),
]

N_OPENED = int(os.environ.get("NEWSROOM_OPENED", "160"))
N_HOURS = float(os.environ.get("NEWSROOM_HOURS", "0"))
ARTICLES_AN_HOUR, KEYS_AN_ARTICLE = 20, 900 if N_HOURS else 90
TYPED_IN_EACH = 16
"""So many articles that are opened have one among them into which more is typed than a word."""
N_ARTICLES = 60
KIB_AN_ARTICLE = 12
"""What memory may grow by for each article that is opened: caches fill first, and the allocator keeps some."""
KIB_AN_ARTICLE_TYPED = 60
"""The last ones are kept with their undo, and what is typed stays in the text."""
FEW_FILES = 120


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    made = create_library(path)
    for n in range(N_ARTICLES):
        new_article(made, Content(headline=f"Story {n}", body="Nobody knows why yet. " * 60), by="test")
    made.close()
    return path


def limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (FEW_FILES, FEW_FILES))


def told_by(
    library: Path, folder: Path, n: int, n_keys: int, each: int, *, timeout_s: float
) -> list[dict[str, Any]]:
    """What the window says that it holds, ten times. With few files allowed: one forgotten would soon be missed."""
    faulthandler.cancel_dump_traceback_later()  # what was asked for may take hours
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.window_worker", *map(str, (library, folder, n, n_keys, each))],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=timeout_s,
        check=False,
        preexec_fn=limit_files,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(told: list[dict[str, Any]], kib_an_article: int) -> None:
    early, late = told[2], told[-1]
    for what, slack in (("files", 6), ("threads", 3), ("processes", 1)):
        assert late[what] <= early[what] + slack, told
    assert late["kib"] - early["kib"] <= 4096 + kib_an_article * (late["n"] - early["n"]), told


def test_nothing_is_held_on_to(library: Path, tmp_path: Path) -> None:
    if N_HOURS:
        n, each = max(10, round(N_HOURS * ARTICLES_AN_HOUR)), 1
    else:
        n, each = N_OPENED, TYPED_IN_EACH
    told = told_by(library, tmp_path, n, KEYS_AN_ARTICLE, each, timeout_s=120 + n + 30 * n // each)
    check(told, KIB_AN_ARTICLE + KIB_AN_ARTICLE_TYPED // each)
