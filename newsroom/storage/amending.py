"""Publishes a change of many published articles along: only that change, never what else waits in a working copy.

Each article gets a new published revision that is the last one with the change in it. No text changes, so the page's
time of update stays.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from newsroom.domain.revisions import RevisionKind
from newsroom.storage.act_batch import HIT, KEPT, THIS_STEP, Batch
from newsroom.storage.act_steps import AddLink, RemoveLink, SetByline, SetColumn, Step, SwapLink
from newsroom.storage.asking import run_many
from newsroom.storage.public_rows import LISTS, Contents, PublicRows, kept_values

_SOME = 1_000
_SINCE = "It was published again, withdrawn or put into the trash since; readers still see the change."
_COLUMNS = frozenset({"section_id", "language", "label"})
_PUBLISHED = """
SELECT a.id, p.published_at, r.id, r.base_id, r.content,
       (SELECT max(number) FROM revision WHERE article_id = a.id)
FROM touched t CROSS JOIN article a ON a.id = t.id
CROSS JOIN public_article p ON p.article_id = a.id
CROSS JOIN revision r ON r.id = a.published_revision_id
WHERE a.state = 'published' AND a.trashed_at IS NULL AND a.id > :after ORDER BY a.id LIMIT :some
"""
_REVISE = 'INSERT INTO revision (article_id, number, kind, at, "by", content) VALUES (?, ?, ?, ?, ?, ?)'
# The act's revision is the newest of its article while the batch runs.
_KEEP = """
INSERT INTO act_change (act_id, step, article_id, before, after)
SELECT :act, :step, a.id, a.published_revision_id,
       (SELECT id FROM revision r WHERE r.article_id = a.id ORDER BY number DESC LIMIT 1)
FROM json_each(:ids) c CROSS JOIN article a ON a.id = c.value
"""


@dataclass(frozen=True, slots=True)
class Amend:
    """``steps`` are those of the same act that changed the working copies. ``at``: milliseconds."""

    do: ClassVar[str] = "amend"
    content: ClassVar[bool] = False
    at: int
    by: str

    def apply(self, batch: Batch, steps: Sequence[Step]) -> None:
        for rows in _published(batch):
            self._amend(batch, steps, rows)
        batch.hit(
            f"SELECT g.article_id FROM act_change g JOIN touched t ON t.id = g.article_id WHERE {THIS_STEP}",
            note=False,
        )
        _point_to(batch, "after")

    def _amend(self, batch: Batch, steps: Sequence[Step], rows: Sequence[tuple[Any, ...]]) -> None:
        revisions, changes = [], PublicRows()
        before = kept_values(batch, [row[2:5] for row in rows])
        for (id, published_at, _, _, _, number), old in zip(rows, before, strict=True):
            new = dict(old)
            for step in steps:
                _change(step, new)
            if new != old:
                revisions.append(
                    (id, number + 1, RevisionKind.PUBLISHED.value, self.at, self.by, _packed(new))
                )
                changes.add(id, published_at, old, new)
        run_many(batch.connection, _REVISE, revisions)
        batch.run(_KEEP, ids=json.dumps([row[0] for row in revisions]))
        changes.write(batch)

    def revert(self, batch: Batch) -> list[int]:
        """Answers the articles whose public page could not follow: their working copies did."""
        since = "a.published_revision_id IS NOT g.after OR a.state <> 'published' OR a.trashed_at IS NOT NULL"
        again = batch.ids(
            f"SELECT c.id FROM {KEPT} WHERE a.published_revision_id IS NOT g.before AND ({since})"
        )
        batch.leave(
            f"SELECT c.id FROM {KEPT} WHERE a.published_revision_id IS NOT g.before AND ({since})", _SINCE
        )
        if not batch.hit(f"SELECT c.id FROM {KEPT} WHERE a.published_revision_id IS g.after", note=False):
            return again
        batch.doubt("SELECT id FROM hit")
        for rows in _kept_pairs(batch):
            contents = kept_values(batch, [one for row in rows for one in (row[2:5], row[5:8])])
            changes = PublicRows()
            for n, (id, published_at, *_) in enumerate(rows):
                changes.add(id, published_at, contents[2 * n + 1], contents[2 * n])
            changes.write(batch)
        batch.run(
            f"UPDATE revision SET kind = '{RevisionKind.UNDONE.value}' WHERE id IN "
            f"(SELECT g.after FROM act_change g WHERE {THIS_STEP} AND g.article_id IN {HIT})"
        )
        _point_to(batch, "before")
        return again


def _published(batch: Batch) -> Iterator[list[tuple[Any, ...]]]:
    after = 0
    while rows := batch.rows(_PUBLISHED, after=after, some=_SOME):
        yield rows
        after = rows[-1][0]


def _kept_pairs(batch: Batch) -> Iterator[list[tuple[Any, ...]]]:
    """Id, time of publication, and the rows of the revisions before and after the act."""
    after = 0
    sql = (
        "SELECT c.id, p.published_at, o.id, o.base_id, o.content, n.id, n.base_id, n.content FROM "
        f"{KEPT} CROSS JOIN public_article p ON p.article_id = c.id "
        "CROSS JOIN revision o ON o.id = g.before CROSS JOIN revision n ON n.id = g.after "
        f"WHERE c.id IN {HIT} AND c.id > :after ORDER BY c.id LIMIT :some"
    )
    while rows := batch.rows(sql, after=after, some=_SOME):
        yield rows
        after = rows[-1][0]


def _point_to(batch: Batch, which: str) -> None:
    """What the hit articles show is the revision after the act, or the one before."""
    kept = f"(SELECT g.{which} FROM act_change g WHERE {THIS_STEP} AND g.article_id = {{}})"
    batch.run(f"UPDATE article SET published_revision_id = {kept.format('article.id')} WHERE id IN {HIT}")
    batch.run(
        f"UPDATE public_article SET revision_id = {kept.format('public_article.article_id')} WHERE article_id IN {HIT}"
    )


def _change(step: Step, values: Contents) -> None:
    """The step's change, in a content as a revision keeps it."""
    if isinstance(step, AddLink):
        name = LISTS[step.kind]
        if step.id not in values[name]:
            values[name] = [*values[name], step.id]
    elif isinstance(step, RemoveLink):
        name = LISTS[step.kind]
        ids = values[name]
        is_behind = step.behind is None or (
            step.id in ids and step.behind in ids and ids.index(step.behind) < ids.index(step.id)
        )
        if is_behind and step.id in ids:
            values[name] = [id for id in ids if id != step.id]
    elif isinstance(step, SwapLink):
        name = LISTS[step.kind]
        values[name] = [step.new if id == step.old else id for id in values[name]]
    elif isinstance(step, SetByline):
        values["bylines"] = [
            line | {step.column: step.new}
            if line.get("author_id") == step.author and line.get(step.column) == step.old
            else line
            for line in values["bylines"]
        ]
    elif isinstance(step, SetColumn) and step.column in _COLUMNS:
        values[step.column] = step.value


def _packed(values: Contents) -> bytes:
    return zlib.compress(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
