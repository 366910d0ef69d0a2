"""A long day in one window: files, threads, processes and memory stay as they are, however many articles are opened.

``NEWSROOM_OPENED=10000`` opens as many; else some hundred.
"""

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
N_ARTICLES = 60
KIB_AN_ARTICLE = 12
"""What memory may grow by for each article that is opened: caches fill first, and the allocator keeps some."""
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


def test_nothing_is_held_on_to(library: Path, tmp_path: Path) -> None:
    """With few files allowed: one that was forgotten would soon be missed."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.window_worker", str(library), str(tmp_path), str(N_OPENED)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=60 + N_OPENED,
        check=False,
        preexec_fn=limit_files,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    early, late = told[2], told[-1]
    for what, slack in (("files", 6), ("threads", 3), ("processes", 1)):
        assert late[what] <= early[what] + slack, told
    assert late["kib"] - early["kib"] <= 4096 + KIB_AN_ARTICLE * (late["n"] - early["n"]), told
