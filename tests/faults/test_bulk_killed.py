"""A process killed in the middle of an act on many articles: the next one takes it back, or finishes its undo."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsroom.desk.acts import list_acts, take_back_unfinished, undo_act
from newsroom.desk.articles import new_article
from newsroom.desk.browsing import count_articles
from newsroom.desk.bulk import change_articles
from newsroom.desk.creating import create_library
from newsroom.desk.library import Library, open_library
from newsroom.desk.tagging import ensure_tag, get_tags
from newsroom.domain.acts import ActState
from newsroom.domain.article import Content
from newsroom.domain.bulk import AddTags, Selection
from newsroom.domain.query import ListQuery
from newsroom.storage.rebuilding import find_wrong

pytestmark = pytest.mark.faults

ROOT = Path(__file__).parents[2]
N = 60


@pytest.fixture
def library(tmp_path):
    made = create_library(tmp_path / "library")
    first, second = (ensure_tag(made, name, by="test").id for name in ("Port", "Harbour"))
    for n in range(N):
        tags = (second, first) if n % 3 == 0 else (second,)
        new_article(made, Content(headline=f"Story {n}", body="Text.", tags=tags if n % 2 else ()), by="test")
    yield made
    made.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed otherwise there")
@pytest.mark.parametrize("what", ["tag", "merge", "undo"])
def test_half_an_act_is_taken_back_and_half_an_undo_finished(library: Library, what: str) -> None:
    rng = random.Random(what)
    port, harbour = 1, 2
    for _ in range(2):
        before = contents(library)
        arguments = (harbour, port) if what == "merge" else (port, 0)
        if what == "undo":
            act = change_articles(library, Selection(query=ListQuery()), AddTags((port,)), by="test").act
            assert act is not None
            arguments = (act.id, 0)
        kill_in_the_middle(library.path, what, arguments, rng.random() * 0.02)
        library.close()
        library = open_library(library.path)
        unfinished = take_back_unfinished(library, by="test")
        assert len(unfinished) <= 1
        (act, *_) = list_acts(library).acts
        if act.state is ActState.DONE:
            # It was quicker than the kill.
            undo_act(library, act.id, by="test")
        wanted = {"tag": ActState.BROKEN_OFF, "merge": ActState.BROKEN_OFF, "undo": ActState.UNDONE}
        assert not unfinished or act.state is wanted[what]
        assert contents(library) == before
        assert take_back_unfinished(library, by="test") == ()
        check(library)
    library.close()


def kill_in_the_middle(path: Path, what: str, arguments: tuple[int, int], delay_s: float) -> None:
    command = [sys.executable, "-m", "tests.faults.bulk_worker", str(path), what, *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline(), process.stderr.read().decode()
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    process.stdout.read()
    process.stderr.close()
    process.stdout.close()
    process.wait()


def contents(library: Library) -> list[tuple[object, ...]]:
    with library.store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT article_id, tag_id, position FROM article_tag ORDER BY article_id, position"
        ).all()
    return [*map(tuple, rows), *get_tags(library, [1, 2])]


def check(library: Library) -> None:
    with library.store.write() as connection:
        assert find_wrong(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    assert count_articles(library, ListQuery()) == N
