"""Tags, series, sections and authors by what a person may call them; languages and labels that articles have."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.conditions import Link
from newsroom.domain.names import name_key, sort_key, tidy
from newsroom.storage.asking import Row, ask, ask_plain, id_list
from newsroom.storage.lookups import qualified_tags
from newsroom.storage.matching import MIN_PREFIX, name_tokens

_TABLES = {Link.TAG: "tag", Link.SERIES: "series", Link.SECTION: "section", Link.AUTHOR: "author"}
_MOST_ALIKE = 500
_TAGS_ALIKE = """
SELECT n.tag_id AS id, n.name FROM search_tag_name f CROSS JOIN tag_name n ON n.id = f.rowid & 4294967295
WHERE search_tag_name MATCH ? ORDER BY f.rowid DESC LIMIT ?
"""
_SERIES_ALIKE = """
SELECT s.id, s.name FROM search_series_name f CROSS JOIN series s ON s.id = f.rowid
WHERE search_series_name MATCH ? LIMIT ?
"""
_AUTHORS_ALIKE = "SELECT id, name FROM author WHERE sort_key = ? LIMIT ?"
_MOST_COMPARED = 200_000
_LEAST_LIKENESS = 70.0
# Of what is 70 % alike, the shorter has 54 % of the other's letters at least: 2 s / (s + l) >= 0.7.
_SHORTER = 0.54


@dataclass(frozen=True, slots=True)
class Named:
    """One thing of that name: what the library calls it, its slug, and how many articles are under it."""

    id: int
    label: str
    slug: str
    n_articles: int


def find_named(connection: Connection, link: Link, name: str) -> tuple[Named, ...]:
    """Those of that name, alias or slug, whatever its case and marks; several only where nothing tells them apart.

    The most exact way that finds something is the last one tried. A name that was given up still leads to its thing.
    """
    name = tidy(name)
    if not name_key(name):
        return ()
    for way in (_by_key, _by_slug, _by_parts, _by_letters, _by_words):
        if ids := way(connection, link, name):
            return load_named(connection, link, ids)
    return ()


def load_named(connection: Connection, link: Link, ids: Iterable[int]) -> tuple[Named, ...]:
    """Those of these ids that are there, most used first."""
    label = "name || coalesce(' (' || qualifier || ')', '')" if link is Link.TAG else "name"
    rows = ask(
        connection,
        f"SELECT id, {label} AS label, slug, n_articles FROM {_TABLES[link]} "
        "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY n_articles DESC, id",
        (id_list(list(ids)),),
    )
    return tuple(map(_named, rows))


def names_alike(connection: Connection, link: Link, name: str, limit: int = 3) -> tuple[Named, ...]:
    """Those that may be meant: whose name has it for a part, then whose name is nearly so, the likest first.

    Compares all names: milliseconds.
    """
    alike = _nearly(connection, link, name, limit)
    ids = list(dict.fromkeys([*_having(connection, link, name, limit), *alike]))[:limit]
    named = {one.id: one for one in load_named(connection, link, ids)}
    return tuple(named[id] for id in ids if id in named)


def _nearly(connection: Connection, link: Link, name: str, limit: int) -> list[int]:
    from rapidfuzz import fuzz, process

    wanted = name_key(name)
    names = (
        "SELECT tag_id, name_key FROM tag_name"
        if link is Link.TAG
        else f"SELECT id, name_key FROM {_TABLES[link]}"
    )
    # Names of another length cannot be like it.
    shortest, longest = math.floor(len(wanted) * _SHORTER), math.ceil(len(wanted) / _SHORTER)
    sql = f"{names} WHERE length(name_key) BETWEEN ? AND ? LIMIT ?"
    rows = ask_plain(connection, sql, (shortest, longest, _MOST_COMPARED))
    found = process.extract(
        wanted, [key for _, key in rows], scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS, limit=limit
    )
    return [rows[place][0] for _, _, place in found]


def _having(connection: Connection, link: Link, name: str, limit: int) -> list[int]:
    """Those whose name has these words side by side, the last as the beginning of one."""
    tokens = name_tokens(name)
    if not tokens or len(tokens[-1]) < MIN_PREFIX:
        return []
    words = f'"{" ".join(tokens)}" *'
    if link is Link.TAG:
        rows = ask(connection, _TAGS_ALIKE, (words, limit))
    elif link is Link.SERIES:
        rows = ask(connection, _SERIES_ALIKE, (words, limit))
    else:
        wanted = f" {' '.join(tokens)}"
        rows = ask(connection, f"SELECT id, name FROM {_TABLES[link]} ORDER BY n_articles DESC, id")
        rows = [row for row in rows if wanted in f" {' '.join(name_tokens(row['name']))}"]
    return [row["id"] for row in rows[:limit]]


def list_named(connection: Connection, link: Link) -> tuple[Named, ...]:
    """All of them, most used first; for sections, of which there are few."""
    rows = ask(connection, f"SELECT id FROM {_TABLES[link]}")
    return load_named(connection, link, [row["id"] for row in rows])


def languages(connection: Connection) -> tuple[str, ...]:
    """The codes of languages that listed articles have. One leap along an index for each."""
    return _distinct(connection, "language", "trashed_at IS NULL")


def labels(connection: Connection) -> tuple[str, ...]:
    """The labels that listed articles have."""
    return _distinct(connection, "label", "trashed_at IS NULL AND label IS NOT NULL")


def _distinct(connection: Connection, column: str, condition: str) -> tuple[str, ...]:
    least = f"SELECT min({column}) FROM article INDEXED BY ix_article_{column} WHERE {condition}"
    rows = ask(
        connection,
        f"WITH RECURSIVE d(value) AS ({least} UNION ALL SELECT ({least} AND {column} > d.value) FROM d "
        "WHERE d.value IS NOT NULL) SELECT value FROM d WHERE value IS NOT NULL",
    )
    return tuple(row["value"] for row in rows)


def _by_key(connection: Connection, link: Link, name: str) -> list[int]:
    key = name_key(name)
    if link is Link.TAG:
        return _ids(connection, "SELECT tag_id AS id FROM tag_name WHERE name_key = ?", key)
    found = _ids(connection, f"SELECT id FROM {_TABLES[link]} WHERE name_key = ?", key)
    if found or link is not Link.AUTHOR:
        return found
    return _ids(connection, "SELECT author_id AS id FROM author_alias WHERE name_key = ?", key)


def _by_slug(connection: Connection, link: Link, name: str) -> list[int]:
    slug = name.lower()
    found = _ids(connection, f"SELECT id FROM {_TABLES[link]} WHERE slug = ?", slug)
    old = "SELECT target_id AS id FROM old_slug WHERE kind = ? AND slug = ?"
    return found or _ids(connection, old, link.value, slug)


def _by_parts(connection: Connection, link: Link, name: str) -> list[int]:
    """A tag's name without its qualifier."""
    return [tag.id for tag in qualified_tags(connection, name)] if link is Link.TAG else []


def _by_letters(connection: Connection, link: Link, name: str) -> list[int]:
    """The same words but for marks and signs."""
    tokens = name_tokens(name)
    if not tokens:
        return []
    if link is Link.TAG:
        rows = ask(connection, _TAGS_ALIKE, (_beginning(tokens), _MOST_ALIKE))
    elif link is Link.SERIES:
        rows = ask(connection, _SERIES_ALIKE, (_beginning(tokens), _MOST_ALIKE))
    elif link is Link.AUTHOR:
        rows = ask(connection, _AUTHORS_ALIKE, (sort_key(name), _MOST_ALIKE))
    else:
        rows = ask(connection, "SELECT id, name FROM section")
    return list(dict.fromkeys(row["id"] for row in rows if name_tokens(row["name"]) == tokens))


def _by_words(connection: Connection, link: Link, name: str) -> list[int]:
    """People of that first or last name."""
    tokens = set(name_tokens(name))
    if link is not Link.AUTHOR or not tokens:
        return []
    rows = ask(connection, "SELECT id, name FROM author")
    return [row["id"] for row in rows if tokens <= set(name_tokens(row["name"]))]


def _beginning(tokens: Sequence[str]) -> str:
    return f'^ "{" ".join(tokens)}"'


def _ids(connection: Connection, sql: str, *values: Any) -> list[int]:
    return [row["id"] for row in ask(connection, sql, values)]


def _named(row: Row) -> Named:
    return Named(row["id"], row["label"], row["slug"], row["n_articles"])
