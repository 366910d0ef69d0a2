"""A library for faults to happen to, an editor that works on it in a process, and what must hold afterwards."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsroom.desk.articles import find_article, get_article, list_revisions, new_article
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.desk.sections import ensure_section
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Content
from newsroom.domain.errors import NotFoundError
from newsroom.domain.ids import ArticleId
from newsroom.gui.changes import ChangeBus
from newsroom.gui.session import Session
from newsroom.gui.session.acts import DeskActs
from newsroom.journal.places import Places
from newsroom.storage.rebuilding import find_wrong
from tests.faults.processes import ROOT
from tests.faults.writer import last_number
from tests.jobs.manual import ManualRunner

N_ARTICLES = 4


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
def an_editor(folder: Path, **more: str) -> Iterator["subprocess.Popen[str]"]:
    environment = os.environ | {
        "XDG_STATE_HOME": str(folder / "state"),
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
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


def come_back(ground: Ground, *, may_be_named: bool = False) -> int:
    """As the next start does it; how many texts had not been saved.

    ``may_be_named``: journals that cannot be read. Of one that had never reached the disk whole, a power cut may leave
    fragments that nobody can tell from damage.
    """
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
    assert left == [True], problems
    assert all(may_be_named and "cannot be read" in problem for problem in problems), problems
    session.set_acts(None, None, None)
    session.deleteLater()
    library.close()
    return len(texts)


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


def check_texts(library: Library, ids: list[int], least: dict[str, int], what: str) -> None:
    """By uid: numbers up to that one are there, none is missing between them, and nothing was taken for a conflict."""
    for uid, n in least.items():
        assert (there := numbers_of(library, uid)) >= n, f"{what}: {there} of {n} are there in {uid}"
    for id in ids:
        last_number(get_article(library, ArticleId(id)).content.body)
        assert "conflict" not in {row.kind for row in list_revisions(library, ArticleId(id))}, what
