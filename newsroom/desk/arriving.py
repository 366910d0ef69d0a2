"""An article that an import brings gets its place, inside a write transaction that the caller has begun."""

from dataclasses import replace
from datetime import datetime

from newsroom.desk.naming import Names
from newsroom.desk.pasting import own_dateline
from newsroom.desk.publicity import release
from newsroom.desk.reading import stored_article
from newsroom.desk.saving import create, save
from newsroom.domain.article import Article, Content, RelatedLink, State
from newsroom.domain.ids import ArticleId
from newsroom.domain.importing import ImportedArticle
from newsroom.domain.slugs import slugify
from newsroom.domain.times import to_rfc3339
from newsroom.storage.addresses import keep_address
from newsroom.storage.store import Connection


def bring_in(
    connection: Connection, names: Names, article: ImportedArticle, *, at: datetime, by: str
) -> ArticleId:
    """A new article. With a time of publication, a headline and a text it is published at that time, else a draft.

    Sections, series and tags that are new are made. Raises ``RefusedError`` for a name that cannot be one.
    """
    article = _as_it_can_be(article)
    content = _content(names, article)
    published_at = article.published_at
    id = create(connection, content, at=published_at or at, extra=article.extra, published_at=published_at)
    if published_at is not None:
        release(connection, stored_article(connection, id), at=published_at, by=by)
        if article.updated_at is not None and published_at < article.updated_at <= at:
            stored = stored_article(connection, id)
            release(connection, stored, at=article.updated_at, by=by, text_changed=True)
        _keep_aliases(connection, id, article, published_at)
    return id


def bring_up_to_date(
    connection: Connection, names: Names, id: ArticleId, article: ImportedArticle, *, at: datetime, by: str
) -> None:
    """A known article as its source says it now, published anew where that is; what is public stays public."""
    article = _as_it_can_be(article)
    stored = stored_article(connection, id)
    content = replace(_content(names, article), picture=stored.content.picture)
    values: dict[str, object] = {"extra": dict(article.extra)}
    if article.published_at is not None:
        values["published_at"] = article.published_at
    save(connection, stored, content, at=at, **values)
    if article.published_at is not None:
        stored = stored_article(connection, id)
        if _is_to_be_released(stored):
            first = stored.published_revision_id is None
            release(connection, stored, at=article.published_at if first else at, by=by)
        _keep_aliases(connection, id, article, article.published_at)


def _is_to_be_released(stored: Article) -> bool:
    return stored.trashed_at is None and (
        stored.state is not State.PUBLISHED or stored.has_unpublished_changes
    )


def _as_it_can_be(article: ImportedArticle) -> ImportedArticle:
    """Without a headline or a text nothing is published: the date and the old addresses are kept beside it then."""
    if article.published_at is not None and article.headline and article.body.strip():
        return article
    extra = dict(article.extra)
    if article.published_at is not None:
        extra.setdefault("published_at", to_rfc3339(article.published_at))
    if article.aliases:
        extra.setdefault("aliases", list(article.aliases))
    return replace(article, published_at=None, aliases=(), extra=extra)


def _content(names: Names, article: ImportedArticle) -> Content:
    slug = slugify(article.slug) if article.slug else None
    return Content(
        headline=article.headline,
        lede=article.lede,
        body=article.body,
        language=article.language or names.site.language,
        section_id=names.section(article.section),
        label=article.label,
        dateline=own_dateline(article.dateline, names.site),
        bylines=article.bylines,
        notices=article.notices,
        series=names.series(article.series),
        tags=names.tags(article.tags),
        related=tuple(RelatedLink(None, link.headline) for link in article.related if link.headline),
        slug=slug if slug and slug != slugify(article.headline) else None,
    )


def _keep_aliases(connection: Connection, id: ArticleId, article: ImportedArticle, since: datetime) -> None:
    """Old addresses lead to it, unless they lead to another article already."""
    for path in article.aliases:
        keep_address(connection, path, id, since)
