"""Articles that an import brings get their place, inside a write transaction that the caller has begun."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsroom.desk.extras import plain_extra
from newsroom.desk.import_reading import Prepared, Texts, measure
from newsroom.desk.naming import Names
from newsroom.desk.pasting import own_dateline
from newsroom.desk.publicity import release
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import save
from newsroom.domain.article import Article, Content, Picture, RelatedLink, State
from newsroom.domain.ids import ArticleId
from newsroom.domain.importing import ImportedArticle, ImportedLink, ImportedPicture, OwnRecord, OwnRevision
from newsroom.domain.names import name_key, tidy
from newsroom.domain.revisions import TEXT_CHANGED, RevisionKind
from newsroom.domain.slugs import new_uids, slugify
from newsroom.domain.times import to_rfc3339
from newsroom.domain.wire_story import WireSeries
from newsroom.exchange.sources.language import language_beside
from newsroom.exchange.sources.links import relinked
from newsroom.storage.addresses import keep_address
from newsroom.storage.bulk_articles import NewArticle, NewRevision, insert_articles, reserve_ids
from newsroom.storage.bulk_names import FreeNames, give_search_keys, give_short_codes, keep_old_paths
from newsroom.storage.headlines import resolve_some_headlines
from newsroom.storage.series import MOST_ELSEWHERE
from newsroom.storage.store import Connection

_DEFAULT_LANGUAGE = "en"
_LONGEST_PATH = 1_000
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item that was read, as it comes, with what was found out: its lead picture, and articles that it links to.

    ``linked`` is by what the links point to, as they stand in its text and its related list.
    """

    article: ImportedArticle
    prepared: Prepared
    picture: Picture | None = None
    linked: Mapping[str, ArticleId] | None = None
    is_own: bool = False


def bring_in(
    connection: Connection,
    names: Names,
    arrivals: Sequence[Arrival],
    ids: Sequence[ArticleId],
    *,
    at: datetime,
    by: str,
) -> list[int]:
    """New articles under ids that were reserved; their versions. All of them, or a ``ClashError``, a ``RefusedError``.

    With a time of publication, a headline and a text one is published at that time, else a draft. Sections, series,
    tags and people that are new are made. A fixed number of statements, but for new names.
    """
    names.expect_tags(tag for one in arrivals for tag in one.article.tags)
    names.expect_people([line for one in arrivals for line in one.article.bylines])
    arriving = _Arriving(names, at, by)
    new = [
        arriving.new(one, id, uid)
        for one, id, uid in zip(arrivals, ids, new_uids(len(arrivals)), strict=True)
    ]
    free = FreeNames(connection)
    free.expect((one.wanted, None if one.is_own else one.prefix) for one in new)
    articles = [_named(one, free) for one in new]
    give_short_codes(connection, articles)
    give_search_keys(connection, articles)
    insert_articles(connection, articles)
    _keep_aliases(connection, new)
    resolve_some_headlines(
        connection,
        [one.headline_hash for one in articles],
        [link.headline for one in articles for link in one.content.related if link.id is None],
    )
    return [one.version for one in articles]


def bring_up_to_date(
    connection: Connection, names: Names, id: ArticleId, arrival: Arrival, *, at: datetime, by: str
) -> int:
    """A known article as its source says it now, published anew where that is; what is public stays public.

    Answers its version.
    """
    article = as_it_can_be(arrival.article)
    stored = stored_article(connection, id)
    content = _content(names, arrival, id)
    if content.picture is None:
        content = replace(content, picture=stored.content.picture)
    values: dict[str, object] = {"extra": plain_extra(article.extra)}
    if article.published_at is not None:
        values["published_at"] = article.published_at
    stored = save(connection, stored, content, at=at, by=by, **values)
    if article.published_at is not None and _is_public(article):
        if _is_to_be_released(stored):
            first = stored.published_revision_id is None
            release(
                connection, stored_article(connection, id), at=article.published_at if first else at, by=by
            )
        for path in article.aliases:
            keep_address(connection, path, id, article.published_at)
    return stored_article(connection, id).version


def content_said(names: Names, arrival: Arrival, id: ArticleId) -> Content:
    """What the source says now about an article that is left as it is."""
    return _content(names, arrival, id)


def as_it_can_be(article: ImportedArticle) -> ImportedArticle:
    """Without a headline or a text nothing is published: the date and the old addresses are kept beside it then."""
    if article.own is not None or (article.published_at and article.headline and article.body.strip()):
        return article
    extra = dict(article.extra)
    if article.published_at is not None:
        extra.setdefault("published_at", to_rfc3339(article.published_at))
    if article.aliases:
        extra.setdefault("aliases", list(article.aliases))
    return replace(article, published_at=None, aliases=(), extra=extra)


def reserved(connection: Connection, n: int) -> list[ArticleId]:
    """Ids for so many new articles of this transaction."""
    return reserve_ids(connection, n)


@dataclass(slots=True)
class _New:
    """A new article before its names are free: what its slug should be, and below which path it is published.

    Of one that comes from a library, ``prefix`` is its whole address there.
    """

    article: NewArticle
    wanted: str
    prefix: str | None
    aliases: Collection[str]
    is_own: bool = False


class _Arriving:
    """Makes new articles of what was read."""

    def __init__(self, names: Names, at: datetime, by: str) -> None:
        self._names = names
        self._at = at
        self._by = by

    def new(self, arrival: Arrival, id: ArticleId, uid: str) -> _New:
        """With the id, and the uid unless it brings one."""
        if arrival.article.own is not None:
            return self._own(arrival, arrival.article.own, id, uid)
        article = as_it_can_be(arrival.article)
        content = _content(self._names, arrival, id)
        texts = _texts(arrival, content)
        changed_at = self._changed_at(article)
        new = NewArticle(
            id=id,
            content=content,
            n_words=texts.n_words,
            folded=texts.folded,
            headline_hash=arrival.prepared.headline_hash,
            packed=arrival.prepared.packed,
            state=State.DRAFT,
            created_at=article.created_at or article.published_at or self._at,
            updated_at=changed_at,
            published_at=article.published_at,
            uid=uid,
            extra=plain_extra(article.extra),
        )
        wanted = content.slug or arrival.prepared.slug
        if article.published_at is None:
            return _New(new, wanted, None, ())
        self._publish(new, article.published_at, changed_at)
        section = self._names.section(article.section)
        prefix = f"/{section.slug}/" if section else "/"
        return _New(new, wanted or f"article-{id}", prefix, article.aliases)

    def _own(self, arrival: Arrival, own: OwnRecord, id: ArticleId, uid: str) -> _New:
        """As it stood in the library that it comes from."""
        article = arrival.article
        content = _content(self._names, arrival, id)
        texts = _texts(arrival, content)
        places = dict(
            zip(self._names.series(WireSeries(name) for name, _ in own.places), own.places, strict=False)
        )
        new = NewArticle(
            id=id,
            content=content,
            n_words=texts.n_words,
            folded=texts.folded,
            headline_hash=arrival.prepared.headline_hash,
            packed=arrival.prepared.packed,
            state=own.state,
            created_at=own.created_at,
            updated_at=own.updated_at,
            published_at=article.published_at,
            uid=own.uid if _UID.fullmatch(own.uid) else uid,
            short_code=own.short_code,
            version=max(1, own.version),
            extra=plain_extra(article.extra),
            trashed_at=own.trashed_at,
            publish_at=own.publish_at,
            embargo_until=own.embargo_until,
            revisions=[self._revision(one, arrival, content, id) for one in own.revisions],
            published=own.published,
            has_unpublished_changes=own.has_unpublished_changes,
            places={series: place for series, (_, place) in places.items()},
        )
        if own.state is State.PUBLISHED and own.trashed_at is None and article.published_at is not None:
            new.public = own.published
            changed = [one.at for one in own.revisions if one.kind in TEXT_CHANGED]
            new.public_updated_at = changed[-1] if changed else None
        return _New(new, own.slug or "", own.address, [path for path, _ in own.addresses], is_own=True)

    def _revision(self, own: OwnRevision, arrival: Arrival, content: Content, id: ArticleId) -> NewRevision:
        said = content
        if own.article is not None:
            picture = _same_file(own.article.picture, content.picture)
            kept = Arrival(own.article, arrival.prepared, picture, arrival.linked, is_own=True)
            said = _content(self._names, kept, id)
        return NewRevision(own.kind, said, own.at, own.by, own.name)

    def _changed_at(self, article: ImportedArticle) -> datetime:
        """When it was last changed, as far as that can be: not before it was published, not in the future."""
        first = article.published_at or article.created_at
        updated = article.updated_at
        if updated is not None and updated <= self._at and (first is None or updated > first):
            return updated
        return first or self._at

    def _publish(self, new: NewArticle, at: datetime, changed_at: datetime) -> None:
        """Published once and, where it was changed later, once more: what it said in between nobody knows."""
        new.state = State.PUBLISHED
        revisions = [NewRevision(RevisionKind.PUBLISHED, new.content, at, self._by)]
        if changed_at > at:
            revisions.append(NewRevision(RevisionKind.UPDATED, new.content, changed_at, self._by))
            new.public_updated_at = changed_at
        new.revisions = revisions
        new.published = new.public = len(revisions) - 1
        new.version = 1 + len(revisions)


def _texts(arrival: Arrival, content: Content) -> Texts:
    """Measured before, unless links have found their articles."""
    if content.body is arrival.prepared.article.body:
        return arrival.prepared.texts
    return measure(content.headline, content.lede, content.body)


def _is_public(article: ImportedArticle) -> bool:
    own = article.own
    return own is None or (own.state is State.PUBLISHED and not own.has_unpublished_changes)


def _same_file(wanted: ImportedPicture | None, picture: Picture | None) -> Picture | None:
    """A kept state's picture: its file is in the export's media, or it is the one that the article has."""
    if wanted is None:
        return None
    file = wanted.where.rpartition("/")[2]
    words = (wanted.alt, wanted.caption, wanted.credit, wanted.date or None)
    return Picture(picture.file if picture and picture.file == file else file, *words)


def _named(new: _New, free: FreeNames) -> NewArticle:
    article = new.article
    if new.is_own:
        article.slug = free.slug(new.wanted) if new.wanted else None
        article.address = free.path(new.prefix) if new.prefix else None
        return article
    if new.wanted:
        article.slug = free.slug(new.wanted, new.prefix)
    if new.prefix is not None and article.slug:
        article.address = new.prefix + article.slug
    return article


def _is_to_be_released(stored: Article) -> bool:
    return stored.trashed_at is None and (
        stored.state is not State.PUBLISHED or stored.has_unpublished_changes
    )


def _language_beside(names: Names, article: ImportedArticle) -> str:
    return language_beside(names.site.language, f"{article.headline}\n{article.lede}\n{article.body[:1000]}")


def _content(names: Names, arrival: Arrival, id: ArticleId) -> Content:
    article, linked = arrival.article, arrival.linked or {}
    slug = slugify(article.slug) if article.slug else None
    is_own = arrival.is_own or article.own is not None
    if not is_own and slug == arrival.prepared.slug:
        slug = None  # it follows the headline
    return Content(
        headline=article.headline,
        lede=article.lede,
        body=relinked(article.body, linked.get) if linked else article.body,
        language=tidy(article.language or _language_beside(names, article)) or _DEFAULT_LANGUAGE,
        section_id=names.section_id(article.section),
        label=tidy(article.label or "") or None,
        dateline=article.dateline if is_own else own_dateline(article.dateline, names.site),
        bylines=names.bylines(article.bylines),
        picture=arrival.picture,
        notices=article.notices,
        series=names.series(WireSeries(one.name, _possible(one.count)) for one in article.series),
        tags=names.tags(article.tags),
        related=tuple(_related(article.related, linked, id, is_own=article.own is not None)),
        slug=slug or None,
    )


def _possible(count: int | None) -> int | None:
    return None if count is None else max(1, min(count, MOST_ELSEWHERE))


def _related(
    links: Iterable[ImportedLink], linked: Mapping[str, ArticleId], id: ArticleId, *, is_own: bool
) -> Iterable[RelatedLink]:
    """Each once, and not the article itself. What is known by its address alone is shown by that until it comes.

    ``is_own``: of an export of ours, whose list may have the headline of a listed article for another one to come.
    """
    seen: set[object] = {id}
    for link in links:
        other = linked.get(link.address)
        headline = tidy(link.headline or link.address)
        key = other or name_key(headline)
        if not key or key in seen:
            continue
        seen |= {key} if is_own else {key, name_key(headline)}
        yield RelatedLink(other, headline)


def _keep_aliases(connection: Connection, articles: Iterable[_New]) -> None:
    """Old addresses lead to it, unless they lead to another article already."""
    keep_old_paths(
        connection,
        [
            (path, new.article.id, new.article.published_at)
            for new in articles
            for path in new.aliases
            if new.article.published_at is not None and 1 < len(path) <= _LONGEST_PATH
        ],
    )
