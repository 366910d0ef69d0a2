"""A library in memory for tests of the session: what the desk promises, without a disk, and with failures on demand."""

from dataclasses import replace
from datetime import UTC, datetime

from newsroom.desk.articles import Saved
from newsroom.domain.article import Article, Content, State
from newsroom.domain.errors import LibraryError, NotFoundError, RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.merging import merge

NOW = datetime(2021, 3, 6, 1, 45, tzinfo=UTC)


def an_article(id: int, content: Content | None = None, version: int = 1) -> Article:
    return Article(
        id=ArticleId(id),
        uid=f"uid-{id}",
        version=version,
        state=State.DRAFT,
        short_code="abcdefg",
        slug=None,
        address=None,
        created_at=NOW,
        updated_at=NOW,
        content=content or Content(),
    )


class Newsdesk:
    """Articles by id. ``error`` is raised by every write while it is set. ``others_write`` is another process."""

    def __init__(self, *contents: Content) -> None:
        self.articles = {ArticleId(n): an_article(n, content) for n, content in enumerate(contents, 1)}
        self.error: Exception | None = None
        self.calls: list[str] = []
        self.version_of_data = 1
        self.site_language = "de"

    def others_write(self, id: int, content: Content) -> None:
        self._put(replace(self.articles[ArticleId(id)], content=content))
        self.version_of_data += 1

    def get(self, id: ArticleId) -> Article:
        self.calls.append(f"get {id}")
        if id not in self.articles:
            raise NotFoundError(f"There is no article {id}.")
        return self.articles[id]

    def find(self, uid: str) -> Article | None:
        return next((article for article in self.articles.values() if article.uid == uid), None)

    def new(self, content: Content, extra: dict[str, object] | None, uid: str = "") -> Article:
        self._write("new")
        id = len(self.articles) + 1
        made = replace(an_article(id, content), extra=extra or {})
        self.articles[ArticleId(id)] = replace(made, uid=uid or made.uid)
        return self.articles[ArticleId(id)]

    def save(self, id: ArticleId, base: Content, content: Content, version: int) -> Saved:
        self._write(f"save {id}")
        result = merge(base, content, self.articles[id].content)
        return Saved(
            self._put(replace(self.articles[id], content=result.content)), result.merged, result.conflicts
        )

    def publish(self, id: ArticleId) -> Article:
        self._write(f"publish {id}")
        if not self.articles[id].content.headline:
            raise RefusedError("The headline is missing.")
        return self._put(replace(self.articles[id], state=State.PUBLISHED))

    def withdraw(self, id: ArticleId, notice: str) -> Article:
        self._write(f"withdraw {id}")
        return self._put(replace(self.articles[id], state=State.WITHDRAWN))

    def trash(self, id: ArticleId) -> Article:
        self._write(f"trash {id}")
        return self._put(replace(self.articles[id], trashed_at=NOW))

    def untrash(self, id: ArticleId) -> Article:
        self._write(f"untrash {id}")
        return self._put(replace(self.articles[id], trashed_at=None))

    def language(self) -> str:
        return self.site_language

    def data_version(self) -> int:
        return self.version_of_data

    def _write(self, call: str) -> None:
        self.calls.append(call)
        if self.error is not None:
            raise self.error

    def _put(self, article: Article) -> Article:
        self.articles[article.id] = replace(article, version=article.version + 1)
        return self.articles[article.id]


FULL = LibraryError("The disk is full. Nothing was changed.")
