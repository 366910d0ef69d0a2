"""What suggestions derive, broken in every way: it is made anew by itself, and nobody is told lies or kept waiting."""

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.desk import suggesting
from newsroom.desk.articles import get_article, new_article
from newsroom.desk.library import Library, open_library
from newsroom.domain.article import Content
from newsroom.domain.errors import LibraryError
from newsroom.domain.suggestions import SuggestionKind
from newsroom.suggesting.archive import Archive
from newsroom.suggesting.suggester import Suggester
from tests.suggestion_library import draft, fill, text_on

_GARBAGE = "x'0102030405'"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("suggesting") / "library"
    fill(path)
    return path


@pytest.fixture
def archive(template: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[Library]:
    """That a broken file is thrown away is logged: here that is as it should be."""
    shutil.copytree(template, tmp_path / "archive")
    library = open_library(tmp_path / "archive")
    yield library
    library.close()
    assert {record.name for record in caplog.get_records("call")} <= {"newsroom.desk.suggestion_access"}
    caplog.get_records("call").clear()


def closed(library: Library) -> Path:
    """The derived file, whole, of a library that nobody has open."""
    file = library.path / suggesting.FILE
    library.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for left in library.path.glob("suggestions.db-*"):
        left.unlink()
    return file


def is_answered(path: Path) -> None:
    """At once or, where it was thrown away, when it was made anew; never an error, and a save is a save."""
    with closing(open_library(path)) as library:
        suggesting.suggest(library, draft("chess"))
        made = new_article(library, Content(headline="Pawns", body=text_on("chess", 71)), by="test")
        suggesting.note_saved(library, made.id)
        suggesting.follow(library)
        found = suggesting.suggest(library, draft("chess"))
        assert found.is_complete and found.tags[0].name == "chess" and found.related
        assert get_article(library, made.id).content.headline == "Pawns"


@pytest.mark.parametrize("how", ["truncated", "zeroed", "text", "other", "older"])
def test_a_broken_file_is_made_anew_by_itself(archive, how):
    path = archive.path
    file = closed(archive)
    data = file.read_bytes()
    if how == "truncated":
        file.write_bytes(data[: len(data) // 2])
    elif how == "zeroed":
        file.write_bytes(data[:4096] + bytes(len(data) - 4096))
    elif how == "text":
        file.write_bytes(b"no database at all " * 300)
    else:
        file.unlink()
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE known (x)")
            if how == "older":
                connection.execute("PRAGMA user_version = 1")
        connection.close()
    is_answered(path)


def test_every_region_of_the_file_may_be_broken(archive):
    path, file = archive.path, closed(archive)
    whole = file.read_bytes()
    with closing(sqlite3.connect(file)) as connection:
        roots = [
            row[0] for row in connection.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")
        ]
    chance = random.Random(3)
    places = [
        0,
        18,
        96,
        *((page - 1) * 4096 for page in roots),
        *(chance.randrange(len(whole)) for _ in range(2)),
    ]
    for place in places:
        n = min(64, len(whole) - place)
        file.write_bytes(whole[:place] + chance.randbytes(n) + whole[place + n :])
        for left in path.glob("suggestions.db-*"):
            left.unlink()
        is_answered(path)


@pytest.mark.parametrize(
    "damage",
    [
        f"UPDATE known SET vector = {_GARBAGE} WHERE article_id = 2",
        f"UPDATE known SET marks = {_GARBAGE}",
        f"UPDATE posting SET places = {_GARBAGE}",
        f"UPDATE posting SET weights = {_GARBAGE}",
        f"UPDATE weight SET tags = {_GARBAGE}",
        "UPDATE weight SET tags = randomblob(length(tags))",
        "UPDATE learned_tag SET place = place + 1000",
        "UPDATE state SET value = x'00' WHERE name = 'frequencies'",
        "UPDATE state SET value = '{' WHERE name = 'habits'",
        "UPDATE state SET value = '{\"full\": 3}' WHERE name = 'habits'",
        "UPDATE state SET value = '[null]' WHERE name = 'related'",
        "UPDATE state SET value = 'much' WHERE name = 'seen'",
        "UPDATE state SET value = x'ff' WHERE name = 'scanned'",
        "DELETE FROM state",
        "DROP TABLE mark",
    ],
)
def test_what_makes_no_sense_is_thrown_away(archive, damage):
    path, file = archive.path, closed(archive)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(damage)
    is_answered(path)


def test_a_fault_that_is_not_the_files_does_not_throw_it_away_again_and_again(archive, monkeypatch):
    begun = []
    monkeypatch.setattr(
        Suggester, "begin_anew", lambda self: begun.append(setattr(self, "has_begun_anew", True))
    )
    monkeypatch.setattr(Archive, "n_waiting", lambda self, connection: int("fault"))
    for _ in range(3):
        with pytest.raises(ValueError, match="fault"):
            suggesting.suggest(archive, draft("chess"))
    assert len(begun) == 1


def test_two_that_read_a_library_at_once_leave_nothing_out(archive):
    path, file = archive.path, closed(archive)
    file.unlink()
    code = (
        "import sys; from pathlib import Path; from newsroom.desk import suggesting\n"
        "from newsroom.desk.library import open_library\n"
        "from newsroom.suggesting import archive; archive._BATCH = 3\n"
        "suggesting.follow(open_library(Path(sys.argv[1])))"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    with closing(open_library(path)) as library:
        status = suggesting.status(library)
        assert (status.n_known, status.n_waiting) == (60, 0)
        found = suggesting.suggest(library, draft("chess"), kinds={SuggestionKind.RELATED}).related
        assert len(found) >= 5


def test_a_second_reader_goes_on_where_the_first_stands(archive):
    """And what it began does not begin anew what another has begun since."""
    archive.path.joinpath(suggesting.FILE)
    one = Archive(archive.store, archive.path / "other.db")
    two = Archive(archive.store, archive.path / "other.db")
    assert one.follow(most=20) == 20
    assert two.follow(most=20) == 20
    assert one.follow() == 20
    assert two.n_known() == 60
    one.close()
    two.close()


def test_a_full_disk_is_told_to_who_learns_and_to_nobody_else(archive):
    path, file = archive.path, closed(archive)
    file.unlink()
    code = (
        "import resource, signal, sys; from pathlib import Path; from newsroom.desk import suggesting\n"
        "from newsroom.desk.library import open_library; from newsroom.domain.errors import LibraryError\n"
        "from newsroom.domain.suggestions import Draft\n"
        "library = open_library(Path(sys.argv[1])); signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))\n"
        "suggesting.note_saved(library, 1); suggesting.suggest(library, Draft('', '', 'bishop'))\n"
        "try:\n suggesting.learn(library)\n"
        "except LibraryError as error: print(error)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, timeout=60, capture_output=True, text=True
    )
    assert "The articles are safe" in ended.stdout
    with closing(open_library(path)) as library:
        suggesting.learn(library)
        assert suggesting.suggest(library, draft("chess")).tags[0].name == "chess"


def test_another_that_holds_the_file_delays_nobody_for_long(archive):
    with closing(sqlite3.connect(archive.path / suggesting.FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert suggesting.suggest(archive, draft("chess")).tags[0].name == "chess"
        with pytest.raises(LibraryError, match="no other program is learning"):
            suggesting.learn(archive)


@pytest.mark.faults
def test_learning_that_is_killed_leaves_what_was_learned(archive):
    before = suggesting.suggest(archive, draft("chess"))
    path = archive.path
    archive.close()
    code = (
        "import os, sys; from pathlib import Path; from newsroom.desk import suggesting\n"
        "from newsroom.desk.library import open_library\n"
        "suggesting.learn(open_library(Path(sys.argv[1])), lambda what, done, total: done > 700 and os._exit(9))"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path)], check=False, timeout=120)
    assert ended.returncode == 9
    library = open_library(path)
    assert suggesting.suggest(library, draft("chess")) == before
    library.close()
