"""What readers get to see, inside a write transaction that the caller has begun. No rule of what may be published."""

from datetime import datetime

from newsroom.domain.article import Article, Content, NoticeKind, State
from newsroom.domain.ids import ArticleId
from newsroom.domain.merging import same_content
from newsroom.domain.revisions import TEXT_CHANGED, RevisionKind
from newsroom.domain.slugs import slugify
from newsroom.storage.addresses import free_article_slug, keep_address
from newsroom.storage.article_writing import update_article
from newsroom.storage.moving import Moves
from newsroom.storage.publicity import Publicity, put_public, remove_public
from newsroom.storage.revisions import last_time_of_kinds, load_revision
from newsroom.storage.store import Connection
from newsroom.storage.timeline import keep_named


def release(
    connection: Connection,
    stored: Article,
    *,
    at: datetime,
    by: str,
    text_changed: bool | None = None,
    moves: Moves | None = None,
) -> None:
    """Makes the working copy what readers see. It must have a section.

    The first time its time of publication (unless it has one), its slug and its address are settled for good.
    ``text_changed`` overrules what a comparison with the last publication says. With ``moves``, the article's place in
    time waits for these.
    """
    content, id = stored.content, stored.id
    published_at = stored.published_at or at
    kind = _kind(connection, stored, text_changed)
    slug, address = _place(connection, stored)
    if address != stored.address:
        keep_address(connection, address, id, at)
    revision_id = keep_named(connection, id, kind, content, at=at, by=by)
    updated_at = last_text_change(connection, id)
    put_public(connection, id, content, Publicity(revision_id, published_at, updated_at))
    update_article(
        connection,
        stored,
        content,
        moves=moves,
        state=State.PUBLISHED,
        slug=slug,
        address=address,
        published_at=published_at,
        published_revision_id=revision_id,
        has_unpublished_changes=False,
        updated_at=at,
    )


def retract(
    connection: Connection, stored: Article, content: Content, notice: str, *, at: datetime, by: str
) -> None:
    """Readers find the notice from now on, at the address that stays. ``content`` becomes the working copy."""
    revision_id = keep_named(
        connection, stored.id, RevisionKind.WITHDRAWN, content, at=at, by=by, name=notice
    )
    remove_public(connection, stored.id)
    update_article(
        connection,
        stored,
        content,
        state=State.WITHDRAWN,
        published_revision_id=revision_id,
        has_unpublished_changes=False,
        updated_at=at,
    )


def hide(connection: Connection, id: ArticleId) -> None:
    """Readers no longer see it; what they saw is kept as its published revision."""
    remove_public(connection, id)


def show_again(connection: Connection, stored: Article) -> None:
    """Readers see again what was published last, if the article is published."""
    if stored.state is not State.PUBLISHED or stored.published_revision_id is None:
        return
    revision = load_revision(connection, stored.published_revision_id)
    if revision is None or stored.published_at is None:
        return
    updated_at = last_text_change(connection, stored.id)
    facts = Publicity(revision.id, stored.published_at, updated_at)
    put_public(connection, stored.id, revision.content, facts)


def last_text_change(connection: Connection, id: ArticleId) -> datetime | None:
    """The time of the last publication that changed the text; None where only the first one was."""
    return last_time_of_kinds(connection, id, TEXT_CHANGED)


def _kind(connection: Connection, stored: Article, text_changed: bool | None) -> RevisionKind:
    if stored.published_revision_id is None:
        return RevisionKind.PUBLISHED
    before = load_revision(connection, stored.published_revision_id)
    old, new = before.content if before else Content(), stored.content
    if text_changed is None:
        text_changed = not same_content(_text(old), _text(new))
    if not text_changed:
        return RevisionKind.PUBLISHED
    is_new = set(new.notices) - set(old.notices)
    corrected = any(notice.kind is NoticeKind.CORRECTION for notice in is_new)
    return RevisionKind.CORRECTED if corrected else RevisionKind.UPDATED


def _text(content: Content) -> Content:
    """What readers would call the text: not its place in the archive, not its picture."""
    return Content(headline=content.headline, lede=content.lede, body=content.body, notices=content.notices)


def _place(connection: Connection, stored: Article) -> tuple[str, str]:
    """Slug and address as they are from now on."""
    if stored.address is None:
        prefix = f"/{stored.section.slug}/" if stored.section else "/"
        wanted = stored.content.slug or slugify(stored.content.headline) or f"article-{stored.id}"
        slug = free_article_slug(connection, wanted, article_id=stored.id, prefix=prefix)
    else:
        prefix = stored.address.rpartition("/")[0] + "/"
        slug = stored.slug or stored.address.removeprefix(prefix)
    return slug, prefix + slug
