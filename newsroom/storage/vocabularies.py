"""Vocabularies and their concepts, and which tag stands for which."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.ids import TagId
from newsroom.domain.names import name_key, tidy
from newsroom.domain.vocabulary import Concept, ConceptId, Vocabulary, VocabularyConcept, VocabularyId
from newsroom.storage.asking import Row, ask, ask_value, id_list, run_many, stored_moment
from newsroom.storage.row_images import Watch

_ALL = """
SELECT v.id, v.name, v.language,
       (SELECT count(*) FROM concept c WHERE c.vocabulary_id = v.id) AS n_concepts,
       (SELECT count(*) FROM tag_concept m JOIN concept c ON c.id = m.concept_id
        WHERE c.vocabulary_id = v.id) AS n_mapped
FROM vocabulary v ORDER BY v.name_key
"""
_PUT = """
INSERT INTO concept (vocabulary_id, code, name, name_key, definition, uri, is_retired) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (vocabulary_id, code) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
definition = excluded.definition, uri = excluded.uri, is_retired = excluded.is_retired
"""
_PARENTS = """
UPDATE concept SET parent_id = (SELECT id FROM concept p WHERE p.vocabulary_id = concept.vocabulary_id AND p.code = ?)
WHERE vocabulary_id = ? AND code = ?
"""
_COLUMNS = "c.id, c.code, c.name, c.definition, c.uri, c.parent_id, c.is_retired"
# A vocabulary has some thousand concepts: they are looked through.
_FITTING = f"""
SELECT {_COLUMNS}, m.tag_id FROM concept c LEFT JOIN tag_concept m ON m.concept_id = c.id
WHERE c.is_retired = 0 AND instr(' ' || c.name_key, ' ' || :key) > 0
ORDER BY c.name_key <> :key, length(c.name_key), c.name_key, c.id LIMIT :limit
"""
_PROPOSED = f"""
SELECT {_COLUMNS}, n.tag_id, n.name AS by_name FROM concept c
CROSS JOIN tag_name n ON n.name_key = c.name_key CROSS JOIN tag t ON t.id = n.tag_id
WHERE c.is_retired = 0 AND t.retired_at IS NULL
AND NOT EXISTS (SELECT 1 FROM tag_concept m WHERE m.concept_id = c.id)
AND NOT EXISTS (SELECT 1 FROM tag_concept m WHERE m.tag_id = n.tag_id)
ORDER BY t.n_articles DESC, c.id
"""
_ABOVE = f"""
WITH RECURSIVE up(id, depth) AS (
    SELECT parent_id, 1 FROM concept WHERE id = :id
    UNION ALL SELECT c.parent_id, up.depth + 1 FROM concept c JOIN up ON c.id = up.id WHERE up.depth < 50
)
SELECT {_COLUMNS}, m.tag_id FROM up CROSS JOIN concept c ON c.id = up.id
LEFT JOIN tag_concept m ON m.concept_id = c.id ORDER BY up.depth
"""


def list_vocabularies(connection: Connection) -> tuple[Vocabulary, ...]:
    """All of them."""
    return tuple(
        Vocabulary(VocabularyId(row["id"]), row["name"], row["language"], row["n_concepts"], row["n_mapped"])
        for row in ask(connection, _ALL)
    )


def put_vocabulary(
    connection: Connection, name: str, language: str, concepts: Sequence[VocabularyConcept], at: datetime
) -> VocabularyId:
    """Makes it, or brings the one of that name up to date: codes stay, what is gone from it is retired."""
    key = name_key(name)
    moment = stored_moment(at)
    id = ask_value(connection, "SELECT id FROM vocabulary WHERE name_key = ?", (key,))
    if id is None:
        sql = (
            "INSERT INTO vocabulary (name, name_key, language, imported_at) VALUES (?, ?, ?, ?) RETURNING id"
        )
        id = ask_value(connection, sql, (tidy(name), key, language, moment))
    else:
        sql = "UPDATE vocabulary SET language = ?, imported_at = ? WHERE id = ?"
        connection.exec_driver_sql(sql, (language, moment, id))
        connection.exec_driver_sql(
            "UPDATE concept SET is_retired = 1, parent_id = NULL WHERE vocabulary_id = ?", (id,)
        )
    rows = [
        (id, one.code, one.name, name_key(one.name), one.definition, one.uri, int(one.is_retired))
        for one in concepts
    ]
    run_many(connection, _PUT, rows)
    run_many(connection, _PARENTS, [(one.broader, id, one.code) for one in concepts if one.broader])
    return VocabularyId(id)


def remove_vocabulary(connection: Connection, id: VocabularyId) -> None:
    """With its concepts; tags stay."""
    connection.exec_driver_sql("DELETE FROM vocabulary WHERE id = ?", (id,))


def load_concepts(connection: Connection, ids: Sequence[ConceptId]) -> tuple[Concept, ...]:
    """Those that the library has, in their order."""
    question = f"SELECT {_COLUMNS} FROM concept c WHERE c.id IN (SELECT value FROM json_each(?))"
    found = {row["id"]: concept_of(row) for row in ask(connection, question, (id_list(ids),))}
    return tuple(found[id] for id in ids if id in found)


def find_concept(connection: Connection, ref: str) -> Concept | None:
    """By code or, where one has it, by name."""
    question = f"SELECT {_COLUMNS} FROM concept c WHERE c.code = ? LIMIT 2"
    rows = ask(connection, question, (ref.strip(),))
    rows = rows or ask(
        connection, f"SELECT {_COLUMNS} FROM concept c WHERE c.name_key = ? LIMIT 2", (name_key(ref),)
    )
    return concept_of(rows[0]) if len(rows) == 1 else None


def fitting_concepts(connection: Connection, text: str, limit: int) -> list[tuple[Concept, TagId | None]]:
    """Concepts with words that begin so, and the tags that stand for them."""
    key = name_key(text)
    if not key:
        return []
    rows = ask(connection, _FITTING, {"key": key, "limit": limit})
    return [(concept_of(row), row["tag_id"]) for row in rows]


def concepts_above(connection: Connection, id: ConceptId) -> list[tuple[Concept, TagId | None]]:
    """From the one above it up, with the tags that stand for them."""
    return [(concept_of(row), row["tag_id"]) for row in ask(connection, _ABOVE, {"id": id})]


def proposed_mappings(connection: Connection) -> list[tuple[TagId, Concept, str]]:
    """Tags of which a name is a concept's name, where neither is mapped; each tag and each concept once."""
    tags: set[int] = set()
    concepts: set[int] = set()
    proposals = []
    for row in ask(connection, _PROPOSED):
        if row["tag_id"] not in tags and row["id"] not in concepts:
            tags.add(row["tag_id"])
            concepts.add(row["id"])
            proposals.append((TagId(row["tag_id"]), concept_of(row), row["by_name"]))
    return proposals


def tag_of(connection: Connection, id: ConceptId) -> TagId | None:
    """The tag that stands for the concept."""
    found = ask_value(connection, "SELECT tag_id FROM tag_concept WHERE concept_id = ?", (id,))
    return None if found is None else TagId(found)


def concept_of_tag(connection: Connection, id: TagId) -> ConceptId | None:
    """What the tag stands for."""
    found = ask_value(connection, "SELECT concept_id FROM tag_concept WHERE tag_id = ?", (id,))
    return None if found is None else ConceptId(found)


def map_tag(connection: Connection, tag_id: TagId, concept_id: ConceptId | None) -> None:
    """What the tag stands for; a tag that stood for the concept before no longer does."""
    connection.exec_driver_sql(
        "DELETE FROM tag_concept WHERE tag_id = ? OR concept_id = ?", (tag_id, concept_id)
    )
    if concept_id is not None:
        connection.exec_driver_sql(
            "INSERT INTO tag_concept (tag_id, concept_id) VALUES (?, ?)", (tag_id, concept_id)
        )


def mapping_watches(tags: Sequence[TagId], concepts: Sequence[ConceptId]) -> tuple[Watch, ...]:
    return (Watch("tag_concept", "tag_id", tags), Watch("tag_concept", "concept_id", concepts))


def concepts_of(connection: Connection, id: VocabularyId) -> list[ConceptId]:
    """All of a vocabulary."""
    rows = ask(connection, "SELECT id FROM concept WHERE vocabulary_id = ? ORDER BY id", (id,))
    return [ConceptId(row["id"]) for row in rows]


def vocabulary_watches(id: VocabularyId, concepts: Sequence[ConceptId]) -> tuple[Watch, ...]:
    """All that goes with a vocabulary; what others belong to first."""
    return (
        Watch("vocabulary", "id", [id]),
        Watch("concept", "vocabulary_id", [id]),
        Watch("tag_concept", "concept_id", concepts),
    )


def concept_of(row: Row) -> Concept:
    """From a row that has its columns."""
    parent: Any = row["parent_id"]
    return Concept(
        ConceptId(row["id"]),
        row["code"],
        row["name"],
        row["definition"],
        row["uri"],
        None if parent is None else ConceptId(parent),
        bool(row["is_retired"]),
    )
