"""Acts by name on an article's place: tags and series put on and taken off, the related list replaced.

Each is one transaction: all of it is done, or nothing, and nobody comes between.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from newsroom.desk.field_changes import series_named
from newsroom.desk.library import Library
from newsroom.desk.reading import stored_article, whole_article
from newsroom.desk.saving import save
from newsroom.domain.article import Article, Content, RelatedLink, Series, Tag
from newsroom.domain.errors import RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.names import name_key, split_count, split_kind, tidy
from newsroom.domain.times import now
from newsroom.storage.store import Connection
from newsroom.storage.tags import ensure_tag

_log = logging.getLogger(__name__)


def change_tags(
    library: Library, article_id: ArticleId, *, add: Sequence[str], remove: Sequence[str], by: str
) -> Article:
    """Takes tags off, then puts tags at the end; names, aliases, and ``person:NAME`` for a new one's kind.

    Raises ``RefusedError`` when a tag to remove is not on the article; nothing is changed then.
    """

    def changed(connection: Connection, article: Article) -> Content:
        gone = {_tag_on(article, name).id for name in remove}
        kept = [tag_id for tag_id in article.content.tags if tag_id not in gone]
        kept += [ensure_tag(connection, name, kind).id for kind, name in map(split_kind, add)]
        return replace(article.content, tags=tuple(dict.fromkeys(kept)))

    return _change(library, article_id, changed, by)


def change_series(
    library: Library, article_id: ArticleId, *, add: Sequence[str], remove: Sequence[str], by: str
) -> Article:
    """The same for series, which are made when they are new: ``Name (1881)`` with 1880 earlier articles elsewhere."""

    def changed(connection: Connection, article: Article) -> Content:
        gone = {_series_of(article, name).id for name in remove}
        kept = [series_id for series_id in article.content.series if series_id not in gone]
        kept += [series_named(connection, name).id for name in add]
        return replace(article.content, series=tuple(dict.fromkeys(kept)))

    return _change(library, article_id, changed, by)


def replace_related(
    library: Library, article_id: ArticleId, others: Sequence[ArticleId], *, by: str
) -> Article:
    """Makes ``others`` the related list, in their order. Refuses the article itself, a double and a trashed one."""
    if article_id in others:
        raise RefusedError("An article cannot be related to itself. Nothing was changed.")
    if len(set(others)) < len(others):
        raise RefusedError("An article was named twice. Nothing was changed.")

    def changed(connection: Connection, article: Article) -> Content:
        links = []
        for other in others:
            target = stored_article(connection, other)
            if target.trashed_at:
                raise RefusedError(f"Article {other} is in the trash. Nothing was changed.")
            links.append(RelatedLink(other, target.content.headline))
        return replace(article.content, related=tuple(links))

    return _change(library, article_id, changed, by)


def _change(
    library: Library, article_id: ArticleId, changed: Callable[[Connection, Article], Content], by: str
) -> Article:
    """Saves what ``changed`` makes of the article as it is now."""
    with library.store.write() as connection:
        article = whole_article(connection, article_id)
        save(connection, article, changed(connection, article), at=now(), by=by)
        _log.info("article %d placed by %s", article_id, by)
        return whole_article(connection, article_id)


def _tag_on(article: Article, name: str) -> Tag:
    kind, bare = split_kind(name)
    key = name_key(bare)
    on_it = [tag for tag in article.tags if kind in (None, tag.kind)]
    exact = [tag for tag in on_it if key in {name_key(label) for label in (tag.label, *tag.aliases)}]
    found = exact or [tag for tag in on_it if name_key(tag.name) == key]
    if not found:
        raise RefusedError(f"The article has no tag “{tidy(name)}”. Nothing was changed.")
    if len(found) > 1:
        labels = ", ".join(tag.label for tag in found)
        raise RefusedError(f"“{tidy(name)}” may be any of {labels}. Say which; nothing was changed.")
    return found[0]


def _series_of(article: Article, name: str) -> Series:
    for place in article.series:
        if name_key(place.series.name) in (name_key(name), name_key(split_count(name)[0])):
            return place.series
    raise RefusedError(f"The article is not in the series “{tidy(name)}”. Nothing was changed.")
