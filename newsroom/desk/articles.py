"""Articles: read, made, saved, put into the trash. Each act is one transaction and returns the article after it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.desk.field_changes import change_fields
from newsroom.desk.library import Library
from newsroom.desk.publicity import hide, show_again
from newsroom.desk.reading import stored_article, whole_article, with_places
from newsroom.desk.saving import create, save
from newsroom.domain.article import Article, Content, Revision, RevisionRow
from newsroom.domain.errors import NotFoundError
from newsroom.domain.ids import ArticleId, RevisionId
from newsroom.domain.merging import FIELDS, merge
from newsroom.domain.names import tidy
from newsroom.domain.revisions import RevisionKind
from newsroom.domain.times import now
from newsroom.storage import revisions
from newsroom.storage.article_writing import update_article
from newsroom.storage.articles import find_article_id
from newsroom.storage.merged_ids import living
from newsroom.storage.store import Connection
from newsroom.storage.timeline import keep_created, keep_named, last_by

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Saved:
    """The article after a save. ``merged`` are fields taken from elsewhere, ``conflicts`` those both had changed."""

    article: Article
    merged: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def get_article(library: Library, id: ArticleId) -> Article:
    """The article as it is now, in a constant number of statements. Raises ``NotFoundError``."""
    with library.store.read() as connection:
        return whole_article(connection, id)


def find_article(library: Library, ref: str) -> Article:
    """By id, uid, short code or address: whole or its path, an old one too. Raises ``NotFoundError``."""
    with library.store.read() as connection:
        id = find_article_id(connection, _without_site(library, ref))
        if id is None:
            raise NotFoundError(f"There is no article “{tidy(ref)}”.")
        return whole_article(connection, id)


def new_article(
    library: Library,
    content: Content | None = None,
    *,
    by: str,
    extra: Mapping[str, object] | None = None,
    uid: str | None = None,
) -> Article:
    """A new draft; unless a content is given, an empty one in the site's language.

    ``uid``: a new one that the caller has made (``domain/slugs.py``), to find the article by if no answer comes.
    """
    if content is None:
        content = Content(language=library.site().language)
    with library.store.write() as connection:
        at = now()
        id = create(connection, content, at=at, extra=extra, uid=uid)
        made = whole_article(connection, id)
        keep_created(connection, made, at=at, by=by)
        _log.info("article %d made by %s", id, by)
        return made


def save_article(
    library: Library,
    id: ArticleId,
    base: Content,
    content: Content,
    *,
    version: int,
    by: str,
    keep_ours: bool = True,
) -> Saved:
    """Saves what ``content`` changed since ``base``, which was read as ``version``; the rest stays as it is stored.

    A field that was changed elsewhere, too, and differently, is a conflict. Ours is saved then, and all that stood in
    the library is kept as a revision, so that nothing is lost. With ``keep_ours`` False a conflict writes nothing.
    Content that is stored already is not written again. Never refuses a text.
    """
    with library.store.write() as connection:
        stored = stored_article(connection, id)
        became: tuple[str, ...] = ()
        if stored.version != version:
            # What was merged into another since is that other, on all three sides.
            ours, base, content = content, living(connection, base), living(connection, content)
            became = tuple(name for name in FIELDS if getattr(ours, name) != getattr(content, name))
        result = merge(base, content, stored.content)
        if result.conflicts and keep_ours:
            _keep_both(connection, stored, base, result.conflicts, version, by)
        if keep_ours or not result.conflicts:
            stored = save(connection, stored, result.content, at=now(), by=by)
        merged = tuple(dict.fromkeys((*result.merged, *became)))
        return Saved(with_places(connection, stored), merged, result.conflicts)


def set_fields(library: Library, id: ArticleId, changes: Mapping[str, object], *, by: str) -> Article:
    """Sets fields by the names, and to the values, that ``show`` prints; parts of one are dotted.

    Sections, series and tags that are new are made. All values are valid, or ``RefusedError`` says what is wrong with
    one and nothing changes.
    """
    with library.store.write() as connection:
        change_fields(connection, stored_article(connection, id), changes, at=now(), by=by)
        _log.info("article %d: %d fields set by %s", id, len(changes), by)
        return whole_article(connection, id)


def trash_article(library: Library, id: ArticleId, *, by: str) -> Article:
    """Into the trash: lists hide it, readers no longer see it. Nothing happens where it is there already."""
    with library.store.write() as connection:
        stored = stored_article(connection, id)
        if stored.trashed_at is None:
            hide(connection, id)
            update_article(connection, stored, stored.content, trashed_at=now())
            _log.info("article %d put into the trash by %s", id, by)
        return whole_article(connection, id)


def untrash_article(library: Library, id: ArticleId, *, by: str) -> Article:
    """Out of the trash, into the state it had; a published one is seen by readers again."""
    with library.store.write() as connection:
        stored = stored_article(connection, id)
        if stored.trashed_at is not None:
            update_article(connection, stored, stored.content, trashed_at=None)
            show_again(connection, stored)
            _log.info("article %d taken out of the trash by %s", id, by)
        return whole_article(connection, id)


def list_revisions(library: Library, id: ArticleId) -> tuple[RevisionRow, ...]:
    """The kept states of an article, newest first."""
    with library.store.read() as connection:
        return revisions.list_revisions(connection, id)


def get_revision(library: Library, id: RevisionId) -> Revision:
    """One kept state. Raises ``NotFoundError``."""
    with library.store.read() as connection:
        revision = revisions.load_revision(connection, id)
    if revision is None:
        raise NotFoundError(f"There is no revision {id}.")
    return revision


def _without_site(library: Library, ref: str) -> str:
    """The path of a whole address, or the code of a short one."""
    if "://" not in ref:
        return ref
    site = library.site()
    path = ref.strip().partition("?")[0].partition("#")[0]
    short = site.short_address.strip().rstrip("/") or site.address.strip().rstrip("/") + "/s"
    if path.startswith(f"{short}/"):
        return path.removeprefix(f"{short}/")
    return path.removeprefix(site.address.strip().rstrip("/"))


def _keep_both(
    connection: Connection, stored: Article, base: Content, conflicts: tuple[str, ...], version: int, by: str
) -> None:
    """What stands in the library, after what both began with: so that the two can be put together later."""
    fields = ", ".join(name.removesuffix("_id") for name in conflicts)
    name = f"Version {stored.version}, over which a text begun from version {version} was saved: {fields}"
    theirs = last_by(connection, stored.id) or by
    keep_named(connection, stored.id, RevisionKind.COMMON, base, at=now(), by=by)
    keep_named(connection, stored.id, RevisionKind.CONFLICT, stored.content, at=now(), by=theirs, name=name)
