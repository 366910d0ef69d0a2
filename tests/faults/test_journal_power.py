"""The power is cut while an editor works: what had reached the disk is there, in the journal and in the database.

A library preloaded into the process (``powercut.c``) tells every write and sync of SQLite and of the journal; a cut is
then played at many moments, with what was not synced dropped, kept in part, or torn inside a sector.
"""

import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from newsroom.desk.library import open_library
from newsroom.journal.frames import read_frames
from newsroom.journal.notes import begin_from_bytes, notes_from_bytes
from newsroom.journal.replay import Replay
from tests.faults.grounds import Ground, a_ground, an_editor, check_library, check_texts, come_back
from tests.faults.power import Disk, Op, read_ops
from tests.faults.writer import last_number

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="the shim is preloaded as Linux does it"),
]

N_CUTS = int(os.environ.get("NEWSROOM_CUTS", "60"))
A_BATCH = 60
N_ACTS = 120


@pytest.mark.parametrize("batch", range(-(-N_CUTS // A_BATCH)))
def test_what_had_reached_the_disk_survives_a_power_cut(
    shim: Path, tmp_path: Path, qtbot: QtBot, batch: int
) -> None:
    ground = a_ground(tmp_path / "ground")
    before = tmp_path / "before"
    shutil.copytree(ground.folder, before)
    log = tmp_path / "ops"
    work(ground, shim, log, seed=batch)
    ops = read_ops(log)
    rng = random.Random(batch)
    cuts = sorted(rng.sample(range(1, len(ops)), A_BATCH))
    ground.folder.rename(tmp_path / "worked")
    before.rename(ground.folder)
    disk = Disk(ground.folder)
    n_recovered = 0
    for n, (cut, least) in enumerate(states(ops, disk, ground, cuts)):
        left = tmp_path / "cut"
        disk.cut(left, ground.folder, rng)
        n_recovered += look(Ground(left, ground.ids, ground.tags), least, f"cut {n}, before {ops[cut]}"[:200])
        shutil.rmtree(left)
    assert n_recovered > A_BATCH // 10


def work(ground: Ground, shim: Path, log: Path, *, seed: int) -> None:
    told = ground.folder / "told"
    order = [str(ground.library), str(told), seed, ground.ids, ground.tags, N_ACTS]
    shimmed = {"LD_PRELOAD": str(shim), "POWERCUT_ROOT": str(ground.folder), "POWERCUT_LOG": str(log)}
    with an_editor(ground.folder, **shimmed) as editor:
        assert editor.stdin is not None and editor.stdout is not None
        editor.stdin.write(json.dumps(order) + "\n")
        editor.stdin.flush()
        editor.stdout.readline()
        assert editor.stdout.readline() == "ended\n"


def states(
    ops: list[Op], disk: Disk, ground: Ground, cuts: list[int]
) -> Iterator[tuple[int, dict[str, int]]]:
    """At each cut: what was shown as saved, or stands in a journal that was synced."""
    saved: dict[str, int] = {}
    place = 0
    for cut in cuts:
        for op in ops[place:cut]:
            disk.take(op)
            if op.what == "W" and op.path == str(ground.folder / "told"):
                note_saved(saved, op.data)
        place = cut
        least = dict(saved)
        for data in disk.durable(".journal").values():
            for uid, n in numbers_in(data).items():
                least[uid] = max(least.get(uid, 0), n)
        yield cut, least


def note_saved(saved: dict[str, int], data: bytes) -> None:
    line: dict[str, Any] = json.loads(data)
    if "saved" in line:
        saved[line["saved"]] = max(saved.get(line["saved"], 0), last_number(line["body"]))


def numbers_in(data: bytes) -> dict[str, int]:
    payloads = read_frames(data).payloads
    if not payloads:
        return {}
    replay = Replay(begin_from_bytes(payloads[0]))
    for payload in payloads[1:]:
        for note in notes_from_bytes(payload)[1]:
            replay.apply(note)
    return {replay.draft.article.uid: last_number(replay.draft.text("body"))}


def look(ground: Ground, least: dict[str, int], what: str) -> int:
    n_recovered = come_back(ground, may_be_named=True)
    library = open_library(ground.library)
    try:
        check_texts(library, ground.ids, least, what)
        check_library(library)
    finally:
        library.close()
    return n_recovered
