"""Names of the tags, series and bylines of some rows: three short statements for a screen of them."""

from collections.abc import Collection

from sqlalchemy import Connection

from newsroom.domain.ids import ArticleId
from newsroom.domain.row_details import RowDetails
from newsroom.storage.asking import ask_plain, id_list

_TAGS = """
SELECT l.article_id, t.name || coalesce(' (' || t.qualifier || ')', '')
FROM json_each(?) w CROSS JOIN article_tag l ON l.article_id = w.value
CROSS JOIN tag t ON t.id = l.tag_id ORDER BY l.article_id, l.position
"""
_SERIES = """
SELECT l.article_id, s.name FROM json_each(?) w CROSS JOIN article_series l ON l.article_id = w.value
CROSS JOIN series s ON s.id = l.series_id ORDER BY l.article_id, l.position
"""
_BYLINES = """
SELECT l.article_id, l.name FROM json_each(?) w CROSS JOIN article_byline l ON l.article_id = w.value
ORDER BY l.article_id, l.position
"""


def load_row_details(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, RowDetails]:
    """Of each of these articles; empty where it has none of them."""
    if not ids:
        return {}
    wanted = id_list(ids)
    found: list[dict[ArticleId, list[str]]] = []
    for question in (_TAGS, _SERIES, _BYLINES):
        names: dict[ArticleId, list[str]] = {}
        for id, name in ask_plain(connection, question, (wanted,)):
            names.setdefault(ArticleId(id), []).append(name)
        found.append(names)
    return {id: RowDetails(*(tuple(names.get(id, ())) for names in found)) for id in ids}
