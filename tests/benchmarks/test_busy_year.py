"""A year of a busy article takes little room, keeps every publication, and can be read to its beginning."""

from pathlib import Path

from benchmarks.busy_year import live, sessions
from benchmarks.histories import ROW_BYTES
from newsroom.desk.creating import create_library
from newsroom.desk.history import list_history, state_of
from newsroom.domain.revisions import RevisionKind

_MOST_BYTES = 200_000


def test_a_year_of_a_busy_article_is_small_and_whole(tmp_path: Path) -> None:
    library = create_library(tmp_path / "library")
    try:
        id = live(library)
        with library.store.read() as connection:
            sql = "SELECT sum(length(content)) + ? * count(*) FROM revision WHERE article_id = ?"
            size = connection.exec_driver_sql(sql, (ROW_BYTES, id)).scalar_one()
        assert size < _MOST_BYTES
        rows = list_history(library, id, limit=10_000).rows
        published = [row for row in rows if row.kind in (RevisionKind.PUBLISHED, RevisionKind.UPDATED)]
        assert len(published) == len(list(sessions(365)))
        assert rows[-1].kind == RevisionKind.CREATED
        # Far fewer than the minutes in which it was saved; and each says what the article was.
        assert len(rows) < sum(session.n_minutes for session in sessions(365)) / 10
        for row in rows:
            assert state_of(library, id, row.number).body
    finally:
        library.close()
