"""Publishes a change of many published articles along: only that change, never what else waits in a working copy.

Each article gets a new published revision that is the last one with the change in it. No text changes, so the page's
time of update stays.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from newsroom.domain.revisions import TEXT_CHANGED, RevisionKind
from newsroom.storage.act_batch import HIT, KEPT, THIS_STEP, Batch
from newsroom.storage.act_steps import AddLink, RemoveLink, SetByline, SetColumn, Step, SwapLink
from newsroom.storage.asking import run_many
from newsroom.storage.merged_ids import targets

_SOME = 1_000
_LISTS = {"tag": "tags", "series": "series"}
_SINCE = "It was published again, withdrawn or put into the trash since; readers still see the change."
_TEXT_CHANGED = ", ".join(f"'{kind.value}'" for kind in TEXT_CHANGED)
_COLUMNS = frozenset({"section_id", "language", "label"})
_PUBLISHED = """
SELECT a.id, a.published_revision_id, p.published_at, r.content,
       (SELECT max(number) FROM revision WHERE article_id = a.id)
FROM touched t CROSS JOIN article a ON a.id = t.id
CROSS JOIN public_article p ON p.article_id = a.id
CROSS JOIN revision r ON r.id = a.published_revision_id
WHERE a.state = 'published' AND a.trashed_at IS NULL AND a.id > :after ORDER BY a.id LIMIT :some
"""
_HIDDEN = f"""
SELECT a.id, r.id, a.published_at, r.content,
       (SELECT max(u.at) FROM revision u WHERE u.article_id = a.id AND u.kind IN ({_TEXT_CHANGED}))
FROM hit h CROSS JOIN article a ON a.id = h.id CROSS JOIN revision r ON r.id = a.published_revision_id
WHERE a.state = 'published' AND a.trashed_at IS NULL AND a.published_at IS NOT NULL AND a.id > :after
AND NOT EXISTS (SELECT 1 FROM public_article p WHERE p.article_id = a.id)
ORDER BY a.id LIMIT :some
"""
_SHOW = """
INSERT INTO public_article (article_id, revision_id, headline, section_id, published_at, updated_at)
SELECT ?1, ?2, ?3, CASE WHEN EXISTS (SELECT 1 FROM section WHERE id = ?4) THEN ?4 END, ?5, ?6
"""
_NOWHERE: dict[str, Any] = {"tags": [], "series": []}
_REVISE = 'INSERT INTO revision (article_id, number, kind, at, "by", content) VALUES (?, ?, ?, ?, ?, ?)'
# The act's revision is the newest of its article while the batch runs.
_KEEP = """
INSERT INTO act_change (act_id, step, article_id, before, after)
SELECT :act, :step, a.id, a.published_revision_id,
       (SELECT id FROM revision r WHERE r.article_id = a.id ORDER BY number DESC LIMIT 1)
FROM json_each(:ids) c CROSS JOIN article a ON a.id = c.value
"""
Contents = dict[str, Any]


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
        revisions, changes = [], _PublicRows()
        before = _living(batch, [json.loads(zlib.decompress(row[3])) for row in rows])
        for (id, _, published_at, _, number), old in zip(rows, before, strict=True):
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
        for rows in _kept_pairs(batch):
            contents = _living(batch, [json.loads(zlib.decompress(data)) for row in rows for data in row[2:]])
            changes = _PublicRows()
            for n, (id, published_at, *_) in enumerate(rows):
                changes.add(id, published_at, contents[2 * n + 1], contents[2 * n])
            changes.write(batch)
        batch.run(
            f"UPDATE revision SET kind = '{RevisionKind.UNDONE.value}' WHERE id IN "
            f"(SELECT g.after FROM act_change g WHERE {THIS_STEP} AND g.article_id IN {HIT})"
        )
        _point_to(batch, "before")
        return again


def show_again(batch: Batch) -> None:
    """Readers see the hit articles again as they were published last: those that are published and not in the trash."""
    after = 0
    while rows := batch.rows(_HIDDEN, after=after, some=_SOME):
        contents = _living(batch, [json.loads(zlib.decompress(row[3])) for row in rows])
        links = _PublicRows()
        pages = []
        for (id, revision, published_at, _, updated_at), content in zip(rows, contents, strict=True):
            pages.append((id, revision, content["headline"], content["section_id"], published_at, updated_at))
            links.add(id, published_at, _NOWHERE | {"section_id": content["section_id"]}, content)
        run_many(batch.connection, _SHOW, pages)
        links.write(batch)
        after = rows[-1][0]


def hide(batch: Batch) -> None:
    """Readers no longer see those of the hit articles that are in the trash."""
    trashed = f"SELECT id FROM article WHERE id IN {HIT} AND trashed_at IS NOT NULL"
    for table in ("public_tag", "public_series", "public_article"):
        batch.run(f"DELETE FROM {table} WHERE article_id IN ({trashed})")


def _published(batch: Batch) -> Iterator[list[tuple[Any, ...]]]:
    after = 0
    while rows := batch.rows(_PUBLISHED, after=after, some=_SOME):
        yield rows
        after = rows[-1][0]


def _kept_pairs(batch: Batch) -> Iterator[list[tuple[Any, ...]]]:
    """Id, time of publication, and the packed contents before and after the act."""
    after = 0
    sql = (
        "SELECT c.id, p.published_at, o.content, n.content FROM "
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
        name = _LISTS[step.kind]
        if step.id not in values[name]:
            values[name] = [*values[name], step.id]
    elif isinstance(step, RemoveLink):
        name = _LISTS[step.kind]
        ids = values[name]
        is_behind = step.behind is None or (
            step.id in ids and step.behind in ids and ids.index(step.behind) < ids.index(step.id)
        )
        if is_behind and step.id in ids:
            values[name] = [id for id in ids if id != step.id]
    elif isinstance(step, SwapLink):
        name = _LISTS[step.kind]
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


def _living(batch: Batch, contents: list[Contents]) -> list[Contents]:
    """With what was merged since under its new id."""
    for kind, name in _LISTS.items():
        found = targets(batch.connection, kind, {id for values in contents for id in values[name]})
        if found:
            for values in contents:
                values[name] = list(dict.fromkeys(found.get(id, id) for id in values[name]))
    found = targets(batch.connection, "section", {values["section_id"] or 0 for values in contents})
    for values in contents:
        values["section_id"] = found.get(values["section_id"], values["section_id"])
    return contents


def _packed(values: Contents) -> bytes:
    return zlib.compress(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


class _PublicRows:
    """What readers' lists gain and lose, gathered to be written at once."""

    def __init__(self) -> None:
        self._gone: dict[str, list[tuple[int, int]]] = {"tag": [], "series": []}
        self._new: dict[str, list[tuple[int, int, int]]] = {"tag": [], "series": []}
        self._sections: list[tuple[int | None, int]] = []

    def add(self, id: int, published_at: int, old: Contents, new: Contents) -> None:
        for kind, name in _LISTS.items():
            before, after = set(old[name]), set(new[name])
            self._gone[kind] += [(id, other) for other in before - after]
            self._new[kind] += [(id, other, published_at) for other in after - before]
        if old["section_id"] != new["section_id"]:
            self._sections.append((new["section_id"], id))

    def write(self, batch: Batch) -> None:
        connection = batch.connection
        for kind, rows in self._gone.items():
            run_many(connection, f"DELETE FROM public_{kind} WHERE article_id = ? AND {kind}_id = ?", rows)
        run_many(
            connection,
            "INSERT OR IGNORE INTO public_tag (article_id, tag_id, published_at) "
            "SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM tag WHERE id = ?2)",
            self._new["tag"],
        )
        run_many(
            connection,
            "INSERT OR IGNORE INTO public_series (article_id, series_id, place) SELECT ?1, ?2, coalesce("
            "(SELECT place_by_hand FROM article_series WHERE article_id = ?1 AND series_id = ?2), ?3) "
            "WHERE EXISTS (SELECT 1 FROM series WHERE id = ?2)",
            self._new["series"],
        )
        run_many(
            connection,
            "UPDATE public_article SET section_id = ?1 WHERE article_id = ?2 "
            "AND (?1 IS NULL OR EXISTS (SELECT 1 FROM section WHERE id = ?1))",
            self._sections,
        )
