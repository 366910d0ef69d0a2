"""Versions of the articles that an act changed, and whether they differ from what was published, kept exact."""

import json
from collections.abc import Sequence

from newsroom.domain.ids import ArticleId
from newsroom.domain.merging import same_content
from newsroom.storage.act_batch import Batch
from newsroom.storage.articles import load_articles
from newsroom.storage.revisions import load_contents

_TOUCHED = "(SELECT id FROM touched)"
_SOME = 500


def count_up(batch: Batch, *, differ: bool, doubtful: str = "1") -> None:
    """After the steps of an act: the next version of every article whose content changed.

    ``differ``: one that was as published differs now. Of those that differed before, the ones for which ``doubtful`` (a
    condition on ``a``) holds may be as published now: these are compared.
    """
    batch.run(
        "INSERT OR REPLACE INTO act_article (act_id, article_id, version, differed) "
        "SELECT :act, a.id, a.version + 1, a.has_unpublished_changes FROM touched t CROSS JOIN article a ON a.id = t.id"
    )
    compared = batch.ids(
        "SELECT a.id FROM touched t CROSS JOIN act_article g ON g.act_id = :act AND g.article_id = t.id "
        "CROSS JOIN article a ON a.id = t.id "
        f"WHERE g.differed = 1 AND a.published_revision_id IS NOT NULL AND ({doubtful})"
    )
    compared += _differing(batch)
    flag = ", has_unpublished_changes = (published_revision_id IS NOT NULL)" if differ else ""
    batch.run(f"UPDATE article SET version = version + 1{flag} WHERE id IN {_TOUCHED}")
    compare(batch, sorted(set(compared)))


def count_up_only(batch: Batch) -> None:
    """The next version, where the content did not change: the trash."""
    batch.run(f"UPDATE article SET version = version + 1 WHERE id IN {_TOUCHED}")


def count_published(batch: Batch) -> None:
    """After the change was published along on the hit articles: those that were as published are so again."""
    compared = batch.ids(
        "SELECT a.id FROM touched t CROSS JOIN act_article g ON g.act_id = :act AND g.article_id = t.id "
        "CROSS JOIN article a ON a.id = t.id WHERE g.differed = 1 AND a.published_revision_id IS NOT NULL"
    )
    batch.run(
        "UPDATE article SET has_unpublished_changes = 0 WHERE id IN (SELECT h.id FROM hit h "
        "CROSS JOIN act_article g ON g.act_id = :act AND g.article_id = h.id WHERE g.differed = 0)"
    )
    compare(batch, compared)


def count_back(batch: Batch, *, compare_all: Sequence[int] = ()) -> None:
    """After an undo: the next version too, and the mark as it was before the act where nobody saved in between.

    The others, and those of ``compare_all``, are compared.
    """
    compared = batch.ids(
        "SELECT a.id FROM touched t CROSS JOIN article a ON a.id = t.id "
        "CROSS JOIN act_article g ON g.act_id = :act AND g.article_id = a.id "
        "WHERE a.version <> g.version AND a.published_revision_id IS NOT NULL"
    )
    before = "(SELECT g.differed FROM act_article g WHERE g.act_id = :act AND g.article_id = article.id)"
    batch.run(
        f"UPDATE article SET version = version + 1, has_unpublished_changes = CASE WHEN published_revision_id IS NULL "
        f"THEN has_unpublished_changes ELSE {before} END WHERE id IN {_TOUCHED}"
    )
    others = batch.doubted.difference(batch.touched())
    compare(batch, sorted({*compared, *compare_all, *others}))


def _differing(batch: Batch) -> list[int]:
    """Of the doubted articles those that differed so far: the others are still as published."""
    if not batch.doubted:
        return []
    return batch.ids(
        "SELECT a.id FROM json_each(:doubted) d CROSS JOIN article a ON a.id = d.value "
        "WHERE a.has_unpublished_changes = 1",
        doubted=json.dumps(sorted(batch.doubted)),
    )


def compare(batch: Batch, ids: Sequence[int]) -> None:
    """Marks each of these published articles by comparing it with what was published: some 5,000 a second.

    A mark that changes is a new version: what an earlier act remembers of the mark holds for its own version alone.
    """
    for start in range(0, len(ids), _SOME):
        some = [ArticleId(id) for id in ids[start : start + _SOME]]
        articles = load_articles(batch.connection, some)
        published = [one.published_revision_id for one in articles.values() if one.published_revision_id]
        contents = load_contents(batch.connection, published)
        for article in articles.values():
            public = contents.get(article.published_revision_id) if article.published_revision_id else None
            differs = article.published_revision_id is not None and (
                public is None or not same_content(public, article.content)
            )
            if differs != article.has_unpublished_changes:
                batch.run(
                    "UPDATE article SET has_unpublished_changes = :differs, "
                    f"version = version + (id NOT IN {_TOUCHED}) WHERE id = :id",
                    differs=int(differs),
                    id=article.id,
                )
