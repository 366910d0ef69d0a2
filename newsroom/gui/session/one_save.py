"""One save on its way: what is sent, put together and written in the lane, and what comes back. Knows no Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from newsroom.domain.article import Article, Content
from newsroom.domain.draft import Draft
from newsroom.domain.ids import NO_ARTICLE, ArticleId
from newsroom.gui.session.acts import ArticleActs


@dataclass(frozen=True, slots=True)
class Answer:
    """``content`` is durable now. ``article`` is None where the library held it already, and nothing was written."""

    content: Content
    article: Article | None
    merged: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A draft as it stood at ``revision``; cheap to take, whatever the text's length.

    ``stored`` is what the library holds, as far as we know; for a new article, what needs no row.
    """

    id: ArticleId
    uid: str
    version: int
    revision: int
    base: Content
    stored: Content
    extra: dict[str, object] | None
    put_together: Callable[[], Content]

    @classmethod
    def of(cls, draft: Draft, stored: Content, extra: dict[str, object] | None) -> "Sent":
        return cls(
            draft.id,
            draft.article.uid,
            draft.version,
            draft.revision,
            draft.base,
            stored,
            extra,
            draft.sending(),
        )

    def save(self, acts: ArticleActs) -> Answer:
        """In the write lane. Raises what the desk raises."""
        content = self.put_together()
        if content == self.stored:
            return Answer(content, None)
        if self.id == NO_ARTICLE:
            return Answer(content, acts.new(content, self.extra, self.uid))
        saved = acts.save(self.id, self.base, content, self.version)
        return Answer(content, saved.article, saved.merged, saved.conflicts)
