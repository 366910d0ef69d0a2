"""A process killed while it edits, again and again: nothing typed is lost, and the library is whole.

``NEWSROOM_KILLS=1000`` kills it as often; else a hundred times.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.library import open_library
from tests.faults.grounds import Ground, a_ground, an_editor, check_library, check_texts, come_back
from tests.faults.writer import last_number

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there"),
]

N_KILLS = int(os.environ.get("NEWSROOM_KILLS", "100"))
A_BATCH = 50
N_AT_ONCE = 4
"""While what one editor left is looked at, the others work."""
HANDED_OVER_S = 0.25
Killed = tuple[list[dict[str, Any]], float]


@pytest.mark.parametrize("batch", range(-(-N_KILLS // A_BATCH)))
def test_nothing_typed_a_quarter_of_a_second_before_a_kill_is_lost(
    tmp_path: Path, qtbot: QtBot, batch: int
) -> None:
    grounds = grounds_in(tmp_path)
    rng = random.Random(batch)
    n_recovered = 0
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(N_AT_ONCE))
        editors = [stack.enter_context(an_editor(ground.folder)) for ground in grounds]

        def begin(n: int) -> "Future[Killed]":
            place = n % N_AT_ONCE
            return pool.submit(
                work_and_kill, editors[place], grounds[place], (rng.randrange(1 << 30), rng.random() * 0.6)
            )

        at_work = deque(begin(n) for n in range(N_AT_ONCE))
        for n in range(A_BATCH):
            ground = grounds[n % N_AT_ONCE]
            lines, killed_at = at_work.popleft().result()
            n_recovered += come_back(ground)
            check(ground, lines, killed_at, n)
            if n + N_AT_ONCE < A_BATCH:
                at_work.append(begin(n + N_AT_ONCE))
    assert n_recovered > A_BATCH // 10  # else the kills came when all was saved, and nothing was tried


def grounds_in(folder: Path) -> list[Ground]:
    first = a_ground(folder / "0")
    others = [replace(first, folder=folder / str(n)) for n in range(1, N_AT_ONCE)]
    for ground in others:
        shutil.copytree(first.folder, ground.folder)
    return [first, *others]


def work_and_kill(editor: "subprocess.Popen[str]", ground: Ground, wait: tuple[int, float]) -> Killed:
    """What it told, and when it was killed: at a random moment after its first act."""
    assert editor.stdin is not None and editor.stdout is not None
    seed, wait_s = wait
    log = ground.folder / f"log-{seed}"
    log.touch()
    editor.stdin.write(json.dumps([str(ground.library), str(log), seed, ground.ids, ground.tags, 0]) + "\n")
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


def check(ground: Ground, lines: list[dict[str, Any]], killed_at: float, n: int) -> None:
    assert not [
        line["failed"] for line in lines if "failed" in line and "cannot be published" not in line["failed"]
    ]
    library = open_library(ground.library)
    try:
        check_texts(library, ground.ids, least_of(lines, killed_at), f"kill {n}")
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
