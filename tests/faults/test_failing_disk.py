"""A disk that reads, writes or syncs only now and then, while an editor works: it is said, and nothing typed is lost.

``NEWSROOM_FAILING=50`` lets each kind happen as often; else once.
"""

import json
import math
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.library import open_library
from tests.faults.conftest import made_shim
from tests.faults.grounds import Ground, a_ground, an_editor, check_library, check_texts, come_back
from tests.faults.test_kill import least_of

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="the shim is preloaded as Linux does it"),
]

N_TIMES = int(os.environ.get("NEWSROOM_FAILING", "1"))
N_ACTS, BEGIN, END = 160, 15, 70
WAIT_S = 60


@pytest.fixture(scope="session")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_shim("failing.c", tmp_path_factory)


def test_what_is_typed_while_the_disk_fails_is_there(failing: Path, tmp_path: Path, qtbot: QtBot) -> None:
    ground = a_ground(tmp_path / "ground")
    for seed in range(N_TIMES):
        for what, percent in (("w", 60), ("s", 70), ("rws", 25)):
            lines = work(ground, failing, seed, FAILING_WHAT=what, FAILING_PERCENT=str(percent))
            failures = [line["failed"] for line in lines if "failed" in line]
            assert not [words for words in failures if "fault of the program" in words], failures
            come_back(ground)
            library = open_library(ground.library)
            try:
                check_texts(library, ground.ids, least_of(lines, math.inf), f"seed {seed}, {what}")
                check_library(library)
            finally:
                library.close()


def work(ground: Ground, shim: Path, seed: int, **how: str) -> list[dict[str, Any]]:
    """What it told. The disk fails from the editor's first acts on for some time; it ends by itself."""
    told, flag = ground.folder / f"told-{seed}-{how['FAILING_WHAT']}", ground.folder / "fails"
    told.touch()
    order = [str(ground.library), str(told), seed, ground.ids, ground.tags, N_ACTS]
    shimmed = {"LD_PRELOAD": str(shim), "FAILING_ROOT": str(ground.library), "FAILING_WHILE": str(flag)}
    with an_editor(ground.folder, **shimmed, **how) as editor:
        assert editor.stdin is not None and editor.stdout is not None
        editor.stdin.write(json.dumps(order) + "\n")
        editor.stdin.flush()
        editor.stdout.readline()
        try:
            until(lambda: n_lines(told) > BEGIN)
            flag.touch()
            until(lambda: n_lines(told) > END)
        finally:
            flag.unlink(missing_ok=True)
        assert editor.stdout.readline() == "ended\n"
    return [json.loads(line) for line in told.read_text().splitlines()]


def n_lines(file: Path) -> int:
    return file.read_bytes().count(b"\n")


def until(is_so: Any) -> None:
    end = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)
