"""A process killed while it saves, again and again: what was shown as saved is there, and the library is whole."""

import json
import random
import signal
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsroom.desk.articles import get_article, new_article, set_fields
from newsroom.desk.browsing import list_articles
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.domain.article import Content
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery, Match
from tests.faults.processes import read, start_writer
from tests.faults.writer import last_number

pytestmark = pytest.mark.faults

N_KILLS = 20
N_AT_ONCE = 2


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there")
def test_nothing_shown_as_saved_is_lost_by_a_kill(tmp_path: Path) -> None:
    folders = [tmp_path / str(n) for n in range(N_AT_ONCE)]
    for folder in folders:
        folder.mkdir()
        create_library(folder / "library").close()
    with ThreadPoolExecutor(N_AT_ONCE) as pool:
        rounds = [pool.submit(kill_again_and_again, folder) for folder in folders]
        for one in rounds:
            one.result()


def kill_again_and_again(folder: Path) -> None:
    rng = random.Random(folder.name)
    library = open_library(folder / "library")
    article = new_article(library, Content(headline="Counting"), by="test")
    library.close()
    for n in range(N_KILLS // N_AT_ONCE):
        shown = write_and_kill(folder, article.id, rng.random() * 0.08)
        library = open_library(folder / "library")
        kept = last_number(get_article(library, article.id).content.body)
        assert kept >= shown, f"kill {n}: {shown} was shown as saved, {kept} are there"
        check(library, article.id)
        set_fields(library, article.id, {"body": ""}, by="test")
        library.close()


def write_and_kill(folder: Path, article: ArticleId, delay_s: float) -> int:
    """The last number that was shown as saved before the kill, which comes a moment after the second one."""
    process = start_writer(folder / "library", article, home=folder)
    assert process.stdout is not None
    shown = n_seen = 0
    while n_seen < 2:
        shown = json.loads(process.stdout.readline()).get("saved", shown)
        n_seen += shown > 0
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    for line in read(process.stdout):
        shown = line.get("saved", shown)
    assert process.wait() == -signal.SIGKILL
    process.stdout.close()
    return shown


def check(library: Library, id: ArticleId) -> None:
    """The file is whole, and what triggers keep (counts, search index) agrees with the articles."""
    with sqlite3.connect(library.store.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    found = list_articles(library, ListQuery(words="counting", match=Match.FULL_TEXT))
    assert [row.id for row in found.rows] == [id]
