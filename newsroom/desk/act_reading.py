"""The articles of a batch, read some at a time, for steps of acts that go from article to article."""

from collections.abc import Iterator, Sequence

from newsroom.domain.article import Article
from newsroom.domain.ids import ArticleId
from newsroom.storage.act_batch import Batch
from newsroom.storage.articles import load_articles

SOME = 100


def loaded(batch: Batch, ids: Sequence[int]) -> Iterator[Article]:
    """Those of the articles that there are, some at a time: what is done to one changes no other of them."""
    for start in range(0, len(ids), SOME):
        some = [ArticleId(id) for id in ids[start : start + SOME]]
        yield from load_articles(batch.connection, some).values()
