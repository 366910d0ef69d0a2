"""Addresses under which sources know their items, and links that lead to no item yet. Straight to the driver.

A key is what ``exchange/sources/links.py`` makes of an address; it means something within one origin only.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from newsroom.domain.ids import ArticleId
from newsroom.storage.asking import ask, ask_one, ask_value, run_many

Key = tuple[int, str]
"""An origin's id, and a key within it."""

_ORIGIN = "SELECT id FROM import_origin WHERE name = ?"
_NEW_ORIGIN = "INSERT INTO import_origin (name) VALUES (?) ON CONFLICT (name) DO NOTHING"
_ABOUT = "SELECT same_as, sample, hosts FROM import_origin WHERE id = ?"
_FOLDERS = (
    "SELECT name, same_as, sample FROM import_origin WHERE name NOT LIKE '//%' ORDER BY id DESC LIMIT 1000"
)
_TARGETS = """
SELECT a.origin_id, a.address, a.article_id
FROM json_each(?) j
JOIN import_address a ON a.origin_id = j.value ->> 0 AND a.address = j.value ->> 1
WHERE a.article_id IS NOT NULL
"""
_KEEP = "INSERT INTO import_address (origin_id, address, article_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
# The mere name of a file is no address once two files have it.
_KEEP_NAME = """
INSERT INTO import_address (origin_id, address, article_id) VALUES (?, ?, ?)
ON CONFLICT DO UPDATE SET article_id = NULL WHERE article_id IS NOT excluded.article_id
"""
_FOUND = "UPDATE import_link SET target_id = ? WHERE origin_id = ? AND address = ? AND target_id IS NULL"
_NAMED = """
SELECT DISTINCT l.address, a.article_id
FROM import_link l JOIN import_address a ON a.origin_id = l.origin_id AND a.address = l.address
WHERE l.origin_id = ? AND l.address > ? AND l.address >= 'name:' AND l.address < 'name;' AND l.target_id IS NULL
  AND a.article_id IS NOT NULL
ORDER BY l.address LIMIT ?
"""
_OPEN = """
INSERT INTO import_link (origin_id, address, article_id, headline) VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET headline = coalesce(excluded.headline, headline)
"""
_WAITING = """
SELECT DISTINCT article_id FROM import_link WHERE target_id IS NOT NULL AND article_id > ?
ORDER BY article_id LIMIT ?
"""
_OF_ARTICLE = """
SELECT l.origin_id, l.address, l.headline, a.id AS target_id, a.headline AS target_headline
FROM import_link l JOIN article a ON a.id = l.target_id WHERE l.article_id = ?
"""
_HAS = """
SELECT a.origin_id, a.address FROM import_address a WHERE a.article_id = ?
"""
_STRANGERS = """
SELECT address, article_id FROM import_link
WHERE origin_id = ? AND address > ? AND address < '//~' AND address >= '//' ORDER BY address, article_id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where items come from: a site, a folder or an archive. ``hosts`` are those whose addresses are its own."""

    id: int
    hosts: tuple[str, ...] = ()
    sample: tuple[tuple[str, str], ...] = ()
    same_as: str | None = None
    is_site: bool = False


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link of an article, by its key, whose target has come."""

    key: Key
    target: ArticleId
    headline: str | None
    target_headline: str


def ensure_origin(connection: Connection, name: str) -> Origin:
    """What is known of an origin; it is new where nothing is."""
    id = ask_value(connection, _ORIGIN, (name,))
    if id is None:
        run_many(connection, _NEW_ORIGIN, [(name,)])
        id = ask_value(connection, _ORIGIN, (name,))
    row = ask_one(connection, _ABOUT, (id,))
    assert row is not None
    sample = tuple((key, digest) for key, digest in json.loads(row["sample"]))
    return Origin(id, tuple(json.loads(row["hosts"])), sample, row["same_as"], name.startswith("//"))


def find_origin(connection: Connection, name: str) -> Origin | None:
    """The same, only where it is known."""
    return None if ask_value(connection, _ORIGIN, (name,)) is None else ensure_origin(connection, name)


def known_folders(connection: Connection) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Names of folders and archives that were imported, the newest first, each with keys and digests of some items."""
    rows = ask(connection, _FOLDERS)
    return tuple(
        (row["same_as"] or row["name"], tuple((key, digest) for key, digest in json.loads(row["sample"])))
        for row in rows
    )


def keep_sample(connection: Connection, origin_id: int, sample: Sequence[tuple[str, str]]) -> None:
    """By which the origin is known again elsewhere."""
    run_many(
        connection,
        "UPDATE import_origin SET sample = ? WHERE id = ?",
        [(json.dumps(list(sample)), origin_id)],
    )


def set_same(connection: Connection, origin_id: int, name: str) -> None:
    """Its items are known under the name of another origin."""
    run_many(connection, "UPDATE import_origin SET same_as = ? WHERE id = ?", [(name, origin_id)])


def set_hosts(connection: Connection, origin_id: int, hosts: Collection[str]) -> None:
    """Whose addresses are its own."""
    run_many(
        connection,
        "UPDATE import_origin SET hosts = ? WHERE id = ?",
        [(json.dumps(sorted(hosts)), origin_id)],
    )


def find_targets(connection: Connection, keys: Collection[Key]) -> dict[Key, ArticleId]:
    """The articles at these addresses. One statement."""
    if not keys:
        return {}
    rows = ask(connection, _TARGETS, (json.dumps(list(keys)),))
    return {(row["origin_id"], row["address"]): ArticleId(row["article_id"]) for row in rows}


def keep_addresses(
    connection: Connection, addresses: Sequence[tuple[Key, ArticleId]], names: Sequence[tuple[Key, ArticleId]]
) -> None:
    """These lead to their articles from now on, unless they lead to others; links that waited for them are found.

    ``names`` are those that lead nowhere once two articles have them.
    """
    run_many(connection, _KEEP, [(*key, id) for key, id in addresses])
    run_many(connection, _KEEP_NAME, [(*key, id) for key, id in names])
    run_many(connection, _FOUND, [(id, *key) for key, id in addresses])


def find_named(connection: Connection, origin_id: int, after: str, limit: int) -> str | None:
    """Links that waited for the mere name of a file find it, where only one has it: only at the end is that known.

    Some of them, after that address; answers the last one, None at the end.
    """
    rows = ask(connection, _NAMED, (origin_id, after, limit))
    run_many(connection, _FOUND, [(row["article_id"], origin_id, row["address"]) for row in rows])
    return rows[-1]["address"] if rows else None


def keep_links(connection: Connection, links: Iterable[tuple[Key, ArticleId, str | None]]) -> None:
    """They wait for what they lead to. With the headline of the entry of the related list where they are one."""
    run_many(connection, _OPEN, [(*key, id, headline) for key, id, headline in links])


def forget_links(connection: Connection, ids: Collection[ArticleId]) -> None:
    """These articles' links wait no longer."""
    run_many(connection, "DELETE FROM import_link WHERE article_id = ?", [(id,) for id in ids])


def forget_found(connection: Connection, ids: Collection[ArticleId]) -> None:
    """Those of these articles' links that have found what they lead to are done with."""
    sql = "DELETE FROM import_link WHERE article_id = ? AND target_id IS NOT NULL"
    run_many(connection, sql, [(id,) for id in ids])


def waiting_articles(connection: Connection, after: int, limit: int) -> list[ArticleId]:
    """Articles with links whose targets have come since."""
    return [ArticleId(row["article_id"]) for row in ask(connection, _WAITING, (after, limit))]


def found_links(connection: Connection, id: ArticleId) -> list[FoundLink]:
    """An article's links whose targets have come."""
    return [
        FoundLink(
            (row["origin_id"], row["address"]),
            ArticleId(row["target_id"]),
            row["headline"],
            row["target_headline"],
        )
        for row in ask(connection, _OF_ARTICLE, (id,))
    ]


def addresses_of(connection: Connection, id: ArticleId) -> list[Key]:
    """Under which its source knows the article."""
    return [(row["origin_id"], row["address"]) for row in ask(connection, _HAS, (id,))]


def strangers(connection: Connection, origin_id: int, after: str, limit: int) -> list[tuple[str, ArticleId]]:
    """Links of an origin's items to whole addresses of which it is not known whether they are its own."""
    rows = ask(connection, _STRANGERS, (origin_id, after, limit))
    return [(row["address"], ArticleId(row["article_id"])) for row in rows]


def adopt_host(connection: Connection, origin_id: int, host: str) -> None:
    """Links to that host are links within the origin."""
    prefix = f"//{host}"
    values = (len(prefix) + 1, origin_id, f"{prefix}/", f"{prefix}0")
    sql = (
        "INSERT INTO import_link (origin_id, address, article_id, headline, target_id) "
        "SELECT l.origin_id, substr(l.address, ?), l.article_id, l.headline, "
        "(SELECT a.article_id FROM import_address a "
        "WHERE a.origin_id = l.origin_id AND a.address = substr(l.address, ?)) "
        "FROM import_link l WHERE l.origin_id = ? AND l.address >= ? AND l.address < ? ON CONFLICT DO NOTHING"
    )
    run_many(connection, sql, [(values[0], *values)])


def forget_strangers(connection: Connection, origin_id: int) -> None:
    """Links to other sites are not waited for."""
    sql = "DELETE FROM import_link WHERE origin_id = ? AND address >= '//' AND address < '//~'"
    run_many(connection, sql, [(origin_id,)])
