"""Headline, lede and body of some articles, for what has to look at the words themselves."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection

from newsroom.domain.ids import ArticleId
from newsroom.storage.asking import ask, id_list

_OF_IDS = """
SELECT article_id, headline, lede, body FROM article_text WHERE article_id IN (SELECT value FROM json_each(?))
"""


class Texts(NamedTuple):
    headline: str
    lede: str
    body: str


def load_texts(connection: Connection, ids: Collection[ArticleId]) -> dict[ArticleId, Texts]:
    """The texts of those ids that the library has. One statement."""
    rows = ask(connection, _OF_IDS, (id_list(ids),)) if ids else []
    return {ArticleId(row["article_id"]): Texts(row["headline"], row["lede"], row["body"]) for row in rows}
