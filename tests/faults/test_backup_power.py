"""The power is cut while pictures are taken in and backups are made: what was promised of either is there, whole.

Played as in ``test_journal_power.py``; ``NEWSROOM_CUTS=1000`` cuts as often.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsroom.desk.articles import get_article
from newsroom.desk.backup_files import hash_of
from newsroom.desk.backup_place import POOL, read_manifest
from newsroom.desk.backups import make_backup, status_of
from newsroom.desk.creating import create_library
from newsroom.desk.doctor import check_library
from newsroom.desk.library import DATABASE, open_library
from newsroom.desk.restoring import restore_library
from newsroom.domain.health import Severity
from newsroom.domain.ids import ArticleId
from newsroom.storage.backing_up import verify_copy
from tests.faults.power import Disk, Op, read_ops
from tests.faults.processes import ROOT

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="the shim is preloaded as Linux does it"),
]

N_CUTS = min(1000, int(os.environ.get("NEWSROOM_CUTS", "30")))
N_ROUNDS = 12
RESTORED_EACH = 10


class Promised:
    """What the process had told when the power was cut."""

    def __init__(self) -> None:
        self.pictures: set[str] = set()
        self.n_articles = 0
        self.backups: dict[str, int] = {}
        """By the folder of each place: how many articles its newest backup has at least."""

    def note(self, data: bytes) -> None:
        line: dict[str, Any] = json.loads(data)
        if "picture" in line:
            self.pictures.add(line["picture"])
        self.n_articles = line.get("articles", self.n_articles)
        for folder in line.get("backups", ()):
            self.backups[str(Path(folder).parent)] = line["has"]


def test_pictures_and_backups_survive_a_power_cut(shim: Path, tmp_path: Path) -> None:
    ground = tmp_path / "ground"
    ground.mkdir()
    create_library(ground / "library").close()
    before = shutil.copytree(ground, tmp_path / "before")
    log = tmp_path / "ops"
    shimmed = {"LD_PRELOAD": str(shim), "POWERCUT_ROOT": str(ground), "POWERCUT_LOG": str(log)}
    command = [
        sys.executable,
        "-m",
        "tests.faults.backing_worker",
        ground / "library",
        ground / "second",
        ground / "told",
    ]
    subprocess.run(
        [*map(str, command), str(N_ROUNDS)],
        env=os.environ | shimmed | {"PYTHONDONTWRITEBYTECODE": "1"},
        cwd=ROOT,
        check=True,
    )
    ops, rng = read_ops(log), random.Random(N_CUTS)
    ground.rename(tmp_path / "worked")
    before.rename(ground)
    disk, promised, place = Disk(ground), Promised(), 0
    for n, cut in enumerate(sorted(rng.sample(range(1, len(ops)), N_CUTS))):
        for op in ops[place:cut]:
            disk.take(op)
            if op.what == "W" and op.path == str(ground / "told"):
                promised.note(op.data)
        place = cut
        left = tmp_path / "cut"
        disk.cut(left, ground, rng)
        look(left, ground, promised, f"cut {n}, before {named(ops[cut])}", tries=n % RESTORED_EACH == 0)
        shutil.rmtree(left)
    assert len(promised.backups) == 2 and promised.pictures, "nothing was tried"


def named(op: Op) -> str:
    return f"{op.what} {op.path}"


def look(left: Path, ground: Path, promised: Promised, when: str, *, tries: bool) -> None:
    """``left`` is what the disk has of ``ground``; ``tries``: a backup is restored as well."""
    library = open_library(left / "library")
    try:
        for file in promised.pictures:
            assert hash_of(library.media_folder / file) == file.partition(".")[0], when
        for id in range(1, promised.n_articles + 1):
            assert (picture := get_article(library, ArticleId(id)).content.picture) is not None, when
            assert picture.file in promised.pictures, when
    finally:
        library.close()
    for folder, n_articles in promised.backups.items():
        look_at_backups(left / Path(folder).relative_to(ground), n_articles, when)
    for folder in (left / "library" / "backups", *(left / "second").glob("*")):
        whole = [one for one in folder.iterdir() if read_manifest(one) is not None]
        for one in whole:
            manifest = read_manifest(one)
            assert manifest is not None
            assert hash_of(one / DATABASE) == manifest.sha256, f"{when}: {one}"
            assert verify_copy(one / DATABASE, dict(manifest.counts)) == "", f"{when}: {one}"
            for file in manifest.media:
                assert hash_of(folder / POOL / file) == file.partition(".")[0], f"{when}: {one}"
        if tries and whole:
            restored = restore_library(whole[0] / DATABASE, left / f"restored-{folder.parent.name}")
            assert not restored.missing, when
            assert check_library(restored.path).worst in (Severity.GOOD, Severity.NOTE), when


def look_at_backups(folder: Path, n_articles: int, when: str) -> None:
    """The newest that was promised is there, or a newer one."""
    there = [manifest for one in folder.iterdir() if (manifest := read_manifest(one)) is not None]
    assert max((one.counts["article"] for one in there), default=0) >= n_articles, when


def test_a_library_after_a_cut_makes_its_next_backup(tmp_path: Path) -> None:
    """What a cut has left of one that was being made is in nobody's way."""
    path = tmp_path / "library"
    library = create_library(path)
    half = path / "backups" / ".making-now"
    half.mkdir(parents=True)
    (half / DATABASE).write_bytes(b"half")
    assert status_of(path).newest is None
    assert len(make_backup(library).made) == 1 and not half.exists()
    library.close()
