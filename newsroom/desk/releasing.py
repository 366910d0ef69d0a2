"""Publishing and withdrawing. Each act is one transaction and returns the article after it."""

from dataclasses import replace

from newsroom.desk.library import Library
from newsroom.desk.publicity import release, retract
from newsroom.desk.reading import stored_article, whole_article
from newsroom.domain.article import Article, Content, Notice, NoticeKind, State
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.names import is_blank
from newsroom.domain.text_buffer import one_line_end, storable
from newsroom.domain.times import now


def what_is_missing(content: Content) -> tuple[str, ...]:
    """Why it cannot be published, a sentence for each reason; empty when it can."""
    missing = []
    if is_blank(content.headline):
        missing.append("It has no headline.")
    if is_blank(content.body):
        missing.append("It has no text.")
    if content.section_id is None:
        missing.append("It has no section.")
    return tuple(missing)


def publish(library: Library, id: ArticleId, *, by: str) -> Article:
    """Publishes the article, or what changed since. Nothing happens where nothing did.

    Raises ``RefusedError`` with what is missing.
    """
    with library.store.write() as connection:
        stored = stored_article(connection, id)
        _refuse_trashed(stored, "published")
        if missing := what_is_missing(stored.content):
            reasons = " ".join(missing)
            raise RefusedError(f"Article {id} cannot be published yet. {reasons} Nothing was changed.")
        if stored.state is not State.PUBLISHED or stored.has_unpublished_changes:
            release(connection, stored, at=now(), by=by)
        return whole_article(connection, id)


def withdraw(library: Library, id: ArticleId, notice: str, *, by: str) -> Article:
    """Takes a published article back: its address shows the notice, which also joins the article's notices.

    Of a withdrawn one it changes the notice. Raises ``RefusedError`` for any other, and without a notice.
    """
    notice = storable(one_line_end(notice)).strip()
    if is_blank(notice):
        raise RefusedError("A withdrawal needs a notice for readers. Nothing was changed.")
    with library.store.write() as connection:
        stored = stored_article(connection, id)
        _refuse_trashed(stored, "withdrawn")
        if stored.state not in (State.PUBLISHED, State.WITHDRAWN):
            raise RefusedError(
                f"Article {id} is not published, so it cannot be withdrawn. Nothing was changed."
            )
        at = now()
        notices = (*stored.content.notices, Notice(NoticeKind.NOTE, notice, at))
        retract(connection, stored, replace(stored.content, notices=notices), notice, at=at, by=by)
        return whole_article(connection, id)


def _refuse_trashed(stored: Article, act: str) -> None:
    if stored.trashed_at is not None:
        raise RefusedError(
            f"Article {stored.id} is in the trash and cannot be {act}. Take it out first; nothing was changed."
        )
