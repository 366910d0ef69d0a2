"""All names of tags at once, for looking for duplicates; and which pairs are known to be different things."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from newsroom.storage.asking import run_many

_NAMES = """
SELECT t.id, CASE WHEN n.is_alias THEN n.name ELSE t.name END, t.qualifier
FROM tag_name n CROSS JOIN tag t ON t.id = n.tag_id WHERE t.retired_at IS NULL
"""
_HOMONYMS = """
SELECT a.id, b.id FROM tag a CROSS JOIN tag b INDEXED BY ix_tag_kind_sort_key
ON b.kind IN ('topic', 'person', 'place', 'organisation', 'event') AND b.sort_key = a.sort_key AND b.id > a.id
WHERE a.qualifier IS NOT NULL AND a.qualifier IS NOT b.qualifier
   OR b.qualifier IS NOT NULL AND a.qualifier IS NOT b.qualifier
"""


def all_names(connection: Connection) -> list[tuple[int, str]]:
    """Names without their qualifiers, and aliases, of all tags that are not retired."""
    driver: Any = connection.connection.driver_connection
    return [(id, name) for id, name, _ in driver.execute(_NAMES)]


def distinct_pairs(connection: Connection) -> set[tuple[int, int]]:
    """Pairs that are told apart: by an editor, or by a qualifier. The lower id first."""
    driver: Any = connection.connection.driver_connection
    told = set(driver.execute("SELECT one_id, other_id FROM tag_distinct"))
    return told | set(driver.execute(_HOMONYMS))


def set_distinct(connection: Connection, pairs: Sequence[tuple[int, int]]) -> None:
    """An editor says so."""
    run_many(connection, "INSERT OR IGNORE INTO tag_distinct (one_id, other_id) VALUES (?, ?)", pairs)
