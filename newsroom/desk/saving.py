"""Makes and saves articles inside a write transaction that the caller has begun. What holds for every save is here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from newsroom.desk.extras import plain_extra
from newsroom.domain.article import Article, Byline, Content, RelatedLink
from newsroom.domain.ids import ArticleId, SectionId
from newsroom.domain.merging import FIELDS, same_content
from newsroom.domain.names import name_key, tidy
from newsroom.domain.slugs import slugify
from newsroom.domain.sound import sound
from newsroom.storage.addresses import free_article_slug
from newsroom.storage.article_writing import insert_article, update_article
from newsroom.storage.articles import known_headlines, known_section, known_series, known_tags
from newsroom.storage.authors import ensure_authors
from newsroom.storage.headlines import resolve_links
from newsroom.storage.merged_ids import living
from newsroom.storage.moving import Moves
from newsroom.storage.revisions import load_revision
from newsroom.storage.store import Connection
from newsroom.storage.timeline import keep_saved

_DEFAULT_LANGUAGE = "en"
_Id = TypeVar("_Id", bound=int)


def create(
    connection: Connection,
    content: Content,
    *,
    at: datetime,
    extra: Mapping[str, object] | None = None,
    published_at: datetime | None = None,
    uid: str | None = None,
) -> ArticleId:
    """A new draft. ``published_at`` and ``uid`` are what an import brings; the uid must not be in the library."""
    settled = settle(connection, content)
    wanted = settled.slug or slugify(settled.headline)
    slug = free_article_slug(connection, wanted) if wanted else None
    return insert_article(
        connection,
        settled,
        at=at,
        slug=slug,
        extra=plain_extra(extra or {}),
        published_at=published_at,
        uid=uid,
    )


def save(
    connection: Connection, stored: Article, content: Content, *, at: datetime, by: str | None, **values: Any
) -> Article:
    """Writes what differs from ``stored``, as the next version, and returns it; nothing is written where nothing does.

    The fine timeline keeps the state of this minute, and what it was before where nothing else does; without ``by``,
    which is nobody's edit, it does not.
    ``values`` are other fields of the article: ``publish_at``, ``embargo_until``, ``extra``.
    """
    settled = settle(connection, content, stored)
    changed = {name: value for name, value in values.items() if value != getattr(stored, name)}
    if settled == stored.content and not changed:
        return stored
    slug = slug_for(connection, stored, settled)
    if slug != stored.slug:
        changed["slug"] = slug
    if (differs := differs_from_public(connection, stored, settled)) != stored.has_unpublished_changes:
        changed["has_unpublished_changes"] = differs
    saved = update_article(connection, stored, settled, updated_at=at, **changed)
    if by is not None:
        keep_saved(connection, stored, saved, at=at, by=by)
    return saved


def save_texts(
    connection: Connection,
    stored: Article,
    texts: Mapping[str, str],
    *,
    at: datetime,
    by: str,
    public: Content | None = None,
    moves: Moves | None = None,
    updated_at: datetime | None = None,
) -> Article:
    """As ``save``, where only headline, lede or body are others, in an act on many articles.

    ``public``: what was published last, where it is known already. With ``moves``, the place in time waits for these.
    ``updated_at``: of what is taken back, when it was changed before.
    """
    content = replace(stored.content, **{name: sound(text) for name, text in texts.items()})
    if content == stored.content:
        return stored
    changed: dict[str, Any] = {}
    if (slug := slug_for(connection, stored, content)) != stored.slug:
        changed["slug"] = slug
    if public is None:
        differs = differs_from_public(connection, stored, content)
    else:
        differs = not same_content(public, content)
    if differs != stored.has_unpublished_changes:
        changed["has_unpublished_changes"] = differs
    saved = update_article(connection, stored, content, moves=moves, updated_at=updated_at or at, **changed)
    keep_saved(connection, stored, saved, at=at, by=by)
    return saved


def differs_from_public(connection: Connection, stored: Article, content: Content) -> bool:
    """Whether publishing the content would change what was published."""
    if stored.published_revision_id is None:
        return False
    if not stored.has_unpublished_changes and not same_content(stored.content, content):
        return True  # what is stored is what was published
    revision = load_revision(connection, stored.published_revision_id)
    return revision is None or not same_content(revision.content, content)


def settle(connection: Connection, content: Content, stored: Article | None = None) -> Content:
    """The content as the library keeps it. Never refuses: a save must not fail for a rule.

    Characters that cannot be kept are replaced; doubles, and what the library does not have, fall out of lists; names
    find their authors, headlines their articles. What was merged into another is that other.
    """
    before = stored.content if stored else Content()
    kept = _sound_content(content, before)
    if (kept.tags, kept.series, kept.section_id) != (before.tags, before.series, before.section_id):
        kept = living(connection, kept)
    return replace(
        kept,
        language=tidy(kept.language) or _DEFAULT_LANGUAGE,
        label=tidy(kept.label or "") or None,
        slug=slugify(kept.slug or "") or None,
        section_id=_section(connection, kept.section_id, before.section_id),
        bylines=_bylines(connection, kept.bylines, before.bylines),
        series=_known(kept.series, before.series, lambda ids: known_series(connection, ids)),
        tags=_known(kept.tags, before.tags, lambda ids: known_tags(connection, ids)),
        related=_related(connection, stored.id if stored else None, kept.related, before.related),
    )


def _sound_content(content: Content, before: Content) -> Content:
    """The content with every text in it sound. What stood in the library is so."""
    changed = {}
    for name in FIELDS:
        value, known = getattr(content, name), getattr(before, name)
        if value is not known and value != known and (after := sound(value)) is not value:
            changed[name] = after
    return replace(content, **changed) if changed else content


def _section(connection: Connection, id: SectionId | None, before: SectionId | None) -> SectionId | None:
    return id if id in (None, before) or known_section(connection, id) else before


def _known(
    ids: tuple[_Id, ...], before: tuple[_Id, ...], known: Callable[[Collection[_Id]], set[int]]
) -> tuple[_Id, ...]:
    """Without doubles, and without what is new here and not in the library."""
    if ids == before:
        return ids
    unique = tuple(dict.fromkeys(ids))
    new = set(unique) - set(before)
    gone = new - known(new) if new else set()
    return tuple(id for id in unique if id not in gone)


def _bylines(
    connection: Connection, bylines: tuple[Byline, ...], before: tuple[Byline, ...]
) -> tuple[Byline, ...]:
    if bylines == before:
        return bylines
    named = []
    authors = ensure_authors(connection, [line.name for line in bylines])
    for line in bylines:
        author_id = authors.get(name_key(line.name))
        if author_id is not None:
            place = tidy(line.place or "") or None
            named.append(Byline(tidy(line.name), line.role, place, author_id))
    return tuple(named)


def _related(
    connection: Connection,
    id: ArticleId | None,
    links: tuple[RelatedLink, ...],
    before: tuple[RelatedLink, ...],
) -> tuple[RelatedLink, ...]:
    if links == before and all(link.id is not None for link in links):
        return links
    named = known_headlines(connection, {link.id for link in links if link.id is not None})
    kept: list[RelatedLink] = []
    seen: set[ArticleId | str | None] = {id}
    for link in links:
        other = link.id if link.id in named else None
        headline = tidy(link.headline) or (named[other] if other else "")
        # An entry that no article has yet would lead to that of the same headline, once there is one.
        words = name_key(headline) or headline
        if (other or words) in seen or not (other or words):
            continue
        seen.add(other or words)
        kept.append(RelatedLink(other, headline))
    return resolve_links(connection, id, tuple(kept))


def slug_for(connection: Connection, stored: Article, content: Content) -> str | None:
    """Follows the headline until the first publication; after it, only what is set by hand moves it."""
    if stored.address is None:
        if (content.slug, content.headline) == (stored.content.slug, stored.content.headline):
            return stored.slug
        wanted = content.slug or slugify(content.headline)
        return free_article_slug(connection, wanted, article_id=stored.id) if wanted else None
    if content.slug == stored.content.slug:
        return stored.slug
    prefix, _, frozen = stored.address.rpartition("/")
    return free_article_slug(connection, content.slug or frozen, article_id=stored.id, prefix=f"{prefix}/")
