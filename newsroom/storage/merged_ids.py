"""Ids that were merged into others (tags, series, sections, authors): kept revisions and stale windows name them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from newsroom.domain.article import Content
from newsroom.domain.ids import SectionId, SeriesId, TagId
from newsroom.storage.asking import ask, id_list

# One that was merged into another may have been merged on. The last row of each is where it leads.
_WALK = """
WITH RECURSIVE walk(kind, start, id, depth) AS (
    SELECT kind, old_id, target_id, 1 FROM merged WHERE {where}
    UNION ALL
    SELECT w.kind, w.start, m.target_id, w.depth + 1
    FROM walk w CROSS JOIN merged m ON m.kind = w.kind AND m.old_id = w.id WHERE w.depth < 100
)
SELECT kind, start, id FROM walk ORDER BY depth
"""
_TARGETS = _WALK.format(
    where="(kind = 'tag' AND old_id IN (SELECT value FROM json_each(:tags))) "
    "OR (kind = 'series' AND old_id IN (SELECT value FROM json_each(:series))) "
    "OR (kind = 'section' AND old_id IN (SELECT value FROM json_each(:sections)))"
)
_OF_KIND = _WALK.format(where="kind = ? AND old_id IN (SELECT value FROM json_each(?))")


def targets(connection: Connection, kind: str, ids: Collection[int]) -> dict[int, int]:
    """What those of the ids that were merged away became."""
    if not ids:
        return {}
    return {row["start"]: row["id"] for row in ask(connection, _OF_KIND, (kind, id_list(ids)))}


def living(connection: Connection, content: Content) -> Content:
    """The content with what was merged away under its new id, each once, at the first of its places. One statement."""
    return living_all(connection, [content])[0]


def living_all(connection: Connection, contents: Sequence[Content]) -> list[Content]:
    """The same of several. One statement."""
    tags = {id for content in contents for id in content.tags}
    series = {id for content in contents for id in content.series}
    sections = {content.section_id for content in contents} - {None}
    if not (tags or series or sections):
        return list(contents)
    wanted = {"tags": id_list(tags), "series": id_list(series), "sections": json.dumps(list(sections))}
    found = {(row["kind"], row["start"]): row["id"] for row in ask(connection, _TARGETS, wanted)}
    return [_living(content, found) for content in contents] if found else list(contents)


def _living(content: Content, found: Mapping[tuple[str, int], int]) -> Content:
    section = content.section_id
    return replace(
        content,
        tags=tuple(dict.fromkeys(TagId(found.get(("tag", id), id)) for id in content.tags)),
        series=tuple(dict.fromkeys(SeriesId(found.get(("series", id), id)) for id in content.series)),
        section_id=None if section is None else SectionId(found.get(("section", section), section)),
    )
