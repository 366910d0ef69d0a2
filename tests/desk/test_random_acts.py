"""Random acts of editors: whatever they do, what readers see is what was published, and every count is right."""

import contextlib
import random
from typing import Any

import pytest
from sqlalchemy import text

from newsroom.desk.articles import (
    get_article,
    get_revision,
    list_revisions,
    new_article,
    set_fields,
    trash_article,
    untrash_article,
)
from newsroom.desk.pages import page_model
from newsroom.desk.releasing import publish, withdraw
from newsroom.domain.article import Content, State
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.merging import same_content
from newsroom.domain.times import now
from newsroom.storage.search_index import INDEXES

BY = "test"
SECTIONS = ["World", "Sport", ""]
NAMES = ["One", "Two", "Three"]


class Newsdesk:
    """Acts at random, and keeps what must be true beside the library."""

    def __init__(self, library: Any, seed: int) -> None:
        self.library = library
        self.random = random.Random(seed)
        self.public: dict[ArticleId, Content] = {}
        self.ids: list[ArticleId] = []

    def act(self) -> None:
        names = ["new", "set", "set", "set", "publish", "publish", "withdraw", "trash", "untrash"]
        name = self.random.choice(names) if self.ids else "new"
        with contextlib.suppress(RefusedError):
            getattr(self, f"_{name}")()

    def _any(self) -> ArticleId:
        return self.random.choice(self.ids)

    def _some(self) -> list[str]:
        return self.random.sample(NAMES, self.random.randint(0, 3))

    def _new(self) -> None:
        content = Content(headline=self.random.choice(["Talks", "Strike"]), body="Text.")
        self.ids.append(new_article(self.library, content, by=BY).id)

    def _set(self) -> None:
        changes: dict[str, object] = {
            "section": self.random.choice(SECTIONS),
            "tags": self._some(),
            "series": self._some(),
            "bylines": self._some() * 2,
            "headline": self.random.choice(["Talks", "Strike", "Peace"]),
            "body": self.random.choice(["Text.", "Other text."]),
            "related": self.random.sample(["Talks", "Peace"], self.random.randint(0, 2)),
        }
        chosen = self.random.sample(sorted(changes), self.random.randint(1, 3))
        set_fields(self.library, self._any(), {name: changes[name] for name in chosen}, by=BY)

    def _publish(self) -> None:
        id = self._any()
        self.public[id] = publish(self.library, id, by=BY).content

    def _withdraw(self) -> None:
        id = self._any()
        withdraw(self.library, id, "It was wrong.", by=BY)
        self.public.pop(id, None)

    def _trash(self) -> None:
        trash_article(self.library, self._any(), by=BY)

    def _untrash(self) -> None:
        untrash_article(self.library, self._any(), by=BY)

    def check(self) -> None:
        seen = {}
        for id in self.ids:
            article = get_article(self.library, id)
            if id in self.public and article.trashed_at is None:
                seen[id] = self.public[id]
            if id in self.public:
                assert article.state is State.PUBLISHED
                revision = get_revision(self.library, article.published_revision_id)
                assert same_content(revision.content, self.public[id])
                assert article.has_unpublished_changes == (not same_content(article.content, self.public[id]))
            page_model(self.library, id, at=now())
            numbers = [row.number for row in list_revisions(self.library, id)]
            assert numbers == sorted(numbers, reverse=True)
        self._check_public(seen)
        self._check_counts()

    def _check_public(self, seen: dict[ArticleId, Content]) -> None:
        rows = self._rows("SELECT article_id, section_id, headline FROM public_article")
        assert {id: (section, headline) for id, section, headline in rows} == {
            id: (content.section_id, content.headline) for id, content in seen.items()
        }
        for table, column, field in (
            ("public_tag", "tag_id", "tags"),
            ("public_series", "series_id", "series"),
        ):
            found = set(self._rows(f"SELECT article_id, {column} FROM {table}"))
            assert found == {(id, other) for id, content in seen.items() for other in getattr(content, field)}

    def _check_counts(self) -> None:
        live = "JOIN article a ON a.id = l.article_id AND a.trashed_at IS NULL"
        counts = {
            "tag": ("article_tag", "tag_id", "public_tag"),
            "series": ("article_series", "series_id", "public_series"),
            "author": ("article_byline", "author_id", None),
        }
        for table, (links, column, public) in counts.items():
            used = f"(SELECT count(DISTINCT l.article_id) FROM {links} l {live} WHERE l.{column} = t.id)"
            assert self._rows(f"SELECT t.n_articles FROM {table} t ORDER BY t.id") == self._rows(
                f"SELECT {used} FROM {table} t ORDER BY t.id"
            )
            if public:
                shown = f"(SELECT count(*) FROM {public} WHERE {column} = t.id)"
                rows = self._rows(f"SELECT t.n_published FROM {table} t ORDER BY t.id")
                assert rows == self._rows(f"SELECT {shown} FROM {table} t ORDER BY t.id")
        wrong = "SELECT 1 FROM {0} l JOIN article a ON a.id = l.article_id WHERE l.search_key <> a.search_key"
        for links in ("article_tag", "article_series", "article_byline", "article_text"):
            assert self._rows(wrong.format(links)) == []
        states = "SELECT state, n FROM state_count WHERE n <> 0 ORDER BY state"
        truth = (
            "SELECT CASE WHEN trashed_at IS NULL THEN state ELSE 'trashed' END AS s, count(*)"
            " FROM article GROUP BY s ORDER BY s"
        )
        assert self._rows(states) == self._rows(truth)
        with self.library.store.write() as connection:
            for index in INDEXES:
                connection.exec_driver_sql(index.verify())

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        with self.library.store.read() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]


@pytest.mark.parametrize("seed", range(4))
def test_what_readers_see_is_what_was_published(library, seed):
    newsdesk = Newsdesk(library, seed)
    for n in range(120):
        newsdesk.act()
        if n % 20 == 19:
            newsdesk.check()
