"""Tags and series by what was typed of their names so far: any word of any name, most used first."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, TextClause, text

from newsroom.domain.article import Series, Tag
from newsroom.domain.conditions import Link
from newsroom.domain.ids import SeriesId, TagId
from newsroom.domain.names import name_key
from newsroom.storage.matching import name_tokens, parse_prefixes
from newsroom.storage.named import Named, load_named
from newsroom.storage.search_index import FIRST_STEPPED_LEVEL
from newsroom.storage.sections import list_sections
from newsroom.storage.series import load_series
from newsroom.storage.tags import load_tags

# A tag has some names, so hits are more than tags; and where steps of use are wide, so many hits are sorted at most.
_NAMES = 4
_MOST_SORTED = 1_000
_EXACT = text("""
SELECT t.id FROM tag_name n JOIN tag t ON t.id = n.tag_id WHERE n.name_key = :key AND t.retired_at IS NULL
""")
# The most used stand at the end of the index (search_index.py).
_PLACES = text("""
SELECT rowid FROM search_tag_name WHERE search_tag_name MATCH :match ORDER BY rowid DESC LIMIT :limit
""")
_SORTED = text("""
SELECT DISTINCT t.id, t.n_articles
FROM (SELECT rowid FROM search_tag_name WHERE search_tag_name MATCH :match AND rowid >= :least
      ORDER BY rowid DESC LIMIT :most) f
CROSS JOIN tag_name n ON n.id = f.rowid & 4294967295 CROSS JOIN tag t ON t.id = n.tag_id
WHERE t.retired_at IS NULL
ORDER BY t.n_articles DESC, t.id DESC LIMIT :limit
""")
_MOST_USED = text("""
SELECT id FROM tag INDEXED BY ix_tag_most_used WHERE retired_at IS NULL ORDER BY n_articles DESC, id DESC LIMIT :limit
""")
_SERIES = text("""
SELECT s.id FROM search_series_name f CROSS JOIN series s ON s.id = f.rowid
WHERE search_series_name MATCH :match ORDER BY s.name_key = :key DESC, s.last_key DESC, s.id DESC LIMIT :limit
""")
_LAST_TOLD = text(
    "SELECT id FROM series INDEXED BY ix_series_last ORDER BY last_key DESC, id DESC LIMIT :limit"
)
_AUTHORS = text(
    "SELECT id, name FROM author INDEXED BY ix_author_n_articles ORDER BY n_articles DESC, id DESC"
)


def complete_tags(
    connection: Connection, typed: str, limit: int, exclude: Collection[TagId] = ()
) -> list[tuple[Tag, str | None]]:
    """Tags, each with the alias that fits where its label does not. The one of exactly that name stands first.

    Nothing typed: the most used. At most six statements.
    """
    more = limit + len(exclude)
    match = parse_prefixes(typed)
    if match is None:
        ids = [] if typed.strip() else _ids(connection, _MOST_USED, limit=more)
    else:
        exact = _ids(connection, _EXACT, key=name_key(typed))
        ids = list(dict.fromkeys(exact + _fitting(connection, match, more)))
    wanted = [TagId(id) for id in ids if id not in exclude][:limit]
    tokens = name_tokens(typed)
    return [(tag, _fitting_alias(tag, tokens)) for tag in load_tags(connection, wanted)]


def complete_series(connection: Connection, typed: str, limit: int) -> tuple[Series, ...]:
    """Series by their names, the one of exactly that name first, then those told last. Two statements."""
    match = parse_prefixes(typed)
    if match is not None:
        ids = _ids(connection, _SERIES, match=match, key=name_key(typed), limit=limit)
    else:
        ids = [] if typed.strip() else _ids(connection, _LAST_TOLD, limit=limit)
    return load_series(connection, [SeriesId(id) for id in ids])


def complete_named(
    connection: Connection, link: Link, typed: str, limit: int
) -> list[tuple[Named, str | None]]:
    """What a filter may name: each with its number of articles, and with the alias that fits where its label does not.

    Tags and authors by use, series by what was told last, sections in the site's order.
    """
    if link is Link.TAG:
        found = complete_tags(connection, typed, limit)
        aliases = {tag.id: alias for tag, alias in found}
        named = {one.id: one for one in load_named(connection, link, [tag.id for tag, _ in found])}
        return [(named[tag.id], aliases[tag.id]) for tag, _ in found]
    ids: list[int]
    if link is Link.SERIES:
        ids = [one.id for one in complete_series(connection, typed, limit)]
    elif link is Link.AUTHOR:
        ids = _fitting_authors(connection, typed, limit)
    else:
        tokens = name_tokens(typed)
        ids = [int(one.id) for one in list_sections(connection) if _fits(one.name, tokens)][:limit]
    by_id = {one.id: one for one in load_named(connection, link, ids)}
    return [(by_id[id], None) for id in ids]


def _fitting_authors(connection: Connection, typed: str, limit: int) -> list[int]:
    """Those on most articles first; no more are looked at than needed."""
    tokens = name_tokens(typed)
    fitting = (row.id for row in connection.execute(_AUTHORS) if _fits(row.name, tokens))
    return list(islice(fitting, limit))


def _fitting(connection: Connection, match: str, limit: int) -> list[int]:
    places = _ids(connection, _PLACES, match=match, limit=limit * _NAMES)
    if not places:
        return []
    least = places[-1]
    if least >> 32 >= FIRST_STEPPED_LEVEL:
        # Of that step others may be used more: all of it is sorted.
        least = least >> 32 << 32
    return _ids(connection, _SORTED, match=match, least=least, most=_MOST_SORTED, limit=limit)


def _fitting_alias(tag: Tag, tokens: Sequence[str]) -> str | None:
    if not tokens or _fits(tag.label, tokens):
        return None
    return next((alias for alias in tag.aliases if _fits(alias, tokens)), None)


def _fits(name: str, tokens: Sequence[str]) -> bool:
    words = name_tokens(name)
    return all(any(word.startswith(token) for word in words) for token in tokens)


def _ids(connection: Connection, statement: TextClause, **values: Any) -> list[int]:
    return list(connection.execute(statement, values).scalars())
