"""What suggestions ask of a library: texts, changes, and the facts of a few hundred articles.

Statements of text straight to the driver (decision 24): they are asked for every pause in typing.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection

from newsroom.storage.asking import Row, ask, ask_plain, ask_value, id_list
from newsroom.storage.remembering import remembered

NEWEST = 1 << 62
"""Above every search key."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One article's own words and links."""

    id: int
    search_key: int
    headline: str
    lede: str
    body: str
    targets: tuple[int, ...]


class Facts(NamedTuple):
    """What is weighed of an article beside its text. ``is_public``: readers can open it now."""

    id: int
    search_key: int
    headline: str
    is_public: bool
    is_trashed: bool
    published_at: int | None


_TEXTS = """
SELECT t.article_id AS id, t.search_key, t.headline, t.lede, t.body,
       (SELECT group_concat(other_id) FROM article_related r
        WHERE r.article_id = t.article_id AND other_id IS NOT NULL) AS targets
FROM article_text t WHERE t.article_id IN (SELECT value FROM json_each(?))
"""
_FACTS = """
SELECT a.id, a.search_key, coalesce(p.headline, a.headline) AS headline, p.article_id IS NOT NULL AS is_public,
       a.trashed_at IS NOT NULL AS is_trashed, coalesce(p.published_at, a.published_at) AS published_at
FROM json_each(?) w CROSS JOIN article a ON a.id = w.value
LEFT JOIN public_article p ON p.article_id = a.id
"""


def last_change(connection: Connection) -> int:
    """The number of the newest change; 0 before the first."""
    number: int = ask_value(connection, "SELECT coalesce(max(id), 0) FROM article_change")
    return number


def changes_since(connection: Connection, seen: int, most: int) -> list[tuple[int, int]]:
    """Numbers and articles, oldest first."""
    sql = "SELECT id, article_id FROM article_change WHERE id > ? ORDER BY id LIMIT ?"
    return [(row["id"], row["article_id"]) for row in ask(connection, sql, (seen, most))]


def changes_after(connection: Connection, seen: int) -> tuple[int, int]:
    """The number of the newest change, 0 before the first; and how many there are after one."""
    sql = (
        "SELECT (SELECT coalesce(max(id), 0) FROM article_change), "
        "(SELECT count(*) FROM article_change WHERE id > ?)"
    )
    ((last, n),) = ask_plain(connection, sql, (seen,))
    return last, n


def n_articles(connection: Connection) -> int:
    number: int = ask_value(connection, "SELECT coalesce(sum(n), 0) FROM state_count")
    return number


def ids_after(connection: Connection, id: int, most: int) -> list[int]:
    """Articles in the order of their ids."""
    sql = "SELECT article_id AS id FROM article_text WHERE article_id > ? ORDER BY article_id LIMIT ?"
    return [row["id"] for row in ask(connection, sql, (id, most))]


def texts(connection: Connection, ids: Collection[int]) -> list[SourceText]:
    """Those of the ids that there are."""
    return [_source(row) for row in ask(connection, _TEXTS, (id_list(ids),))]


def facts(connection: Connection, ids: Collection[int]) -> list[Facts]:
    """Of those of the ids that there are, in their order."""

    def ask_for(new: list[int]) -> dict[int, Facts]:
        return {row[0]: Facts._make(row) for row in ask_plain(connection, _FACTS, (id_list(new),))}

    return [*remembered(connection, "facts", ids, ask_for).values()]


def links(connection: Connection, kind: str, ids: Collection[int]) -> list[tuple[int, int]]:
    """Article and ``tag`` or ``series`` of these articles."""
    sql = (
        f"SELECT article_id, {kind}_id FROM article_{kind} "
        "WHERE article_id IN (SELECT value FROM json_each(?))"
    )
    return ask_plain(connection, sql, (id_list(ids),))


def groups(connection: Connection, kind: str, ids: Collection[int]) -> dict[int, list[int]]:
    """The same by article, of those that have any. A row for each would take twice as long."""
    sql = (
        f"SELECT value, (SELECT group_concat({kind}_id) FROM article_{kind} WHERE article_id = value) "
        "FROM json_each(?)"
    )

    def ask_for(new: list[int]) -> dict[int, list[int]]:
        rows = ask_plain(connection, sql, (id_list(new),))
        return {id: [*map(int, others.split(","))] for id, others in rows if others}

    return remembered(connection, kind, ids, ask_for)


def authors(connection: Connection, ids: Collection[int]) -> list[tuple[int, str]]:
    """Article and name of these articles' bylines."""
    sql = "SELECT article_id, name FROM article_byline WHERE article_id IN (SELECT value FROM json_each(?))"
    return ask_plain(connection, sql, (id_list(ids),))


def names_from(connection: Connection, keys: Collection[str]) -> list[tuple[str, int | None, bool]]:
    """Keys with the tag that has each as name or alias, if any, and whether a longer name may begin with it: goes on
    with a space, a hyphen or a sign that stands between these.

    Tags that are retired have no names. Keys that neither are a name nor begin one are left out.
    """
    is_one = (
        "SELECT w.value, n.tag_id, 0 FROM json_each(?) w CROSS JOIN tag_name n ON n.name_key = w.value "
        "JOIN tag t ON t.id = n.tag_id AND t.retired_at IS NULL"
    )
    begins_one = (
        "SELECT w.value, NULL, 1 FROM json_each(?) w WHERE EXISTS "
        "(SELECT 1 FROM tag_name WHERE name_key > w.value || ' ' AND name_key < w.value || '.')"
    )

    def ask_for(new: list[str]) -> dict[str, tuple[int | None, bool]]:
        found: dict[str, tuple[int | None, bool]] = {}
        values = (json.dumps(new, ensure_ascii=False),) * 2
        for key, tag_id, goes_on in ask_plain(connection, f"{is_one} UNION ALL {begins_one}", values):
            found[key] = (found[key][0] if goes_on and key in found else tag_id, bool(goes_on))
        return found

    named = remembered(connection, "names", keys, ask_for)
    return [(key, tag_id, goes_on) for key, (tag_id, goes_on) in named.items()]


def state_of_names(connection: Connection) -> tuple[Any, ...]:
    """What is another as soon as any tag has another name: what the index of their words says of itself."""
    sql = (
        "SELECT (SELECT max(id) FROM tag_name), (SELECT block FROM search_tag_name_data WHERE id = 1), "
        "(SELECT block FROM search_tag_name_data WHERE id = 10)"
    )
    return ask_plain(connection, sql)[0]


def name_keys(connection: Connection, most: int) -> list[str]:
    """Of tags, retired ones too: names and aliases, at most so many."""
    return [key for (key,) in ask_plain(connection, "SELECT name_key FROM tag_name LIMIT ?", (most,))]


def tags_named(connection: Connection, keys_json: str) -> set[str]:
    """Those of these keys that a tag has, as name or alias, be it retired or not."""
    sql = "SELECT name_key FROM tag_name WHERE name_key IN (SELECT value FROM json_each(?))"
    return {key for (key,) in ask_plain(connection, sql, (keys_json,))}


def beginnings_of_names(connection: Connection, starts_json: str) -> set[str]:
    """Those of these first characters with which a name begins."""
    sql = (
        "SELECT w.value FROM json_each(?) w "
        "WHERE substr((SELECT n.name_key FROM tag_name n WHERE n.name_key >= w.value ORDER BY n.name_key LIMIT 1), "
        "1, length(w.value)) = w.value"
    )
    return {start for (start,) in ask_plain(connection, sql, (starts_json,))}


def all_tag_names(connection: Connection, most: int) -> list[Row]:
    """The same of every name, the most used tags first."""
    sql = (
        "SELECT n.name_key, n.tag_id FROM tag t JOIN tag_name n ON n.tag_id = t.id "
        "WHERE t.retired_at IS NULL ORDER BY t.n_articles DESC LIMIT ?"
    )
    return ask(connection, sql, (most,))


def tag_sizes(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """On how many articles each of these tags is; those that are retired are left out."""
    sql = "SELECT id, n_articles FROM tag WHERE id IN (SELECT value FROM json_each(?)) AND retired_at IS NULL"
    return remembered(connection, "sizes", ids, lambda new: dict(ask_plain(connection, sql, (id_list(new),))))


def tag_sizes_before(connection: Connection, ids: Collection[int], before: int) -> dict[int, int]:
    """The same as it was before a search key; those that no article had yet are left out, too."""
    sql = (
        "SELECT a.tag_id, count(*) FROM article_tag a JOIN tag t ON t.id = a.tag_id AND t.retired_at IS NULL "
        "WHERE a.tag_id IN (SELECT value FROM json_each(?)) AND a.is_trashed = 0 AND a.search_key < ? "
        "GROUP BY a.tag_id"
    )
    return dict(ask_plain(connection, sql, (id_list(ids), before)))


def most_used_tags(connection: Connection, least: int, most: int) -> list[tuple[int, int]]:
    """Tags on at least so many articles, and on how many."""
    sql = (
        "SELECT id, n_articles FROM tag WHERE n_articles >= ? AND retired_at IS NULL "
        "ORDER BY n_articles DESC, id DESC LIMIT ?"
    )
    return [(row["id"], row["n_articles"]) for row in ask(connection, sql, (least, most))]


def newest_with_tag(
    connection: Connection, tag_id: int, most: int, *, before: int = NEWEST
) -> list[tuple[int, int]]:
    """Articles, and their search keys, of a tag; only older than a key."""
    sql = (
        "SELECT article_id AS id, search_key FROM article_tag "
        "WHERE tag_id = ? AND is_trashed = 0 AND search_key < ? ORDER BY search_key DESC LIMIT ?"
    )
    return [(row["id"], row["search_key"]) for row in ask(connection, sql, (tag_id, before, most))]


def newest_listed(connection: Connection, most: int, *, before: int = NEWEST) -> list[tuple[int, int, bool]]:
    """Newest articles outside the trash: id, key, and whether it was published once; only older than a key."""
    sql = (
        "SELECT id, search_key, published_at IS NOT NULL AS was_published FROM article "
        "WHERE trashed_at IS NULL AND search_key < ? ORDER BY search_key DESC LIMIT ?"
    )
    rows = ask(connection, sql, (before, most))
    return [(row["id"], row["search_key"], bool(row["was_published"])) for row in rows]


def newest_in_series(connection: Connection, most: int, *, before: int = NEWEST) -> list[tuple[int, int]]:
    """Newest articles outside the trash that are in a series, and their keys; only older than a key."""
    sql = (
        "SELECT article_id, max(search_key) FROM article_series WHERE is_trashed = 0 AND search_key < ? "
        "GROUP BY article_id ORDER BY 2 DESC LIMIT ?"
    )
    return ask_plain(connection, sql, (before, most))


def series_facts(connection: Connection, ids: Sequence[int], *, before: int = NEWEST) -> list[Row]:
    """Name, when it was closed, and key of the newest article of these series; only of articles older than a key."""
    sql = (
        "SELECT id, name, closed_at, coalesce((SELECT max(search_key) FROM article_series "
        "WHERE series_id = s.id AND is_trashed = 0 AND search_key < ?), 0) AS last_key "
        "FROM series s WHERE id IN (SELECT value FROM json_each(?))"
    )
    return ask(connection, sql, (before, id_list(ids)))


def _source(row: Row) -> SourceText:
    targets = tuple(map(int, row["targets"].split(","))) if row["targets"] else ()
    return SourceText(row["id"], row["search_key"], row["headline"], row["lede"], row["body"], targets)
