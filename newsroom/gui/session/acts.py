"""What the session asks of a library: reading, saving and releasing one article. Loads the desk when first asked."""

from typing import TYPE_CHECKING, Protocol

from newsroom.domain.article import Article, Content
from newsroom.domain.errors import NotFoundError
from newsroom.domain.ids import ArticleId
from newsroom.domain.wire_story import KEPT_NAMES

if TYPE_CHECKING:
    from newsroom.desk.articles import Saved
    from newsroom.desk.library import Library

BY = "window"


class ArticleActs(Protocol):
    """Called in lanes, never on the GUI thread. All raise ``NewsroomError`` for what is expected."""

    def get(self, id: ArticleId) -> Article: ...

    def find(self, uid: str) -> Article | None:
        """The article of that uid; None where there is none."""

    def new(self, content: Content, extra: dict[str, object] | None, uid: str) -> Article: ...

    def save(self, id: ArticleId, base: Content, content: Content, version: int) -> "Saved": ...

    def publish(self, id: ArticleId) -> Article: ...

    def withdraw(self, id: ArticleId, notice: str) -> Article: ...

    def trash(self, id: ArticleId) -> Article: ...

    def untrash(self, id: ArticleId) -> Article: ...

    def language(self) -> str:
        """The site's language: what a new article begins with."""

    def data_version(self) -> int:
        """Changes when somebody else wrote."""


class DeskActs:
    """The desk's own functions on one open library."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def get(self, id: ArticleId) -> Article:
        from newsroom.desk.articles import get_article

        return get_article(self._library, id)

    def find(self, uid: str) -> Article | None:
        from newsroom.desk.articles import find_article

        try:
            return find_article(self._library, uid)
        except NotFoundError:
            return None

    def new(self, content: Content, extra: dict[str, object] | None, uid: str) -> Article:
        if extra and KEPT_NAMES in extra:
            from newsroom.desk.pasting import draft_of_kept

            return draft_of_kept(self._library, content, extra, by=BY, uid=uid)
        from newsroom.desk.articles import new_article

        return new_article(self._library, content, by=BY, extra=extra, uid=uid)

    def save(self, id: ArticleId, base: Content, content: Content, version: int) -> "Saved":
        from newsroom.desk.articles import save_article

        return save_article(self._library, id, base, content, version=version, by=BY)

    def publish(self, id: ArticleId) -> Article:
        from newsroom.desk.releasing import publish

        return publish(self._library, id, by=BY)

    def withdraw(self, id: ArticleId, notice: str) -> Article:
        from newsroom.desk.releasing import withdraw

        return withdraw(self._library, id, notice, by=BY)

    def trash(self, id: ArticleId) -> Article:
        from newsroom.desk.articles import trash_article

        return trash_article(self._library, id, by=BY)

    def untrash(self, id: ArticleId) -> Article:
        from newsroom.desk.articles import untrash_article

        return untrash_article(self._library, id, by=BY)

    def language(self) -> str:
        return self._library.site().language

    def data_version(self) -> int:
        return self._library.data_version()
