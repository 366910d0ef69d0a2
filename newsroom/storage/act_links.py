"""Links of many articles to tags and series that change at once: counted once, not after each.

The triggers of the table of links look, after each row, at its tag or series and at its article. For some rows that is
the shortest way; for thousands they rest, inside the transaction, and what they keep is counted anew.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from newsroom.storage.act_batch import HIT, Batch

MANY = 1_000
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
_LISTED = "FROM {links} l INDEXED BY ix_{links}_list WHERE l.{kind}_id = {kind}.id AND l.is_trashed = 0"
_HIT = "SELECT id FROM hit"
# What a tag that came, or went, may have made of its article.
_NO_LONGER_UNTAGGED = (
    "UPDATE article SET is_untagged = 0 WHERE id IN (SELECT value FROM json_each(:ids)) AND is_untagged = 1"
)
_UNTAGGED = (
    "UPDATE article SET is_untagged = 1 WHERE id IN (SELECT value FROM json_each(:ids)) AND is_untagged = 0 "
    "AND NOT EXISTS (SELECT 1 FROM article_tag l WHERE l.article_id = article.id)"
)


@contextmanager
def counted_once(batch: Batch, kind: str, *ids: int) -> Iterator[None]:
    """Inside the block links of the hit articles to the tags or series ``ids`` change, and nothing else.

    A link that comes has to say itself where its article stands in time, and whether it is in the trash. Whether
    an article has a tag at all is not looked at.
    """
    if batch.n_hit < MANY:
        yield
        return
    links = f"article_{kind}"
    triggers = batch.rows(_TRIGGERS, table=links)
    for name, _ in triggers:
        batch.run(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        batch.run(sql)
    _count(batch, kind, links, ids)


def put_on(batch: Batch, kind: str, id: int, links: str, first: str = _HIT) -> None:
    """Puts a tag or a series on the hit articles: the rows of ``links``, a statement that makes use of ``:id``.

    Its columns: article, ``:id``, position, place in time, whether in the trash; of a series, its place by hand.
    ``first`` answers those of them that may have had none before.
    """
    untagged = batch.ids(first) if kind == "tag" and batch.n_hit >= MANY else []
    by_hand = ", place_by_hand" if kind == "series" else ""
    columns = f"article_id, {kind}_id, position, search_key, is_trashed{by_hand}"
    with counted_once(batch, kind, id):
        batch.run(f"INSERT INTO article_{kind} ({columns}) {links}", id=id)
    if untagged:
        batch.run(_NO_LONGER_UNTAGGED, ids=json.dumps(untagged))


def take_off(batch: Batch, kind: str, id: int) -> None:
    """Takes a tag or a series off the hit articles; those behind it move up."""
    links, column = f"article_{kind}", f"{kind}_id"
    # One look at each article tells whether others stand behind, and whether it may be without any now.
    other = f"EXISTS (SELECT 1 FROM {links} o WHERE o.article_id = m.article_id AND o.position"
    looked = batch.rows(
        f"SELECT m.article_id, NOT {other} < m.position) AS is_first, {other} > m.position) AS is_before FROM hit h "
        f"CROSS JOIN {links} m ON m.article_id = h.id AND m.{column} = :id WHERE is_first OR is_before",
        id=id,
    )
    if moved := [article for article, _, is_before in looked if is_before]:
        behind = (
            f"SELECT o.article_id, o.{column} FROM json_each(:moved) h CROSS JOIN {links} m ON m.article_id = h.value "
            f"AND m.{column} = :id CROSS JOIN {links} o ON o.article_id = m.article_id AND o.position > m.position"
        )
        batch.run(
            f"UPDATE {links} SET position = position - 1 WHERE (article_id, {column}) IN ({behind})",
            id=id,
            moved=json.dumps(moved),
        )
    with counted_once(batch, kind, id):
        batch.run(f"DELETE FROM {links} WHERE {column} = :id AND article_id IN {HIT}", id=id)
    if kind == "tag" and batch.n_hit >= MANY:
        batch.run(_UNTAGGED, ids=json.dumps([article for article, is_first, _ in looked if is_first]))


def _count(batch: Batch, kind: str, links: str, ids: Sequence[int]) -> None:
    listed = _LISTED.format(links=links, kind=kind)
    for id in ids:
        batch.run(
            f"UPDATE {kind} SET n_articles = (SELECT count(*) {listed}), "
            f"last_key = (SELECT coalesce(max(l.search_key), 0) {listed}) WHERE id = :id",
            id=id,
        )
