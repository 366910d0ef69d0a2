"""Tags on their desk: lists by name, use and last use, each one walk along an index for each kind."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.article import TagKind
from newsroom.domain.ids import TagId
from newsroom.domain.ordering import Cursor, Shown, Sort, TagPage, TagRow
from newsroom.domain.vocabulary import Concept, ConceptId
from newsroom.storage.asking import Row, ask, id_list, known_moment, moment
from newsroom.storage.matching import parse_prefixes
from newsroom.storage.search_keys import KEYS_PER_MS
from newsroom.storage.tags import load_tags

# Column, what goes on behind a row, order.
_SORTS = {
    Sort.NAME: ("sort_key", ">", "value, id"),
    Sort.COUNT: ("n_articles", "<", "value DESC, id DESC"),
    Sort.LAST_USE: ("last_key", "<", "value DESC, id DESC"),
}
_SHOWN = {
    Shown.ACTIVE: " AND t.retired_at IS NULL",
    Shown.UNUSED: " AND t.retired_at IS NULL AND t.n_articles = 0",
    Shown.RETIRED: " AND t.retired_at IS NOT NULL",
    Shown.ALL: "",
}
_DETAILS = """
SELECT t.id, t.description, t.parent_id, t.retired_at, t.last_key,
       (SELECT count(*) FROM tag c WHERE c.parent_id = t.id) AS n_children,
       k.id AS concept_id, k.code, k.name AS concept_name, k.definition, k.uri, k.parent_id AS broader_id, k.is_retired
FROM tag t LEFT JOIN tag_concept m ON m.tag_id = t.id LEFT JOIN concept k ON k.id = m.concept_id
WHERE t.id IN (SELECT value FROM json_each(?))
"""
_COUNTS = "SELECT kind, count(*) AS n FROM tag INDEXED BY ix_tag_kind_n_articles GROUP BY kind"


def list_tags(
    connection: Connection,
    text: str,
    kinds: Collection[TagKind],
    shown: Shown,
    sort: Sort,
    after: Cursor | None,
    limit: int,
) -> TagPage:
    """The rows behind ``after``. With a text, tags with words that begin so in any of their names."""
    column, sign, order = _SORTS[sort]
    values: dict[str, Any] = {"limit": limit + 1}
    filters = _SHOWN[shown]
    if after is not None:
        filters += f" AND (t.{column}, t.id) {sign} (:value, :id)"
        values |= {"value": after.value, "id": after.id}
    wanted = sorted(kinds or TagKind)
    if text.strip():
        match = parse_prefixes(text)
        if match is None:
            return TagPage(())
        values["match"] = match
        arms = [_matching(column, wanted, filters)]
    else:
        walk = f"SELECT t.id AS id, t.{column} AS value FROM tag t INDEXED BY ix_tag_kind_{column}"
        arms = [f"{walk} WHERE t.kind = '{kind.value}'{filters}" for kind in wanted]
    rows = ask(connection, f"{' UNION ALL '.join(arms)} ORDER BY {order} LIMIT :limit", values)
    page = rows[:limit]
    last = Cursor(page[-1]["value"], page[-1]["id"]) if len(rows) > limit else None
    return TagPage(tag_rows(connection, [TagId(row["id"]) for row in page]), last)


def tag_rows(connection: Connection, ids: Sequence[TagId]) -> tuple[TagRow, ...]:
    """Those that the library has, in their order. Three statements."""
    details = {row["id"]: row for row in ask(connection, _DETAILS, (id_list(ids),))}
    known = [id for id in ids if id in details]
    parents = {row["parent_id"] for row in details.values() if row["parent_id"] is not None}
    tags = {tag.id: tag for tag in load_tags(connection, [*known, *(parents - set(known))])}
    return tuple(_row(details[id], tags) for id in known)


def count_tags(connection: Connection) -> dict[TagKind, int]:
    """Tags of each kind, the retired too. One walk along an index."""
    found = {row["kind"]: row["n"] for row in ask(connection, _COUNTS)}
    return {kind: found.get(kind.value, 0) for kind in TagKind}


def _matching(column: str, kinds: Sequence[TagKind], filters: str) -> str:
    listed = ", ".join(f"'{kind.value}'" for kind in kinds)
    found = (
        "SELECT DISTINCT n.tag_id AS tag_id FROM search_tag_name f "
        "CROSS JOIN tag_name n ON n.id = f.rowid & 4294967295 WHERE search_tag_name MATCH :match"
    )
    return (
        f"SELECT t.id AS id, t.{column} AS value FROM ({found}) m CROSS JOIN tag t ON t.id = m.tag_id "
        f"WHERE t.kind IN ({listed}){filters}"
    )


def _row(row: Row, tags: dict[TagId, Any]) -> TagRow:
    return TagRow(
        tag=tags[row["id"]],
        description=row["description"],
        parent=tags.get(row["parent_id"]),
        n_children=row["n_children"],
        retired_at=moment(row["retired_at"]),
        last_used_at=known_moment(row["last_key"] // KEYS_PER_MS) if row["last_key"] else None,
        concept=_concept(row) if row["concept_id"] is not None else None,
    )


def _concept(row: Row) -> Concept:
    return Concept(
        ConceptId(row["concept_id"]),
        row["code"],
        row["concept_name"],
        row["definition"],
        row["uri"],
        row["broader_id"],
        bool(row["is_retired"]),
    )
