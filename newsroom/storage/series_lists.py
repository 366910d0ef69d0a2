"""Series on their desk: lists by name, size and last told; members in the series' order."""

import json
from typing import Any

from sqlalchemy import Connection

from newsroom.domain.article import Picture
from newsroom.domain.ids import ArticleId, SeriesId
from newsroom.domain.ordering import Cursor, Member, MemberPage, SeriesPage, SeriesRow, Shown, Sort
from newsroom.storage.asking import Row, ask, id_list, known_moment, moment
from newsroom.storage.matching import parse_prefixes
from newsroom.storage.rows import load_rows
from newsroom.storage.search_keys import KEYS_PER_MS
from newsroom.storage.series import series_of

# Column, index, what goes on behind a row, direction.
_SORTS = {
    Sort.NAME: ("sort_key", "ix_series_sort_key", ">", ""),
    Sort.COUNT: ("n_articles", "ix_series_n_articles", "<", " DESC"),
    Sort.LAST_USE: ("last_key", "ix_series_last", "<", " DESC"),
}
_SHOWN = {
    Shown.ACTIVE: "s.closed_at IS NULL",
    Shown.UNUSED: "s.closed_at IS NULL AND s.n_articles = 0",
    Shown.RETIRED: "s.closed_at IS NOT NULL",
    Shown.ALL: "1",
}
_ROWS = """
SELECT id, name, slug, earlier_elsewhere, n_articles, n_published, description, picture, closed_at, last_key
FROM series WHERE id IN (SELECT value FROM json_each(?))
"""
_AT_THE_END = (1 << 63) - 1
# Who has no place by hand and no time of publication stands at the end.
_MEMBERS = f"""
WITH member AS (
    SELECT l.article_id AS id, coalesce(l.place_by_hand, a.published_at, {_AT_THE_END}) AS place,
           l.place_by_hand IS NOT NULL AS by_hand,
           EXISTS (SELECT 1 FROM public_series p WHERE p.series_id = l.series_id AND p.article_id = l.article_id)
           AS is_public
    FROM article_series l INDEXED BY ix_article_series_list CROSS JOIN article a ON a.id = l.article_id
    WHERE l.series_id = :series AND l.is_trashed = 0
)
SELECT id, place, by_hand, is_public, sum(is_public) OVER (ORDER BY place, id) AS n_public FROM member
"""
_PAGE = f"SELECT * FROM ({_MEMBERS}) WHERE (place, id) > (:place, :id) ORDER BY place, id LIMIT :limit"


def list_series(
    connection: Connection, text: str, shown: Shown, sort: Sort, after: Cursor | None, limit: int
) -> SeriesPage:
    """The rows behind ``after``: one walk along an index. With a text, series with words that begin so, sorted."""
    column, index, sign, direction = _SORTS[sort]
    values: dict[str, Any] = {"limit": limit + 1}
    source, conditions = f"series s INDEXED BY {index}", [_SHOWN[shown]]
    if text.strip():
        match = parse_prefixes(text)
        if match is None:
            return SeriesPage(())
        values["match"] = match
        source = "search_series_name f CROSS JOIN series s ON s.id = f.rowid"
        conditions.append("search_series_name MATCH :match")
    if after is not None:
        conditions.append(f"(s.{column}, s.id) {sign} (:value, :id)")
        values |= {"value": after.value, "id": after.id}
    rows = ask(
        connection,
        f"SELECT s.id AS id, s.{column} AS value FROM {source} WHERE {' AND '.join(conditions)} "
        f"ORDER BY s.{column}{direction}, s.id{direction} LIMIT :limit",
        values,
    )
    page = rows[:limit]
    last = Cursor(page[-1]["value"], page[-1]["id"]) if len(rows) > limit else None
    return SeriesPage(series_rows(connection, [SeriesId(row["id"]) for row in page]), last)


def series_rows(connection: Connection, ids: list[SeriesId]) -> tuple[SeriesRow, ...]:
    """Those that the library has, in their order."""
    found = {row["id"]: row for row in ask(connection, _ROWS, (id_list(ids),))}
    return tuple(_row(found[id]) for id in ids if id in found)


def list_members(connection: Connection, id: SeriesId, after: Cursor | None, limit: int) -> MemberPage:
    """Members outside the trash, behind ``after``. Reads all members of the series: milliseconds for thousands."""
    place, last_id = (after.value, after.id) if after else (-_AT_THE_END, 0)
    rows = ask(connection, _PAGE, {"series": id, "place": place, "id": last_id, "limit": limit + 1})
    page = rows[:limit]
    articles = load_rows(connection, [ArticleId(row["id"]) for row in page])
    members = tuple(
        Member(
            articles[row["id"]],
            row["n_public"] + (0 if row["is_public"] else 1),
            bool(row["is_public"]),
            bool(row["by_hand"]),
        )
        for row in page
        if row["id"] in articles
    )
    last = Cursor(page[-1]["place"], page[-1]["id"]) if len(rows) > limit else None
    return MemberPage(members, last)


def places_of(connection: Connection, id: SeriesId) -> list[tuple[int, int | None, bool]]:
    """Every member outside the trash in order: its id, its place (None: at the end for want of one), and if by hand."""
    rows = ask(connection, f"{_MEMBERS} ORDER BY place, id", {"series": id})
    return [
        (row["id"], None if row["place"] == _AT_THE_END else row["place"], bool(row["by_hand"]))
        for row in rows
    ]


def _row(row: Row) -> SeriesRow:
    picture = json.loads(row["picture"]) if row["picture"] else None
    return SeriesRow(
        series=series_of(row),
        n_articles=row["n_articles"],
        last_told_at=known_moment(row["last_key"] // KEYS_PER_MS) if row["last_key"] else None,
        closed_at=moment(row["closed_at"]),
        picture=Picture(**picture) if picture else None,
    )
