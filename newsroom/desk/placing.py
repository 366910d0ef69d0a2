"""Acts by name on an article's place: tags and series put on and taken off, the related list replaced."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from newsroom.desk.articles import get_article, save_article
from newsroom.desk.field_changes import series_named
from newsroom.desk.library import Library
from newsroom.desk.tagging import ensure_tag
from newsroom.domain.article import Article, Content, RelatedLink, Series, Tag
from newsroom.domain.errors import ConflictError, RefusedError
from newsroom.domain.ids import ArticleId
from newsroom.domain.names import name_key, split_count, split_kind, tidy

_TRIES = 3


def change_tags(
    library: Library, article_id: ArticleId, *, add: Sequence[str], remove: Sequence[str], by: str
) -> Article:
    """Takes tags off, then puts tags at the end; names, aliases, and ``person:NAME`` for a new one's kind.

    Raises ``RefusedError`` when a tag to remove is not on the article; nothing is changed then.
    """

    def changed(article: Article) -> Content:
        gone = {_tag_on(article, name).id for name in remove}
        kept = [tag_id for tag_id in article.content.tags if tag_id not in gone]
        kept += [ensure_tag(library, name, kind, by=by).id for kind, name in map(split_kind, add)]
        return replace(article.content, tags=tuple(dict.fromkeys(kept)))

    return _change(library, article_id, changed, by)


def change_series(
    library: Library, article_id: ArticleId, *, add: Sequence[str], remove: Sequence[str], by: str
) -> Article:
    """The same for series, which are made when they are new: ``Name (1881)`` with 1880 earlier articles elsewhere."""

    def changed(article: Article) -> Content:
        gone = {_series_of(article, name).id for name in remove}
        kept = [series_id for series_id in article.content.series if series_id not in gone]
        with library.store.write() as connection:
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
    links = []
    for other in others:
        target = get_article(library, other)
        if target.trashed_at:
            raise RefusedError(f"Article {other} is in the trash. Nothing was changed.")
        links.append(RelatedLink(other, target.content.headline))
    return _change(library, article_id, lambda article: replace(article.content, related=tuple(links)), by)


def _change(
    library: Library, article_id: ArticleId, changed: Callable[[Article], Content], by: str
) -> Article:
    """Saves what ``changed`` makes of the article; when somebody else was quicker, of the newer one."""
    for _ in range(_TRIES):
        article = get_article(library, article_id)
        content = changed(article)
        if content == article.content:
            return article
        saved = save_article(
            library, article_id, article.content, content, version=article.version, by=by, keep_ours=False
        )
        if not saved.conflicts:
            return saved.article
    raise ConflictError("The article is being changed elsewhere. Nothing was changed here; try again.")


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
