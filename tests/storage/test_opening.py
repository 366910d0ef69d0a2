"""A database made, opened, migrated and refused; broken files are named and left as they are."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from alembic import op
from sqlalchemy import Column, MetaData, Text, create_engine, inspect
from sqlalchemy.pool import NullPool

from newsroom.domain.errors import LibraryError
from newsroom.storage import connecting, migrating, opening, places, schema
from newsroom.storage.connecting import Access
from newsroom.storage.migrations import migrations
from newsroom.storage.opening import create_database, open_database
from newsroom.storage.rebuilding import find_wrong
from newsroom.storage.tables import metadata
from tests.data import shared_files
from tests.storage.making import add_article, add_section, add_tag

APPLICATION_ID_AT, USER_VERSION_AT = 68, 60


def section_names(path: Path) -> list[str]:
    store = open_database(path)
    with store.read() as connection:
        names = list(connection.exec_driver_sql("SELECT name FROM section ORDER BY id").scalars())
    store.close()
    return names


def fill(path: Path) -> None:
    store = open_database(path)
    with store.write() as connection:
        section = add_section(connection, "World")
        add_article(
            connection, 5, headline="Ёлка", section_id=section, tags=(add_tag(connection, "Harbour"),)
        )
    store.close()


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("PRAGMA journal_mode = DELETE")


def leftovers(path: Path) -> set[str]:
    return {entry.name for entry in path.parent.iterdir()}


def test_a_new_database_is_whole_and_alone_in_its_folder(tmp_path):
    path = tmp_path / "newsroom.db"
    create_database(path).close()
    assert leftovers(path) == {"newsroom.db"}
    with pytest.raises(LibraryError, match="left as it is"):
        create_database(path)


def test_nothing_is_left_of_a_database_that_could_not_be_made(tmp_path, monkeypatch, caplog):
    def fail(path: Path, steps: object = None) -> None:
        path.write_bytes(b"half")
        raise migrating.UnsoundError("for a test")

    monkeypatch.setattr(migrating, "migrate", fail)
    with pytest.raises(LibraryError, match="could not be made"):
        create_database(tmp_path / "newsroom.db")
    caplog.clear()
    assert not list(tmp_path.iterdir())


def test_the_migrations_make_the_tables_of_today(database, tmp_path):
    """Names, types, rules and indexes, but for the order of the rules."""
    fresh = tmp_path / "fresh.db"
    engine = create_engine(f"sqlite:///{fresh}", poolclass=NullPool)
    metadata.create_all(engine)
    assert schema_of(database) == schema_of(fresh)


def schema_of(path: Path) -> dict[str, set[str]]:
    query = (
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN ('table', 'index') "
        "AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%'"
    )
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(query).fetchall()
    return {name: set(" ".join(sql.rstrip(") ").split()).split(", ")) for name, sql in rows}


def test_the_newest_migration_has_the_number_of_the_schema():
    assert len(migrations()) == schema.VERSION


def test_opening_a_library_of_today_loads_no_migration(database):
    code = (
        "import sys; from pathlib import Path; from newsroom.storage.opening import open_database; "
        f"open_database(Path({str(database)!r})).close(); "
        "assert not {'alembic', 'mako', 'sqlalchemy.orm'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("content", [b"", b"<html>", b"SQLite format 3", b"SQLite format 4\0" + b"x" * 5000])
def test_other_files_are_no_database(tmp_path, content):
    path = tmp_path / "newsroom.db"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="is not a Newsroom database"):
        open_database(path)
    assert path.read_bytes() == content and leftovers(path) == {"newsroom.db"}


def test_a_stranger_s_database_is_left_as_it_is(tmp_path):
    path = tmp_path / "newsroom.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE article (id INTEGER)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="is not a Newsroom database"):
        open_database(path)
    assert path.read_bytes() == before and leftovers(path) == {"newsroom.db"}


def test_a_newer_library_is_refused_untouched(database):
    set_version(database, schema.VERSION + 1)
    before = database.read_bytes()
    with pytest.raises(LibraryError, match=r"newer version of Newsroom.*left as it is"):
        open_database(database)
    assert database.read_bytes() == before and leftovers(database) == {"newsroom.db"}


def test_a_missing_file_is_not_made(tmp_path):
    with pytest.raises(LibraryError, match="is missing"):
        open_database(tmp_path / "newsroom.db")
    assert not list(tmp_path.iterdir())


@pytest.fixture
def older_database(database: Path) -> Path:
    """Of today's version, with an article in it."""
    fill(database)
    return database


@pytest.fixture
def newer_program(older_database, monkeypatch) -> ModuleType:
    """A program with one more migration, which rebuilds a table and with it loses its triggers."""
    step = ModuleType("m0002_test")

    def upgrade() -> None:
        # Of the columns of today, so that it still holds when they are others.
        with op.batch_alter_table("article_text", recreate="always") as batch:
            batch.add_column(Column("remark", Text))
        with op.batch_alter_table("article", recreate="always") as batch:
            batch.add_column(Column("remark", Text))

    step.upgrade = upgrade
    steps = (*migrations(), step)
    monkeypatch.setattr(migrating, "migrations", lambda: steps)
    monkeypatch.setattr(opening, "VERSION", len(steps))
    return step


def test_an_older_library_is_migrated_on_a_copy_and_kept(database, newer_program):
    set_version(database, schema.VERSION)
    older = database.read_bytes()
    store = open_database(database)
    with store.write() as connection:
        add_article(connection, 7, headline="Мост закрыт", tags=(1,))
        assert find_wrong(connection) == []
        assert "remark" in {c["name"] for c in inspect(connection).get_columns("article")}
        found = connection.exec_driver_sql(
            "SELECT rowid FROM search_small WHERE search_small MATCH 'елка OR мост'"
        )
        assert set(found.scalars()) == {5, 7}
        assert connection.exec_driver_sql("SELECT n_articles FROM tag").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == schema.VERSION + 1
    store.close()
    assert leftovers(database) == {"newsroom.db", "backups"}
    (kept,) = (database.parent / "backups").iterdir()
    assert kept.read_bytes() == older and kept.name.startswith(f"newsroom-{schema.VERSION}-")
    assert section_names(database) == ["World"]


def broken_step() -> None:
    op.execute("DELETE FROM article_text")
    op.execute("DELETE FROM article")


def failing_step() -> None:
    op.execute("SELECT * FROM nothing_of_that_name")


def losing_step() -> None:
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("UPDATE article SET section_id = 99")


@pytest.mark.parametrize("step", [broken_step, failing_step, losing_step])
def test_a_failed_migration_leaves_the_older_library(database, newer_program, step, monkeypatch, caplog):
    set_version(database, schema.VERSION)
    newer_program.upgrade = step
    with pytest.raises(LibraryError, match=r"could not be brought up to date.*left as it is"):
        open_database(database)
    caplog.clear()
    assert leftovers(database) == {"newsroom.db"}
    monkeypatch.setattr(opening, "VERSION", schema.VERSION)
    assert section_names(database) == ["World"]


def test_an_older_library_that_is_open_elsewhere_is_not_migrated(database, newer_program, monkeypatch):
    monkeypatch.setattr(connecting, "_LOOK_TIMEOUT_S", 0.05)
    with closing(sqlite3.connect(database)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT count(*) FROM section").fetchone()
        with pytest.raises(LibraryError, match="open in another program"):
            open_database(database)
    assert not (database.parent / "backups").exists()


def test_a_folder_that_cannot_be_written_is_opened_for_reading(database, monkeypatch):
    fill(database)
    set_version(database, schema.VERSION)
    monkeypatch.setattr(places, "may_write", lambda path: False)
    monkeypatch.setattr(places, "is_read_only_for_all", lambda path: True)
    store = open_database(database)
    assert store.access is Access.FROZEN and store.read_only
    store.close()
    assert leftovers(database) == {"newsroom.db"}


def test_on_a_disk_that_cannot_be_written_a_waiting_log_is_not_overlooked(database, monkeypatch):
    fill(database)
    database.with_name("newsroom.db-wal").write_bytes(b"x" * 32)
    monkeypatch.setattr(places, "may_write", lambda path: False)
    monkeypatch.setattr(places, "is_read_only_for_all", lambda path: True)
    with pytest.raises(LibraryError, match=r"newsroom.db-wal.*Copy the whole folder"):
        open_database(database)


def test_an_older_library_that_cannot_be_written_is_refused_in_words(database, newer_program, monkeypatch):
    set_version(database, schema.VERSION)
    monkeypatch.setattr(places, "may_write", lambda path: False)
    monkeypatch.setattr(places, "is_read_only_for_all", lambda path: True)
    with pytest.raises(LibraryError, match=r"must be brought up to date.*Copy the folder"):
        open_database(database)


def test_on_a_network_folder_one_program_has_it_alone(database, monkeypatch):
    monkeypatch.setattr(connecting, "_BUSY_TIMEOUT_S", 0.05)
    monkeypatch.setattr(connecting, "_LOOK_TIMEOUT_S", 0.05)
    monkeypatch.setattr(places, "is_on_network", lambda path: True)
    store = open_database(database)
    assert store.access is Access.ALONE and "network folder" in store.notice
    with pytest.raises(LibraryError, match="Another program"):
        open_database(database)
    store.close()
    fill(database)
    assert section_names(database) == ["World"]


def test_file_systems_are_told_apart(monkeypatch):
    mounts = [("/", "ext4"), ("/mnt/a b", "nfs4"), ("/mnt/a b/local", "xfs"), ("/media", "CIFS")]
    monkeypatch.setattr(places, "_mounts", lambda: mounts)
    monkeypatch.setattr(places.os.path, "realpath", str)
    assert places.file_system(Path("/home/x")) == "ext4"
    assert places.is_on_network(Path("/mnt/a b/desk"))
    assert places.is_on_network(Path("/media"))
    assert not places.is_on_network(Path("/mnt/a b/local/desk"))
    assert not places.is_on_network(Path("/mnt/a bc"))


# Damage


def broken(data: bytes, how: str) -> bytes:
    half = len(data) // 2
    return {
        "cut": data[: half + 100],
        "header only": data[:100],
        "noise": data[:4096] + bytes((i * 37) % 256 for i in range(len(data) - 4096)),
        "zeros": data[:100] + bytes(len(data) - 100),
        "schema": data.replace(b"CREATE TABLE", b"CREATE TIBLE"),
        "not UTF-8": data.replace(b"CREATE TABLE section", b"CREATE TABLE s\xff\xfetion"),
    }[how]


@pytest.mark.parametrize("how", ["cut", "header only", "noise", "zeros", "schema", "not UTF-8"])
def test_a_damaged_database_is_named_and_left_as_it_is(database, how):
    data = broken(database.read_bytes(), how)
    database.write_bytes(data)
    with pytest.raises(LibraryError, match=r"damaged|not a Newsroom database"):
        use_everything(database)
    assert database.read_bytes()[100:] == data[100:]


def use_everything(path: Path) -> None:
    store = open_database(path)
    try:
        with store.write() as connection:
            if (
                find_wrong(connection)
                or connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() != "ok"
            ):
                raise LibraryError("damaged")
    finally:
        store.close()


def test_corrupt_databases_of_others_are_never_more_than_words(tmp_path):
    """As they are, and with a header that says that they are ours."""
    for name, data in shared_files("sqlite-corrupt.tar.gz", ".db"):
        ours = bytearray(data)
        ours[APPLICATION_ID_AT : APPLICATION_ID_AT + 4] = schema.APPLICATION_ID.to_bytes(4, "big")
        ours[USER_VERSION_AT : USER_VERSION_AT + 4] = schema.VERSION.to_bytes(4, "big")
        for content in (data, bytes(ours)):
            path = tmp_path / Path(name).name
            path.write_bytes(content)
            with pytest.raises(LibraryError):
                use_everything(path)
            path.unlink()


def test_times_and_numbers_of_tables_have_names():
    """Migrations name what they change."""
    assert isinstance(metadata, MetaData)
    for table in metadata.tables.values():
        assert all(constraint.name or not constraint.columns for constraint in table.constraints)
