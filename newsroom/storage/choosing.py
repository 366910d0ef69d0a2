"""Which articles an act is for, and which of them it would change: asked in sets, never article by article."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.bulk import Refusal, Selection
from newsroom.domain.ids import ArticleId
from newsroom.domain.query import ListQuery
from newsroom.storage.asking import ask, id_list
from newsroom.storage.list_sql import build
from newsroom.storage.numbers import LibraryNumbers

_NAMED = 20
_CHANGING, _ALREADY = -2, -1


@dataclass(frozen=True, slots=True)
class Rule:
    """What an act does with an article: conditions on ``a``, its row, with ``values`` in them.

    ``refusals``: pairs of a condition and a sentence that says why not; the first that holds counts. ``already``: there
    is nothing to be changed.
    """

    already: str
    refusals: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, Any], ...] = ()

    def bucket(self) -> str:
        """An expression: the number of the refusal, or one of the two others."""
        refused = "".join(f" WHEN {condition} THEN {n}" for n, (condition, _) in enumerate(self.refusals))
        return f"CASE{refused} WHEN {self.already} THEN {_ALREADY} ELSE {_CHANGING} END"


@dataclass(frozen=True, slots=True)
class Sorted:
    """Articles by what the act would do with them."""

    n_changing: int
    n_already: int
    n_public: int
    refusals: tuple[Refusal, ...]


def chosen_ids(connection: Connection, selection: Selection) -> "array[int]":
    """The articles of a selection, each once, in the order of their ids. Eight bytes each."""
    without = selection.without
    if selection.query is None:
        return array("q", sorted(set(selection.ids).difference(without)))
    found = _ids_of_list(connection, selection.query)
    return array("q", (id for id in found if id not in without)) if without else array("q", found)


def _ids_of_list(connection: Connection, query: ListQuery) -> Iterator[int]:
    """All that a list shows, each once, in the order of their ids."""
    sql = build(query, LibraryNumbers(connection), counted=True)
    if sql is None:
        return
    driver: Any = connection.connection.driver_connection
    statement = f"SELECT DISTINCT a.id FROM ({sql.keys()}) k CROSS JOIN article a ON a.search_key = k.key ORDER BY a.id"
    for (id,) in driver.execute(statement, sql.values):
        yield id


def sort_out(connection: Connection, ids: Sequence[int], rule: Rule) -> Sorted:
    """Counts what would become of these articles; those that are not in the library fall out."""
    question = (
        f"SELECT {rule.bucket()} AS bucket, count(*) AS n, "
        "sum(a.state = 'published' AND a.trashed_at IS NULL) AS n_public "
        "FROM json_each(:ids) c CROSS JOIN article a ON a.id = c.value GROUP BY bucket"
    )
    values = {"ids": id_list(ids), **dict(rule.values)}
    rows = {row["bucket"]: row for row in ask(connection, question, values)}
    refusals = []
    for n, (_, why) in enumerate(rule.refusals):
        if n in rows:
            named = _of_bucket(connection, rule, values, n)
            refusals.append(Refusal(why, rows[n]["n"], named))
    changing = rows.get(_CHANGING, {"n": 0, "n_public": 0})
    already = rows.get(_ALREADY, {"n": 0})
    return Sorted(changing["n"], already["n"], changing["n_public"], tuple(refusals))


@dataclass(frozen=True, slots=True)
class Each:
    """The articles themselves, by what the act would do with them; the refused under the sentence that says why."""

    changing: list[int]
    n_already: int
    refused: dict[str, list[int]]


def sort_each(connection: Connection, ids: Sequence[int], rule: Rule) -> Each:
    """The same for the articles of one batch."""
    question = (
        f"SELECT a.id AS id, {rule.bucket()} AS bucket "
        "FROM json_each(:ids) c CROSS JOIN article a ON a.id = c.value"
    )
    driver: Any = connection.connection.driver_connection
    each = Each([], 0, {})
    n_already = 0
    for id, bucket in driver.execute(question, {"ids": id_list(ids), **dict(rule.values)}):
        if bucket == _CHANGING:
            each.changing.append(id)
        elif bucket == _ALREADY:
            n_already += 1
        else:
            each.refused.setdefault(rule.refusals[bucket][1], []).append(id)
    return Each(each.changing, n_already, each.refused)


def headlines_of(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """For naming what was left."""
    question = "SELECT id, headline FROM article WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: row["headline"] for row in ask(connection, question, (id_list(ids),))}


def _of_bucket(
    connection: Connection, rule: Rule, values: dict[str, Any], bucket: int
) -> tuple[ArticleId, ...]:
    question = (
        "SELECT a.id FROM json_each(:ids) c CROSS JOIN article a ON a.id = c.value "
        f"WHERE {rule.bucket()} = {bucket} LIMIT {_NAMED}"
    )
    return tuple(ArticleId(row["id"]) for row in ask(connection, question, values))
