"""Related entries that are only a headline yet: each finds its article when exactly one answers to it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import Connection, exists, select, update

from newsroom.domain.article import RelatedLink
from newsroom.domain.ids import ArticleId
from newsroom.storage.asking import ask, id_list
from newsroom.storage.headline_hashing import headline_hash
from newsroom.storage.tables import article, article_related

__all__ = ["headline_hash", "resolve_headlines", "resolve_links", "resolve_some_headlines"]

_WAITING = """
SELECT DISTINCT headline_hash FROM article_related
WHERE other_id IS NULL AND headline_hash IN (SELECT value FROM json_each(?))
"""


def resolve_links(
    connection: Connection, article_id: ArticleId | None, links: tuple[RelatedLink, ...]
) -> tuple[RelatedLink, ...]:
    """The links with every entry resolved that can be. One that would point to a listed article stays words."""
    open_links = [link for link in links if link.id is None]
    if not open_links:
        return links
    found = _only_articles(connection, {h for link in open_links if (h := headline_hash(link.headline))})
    taken = {link.id for link in links} | {article_id}
    resolved = []
    for link in links:
        other = found.get(headline_hash(link.headline)) if link.id is None else None
        if other is None or other in taken:
            resolved.append(link)
            continue
        taken.add(other)
        resolved.append(replace(link, id=other))
    return tuple(resolved)


def resolve_headlines(connection: Connection, hashes: Iterable[int | None]) -> None:
    """Looks again at the open entries of these headlines, because the articles that have them have changed."""
    wanted = {hash for hash in hashes if hash is not None}
    if not wanted:
        return
    columns = article_related.c
    waiting = select(columns.headline_hash).where(
        columns.other_id.is_(None), columns.headline_hash.in_(wanted)
    )
    known = set(connection.execute(waiting.distinct()).scalars())
    for hash, other in _only_articles(connection, known).items():
        listed = article_related.alias()
        is_listed = exists().where(listed.c.article_id == columns.article_id, listed.c.other_id == other)
        connection.execute(
            update(article_related)
            .where(columns.other_id.is_(None), columns.headline_hash == hash)
            .where(columns.article_id != other, ~is_listed)
            .values(other_id=other)
        )


def resolve_some_headlines(connection: Connection, new: Iterable[int | None], waiting: Iterable[str]) -> None:
    """After many new articles of these hashes: entries that wait for one of them, and their own, by ``waiting``.

    One statement where nothing waits, and some for each headline that does.
    """
    hashes = {hash for hash in new if hash is not None}
    rows = ask(connection, _WAITING, (id_list(hashes),))
    wanted = {row["headline_hash"] for row in rows} | set(map(headline_hash, waiting))
    if wanted - {None}:
        resolve_headlines(connection, wanted)


def _only_articles(connection: Connection, hashes: Collection[int]) -> dict[int | None, ArticleId]:
    """Of each headline that one article has, and no other outside the trash.

    A statement a headline, because some headlines stand on thousands of articles.
    """
    found: dict[int | None, ArticleId] = {}
    for hash in hashes:
        query = select(article.c.id).where(article.c.headline_hash == hash, article.c.trashed_at.is_(None))
        ids = connection.execute(query.limit(2)).scalars().all()
        if len(ids) == 1:
            found[hash] = ArticleId(ids[0])
    return found
