"""Damaged files given to the real program: a clear report, salvage, no traceback, no hang, the file untouched.

``NEWSROOM_FLIPS=1000`` damages as many libraries at random; else a few.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from newsroom.desk.acts import list_acts
from newsroom.desk.articles import get_article, new_article, set_fields, trash_article
from newsroom.desk.backups import make_backup
from newsroom.desk.browsing import list_articles, overview
from newsroom.desk.creating import create_library
from newsroom.desk.doctor import check_library
from newsroom.desk.history import list_history
from newsroom.desk.library import DATABASE, Library, open_library
from newsroom.desk.quick_opening import quick_open
from newsroom.desk.releasing import publish
from newsroom.desk.salvaging import salvage_library
from newsroom.desk.tagging import complete_tags
from newsroom.desk.upkeep import tend, thin_histories
from newsroom.domain.article import Content
from newsroom.domain.errors import LibraryError, NewsroomError
from newsroom.domain.health import Salvaged
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery, Match
from newsroom.storage.schema import APPLICATION_ID, VERSION
from tests.data import shared_files
from tests.faults.processes import ROOT

pytestmark = pytest.mark.faults

N_FLIPS = int(os.environ.get("NEWSROOM_FLIPS", "12"))
WORDS = "The ferry to Harrow Quay is late again, said its captain, number {0} of the crew beside her. "
APPLICATION_ID_AT, USER_VERSION_AT = 68, 60


def newsroom(*arguments: str, timeout_s: float = 60) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "newsroom", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=timeout_s,
        check=False,
    )


def is_calm(done: "subprocess.CompletedProcess[str]") -> bool:
    """Words, and no traceback."""
    return (
        done.returncode in (0, 1) and "Traceback" not in done.stderr and "unexpected error" not in done.stderr
    )


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty articles of several pages each, which say their own numbers."""
    path = tmp_path_factory.mktemp("corrupt") / "library"
    library = create_library(path)
    for n in range(80):
        content = Content(headline=f"Ferry {n}", body="".join(WORDS.format(n) for _ in range(1 + n)))
        new_article(library, content, by="test")
    library.close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "library")


def damaged_at_random(data: bytes, rng: random.Random) -> bytes:
    broken = bytearray(data)
    kind = rng.choice(("flips", "sectors", "noise", "cut", "all"))
    if kind in ("flips", "all"):
        for _ in range(rng.choice((1, 10, 200))):
            broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
    if kind in ("sectors", "noise", "all"):
        for _ in range(rng.choice((1, 4, 16))):
            place = rng.randrange(len(broken) // 512) * 512
            broken[place : place + 512] = bytes(512) if kind == "sectors" else rng.randbytes(512)
    if kind in ("cut", "all"):
        del broken[rng.randrange(len(broken) // 3, len(broken)) :]
    return bytes(broken)


@pytest.mark.parametrize("part", range(4))
def test_whatever_bytes_are_wrong_a_report_comes_and_what_is_whole_is_saved(
    path: Path, tmp_path: Path, part: int
) -> None:
    whole = (path / DATABASE).read_bytes()
    for seed in range(part, N_FLIPS, 4):
        data = damaged_at_random(whole, random.Random(seed))
        (path / DATABASE).write_bytes(data)
        assert opened(path)[-1:] in ("", ".")
        health = check_library(path)
        assert all(one.words for one in health.findings), seed
        to = tmp_path / f"saved-{seed}"
        report = salvaged(path, to)
        if report is None:
            assert len(data) < len(whole), seed
            continue
        assert (path / DATABASE).read_bytes() == data, "the damaged file was written to"
        # Not one word is invented: what is not named as lost says what it said.
        lost = {one.article_id for one in report.lost}
        for id, text in bodies(to).items():
            assert id in lost or text.count("ferry") or text == "", (seed, id)
        assert report.n_articles >= report.n_whole
        shutil.rmtree(to)


def salvaged(path: Path, to: Path) -> Salvaged | None:
    """None where nothing of a library could be read."""
    try:
        return salvage_library(path, to)
    except LibraryError as error:
        if "Nothing of a library" in str(error):
            return None
        raise


def opened(path: Path) -> str:
    """What is said when it is opened; "" where it opens in spite of all. On a copy: opening may write."""
    copy = shutil.copytree(path, path.with_name("opened"))
    try:
        open_library(copy).close()
    except LibraryError as error:
        return str(error)
    finally:
        shutil.rmtree(copy)
    return ""


def bodies(path: Path) -> dict[int, str]:
    library = open_library(path)
    with library.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT article_id, body FROM article_text").all()
    library.close()
    return {row[0]: row[1] for row in rows}


def test_the_real_program_stays_calm(path: Path, tmp_path: Path) -> None:
    data = bytearray((path / DATABASE).read_bytes())
    data[4096 : 40 * 4096] = bytes(39 * 4096)
    (path / DATABASE).write_bytes(data)
    said = newsroom("--library", str(path), "list")
    assert is_calm(said) and said.returncode == 1 and "damaged" in said.stderr
    said = newsroom("--library", str(path), "doctor", "--json")
    assert is_calm(said) and json.loads(said.stdout)["worst"] == "damage"
    said = newsroom("--library", str(path), "doctor", "--salvage", str(tmp_path / "new"), "--json")
    report: Any = json.loads(said.stdout)
    assert is_calm(said) and report["articles"] + len(report["lost"]) > 20
    assert newsroom("--library", str(tmp_path / "new"), "doctor").returncode == 0
    assert (path / DATABASE).read_bytes() == data


def test_a_log_that_is_lost_or_torn_is_no_end(path: Path, tmp_path: Path) -> None:
    library = open_library(path)
    new_article(library, Content(headline="In the log"), by="test")
    for name, length in (("lost", 0), ("torn", 40_000)):
        copy = tmp_path / name
        shutil.copytree(path, copy)
        log = copy / f"{DATABASE}-wal"
        assert log.stat().st_size > length
        log.write_bytes(log.read_bytes()[:length]) if length else log.unlink()
        assert not check_library(copy).is_damaged
        assert len(bodies(copy)) == 80
    library.close()


def test_corrupt_databases_of_others_are_never_more_than_words(path: Path, tmp_path: Path) -> None:
    """As they are, and with a header that says that they are ours."""
    for n, (_, data) in enumerate(shared_files("sqlite-corrupt.tar.gz", ".db")):
        ours = bytearray(data)
        ours[APPLICATION_ID_AT : APPLICATION_ID_AT + 4] = APPLICATION_ID.to_bytes(4, "big")
        ours[USER_VERSION_AT : USER_VERSION_AT + 4] = VERSION.to_bytes(4, "big")
        for kind, content in (("theirs", data), ("ours", bytes(ours))):
            (path / DATABASE).write_bytes(content)
            health = check_library(path)
            assert health.is_damaged, (n, kind)
            with pytest.raises(LibraryError, match="Nothing of a library"):
                salvage_library(path, tmp_path / "new")
            assert (path / DATABASE).read_bytes() == content
            assert {entry.name for entry in path.iterdir()} == {DATABASE, "media", "journal", "backups"}


def acts_on(library: Library) -> Iterator[Callable[[], object]]:
    """What the window and the command line do with a library all day."""
    for query in (ListQuery(), ListQuery("ferry"), ListQuery("captain late", Match.FULL_TEXT)):
        yield partial(list_articles, library, query)
    yield partial(overview, library)
    yield partial(list_acts, library)
    yield partial(complete_tags, library, "fe")
    yield partial(quick_open, library, "ferry 1")
    for id in map(ArticleId, range(1, 81, 7)):
        yield partial(get_article, library, id)
        yield partial(list_history, library, id)
        yield partial(set_fields, library, id, {"lede": "Late again."}, by="test")
        yield partial(publish, library, id, by="test")
        yield partial(trash_article, library, id, by="test")
    yield partial(new_article, library, Content(headline="One more", body="Ferry."), by="test")
    yield partial(make_backup, library)
    yield partial(tend, library)
    yield partial(thin_histories, library, most=5)


def is_told(act: Callable[[], object]) -> bool:
    """It does its work, or says in words why not."""
    try:
        act()
    except NewsroomError as error:
        return bool(str(error))
    return True


@pytest.mark.parametrize("part", range(4))
def test_whoever_works_in_a_damaged_library_is_told_in_words(path: Path, part: int) -> None:
    """It opened, and what is damaged is met later, anywhere. Nothing but words, and no hang."""
    whole = (path / DATABASE).read_bytes()
    for seed in range(part, N_FLIPS, 4):
        (path / DATABASE).write_bytes(damaged_at_random(whole, random.Random(7000 + seed)))
        try:
            library = open_library(path)
        except LibraryError:
            continue
        for act in acts_on(library):
            assert is_told(act), seed
        library.close()
        for ending in ("-wal", "-shm"):
            (path / f"{DATABASE}{ending}").unlink(missing_ok=True)
