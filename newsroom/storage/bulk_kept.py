"""Kept searches, vocabularies and the log of acts, as an export of ours says them: out, and into a library again.

They are about what articles are sorted under, and come after it. What is known in a library stays as it is there.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.acts import ActKind, ActState
from newsroom.domain.conditions import Link
from newsroom.domain.errors import RefusedError
from newsroom.domain.names import name_key, tidy
from newsroom.domain.query import Order
from newsroom.domain.times import from_rfc3339, to_rfc3339
from newsroom.domain.vocabulary import VocabularyConcept
from newsroom.storage.asking import ask, ask_value, known_moment, run_many, stored_moment
from newsroom.storage.named import find_named, load_named
from newsroom.storage.searches import find_search, list_searches
from newsroom.storage.tags import find_tag, load_tags
from newsroom.storage.vocabularies import put_vocabulary

Values = Mapping[str, Any]
_VOCABULARIES = "SELECT id, name, language, imported_at FROM vocabulary ORDER BY id"
_CONCEPTS = """
SELECT c.code, c.name, c.definition, c.uri, c.is_retired, b.code AS broader, m.tag_id
FROM concept c LEFT JOIN concept b ON b.id = c.parent_id LEFT JOIN tag_concept m ON m.concept_id = c.id
WHERE c.vocabulary_id = ? ORDER BY c.id
"""
_MAP = """
INSERT INTO tag_concept (tag_id, concept_id)
SELECT ?, id FROM concept WHERE vocabulary_id = ? AND code = ? ON CONFLICT DO NOTHING
"""
_ACTS = 'SELECT at, "by", kind, words, state, n_articles, n_left, undone_at, undone_by FROM act ORDER BY id'
_IS_KNOWN = 'SELECT 1 FROM act WHERE at = ? AND "by" = ? AND words = ?'
_ACT = """
INSERT INTO act (at, "by", kind, words, state, n_articles, n_left, undone_at, undone_by, steps)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '{"differ": false, "do": []}')
"""
_SEARCH = """
INSERT INTO saved_search (name, name_key, text, known, list_order, position, created_at)
VALUES (?, ?, ?, ?, ?, (SELECT count(*) FROM saved_search), ?)
"""
_LONGEST_TEXT = 4_000


def load_kept(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """All of them, by kind, with names for ids."""
    for search in list_searches(connection):
        known = [(link, key, load_named(connection, Link(link), [id])) for link, key, id in search.known]
        yield (
            "search",
            {
                "name": search.name,
                "text": search.text,
                "order": search.order.value,
                "created_at": to_rfc3339(search.created_at),
                "known": [[link, key, found[0].label] for link, key, found in known if found],
            },
        )
    for row in ask(connection, _VOCABULARIES):
        yield "vocabulary", _vocabulary_of(connection, row)
    for row in ask(connection, _ACTS):
        for name in ("at", "undone_at"):
            row[name] = None if row[name] is None else to_rfc3339(known_moment(row[name]))
        yield "act", row


def bring_kept(connection: Connection, kind: str, values: Values) -> None:
    """One of them. Raises ``RefusedError`` for what cannot be one."""
    try:
        _BRING[kind](connection, values)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise RefusedError(
            f"It is no {kind} of an export: a value is missing, or of the wrong kind."
        ) from error


def _vocabulary_of(connection: Connection, row: Mapping[str, Any]) -> dict[str, Any]:
    concepts = ask(connection, _CONCEPTS, (row["id"],))
    tags = load_tags(connection, [one["tag_id"] for one in concepts if one["tag_id"] is not None])
    labels = {tag.id: tag.label for tag in tags}
    for one in concepts:
        one["tag"] = labels.get(one.pop("tag_id"))
    return {
        "name": row["name"],
        "language": row["language"],
        "imported_at": to_rfc3339(known_moment(row["imported_at"])),
        "concepts": [{name: value for name, value in one.items() if value} for one in concepts],
    }


def _bring_search(connection: Connection, values: Values) -> None:
    name, text = tidy(values["name"]), tidy(values["text"])
    if not name_key(name) or not text or len(text) > _LONGEST_TEXT:
        raise RefusedError("It is no kept search: it has no name, or asks for nothing.")
    if find_search(connection, name) is not None:
        return
    known = []
    for link, key, label in values.get("known") or ():
        found = find_named(connection, Link(link), label)
        known += [[link, key, found[0].id]] if found else []
    order = Order(values.get("order") or Order.NEWEST.value)
    created = stored_moment(from_rfc3339(values["created_at"]))
    row = (name, name_key(name), text, json.dumps(known), order.value, created)
    run_many(connection, _SEARCH, [row])


def _bring_vocabulary(connection: Connection, values: Values) -> None:
    name = values["name"]
    if not name_key(name):
        raise RefusedError("It is no vocabulary: it has no name.")
    if ask_value(connection, "SELECT 1 FROM vocabulary WHERE name_key = ?", (name_key(name),)):
        return
    concepts = values.get("concepts") or ()
    made = put_vocabulary(
        connection,
        name,
        values["language"],
        [
            VocabularyConcept(
                str(one["code"]),
                tidy(one["name"]),
                one.get("definition") or "",
                one.get("broader"),
                one.get("uri"),
                bool(one.get("is_retired")),
            )
            for one in concepts
        ],
        from_rfc3339(values["imported_at"]),
    )
    tags = [(find_tag(connection, one["tag"]), one["code"]) for one in concepts if one.get("tag")]
    run_many(connection, _MAP, [(tag.id, made, code) for tag, code in tags if tag is not None])


def _bring_act(connection: Connection, values: Values) -> None:
    """To be read only: what it changed is not known here."""
    at = stored_moment(from_rfc3339(values["at"]))
    by, words = str(values["by"]), str(values["words"])
    if ask_value(connection, _IS_KNOWN, (at, by, words)):
        return
    undone_at = values.get("undone_at")
    row = (
        at,
        by,
        ActKind(values["kind"]).value,
        words,
        ActState.ELSEWHERE.value,
        max(0, int(values.get("n_articles") or 0)),
        max(0, int(values.get("n_left") or 0)),
        None if undone_at is None else stored_moment(from_rfc3339(undone_at)),
        values.get("undone_by"),
    )
    run_many(connection, _ACT, [row])


_BRING: dict[str, Callable[[Connection, Values], None]] = {
    "search": _bring_search,
    "vocabulary": _bring_vocabulary,
    "act": _bring_act,
}
KINDS = frozenset(_BRING)
