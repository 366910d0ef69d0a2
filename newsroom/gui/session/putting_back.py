"""Puts the copies of unsaved texts back into the library. Blocking: for the write lane. Knows no Qt."""

from dataclasses import dataclass

from newsroom.domain.article import Article
from newsroom.domain.errors import NewsroomError
from newsroom.domain.ids import NO_ARTICLE
from newsroom.gui.session.acts import ArticleActs
from newsroom.gui.session.unsaved import UnsavedCopies, UnsavedCopy


@dataclass(frozen=True, slots=True)
class PutBack:
    """What became of one copy: the article that has its text now, or why it stays where it is."""

    copy: UnsavedCopy
    article: Article | None
    conflicts: tuple[str, ...] = ()
    problem: str = ""


def put_back(acts: ArticleActs, copies: UnsavedCopies) -> tuple[PutBack, ...]:
    """Every copy there is, oldest first. A copy goes only once its text is durable in the library."""
    return tuple(_put_back(acts, copies, copy) for copy in copies.all())


def _put_back(acts: ArticleActs, copies: UnsavedCopies, copy: UnsavedCopy) -> PutBack:
    conflicts: tuple[str, ...] = ()
    try:
        if copy.id == NO_ARTICLE:
            article = acts.new(copy.content, None)
        else:
            saved = acts.save(copy.id, copy.base, copy.content, copy.version)
            article, conflicts = saved.article, saved.conflicts
    except NewsroomError as error:
        return PutBack(copy, None, problem=str(error))
    copies.drop(copy.key)
    return PutBack(copy, article, conflicts)
