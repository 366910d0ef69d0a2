"""The log of acts: its entries, newest first, and the articles that each one changed."""

import json
from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.acts import Act, ActId, ActKind, ActPage, ActState
from newsroom.domain.ids import ArticleId
from newsroom.storage.act_batch import LeftOver
from newsroom.storage.asking import Row, ask, ask_one, ask_value, known_moment, moment, update_row
from newsroom.storage.row_images import Images, pack_images, unpack_images
from newsroom.storage.tables import act

_COLUMNS = 'id, at, "by", kind, words, state, n_articles, n_left, undone_at, undone_by'
_PAGE = f"SELECT {_COLUMNS} FROM act WHERE id < ? ORDER BY id DESC LIMIT ?"
_ONE = f"SELECT {_COLUMNS} FROM act WHERE id = ?"
# Two walks along an index that is almost empty for these states.
_STATES = "state IN ('running', 'undoing')"
_UNFINISHED = f"SELECT {_COLUMNS} FROM act INDEXED BY ix_act_state WHERE {_STATES} ORDER BY id DESC"
_LAST = f"SELECT {_COLUMNS} FROM act WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_KEEP_LEFT = "UPDATE act SET steps = json_set(steps, '$.left', json(?)) WHERE id = ?"
_BROUGHT_BACK = """
SELECT DISTINCT g.article_id FROM act m CROSS JOIN act a CROSS JOIN act_change g ON g.act_id = a.id
CROSS JOIN {table} p ON p.article_id = g.article_id AND p.{column} = :target
WHERE m.id = :id AND a.undone_at >= m.at AND a.id <> m.id
"""
_PUBLIC = {
    "tag": {"table": "public_tag", "column": "tag_id"},
    "series": {"table": "public_series", "column": "series_id"},
    "section": {"table": "public_article", "column": "section_id"},
}
_AFTER_ALL = (1 << 63) - 1
_ARTICLES = "SELECT DISTINCT article_id FROM act_change WHERE act_id = :act ORDER BY article_id"
# The changes of one step stand in that order already.
_OF_ONE_STEP = "SELECT article_id FROM act_change WHERE act_id = :act AND step = :step ORDER BY article_id"
_STEPS = (
    "SELECT min(step) FROM act_change WHERE act_id = :act "
    "UNION ALL SELECT max(step) FROM act_change WHERE act_id = :act"
)


def list_acts(connection: Connection, before: ActId | None, limit: int) -> ActPage:
    """The entries older than ``before``, newest first. One walk."""
    rows = ask(connection, _PAGE, (_AFTER_ALL if before is None else before, limit + 1))
    return ActPage(tuple(map(_act, rows[:limit])), more=len(rows) > limit)


def load_act(connection: Connection, id: ActId) -> Act | None:
    """One entry."""
    row = ask_one(connection, _ONE, (id,))
    return None if row is None else _act(row)


def unfinished_acts(connection: Connection) -> list[Act]:
    """Those under way, or broken off, newest first."""
    return [_act(row) for row in ask(connection, _UNFINISHED)]


def last_done(connection: Connection) -> Act | None:
    """The newest that is done."""
    row = ask_one(connection, _LAST)
    return None if row is None else _act(row)


def insert_act(
    connection: Connection,
    *,
    at: datetime,
    by: str,
    kind: ActKind,
    words: str,
    steps: Sequence[dict[str, Any]],
    differ: bool,
) -> ActId:
    """An entry that is under way. ``differ``: contents that were as published differ from it afterwards."""
    values = {"at": at, "by": by, "kind": kind.value, "words": words, "state": ActState.RUNNING.value}
    statement = act.insert().values(**values, steps={"differ": differ, "do": list(steps)}).returning(act.c.id)
    return ActId(connection.execute(statement).scalar_one())


def delete_act(connection: Connection, id: ActId) -> None:
    """Out of the log, for an act that changed nothing."""
    connection.execute(act.delete().where(act.c.id == id))


def update_act(connection: Connection, id: ActId, **values: Any) -> None:
    """Sets columns of an entry; ``images`` as such."""
    if "images" in values:
        values["images"] = pack_images(values["images"])
    if "state" in values:
        values["state"] = ActState(values["state"]).value
    update_row(connection, act, "id", id, values)


def steps_of(connection: Connection, id: ActId) -> tuple[list[dict[str, Any]], bool]:
    """What its changes mean, and ``differ``."""
    steps = json.loads(ask_value(connection, "SELECT steps FROM act WHERE id = ?", (id,)))
    return steps["do"], steps["differ"]


def keep_left(connection: Connection, id: ActId, left: LeftOver) -> None:
    """What it had to leave when it was done or turned last: the first of them, each with why. Beside its steps."""
    items = json.dumps([[article, why] for article, why in left.first], ensure_ascii=False)
    connection.exec_driver_sql(_KEEP_LEFT, (items, id))


def left_of(connection: Connection, id: ActId) -> list[tuple[ArticleId, str]]:
    """What was kept of that; nothing where nothing was left, or it was done by an older version."""
    items = ask_value(connection, "SELECT json_extract(steps, '$.left') FROM act WHERE id = ?", (id,))
    return [(ArticleId(article), why) for article, why in json.loads(items or "[]")]


def brought_back_since(connection: Connection, id: ActId, kind: str, target: int) -> list[ArticleId]:
    """Articles under the target of the merge, for readers, which acts changed that were undone after it."""
    rows = ask(connection, _BROUGHT_BACK.format(**_PUBLIC[kind]), {"id": id, "target": target})
    return [ArticleId(row["article_id"]) for row in rows]


def forget_changes(connection: Connection, id: ActId) -> None:
    """What can no longer be undone or done again needs no memory."""
    for table in ("act_change", "act_article"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE act_id = ?", (id,))


def images_of(connection: Connection, id: ActId) -> Images:
    """Rows of small tables that it changed, as they were and as they became."""
    data = ask_value(connection, "SELECT images FROM act WHERE id = ?", (id,))
    return unpack_images(data) if data else ()


def articles_of(connection: Connection, id: ActId) -> "array[int]":
    """The articles that it changed, in the order of their ids. Eight bytes each."""
    driver: Any = connection.connection.driver_connection
    (first,), (last,) = driver.execute(_STEPS, {"act": id})
    if first == last:
        return array("q", (row[0] for row in driver.execute(_OF_ONE_STEP, {"act": id, "step": first})))
    return array("q", (row[0] for row in driver.execute(_ARTICLES, {"act": id})))


def _act(row: Row) -> Act:
    return Act(
        id=ActId(row["id"]),
        at=known_moment(row["at"]),
        by=row["by"],
        kind=ActKind(row["kind"]),
        words=row["words"],
        state=ActState(row["state"]),
        n_articles=row["n_articles"],
        n_left=row["n_left"],
        undone_at=moment(row["undone_at"]),
        undone_by=row["undone_by"],
    )
