"""One batch of an act's articles inside a write transaction: which are chosen, which were hit, what had to be left.

The tables are temporary and belong to the writing connection: they are emptied for each batch.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.acts import ActId
from newsroom.domain.ids import ArticleId

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS hit (id INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)",
)
_NAMED_LEFT = 200


@dataclass(slots=True)
class LeftOver:
    """What was left, counted; the first are named."""

    n: int = 0
    first: list[tuple[ArticleId, str]] = field(default_factory=list)

    def add(self, ids: Iterable[int], why: str) -> None:
        for id in ids:
            self.n += 1
            if len(self.first) < _NAMED_LEFT:
                self.first.append((ArticleId(id), why))


class Batch:
    """The articles of one batch. ``step`` is the number of the step that works on it now."""

    def __init__(self, connection: Connection, act_id: ActId, left: LeftOver | None = None) -> None:
        self.connection = connection
        self.act_id = act_id
        self.step = 0
        self.left = left or LeftOver()
        self.n_hit = 0
        """How many articles the step works on."""
        self.doubted: set[int] = set()
        """Published articles that may differ now from what was published, or no more, though no step touched them."""
        driver: Any = connection.connection.driver_connection
        self._driver: Any = driver
        for table in _TABLES:
            driver.execute(table)
        driver.execute("DELETE FROM touched")

    def choose(self, ids: Sequence[int]) -> None:
        """These articles, and no others, from now on."""
        self._driver.execute("DELETE FROM chosen")
        self._driver.execute(
            "INSERT OR IGNORE INTO chosen SELECT value FROM json_each(?)", (json.dumps(list(ids)),)
        )

    def run(self, sql: str, **values: Any) -> int:
        """Rows that were changed. ``:act`` and ``:step`` are always there."""
        cursor = self._driver.execute(sql, {"act": self.act_id, "step": self.step, **values})
        return int(cursor.rowcount)

    def ids(self, sql: str, **values: Any) -> list[int]:
        """The first column."""
        values |= {"act": self.act_id, "step": self.step}
        return [row[0] for row in self._driver.execute(sql, values)]

    def rows(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        values |= {"act": self.act_id, "step": self.step}
        return list(self._driver.execute(sql, values))

    def forget(self) -> None:
        """What the step had kept of the chosen articles, before it is done again."""
        self.run(f"DELETE FROM act_change WHERE {THIS_STEP} AND article_id IN (SELECT id FROM chosen)")

    def hit(self, sql: str, *, note: bool = True, **values: Any) -> int:
        """The articles that the statement answers are those that the step works on; how many.

        ``note``: their contents change, so that their versions are to grow.
        """
        self._driver.execute("DELETE FROM hit")
        self.n_hit = self.run(f"INSERT OR IGNORE INTO hit {sql}", **values)
        if self.n_hit and note:
            self._driver.execute("INSERT OR IGNORE INTO touched SELECT id FROM hit")
        return self.n_hit

    def hit_kept(self, *, note: bool = True) -> int:
        """Works on those of the chosen for which the step has just kept a change."""
        return self.hit(
            "SELECT g.article_id FROM chosen c CROSS JOIN act_change g ON g.act_id = :act AND g.step = :step "
            "AND g.article_id = c.id",
            note=note,
        )

    def leave(self, sql: str, why: str, **values: Any) -> None:
        """The articles that the statement answers were changed since: they are named, and the act lets go of them."""
        ids = self.ids(sql, **values)
        if not ids:
            return
        self.left.add(ids, why)
        self.run(
            f"DELETE FROM act_change WHERE {THIS_STEP} AND article_id IN (SELECT value FROM json_each(:gone))",
            gone=json.dumps(ids),
        )

    def doubt(self, sql: str) -> None:
        """The articles that the statement answers are to be compared with what was published."""
        self.doubted.update(self.ids(sql))

    def leave_out(self, sql: str, why: str) -> None:
        """The articles that the statement answers are named, and chosen no more; what was kept of them stays."""
        ids = self.ids(sql)
        if ids:
            self.left.add(ids, why)
            self.run(
                "DELETE FROM chosen WHERE id IN (SELECT value FROM json_each(:gone))", gone=json.dumps(ids)
            )

    def touched(self) -> list[int]:
        """All whose contents any step of this batch has changed."""
        return self.ids("SELECT id FROM touched ORDER BY id")


THIS_STEP = "act_id = :act AND step = :step"
# The chosen articles with what this step kept of them.
KEPT = (
    "chosen c CROSS JOIN act_change g ON g.act_id = :act AND g.step = :step AND g.article_id = c.id "
    "CROSS JOIN article a ON a.id = c.id"
)
HIT = "(SELECT id FROM hit)"
