"""What readers' lists hold of published articles, made to follow contents as revisions keep them; many at once."""

import json
from collections.abc import Sequence
from typing import Any

from newsroom.domain.revisions import TEXT_CHANGED
from newsroom.storage.act_batch import HIT, Batch
from newsroom.storage.asking import run_many
from newsroom.storage.kept import Stored, values_of
from newsroom.storage.merged_ids import targets

LISTS = {"tag": "tags", "series": "series"}
Contents = dict[str, Any]
"""A content as a revision keeps it, as plain values."""
_SOME = 1_000
_TEXT_CHANGED = ", ".join(f"'{kind.value}'" for kind in TEXT_CHANGED)
_HIDDEN = f"""
SELECT a.id, r.id, a.published_at, r.base_id, r.content,
       (SELECT max(u.at) FROM revision u WHERE u.article_id = a.id AND u.kind IN ({_TEXT_CHANGED}))
FROM hit h CROSS JOIN article a ON a.id = h.id CROSS JOIN revision r ON r.id = a.published_revision_id
WHERE a.state = 'published' AND a.trashed_at IS NULL AND a.published_at IS NOT NULL AND a.id > :after
AND NOT EXISTS (SELECT 1 FROM public_article p WHERE p.article_id = a.id)
ORDER BY a.id LIMIT :some
"""
_SHOW = """
INSERT INTO public_article (article_id, revision_id, headline, section_id, published_at, updated_at)
SELECT ?, ?, ?, (SELECT id FROM section WHERE id = ?), ?, ?
"""
_GIVEN = "(SELECT ? AS article, ? AS other, ? AS at)"
_NOWHERE: dict[str, Any] = {"tags": [], "series": []}
_SHOWN = """
SELECT p.article_id, p.published_at, p.section_id, r.id, r.base_id, r.content,
       (SELECT json_group_array(tag_id) FROM public_tag t WHERE t.article_id = p.article_id),
       (SELECT json_group_array(series_id) FROM public_series s WHERE s.article_id = p.article_id)
FROM hit h CROSS JOIN public_article p ON p.article_id = h.id CROSS JOIN revision r ON r.id = p.revision_id
WHERE p.article_id > :after ORDER BY p.article_id LIMIT :some
"""


def show_again(batch: Batch) -> None:
    """Readers see the hit articles again as they were published last: those that are published and not in the trash."""
    after = 0
    while rows := batch.rows(_HIDDEN, after=after, some=_SOME):
        contents = kept_values(batch, [(row[1], row[3], row[4]) for row in rows])
        links = PublicRows()
        pages = []
        for (id, revision, published_at, _, _, updated_at), content in zip(rows, contents, strict=True):
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


def follow_revisions(batch: Batch) -> None:
    """What readers see of the hit articles is what their published revisions say."""
    after = 0
    while rows := batch.rows(_SHOWN, after=after, some=_SOME):
        contents = kept_values(batch, [row[3:6] for row in rows])
        links = PublicRows()
        for (id, published_at, section, _, _, _, tags, series), content in zip(rows, contents, strict=True):
            now = {"tags": json.loads(tags), "series": json.loads(series), "section_id": section}
            links.add(id, published_at, now, content)
        links.write(batch)
        after = rows[-1][0]


def kept_values(batch: Batch, rows: Sequence[Stored]) -> list[Contents]:
    """What these revisions hold, in their order; with what was merged since under its new id."""
    found = values_of(batch.connection, rows)
    return _living(batch, [found[id] for id, _, _ in rows])


def _living(batch: Batch, contents: list[Contents]) -> list[Contents]:
    for kind, name in LISTS.items():
        found = targets(batch.connection, kind, {id for values in contents for id in values[name]})
        if found:
            for values in contents:
                values[name] = list(dict.fromkeys(found.get(id, id) for id in values[name]))
    found = targets(batch.connection, "section", {values["section_id"] or 0 for values in contents})
    for values in contents:
        values["section_id"] = found.get(values["section_id"], values["section_id"])
    return contents


class PublicRows:
    """What readers' lists gain and lose, gathered to be written at once."""

    def __init__(self) -> None:
        self._gone: dict[str, list[tuple[int, int]]] = {"tag": [], "series": []}
        self._new: dict[str, list[tuple[int, int, int]]] = {"tag": [], "series": []}
        self._sections: list[tuple[int | None, int]] = []

    def add(self, id: int, published_at: int, old: Contents, new: Contents) -> None:
        for kind, name in LISTS.items():
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
            f"SELECT g.article, g.other, g.at FROM {_GIVEN} g "
            "WHERE EXISTS (SELECT 1 FROM tag WHERE id = g.other)",
            self._new["tag"],
        )
        run_many(
            connection,
            "INSERT OR IGNORE INTO public_series (article_id, series_id, place) SELECT g.article, g.other, coalesce("
            "(SELECT place_by_hand FROM article_series WHERE article_id = g.article AND series_id = g.other), g.at) "
            f"FROM {_GIVEN} g WHERE EXISTS (SELECT 1 FROM series WHERE id = g.other)",
            self._new["series"],
        )
        run_many(
            connection,
            "UPDATE public_article SET section_id = ? WHERE article_id = ? "
            "AND (? IS NULL OR EXISTS (SELECT 1 FROM section WHERE id = ?))",
            [(section, id, section, section) for section, id in self._sections],
        )
