"""Memory runs out while an editor works: it goes on or ends, and whatever it does, what was typed is there.

``NEWSROOM_HUNGRY=100`` lets it happen as often; else a few times.
"""

import json
import math
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.library import open_library
from tests.faults.grounds import Ground, a_ground, check_library, check_texts, come_back
from tests.faults.processes import ROOT
from tests.faults.test_kill import least_of

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="the system has no such limit"),
]

N_TIMES = int(os.environ.get("NEWSROOM_HUNGRY", "2"))
N_ACTS = 260
ENDS = (0, -signal.SIGABRT, -signal.SIGSEGV, 127)
"""In order, or by Qt or the system, which end a program that they have no memory for; glibc's loader by 127."""


def test_what_was_typed_while_there_was_no_memory_is_there(tmp_path: Path, qtbot: QtBot) -> None:
    ground = a_ground(tmp_path / "ground")
    for seed in range(N_TIMES):
        lines, ended_at, code = work(ground, seed)
        assert code in ENDS, f"seed {seed}"
        come_back(ground)
        library = open_library(ground.library)
        try:
            check_texts(library, ground.ids, least_of(lines, ended_at), f"seed {seed}, ended with {code}")
            check_library(library)
        finally:
            library.close()


def work(ground: Ground, seed: int) -> tuple[list[dict[str, Any]], float, int]:
    """What it told, when it ended, and how."""
    log = ground.folder / f"log-{seed}"
    log.touch()
    order = json.dumps([str(ground.library), str(log), seed, ground.ids, ground.tags, N_ACTS])
    environment = os.environ | {
        "XDG_STATE_HOME": str(ground.folder / "state"),
        "HOME": str(ground.folder),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.hungry_editor", order],
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    lines = [json.loads(line) for line in log.read_text().splitlines(keepends=True) if line.endswith("\n")]
    ended_at = math.inf if done.returncode == 0 else max(line["at"] for line in lines)
    return lines, ended_at, done.returncode
