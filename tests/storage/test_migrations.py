"""A library of the first release, with articles, brought up to date: what was derived since is right."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.domain.article import Content
from newsroom.domain.ids import RevisionId
from newsroom.storage import migrating
from newsroom.storage.migrations import migrations
from newsroom.storage.packing import packed
from newsroom.storage.rebuilding import find_wrong
from newsroom.storage.revisions import load_revision
from newsroom.storage.store import Store
from newsroom.storage.timeline import thin_some

TAGGED, BARE, TRASHED, NAMESAKE = 1, 2, 3, 4


@pytest.fixture
def first_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "first.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with monkeypatch.context() as patch:
        # Those of today name columns that are not there yet.
        patch.setattr(migrating, "TRIGGERS", ())
        migrating.migrate(path, migrations()[:1])
    with closing(sqlite3.connect(path)) as connection, connection:
        fill(connection)
    return path


def fill(connection: sqlite3.Connection) -> None:
    """Rows as the first release wrote them, counters included."""
    connection.executescript(
        """
        INSERT INTO author (id, name, name_key, slug, n_articles) VALUES (1, 'Ana', 'ana', 'ana', 1);
        INSERT INTO tag (id, name, kind, slug, n_articles) VALUES (1, 'Sea', 'topic', 'sea', 1);
        INSERT INTO tag_name (tag_id, name, name_key, is_alias, use_level) VALUES (1, 'Sea', 'sea', 0, 9);
        UPDATE state_count SET n = 3 WHERE state = 'draft';
        UPDATE state_count SET n = 1 WHERE state = 'trashed';
        """
    )
    for id, headline_hash in ((TAGGED, 7), (BARE, 8), (TRASHED, 7), (NAMESAKE, 8)):
        trashed_at = 5 if id == TRASHED else None
        connection.execute(
            "INSERT INTO article (id, uid, search_key, version, state, trashed_at, language, headline, headline_hash, "
            "n_words, short_code, created_at, updated_at) "
            "VALUES (?, ?, ?, 1, 'draft', ?, 'en', 'Ferry', ?, 0, ?, 0, 0)",
            (id, f"u{id}", id, trashed_at, headline_hash, f"c{id}"),
        )
        connection.execute(
            "INSERT INTO article_text VALUES (?, ?, 'Ferry', '', '', NULL, NULL, NULL)", (id, id)
        )
        connection.execute(
            "INSERT INTO article_detail VALUES (?, '{}', ?, '[]', '{}')",
            (id, '{"file": "x"}' if id == TAGGED else "null"),
        )
    connection.execute("INSERT INTO article_tag VALUES (?, 1, 0, ?, 0)", (TAGGED, TAGGED))
    connection.execute("INSERT INTO article_related VALUES (?, 0, NULL, 'Bridge', 9)", (TAGGED,))
    for id in (TAGGED, TRASHED):
        connection.execute("INSERT INTO article_byline VALUES (?, 0, 1, 'Ana', 'author', NULL, ?)", (id, id))
    for name in ("search_small", "search_full", "search_tag_name"):
        connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


def test_a_library_of_the_first_release_is_right_afterwards(first_release):
    migrating.migrate(first_release)
    store = Store(first_release)
    try:
        with store.write() as connection:
            assert find_wrong(connection) == []
            rows = connection.exec_driver_sql(
                "SELECT is_untagged, is_unrelated, is_without_picture, has_unresolved, is_duplicate FROM article"
            )
            # The trashed one has lost its namesake; the other two are each other's.
            assert [tuple(row) for row in rows] == [
                (0, 0, 0, 1, 0),
                (1, 1, 1, 0, 1),
                (1, 1, 1, 0, 0),
                (1, 1, 1, 0, 1),
            ]
            trashed = connection.exec_driver_sql("SELECT article_id FROM article_byline WHERE is_trashed = 1")
            assert trashed.scalars().all() == [TRASHED]
    finally:
        store.close()


def test_revisions_of_before_the_history_stand_whole_and_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "before.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "TRIGGERS", ())
        migrating.migrate(path, migrations()[:1])
    kept = packed(Content(headline="Ferry", body="It is late."))
    with closing(sqlite3.connect(path)) as connection, connection:
        fill(connection)
        values = [(id, id - 4, kept) for id in (5, 6, 7)]
        connection.executemany(
            'INSERT INTO revision (id, article_id, number, kind, at, "by", content) '
            "VALUES (?, 1, ?, 'published', 0, 'a', ?)",
            values,
        )
    migrating.migrate(path)
    store = Store(path)
    try:
        with store.write() as connection:
            for id in (5, 6, 7):
                revision = load_revision(connection, RevisionId(id))
                assert revision is not None and revision.content.body == "It is late."
            sql = "SELECT count(*) FROM revision WHERE base_id IS NOT NULL OR due_at IS NOT NULL"
            assert connection.exec_driver_sql(sql).scalar_one() == 0
            assert not thin_some(connection, datetime(2100, 1, 1, tzinfo=UTC))
    finally:
        store.close()
