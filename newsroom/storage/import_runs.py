"""Imports and their reports, as the library remembers them."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from newsroom.domain.ids import ArticleId
from newsroom.domain.importing import ImportCounts, ImportRun, Outcome, ReportGroup, ReportLine, RunState
from newsroom.domain.times import now
from newsroom.storage.asking import Row, ask, ask_one, known_moment, moment, run_many, stored_moment
from newsroom.storage.tables import import_line

_COUNTS = ("imported", "updated", "unchanged", "conflicts", "skipped", "linked")
_BEGIN = """
INSERT INTO import_run (state, "by", sources, kind, begun_at, alive_at, n_total) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_GO_ON = f"UPDATE import_run SET alive_at = ?, n_total = ?, {', '.join(f'n_{one} = ?' for one in _COUNTS)} WHERE id = ?"
_END = "UPDATE import_run SET state = ?, ended_at = ?, alive_at = ?, message = ? WHERE id = ?"
_LINE = (
    "INSERT INTO import_line (run_id, outcome, source, place, notes, article_id, headline) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_LINE_OF = "SELECT id, notes FROM import_line WHERE run_id = ? AND article_id = ? ORDER BY id LIMIT 1"
_SAY = "UPDATE import_line SET notes = ? WHERE id = ?"
_RUNS = "SELECT * FROM import_run ORDER BY id DESC LIMIT ?"
_RUN = "SELECT * FROM import_run WHERE id = ?"
# What is an item's own in a note: quoted words, numbers and dates, and all that follows a colon.
_OWN = re.compile(r"“[^”]*”|\d(?:[\d.,:/-]*\d)?")
_ALIKE = "newsroom_alike"
_OF_OUTCOME = " AND l.outcome = ?"
_OF_GROUP = f" AND EXISTS (SELECT 1 FROM json_each(l.notes) j WHERE {_ALIKE}(j.value) = ?)"
_LINES = "SELECT l.* FROM import_line l WHERE l.run_id = ? AND l.id > ?{also} ORDER BY l.id LIMIT ?"
_GROUPS = f"""
SELECT l.outcome, {_ALIKE}(j.value) AS of_what, count(DISTINCT l.id) AS n,
  CASE WHEN min(j.value) = max(j.value) THEN min(j.value) END AS words
FROM import_line l, json_each(l.notes) j
WHERE l.run_id = ?{{also}} GROUP BY l.outcome, of_what ORDER BY n DESC, min(l.id) LIMIT ?
"""
_SILENT_MS = 180_000
"""A run that did not say for so long that it is alive was broken off."""


def begin_run(
    connection: Connection,
    *,
    by: str,
    sources: Sequence[str],
    kind: str | None,
    n_total: int | None,
    at: datetime,
) -> int:
    """A run begins; its id."""
    moment = stored_moment(at)
    values = (RunState.RUNNING.value, by, json.dumps(list(sources)), kind, moment, moment, n_total)
    run_many(connection, _BEGIN, [values])
    row = ask_one(connection, "SELECT last_insert_rowid() AS id")
    assert row is not None
    return int(row["id"])


def go_on(
    connection: Connection, id: int, counts: ImportCounts, n_total: int | None, *, at: datetime
) -> None:
    """How far the run is, as part of the transaction that brought it there."""
    numbers = [getattr(counts, f"n_{one}") for one in _COUNTS]
    run_many(connection, _GO_ON, [(stored_moment(at), n_total, *numbers, id)])


def end_run(
    connection: Connection, id: int, state: RunState, *, at: datetime, message: str | None = None
) -> None:
    """The run is over."""
    moment = stored_moment(at)
    run_many(connection, _END, [(state.value, moment, moment, message, id)])


def keep_lines(connection: Connection, run_id: int, lines: Sequence[ReportLine]) -> None:
    """Lines of the run's report."""
    run_many(
        connection,
        _LINE,
        [
            (
                run_id,
                line.outcome.value,
                line.source,
                line.place,
                json.dumps(line.notes),
                line.article_id,
                line.headline,
            )
            for line in lines
        ],
    )


def add_notes(connection: Connection, run_id: int, lines: Sequence[ReportLine]) -> None:
    """Says more of articles of a run that is over: with what was said of each, or in a line of its own."""
    new = []
    for line in lines:
        row = ask_one(connection, _LINE_OF, (run_id, line.article_id))
        if row is None:
            new.append(line)
        else:
            notes = json.dumps([*json.loads(row["notes"]), *line.notes])
            run_many(connection, _SAY, [(notes, row["id"])])
    keep_lines(connection, run_id, new)


def load_runs(connection: Connection, limit: int) -> tuple[ImportRun, ...]:
    """Newest first."""
    return tuple(map(_run, ask(connection, _RUNS, (limit,))))


def load_run(connection: Connection, id: int) -> ImportRun | None:
    """One of them."""
    row = ask_one(connection, _RUN, (id,))
    return None if row is None else _run(row)


def load_lines(
    connection: Connection, run_id: int, outcome: Outcome | None, said: str | None, after: int, limit: int
) -> tuple[ReportLine, ...]:
    """Lines in the order of the import, after the one with the id ``after``; with ``said``, those of that group."""
    also, values = "", []
    if outcome is not None:
        also, values = _OF_OUTCOME, [outcome.value]
    if said is not None:
        also, values = also + _OF_GROUP, [*values, said]
        _know_alike(connection)
    return tuple(map(_line, ask(connection, _LINES.format(also=also), (run_id, after, *values, limit))))


def load_groups(
    connection: Connection, run_id: int, outcome: Outcome | None, limit: int
) -> tuple[ReportGroup, ...]:
    """What was said of the run's items, the most frequent first. Reads all of its lines."""
    also, values = ("", []) if outcome is None else (_OF_OUTCOME, [outcome.value])
    _know_alike(connection)
    rows = ask(connection, _GROUPS.format(also=also), (run_id, *values, limit))
    return tuple(
        ReportGroup(Outcome(row["outcome"]), row["of_what"], row["words"] or row["of_what"], row["n"])
        for row in rows
    )


def alike(note: str) -> str:
    """The same for notes that say the same of different items."""
    head, colon, _ = note.partition(": ")
    return _OWN.sub("…", head) + (": …" if colon else "")


def _know_alike(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.create_function(_ALIKE, 1, alike, deterministic=True)


@contextmanager
def lines_aside() -> Iterator[Connection]:
    """A place for lines of a report that no library keeps: a file without a name, as far as they are many."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect("", isolation_level=None, check_same_thread=False),
        poolclass=StaticPool,
    )
    try:
        with engine.connect() as connection:
            import_line.create(connection)
            yield connection
    finally:
        engine.dispose()


def _run(row: Row) -> ImportRun:
    state = RunState(row["state"])
    if state is RunState.RUNNING and stored_moment(now()) - row["alive_at"] > _SILENT_MS:
        state = RunState.BROKEN_OFF
    return ImportRun(
        id=row["id"],
        state=state,
        by=row["by"],
        sources=tuple(json.loads(row["sources"])),
        kind=row["kind"],
        begun_at=known_moment(row["begun_at"]),
        ended_at=moment(row["ended_at"] if state is not RunState.BROKEN_OFF else row["alive_at"]),
        n_total=row["n_total"],
        counts=ImportCounts(**{f"n_{one}": row[f"n_{one}"] for one in _COUNTS}),
        message=row["message"],
    )


def _line(row: Row) -> ReportLine:
    return ReportLine(
        Outcome(row["outcome"]),
        row["source"],
        row["place"],
        tuple(json.loads(row["notes"])),
        None if row["article_id"] is None else ArticleId(row["article_id"]),
        row["headline"],
        row["id"],
    )
