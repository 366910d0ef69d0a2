"""Other articles as a page may name them: the public face of those that have one."""

from collections.abc import Collection

from sqlalchemy import Connection

from newsroom.domain.article import State
from newsroom.domain.ids import ArticleId
from newsroom.domain.neighbours import Neighbour
from newsroom.storage.asking import ask, id_list, moment

_BY_IDS = """
SELECT a.id, a.state, a.trashed_at, a.address, a.published_at,
       coalesce(p.headline, a.headline) AS headline, s.name AS section
FROM json_each(?) w CROSS JOIN article a ON a.id = w.value
LEFT JOIN public_article p ON p.article_id = a.id
LEFT JOIN section s ON s.id = coalesce(p.section_id, a.section_id)
"""


def load_neighbours(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, Neighbour]:
    """Those of the ids that the library has. One statement."""
    if not ids:
        return {}
    rows = ask(connection, _BY_IDS, (id_list(sorted(ids)),))
    return {
        row["id"]: Neighbour(
            id=ArticleId(row["id"]),
            headline=row["headline"],
            state=State(row["state"]),
            is_trashed=row["trashed_at"] is not None,
            address=row["address"],
            section=row["section"],
            published_at=moment(row["published_at"]),
        )
        for row in rows
    }
